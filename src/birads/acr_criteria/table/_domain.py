"""The answers that a fact can have: a closed list of words, or a number within bounds.

Both are cut into *cells*, the smallest answers that the rows of a table tell apart. A word is a
cell, or stands over several; a number falls into one of the bands that the rows' own bounds make.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

__all__ = ["BOUNDS", "NOT_STATED", "Bands", "Number", "Words", "bounds_of", "listed"]

NOT_STATED: Final = "not_stated"
"""How a row asks that a fact is missing; nothing else is satisfied by a missing fact."""

BOUNDS: Final = ("ge", "gt", "lt", "le")
"""The bounds that a row can set to a number: from, above, below, up to."""


def listed(condition: Any) -> tuple[Any, ...]:
    """Return the values that a condition lists; a single value is a list of one."""
    return tuple(condition) if isinstance(condition, (list, tuple)) else (condition,)


@attrs.frozen
class Words:
    """A closed list of words, or yes and no.

    ``kinds`` names the special words under a general one; ``whole`` the general words that mean
    nothing beyond their kinds and therefore have no cell of their own.
    """

    values: tuple[str | bool, ...]
    kinds: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    whole: frozenset[str] = frozenset()

    @property
    def cells(self) -> tuple[str | bool, ...]:
        """Return the words that are a cell."""
        return tuple(word for word in self.values if word not in self.whole)

    def covered(self, word: str | bool) -> frozenset[str | bool]:
        """Return the cells that a word stands for: its own, and those of every kind of it."""
        words: list[str | bool] = [word]
        for known in words:  # grows while it is read; a kind stands under one word only
            words += self.kinds.get(str(known), ()) if isinstance(known, str) else ()
        return frozenset(words) - self.whole

    def admitted(self, condition: Any) -> frozenset[str | bool]:
        """Return the cells that a row's condition admits."""
        words = (word for word in listed(condition) if word != NOT_STATED)
        return frozenset(cell for word in words for cell in self.covered(word))


@attrs.frozen
class Number:
    """A number from ``low`` to ``high``, both included."""

    low: float
    high: float

    def holds(self, value: Any) -> bool:
        """Return whether a value is a number within the bounds."""
        return (
            isinstance(value, (int, float))
            and not isinstance(value, bool)
            and self.low <= value <= self.high
        )


def bounds_of(condition: Any) -> Mapping[str, float] | None:
    """Return the bounds of a numeric condition; ``None`` where it only says "not stated"."""
    if isinstance(condition, Mapping):
        return condition
    return None if condition == NOT_STATED else {"ge": condition, "le": condition}


def within(value: float, bounds: Mapping[str, float]) -> bool:
    """Return whether a number keeps every bound."""
    return bounds.get("ge", -math.inf) <= value <= bounds.get("le", math.inf) and bounds.get(
        "gt", -math.inf
    ) < value < bounds.get("lt", math.inf)


@attrs.frozen
class Bands:
    """A number cut at the bounds that rows set.

    Band ``2n`` lies below the cut ``n``, band ``2n + 1`` is the cut itself, so that "from 40" and
    "above 40" are told apart. ``samples`` holds a number of each band, ``None`` for an empty one.
    """

    number: Number
    cuts: tuple[float, ...]
    samples: tuple[float | None, ...]

    @classmethod
    def cut(cls, number: Number, conditions: Sequence[Any]) -> Bands:
        """Return the bands that the conditions of all rows make of a number."""
        asked = (bounds_of(condition) or {} for condition in conditions)
        inside = {bound for bounds in asked for bound in bounds.values() if number.holds(bound)}
        cuts = sorted({number.low, number.high, *inside})
        return cls(number, tuple(cuts), tuple(_samples(cuts)))

    def band(self, value: float) -> int:
        """Return the band of a number within the bounds."""
        place = bisect_left(self.cuts, value)
        return 2 * place + (self.cuts[place] == value)

    def range(self, first: int, last: int) -> dict[str, float]:
        """Return the bounds of bands that follow each other; an odd band is a cut itself."""
        low, high = self.cuts[(first - 1) // 2], self.cuts[last // 2]
        return {"ge" if first % 2 else "gt": low, "le" if last % 2 else "lt": high}

    def admitted(self, condition: Any) -> frozenset[int]:
        """Return the bands that a row's condition admits."""
        bounds = bounds_of(condition)
        if bounds is None:
            return frozenset()
        low = max((bounds[name] for name in ("ge", "gt") if name in bounds), default=-math.inf)
        high = min((bounds[name] for name in ("le", "lt") if name in bounds), default=math.inf)
        last = min(2 * bisect_right(self.cuts, high) + 1, len(self.samples))
        return frozenset(
            band
            for band in range(2 * bisect_left(self.cuts, low), last)
            if (sample := self.samples[band]) is not None and within(sample, bounds)
        )


def _samples(cuts: Sequence[float]) -> Iterator[float | None]:
    """Yield a number of each band; there is none below the first cut."""
    yield None
    for low, high in pairwise(cuts):
        yield low
        whole = math.floor(low) + 1
        yield whole if whole < high else (low + high) / 2
    yield cuts[-1]
