"""Compare two topics over all combinations of their facts without making each of them.

What the rows say of some facts is one pair of masks per topic; combinations with equal masks are
one region, whatever facts follow. The number of regions stays small where the combinations are
hundreds of millions, and every combination is in exactly one region.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from birads.acr_criteria._match import status_of
from birads.acr_criteria._space import choices, shown
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.table._answer import Answer
from birads.acr_criteria.table._domain import Bands

__all__ = ["Group", "Said", "groups_of"]

_Masks = tuple[int, int, int, int]


@attrs.frozen
class Said:
    """What a topic answers in a region."""

    status: str
    variant: int | None
    candidates: str
    reasons: str

    def to_tuple(self) -> tuple[str, int | None, str, str]:
        """Return the members in their order."""
        return self.status, self.variant, self.candidates, self.reasons


@attrs.frozen
class Group:
    """All combinations whose answer changes in the same way.

    ``where`` names the facts that not every answer changes, with the answers that do: a word, a
    range of numbers, or ``None`` where it is not stated. ``example`` is one of the combinations.
    """

    count: int
    where: Mapping[str, tuple[Any, ...]]
    example: Mapping[str, str]
    before: Said
    after: Said

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "count": self.count,
            "where": {name: list(values) for name, values in self.where.items()},
            "example": dict(self.example),
            "before": attrs.asdict(self.before),
            "after": attrs.asdict(self.after),
        }


@attrs.frozen
class _Region:
    """How many combinations a region has, which answers of each fact, and one of them."""

    count: int
    seen: tuple[int, ...]
    first: tuple[int, ...]

    def joined(self, other: _Region) -> _Region:
        seen = tuple(one | more for one, more in zip(self.seen, other.seen, strict=True))
        return _Region(self.count + other.count, seen, self.first)


def groups_of(before: Topic, after: Topic) -> tuple[Group, ...]:
    """Return the changes of answer between two topics, the most frequent first."""
    names = list(dict.fromkeys((*before.row_facts, *after.row_facts)))
    values = {name: choices([before, after], name) for name in names}
    changed: dict[tuple[Said, Said], _Region] = {}
    for masks, region in _regions((before, after), values).items():
        pair = (_said(before, masks[:2]), _said(after, masks[2:]))
        if pair[0] != pair[1]:
            known = changed.get(pair)
            changed[pair] = region if known is None else known.joined(region)
    found = [
        Group(one.count, _where(one, values, (before, after)), _example(one, values), *pair)
        for pair, one in changed.items()
    ]
    return tuple(sorted(found, key=lambda group: -group.count))


def _regions(topics: Sequence[Topic], values: Mapping[str, Sequence[Any]]) -> dict[_Masks, _Region]:
    """Return the regions by the boxes that hold, and those that could, in each topic."""
    start: list[int] = []
    for topic in topics:
        every = (1 << len(topic.table.rules.row_of)) - 1
        masks = [axis.masks(None) for name, axis in topic.axes.items() if name not in values]
        start += _both((every, every), masks)
    found: dict[Any, _Region] = {tuple(start): _Region(1, (), ())}
    for name, known in values.items():
        found = _cut(found, [_of_value(topics, name, value) for value in known])
    return found


def _of_value(topics: Sequence[Topic], name: str, value: Any) -> tuple[int, ...]:
    out: list[int] = []
    for topic in topics:
        axis = topic.axes.get(name)
        asked = axis is not None and name in topic.row_facts
        out += axis.masks(axis.key(value)) if axis is not None and asked else (-1, -1)
    return tuple(out)


def _cut(found: Mapping[Any, _Region], masks: Sequence[tuple[int, ...]]) -> dict[Any, _Region]:
    """Return the regions that the answers of one more fact make."""
    out: dict[Any, _Region] = {}
    for state, region in found.items():
        for place, mask in enumerate(masks):
            key = tuple([one & other for one, other in zip(state, mask, strict=True)])
            more = _Region(region.count, (*region.seen, 1 << place), (*region.first, place))
            known = out.get(key)
            out[key] = more if known is None else known.joined(more)
    return out


def _both(start: tuple[int, int], masks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    satisfied, possible = start
    for one, other in masks:
        satisfied &= one
        possible &= other
    return satisfied, possible


def _said(topic: Topic, masks: tuple[int, ...]) -> Said:
    satisfied, possible = masks
    found = topic.table.rules.decide([(satisfied, possible)])
    return Said(
        status_of(Answer(found.status)).value,
        found.variant,
        ";".join(map(str, found.candidates)),
        ";".join(found.reasons),
    )


def _example(region: _Region, values: Mapping[str, Sequence[Any]]) -> dict[str, str]:
    pairs = zip(values.items(), region.first, strict=True)
    told = {name: known[place] for (name, known), place in pairs}
    return {name: shown(value) for name, value in told.items() if value is not None}


def _where(
    region: _Region, values: Mapping[str, Sequence[Any]], topics: Sequence[Topic]
) -> dict[str, tuple[Any, ...]]:
    out = {}
    for (name, known), seen in zip(values.items(), region.seen, strict=True):
        kept = [value for place, value in enumerate(known) if seen >> place & 1]
        if len(kept) == len(known):
            continue
        axes = [topic.axes[name] for topic in topics if name in topic.row_facts]
        cuts = [cut for axis in axes if axis.bands is not None for cut in axis.bands.cuts]
        bands = axes[0].bands and Bands.cut(axes[0].bands.number, cuts)
        out[name] = tuple(_ranges(bands, kept) if bands else (_plain(value) for value in kept))
    return out


def _plain(value: Any) -> str | None:
    return None if value is None else shown(value)


def _ranges(bands: Bands, kept: Sequence[Any]) -> Iterator[Any]:
    """Yield the ranges of numbers, those that follow each other as one."""
    runs: list[list[int]] = []
    for band in sorted(bands.band(value) for value in kept if value is not None):
        if runs and runs[-1][-1] == band - 1:
            runs[-1].append(band)
        else:
            runs.append([band])
    yield from (bands.range(run[0], run[-1]) for run in runs)
    if None in kept:
        yield None
