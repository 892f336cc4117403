"""Register the function that reads each fact, and read facts of a subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject

__all__ = ["READERS", "Reading", "read", "reading_of", "reads", "values_of"]


@attrs.frozen
class Reading:
    """What a report says to a fact, and where; a ``value`` of ``None`` is not stated, never no.

    ``pointers`` lead to what was read, or to the place where it would have been stated.
    """

    value: Any = None
    pointers: tuple[str, ...] = ()


Reader = Callable[["Subject"], Reading]
_Fn = TypeVar("_Fn", bound=Callable[..., Reading])
READERS: Final[dict[str, Reader]] = {}
"""The function of every fact that reports can state, by the name of the fact."""

_SILENT: Final = Reading()


def reads(name: str) -> Callable[[_Fn], _Fn]:
    """Register a function as the reader of a fact."""

    def register(function: _Fn) -> _Fn:
        if name in READERS:
            raise ValueError(f"two functions read the fact {name!r}")
        READERS[name] = function
        return function

    return register


def reading_of(subject: Subject, name: str) -> Reading:
    """Return what a report says to a fact, or what the caller said beside it.

    Nothing where no member of a report can say it.
    """
    given = subject.view.given
    if given and name in given:
        return Reading(given[name])
    reader = READERS.get(name)
    return _SILENT if reader is None else reader(subject)


def read(subject: Subject, names: Iterable[str]) -> dict[str, Reading]:
    """Return what a report says to facts, by their names."""
    return {name: reading_of(subject, name) for name in names}


def values_of(readings: Mapping[str, Reading]) -> dict[str, Any]:
    """Return the answers of readings, without where they were read."""
    return {name: reading.value for name, reading in readings.items()}
