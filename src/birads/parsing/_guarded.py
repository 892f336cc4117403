"""Let a report that was made without validation be refused by name, not by a fault inside.

``model_copy(update=...)`` and ``model_construct`` of pydantic validate nothing. Nothing is asked
of a report before something fails, so a valid one costs nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from os import PathLike
from typing import Concatenate, ParamSpec, TypeVar, cast

from birads.parsing._parse import parse
from birads.parsing._plain import stated
from birads.report.report import Report

__all__ = ["guarded"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


def guarded(
    function: Callable[Concatenate[Report, _P], _T],
) -> Callable[Concatenate[Report, _P], _T]:
    """Return the function, which then raises ``InvalidReport`` for what is no valid report."""

    @wraps(function)
    def answer(report: Report, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        if type(report) is not Report and not isinstance(report, Report):
            raise TypeError(_not_read(function.__name__, report))
        try:
            return function(report, *args, **kwargs)
        except Exception:  # noqa: BLE001, S110 - whatever it was, it is raised again below
            pass
        # A valid report of right values fails again in the same way: then the fault is ours.
        return function(parse(stated(report)), *args, **kwargs)

    return cast("Callable[Concatenate[Report, _P], _T]", answer)


def _not_read(verb: str, given: object) -> str:
    """Return what to do with something that is not a report yet."""
    says = f"{verb} reads a Report, not {type(given).__name__}."
    if isinstance(given, bytes | bytearray | memoryview | str | Mapping | PathLike):
        return f"{says} Read the document first: birads.{verb}(birads.parse(document))."
    return f"{says} birads.parse makes one from bytes, text, a mapping or a path."
