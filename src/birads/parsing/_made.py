"""Make parts of reports from what Python code states, judged as ``parse`` judges a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from birads.issue import InvalidReport, Issue
from birads.parsing._document import DEFAULT_LIMITS, dump
from birads.parsing._parse import read_json
from birads.parsing._plain import plain
from birads.report._part import Part

__all__ = ["make", "read"]

_P = TypeVar("_P", bound=Part)
_OF_JSON = (str, int, float, bool, type(None), dict, list)


def make(part: Part, members: Mapping[str, Any]) -> None:
    """Fill a new part with members; ``None`` is not stated.

    Raises:
        InvalidReport: The members are none that a part of this kind can have.
    """
    model = type(part)
    if not model.__pydantic_complete__:  # built on first use, so that importing stays cheap
        model.model_rebuild()
    data, tree, problems = _written({n: v for n, v in members.items() if v is not None})
    try:
        model.__pydantic_validator__.validate_json(data, self_instance=part)
    except ValidationError:
        from birads.parsing._part_issues import issues_of_part

        raise InvalidReport(issues_of_part(model, tree, problems)) from None
    if problems:
        raise InvalidReport(problems)


def read(model: type[_P], value: object) -> _P:
    """Return the part that a framework's value stands for, or refuse it in pydantic's way."""
    if isinstance(value, Mapping) and any(type(each) not in _OF_JSON for each in value.values()):
        # The members of a model, in Python's own types: there, None is a member not stated.
        value = {name: each for name, each in value.items() if each is not None}
    try:
        data, _, problems = _written(value)
    except InvalidReport as error:
        problems = tuple(error.issues)
    if problems:
        raise PydanticCustomError(problems[0].code, "{text}", {"text": problems[0].message})
    made: _P = model.__pydantic_validator__.validate_json(data)
    return made


def _written(value: object) -> tuple[bytes, Any, tuple[Issue, ...]]:
    """Return the JSON of a value, what it reads as, and what only the text can show.

    Raises:
        InvalidReport: It has no JSON, or more than the limits allow.
    """
    data = dump(plain(value))
    tree, problems = read_json(data, DEFAULT_LIMITS)
    return data, tree, problems
