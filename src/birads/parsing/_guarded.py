"""Let a report that was made without validation be refused by name, not by a fault inside.

``model_copy(update=...)`` and ``model_construct`` of pydantic validate nothing. Nothing is asked
of a report before something fails, so a valid one costs nothing more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import Enum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from pydantic import BaseModel

from birads.issue import InvalidReport, Issue, Severity
from birads.parsing._parse import parse
from birads.report.report import Report

__all__ = ["guarded"]

_P = ParamSpec("_P")
_T = TypeVar("_T")
_DEEPEST = 100
_SHOWN = 80


def guarded(
    function: Callable[Concatenate[Report, _P], _T],
) -> Callable[Concatenate[Report, _P], _T]:
    """Return the function, which then raises ``InvalidReport`` for what is no valid report."""

    @wraps(function)
    def answer(report: Report, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return function(report, *args, **kwargs)
        except Exception:
            if not isinstance(report, Report):
                raise
        # A valid report of right values fails again in the same way: then the fault is ours.
        return function(parse(_stated(report)), *args, **kwargs)

    return cast("Callable[Concatenate[Report, _P], _T]", answer)


def _stated(report: Report) -> dict[str, Any]:
    """Return what a report says as plain values, whatever stands in it.

    Raises:
        InvalidReport: It holds something that no document can say.
    """
    stated: dict[str, Any] = _plain(report, "")
    return stated


def _plain(value: object, where: str, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        raise InvalidReport([_issue("too_deep", where, "The value is nested too deeply.")])
    if isinstance(value, BaseModel):
        members = {**value.__dict__, **(value.__pydantic_extra__ or {})}
        # What was not stated is None or an empty list; neither is written.
        value = {k: v for k, v in members.items() if v is not None and v != ()}
    if isinstance(value, Mapping):
        return {str(key): _plain(item, f"{where}/{key}", depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, f"{where}/{n}", depth + 1) for n, item in enumerate(value)]
    if isinstance(value, Enum):
        return _plain(value.value, where, depth + 1)
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    message = f"A {type(value).__name__} has no place in a report."
    raise InvalidReport([_issue("wrong_type", where, message[:_SHOWN])])


def _issue(code: str, where: str, message: str) -> Issue:
    return Issue(code, Severity.ERROR, where, message)
