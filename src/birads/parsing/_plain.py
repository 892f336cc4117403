"""Write what Python code states as plain JSON values, whatever stands in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel

from birads.issue import InvalidReport, Issue, Severity

__all__ = ["plain", "stated"]

_DEEPEST = 100
_SHOWN = 80


def stated(part: BaseModel) -> dict[str, Any]:
    """Return the members of a part that say something; an empty list says "looked for, none".

    Raises:
        InvalidReport: It holds something that no document can say.
    """
    values: dict[str, Any] = plain(part)
    return values


def plain(value: object, where: str = "", depth: int = 0) -> Any:
    """Return the JSON form of a value: parts as objects, tuples as lists, words as texts.

    Raises:
        InvalidReport: It holds something that no document can say.
    """
    if depth > _DEEPEST:
        raise InvalidReport([_issue("too_deep", where, "The value is nested too deeply.")])
    if isinstance(value, BaseModel):
        value = _members(value)
    if isinstance(value, Mapping):
        return {
            _text(key): plain(item, f"{where}/{_token(_text(key))}", depth + 1)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(item, f"{where}/{n}", depth + 1) for n, item in enumerate(value)]
    if isinstance(value, Enum):
        return plain(value.value, where, depth + 1)
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    message = f"A {type(value).__name__} has no place in a report."
    hint = "Use a list." if isinstance(value, set | frozenset) else None
    raise InvalidReport([_issue("wrong_type", where, message[:_SHOWN], hint)])


def _members(part: BaseModel) -> dict[str, Any]:
    """Return what was stated: neither ``None`` nor a list whose absence means the same."""
    fields = type(part).model_fields
    members = {**part.__dict__, **(part.__pydantic_extra__ or {})}
    return {
        name: value
        for name, value in members.items()
        if value is not None and not (value == () and name in fields and fields[name].default == ())
    }


def _text(key: object) -> str:
    return str(key.value if isinstance(key, Enum) else key)


def _token(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _issue(code: str, where: str, message: str, hint: str | None = None) -> Issue:
    return Issue(code, Severity.ERROR, where, message, hint)
