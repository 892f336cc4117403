"""Stand-ins for what a shape does not hold: the names of a report, its days and its measures.

A name may be compared for equality and put into a text, a day may be compared with a day, a
measure with the bounds that the shape holds. All else that depends on what they are raises,
because a shape does not tell it.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, Final, NoReturn, Self

__all__ = ["DAYS", "MARK", "Day", "Measure", "Name", "NotHeld", "band_of", "has_mark"]

# Drawn when the package is loaded, so that no document and no table can hold it.
_DRAWN: Final = os.urandom(8).hex()
MARK: Final = re.compile(f"\ue000{_DRAWN}([prf])([0-9]+)([^\ue001]*)\ue001")
"""What stands for a name in a text: the name as it is (p), or as Python writes it (r).

A measure (f) has the form after its number in which the text shows it.
"""

DAYS: Final = "days"
"""What is asked of days beyond their order."""


class NotHeld(Exception):
    """An answer asks for what its shape does not hold: ``what`` it was, where that can be held."""

    def __init__(self, what: object = "") -> None:
        super().__init__(what)
        self.what = what


class Name(str):
    """Stand for a name, known by its number only."""

    __slots__ = ()

    def __new__(cls, number: int) -> Self:
        """Return the stand-in of a number."""
        return super().__new__(cls, f"\ue000{_DRAWN}p{number}\ue001")

    def __repr__(self) -> str:
        """Return the mark of a name as Python writes it, with its quotes."""
        return str.replace(str.__str__(self), f"{_DRAWN}p", f"{_DRAWN}r")

    def __bool__(self) -> bool:
        """Be true: the format has no empty names, and a shape is never made of one."""
        return True


class Day(dt.date):
    """Stand for a day, known by its place among the days of the report only."""

    __slots__ = ()


Bounds = tuple[float, ...]


def band_of(value: float, bounds: Bounds) -> int:
    """Return where a number lies among bounds: odd on one of them, even between two."""
    place = bisect_left(bounds, value)
    return 2 * place + (place < len(bounds) and bounds[place] == value)


class Measure(float):
    """Stand for a number, known by where it lies among bounds only."""

    __slots__ = ("_band", "_bounds", "_member", "_place")
    _band: int
    _bounds: Bounds
    _member: object
    _place: int

    def __new__(cls, band: int, bounds: Bounds, member: object, place: int) -> Self:
        """Return the stand-in of a member whose number lies there, the nth of its report."""
        self = super().__new__(cls, "nan")
        self._band, self._bounds, self._member, self._place = band, bounds, member, place
        return self

    def shown(self, form: str = "") -> str:
        """Return the mark of the number in a form."""
        return f"\ue000{_DRAWN}f{self._place}{form}\ue001"

    def refuse(self, *_: object) -> NoReturn:
        """Raise: the number itself is not known."""
        raise NotHeld(self._member)

    def side(self, other: Any) -> int:
        """Return whether the number lies below a bound (negative), on it (0), or above it."""
        if not isinstance(other, (int, float)) or other not in self._bounds:
            self.refuse()
        return self._band - (2 * self._bounds.index(other) + 1)

    __hash__ = refuse


def _no_name(*_: object, **__: object) -> NoReturn:
    raise NotHeld


def _no_day(*_: object, **__: object) -> NoReturn:
    raise NotHeld(DAYS)


# What every object has, and what a name or a day may be asked.
_OF_ANY: Final = frozenset(dir(object)) - {"__repr__", "__str__", "__format__"}
_OF_A_NAME: Final = frozenset({"__repr__", "__str__", "__format__"})
_ORDER: Final = frozenset({"__lt__", "__le__", "__gt__", "__ge__"})
_MADE_BY: Final = frozenset({"fromordinal", "min", "max"})

_COMPARED: Final[dict[str, Callable[[int], bool]]] = {
    "__lt__": lambda side: side < 0,
    "__le__": lambda side: side <= 0,
    "__gt__": lambda side: side > 0,
    "__ge__": lambda side: side >= 0,
    "__eq__": lambda side: side == 0,
    "__ne__": lambda side: side != 0,
}


def _compares(holds: Callable[[int], bool]) -> Callable[[Measure, Any], bool]:
    return lambda self, other: other is not None and holds(self.side(other))


for _word in set(dir(float)) - (_OF_ANY - {"__hash__"}):
    setattr(Measure, _word, Measure.refuse)
for _word in ("__str__", "__repr__", "__format__"):
    setattr(Measure, _word, Measure.shown)
for _word, _holds in _COMPARED.items():
    setattr(Measure, _word, _compares(_holds))
for _word in set(dir(str)) - (_OF_ANY - _ORDER) - _OF_A_NAME:
    setattr(Name, _word, _no_name)
for _word in set(dir(dt.date)) - _OF_ANY - _MADE_BY:
    setattr(Day, _word, _no_day if _word.startswith("__") else property(_no_day))


def has_mark(text: str) -> bool:
    """Say whether a text holds a mark."""
    return str.__contains__(text, _DRAWN)
