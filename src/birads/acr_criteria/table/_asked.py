"""Ask facts outside the rows of variants: the rows of notes, of summary rules, of a scope.

The same boxes and bit masks as those of a table, without one row excluding another: every row
that holds is told, in the order of its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

import attrs

from birads.acr_criteria.table._boxes import Axis, Box, each_bit, make_axis
from birads.acr_criteria.table._facts import Fact

__all__ = ["Asked", "ask"]

_MOST_REMEMBERED: Final = 20_000


class _Row(Protocol):
    @property
    def when(self) -> Mapping[str, Any]: ...


@attrs.frozen(eq=False)
class Asked:
    """Conditions, compiled: ``holding`` returns the places of the rows that hold.

    What is remembered is bounded, and kept by answers of facts, never by ids.
    """

    axes: tuple[Axis, ...]
    row_of: tuple[int, ...]
    _memo: dict[tuple[Any, ...], tuple[tuple[int, ...], tuple[int, ...]]] = attrs.field(
        factory=dict, init=False, repr=False
    )

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts that the rows ask."""
        return tuple(axis.fact.name for axis in self.axes)

    def holding(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """Return the places of the rows that hold; a fact that is not there is not stated."""
        return self._both(values)[0]

    def possible(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """Return the places of the rows that nothing stated contradicts."""
        return self._both(values)[1]

    def _both(self, values: Mapping[str, Any]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        key = tuple([axis.key(values.get(axis.fact.name)) for axis in self.axes])
        found = self._memo.get(key)
        if found is None:
            holding = possible = (1 << len(self.row_of)) - 1
            for axis, part in zip(self.axes, key, strict=True):
                one, other = axis.masks(part)
                holding &= one
                possible &= other
            found = (self._rows(holding), self._rows(possible))
            if len(self._memo) >= _MOST_REMEMBERED:
                self._memo.pop(next(iter(self._memo)))
            self._memo[key] = found
        return found

    def _rows(self, bits: int) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.row_of[bit] for bit in each_bit(bits)))


def ask(rows: Iterable[_Row], known: Mapping[str, Fact]) -> Asked:
    """Return the compiled conditions of rows; facts that are not known were told before."""
    boxes = [
        Box(place, {**row.when, **alternative})
        for place, row in enumerate(rows)
        for alternative in _alternatives(row)
    ]
    names = dict.fromkeys(name for box in boxes for name in box.when)
    axes = tuple(make_axis(known[name], boxes) for name in names)
    return Asked(axes, tuple(box.row for box in boxes))


def _alternatives(row: _Row) -> tuple[Mapping[str, Any], ...]:
    found: tuple[Mapping[str, Any], ...] = getattr(row, "any_of", ())
    return found or ({},)
