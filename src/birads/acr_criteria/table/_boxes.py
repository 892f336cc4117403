"""Rows as boxes over facts, compiled to bit masks.

For each fact and each answer, one integer says which boxes admit it: bit ``n`` is box ``n``. The
boxes that facts satisfy are one AND per fact; so are the boxes that nothing stated contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from birads.acr_criteria.table._domain import NOT_STATED, Bands, Number, Words, listed
from birads.acr_criteria.table._facts import Fact

__all__ = ["FOREIGN", "Axis", "Box", "Masks", "covers", "each_bit", "make_axis", "overlap"]


class _Foreign:
    def __str__(self) -> str:
        return "not an answer of the fact"


FOREIGN: Final = _Foreign()
"""The key of a value that is none of a fact's answers: it satisfies no row that asks."""

Masks = tuple[int, int]
"""The boxes that are satisfied, and the boxes that are not contradicted."""


@attrs.frozen
class Box:
    """The conditions of a row, or of one of its alternatives: all of them must hold."""

    row: int
    when: Mapping[str, Any]


def each_bit(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


@attrs.frozen(eq=False)
class Axis:
    """One fact of a table: which boxes each of its answers satisfies and leaves possible.

    ``cells`` holds the smallest answers with the boxes that admit each, ``named`` the masks of
    every single key. ``free`` are the boxes that do not ask the fact, ``unstated`` those that a
    missing fact satisfies: the free ones and those that ask for just that. ``admits`` turns the
    cells round: for each box the places of the cells that it admits, the last for a missing fact.
    """

    fact: Fact
    bands: Bands | None
    cells: Mapping[Any, int]
    named: Mapping[Any, Masks]
    under: Mapping[Any, tuple[Any, ...]]
    free: int
    unstated: int
    admits: tuple[int, ...]

    def alike(self) -> dict[Any, Any]:
        """Return for each word without kinds the first one that the same boxes admit.

        A box tells none of them apart, so that one answer serves all.
        """
        if self.bands is not None:
            return {}
        first: dict[int, Any] = {}
        plain = (word for word, covered in self.under.items() if covered == (word,))
        return {word: first.setdefault(self.cells[word], word) for word in plain}

    def key(self, value: Any) -> Any:
        """Return the hashable key of any value whatever; values of one key have one answer."""
        if value is None:
            return None
        if isinstance(self.bands, Bands):
            return self.bands.band(value) if self.bands.number.holds(value) else FOREIGN
        if isinstance(value, (str, bool)):
            return value if value in self.named else FOREIGN
        if self.fact.many and isinstance(value, (list, tuple, set, frozenset)):
            words = frozenset(self._word(word) for word in value)
            return next(iter(words)) if len(words) == 1 else words
        return FOREIGN

    def _word(self, value: Any) -> Any:
        return value if isinstance(value, (str, bool)) and value in self.named else FOREIGN

    def masks(self, key: Any) -> Masks:
        """Return the masks of a key; of several words, each that a row names is enough."""
        found = self.named.get(key)
        if found is not None:
            return found
        satisfied = possible = self.free
        for word in key:
            one, other = self.named[word]
            satisfied |= one
            possible |= other
        return satisfied, possible

    def endings(self, key: Any) -> tuple[Masks, ...]:
        """Return the masks of what a key may turn out to be, if it leaves anything open."""
        if key is None:
            return tuple((cell, cell) for cell in self.cells.values())
        words = key if isinstance(key, frozenset) else (key,)
        out: list[Masks] = []
        for word in words:
            under = self.under.get(word, ())
            if len(under) > 1:
                kept = frozenset(words) - {word}
                satisfied, possible = self.masks(kept) if kept else (0, 0)
                out += [(satisfied | self.cells[c], possible | self.cells[c]) for c in under]
        return tuple(out)


def make_axis(fact: Fact, boxes: Sequence[Box], also: Sequence[Any] = ()) -> Axis:
    """Return the axis of a fact; ``also`` holds further conditions whose bounds cut a number."""
    asked = [(bit, box.when[fact.name]) for bit, box in enumerate(boxes) if fact.name in box.when]
    every = (1 << len(boxes)) - 1
    free = every & ~sum(1 << bit for bit, _ in asked)
    unstated = free | sum(1 << bit for bit, condition in asked if NOT_STATED in listed(condition))
    domain: Words | Bands
    if isinstance(fact.domain, Number):
        domain = bands = Bands.cut(fact.domain, [*(c for _, c in asked), *also])
        labels: list[Any] = [n for n, sample in enumerate(bands.samples) if sample is not None]
    else:
        domain, bands = fact.domain, None
        labels = list(fact.domain.cells)
    admitted = [(bit, domain.admitted(condition)) for bit, condition in asked]
    cells, admits = _both_ways(labels, dict(admitted), free, unstated, len(boxes))
    under: dict[Any, tuple[Any, ...]] = {cell: (cell,) for cell in labels}
    if isinstance(domain, Words):
        under = {word: _in_order(domain, word) for word in domain.values}
    named: dict[Any, Masks] = {None: (unstated, every), FOREIGN: (free, free)}
    named |= {word: _masks([cells[cell] for cell in covered]) for word, covered in under.items()}
    return Axis(fact, bands, cells, named, under, free, unstated, admits)


def _both_ways(
    labels: Sequence[Any],
    admitted: Mapping[int, frozenset[Any]],
    free: int,
    unstated: int,
    boxes: int,
) -> tuple[dict[Any, int], tuple[int, ...]]:
    """Return the boxes of each cell, and the places of the cells of each box."""
    places = {cell: place for place, cell in enumerate(labels)}
    cells = dict.fromkeys(labels, free)
    admits = [(2 << len(labels)) - 1] * boxes
    for bit, known in admitted.items():
        own = known & places.keys()
        admits[bit] = sum(1 << places[cell] for cell in own)
        admits[bit] |= (unstated >> bit & 1) << len(labels)
        for cell in own:
            cells[cell] |= 1 << bit
    return cells, tuple(admits)


def _in_order(domain: Words, word: str | bool) -> tuple[str | bool, ...]:
    covered = domain.covered(word)
    return tuple(cell for cell in domain.cells if cell in covered)


def _masks(cells: Sequence[int]) -> Masks:
    satisfied, possible = cells[0], 0
    for cell in cells:
        satisfied &= cell
        possible |= cell
    return satisfied, possible


def overlap(one: int, other: int, axes: Sequence[Axis]) -> dict[str, Any] | None:
    """Return facts that two boxes both admit, or ``None``; only facts that one asks are named.

    Exact for facts with one value each: where a fact has several words, two rows that name
    different words are not an overlap, and a table answers them side by side.
    """
    both = 1 << one | 1 << other
    shared = []
    for axis in axes:
        common = axis.admits[one] & axis.admits[other]
        if not common:
            return None
        if axis.free & both != both:
            shared.append((axis, next(each_bit(common))))
    return {axis.fact.name: _at(axis, place) for axis, place in shared}


def _at(axis: Axis, place: int) -> Any:
    """Return an answer in the cell at a place; ``None`` is a fact that is missing."""
    if place == len(axis.cells):
        return None
    cell = tuple(axis.cells)[place]
    return axis.bands.samples[cell] if axis.bands else cell


def covers(outer: int, inner: int, axes: Sequence[Axis]) -> bool:
    """Return whether a box admits whatever another admits."""
    return not any(axis.admits[inner] & ~axis.admits[outer] for axis in axes)
