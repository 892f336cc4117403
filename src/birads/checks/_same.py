"""Say which findings of one breast are one lesion that several modalities show.

A mass or an asymmetry of a mammogram and a mass of the ultrasound beside it are the commonest
pair of a diagnostic report, and only calcifications can name their correlate. Two are one lesion
here where nothing else in the breast could be meant: each is the only one of its modality at the
place of the other. The findings of one modality are never joined by their place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from birads.lexicon.common import Depth, Quadrant, Region, Side
from birads.report.findings import (
    CemMass,
    FindingBase,
    MgArchitecturalDistortion,
    MgAsymmetry,
    MgCalcifications,
    MgMass,
    MriMass,
    UsMass,
)
from birads.report.location import Location
from birads.report.view._index import breast_of, sides

__all__ = ["linked", "place_agrees"]

_SOLID: Final = (MgMass, MgAsymmetry, MgArchitecturalDistortion, UsMass, MriMass, CemMass)
_MOST: Final = 12
"""With more of one modality in a breast, a place does not tell which one is meant."""

_HOURS: Final = 12
_OF_LEFT: Final = (
    Quadrant.UPPER_OUTER,
    Quadrant.LOWER_OUTER,
    Quadrant.LOWER_INNER,
    Quadrant.UPPER_INNER,
)
_OF_RIGHT: Final = (
    Quadrant.UPPER_INNER,
    Quadrant.LOWER_INNER,
    Quadrant.LOWER_OUTER,
    Quadrant.UPPER_OUTER,
)
"""The quadrants by the clock, three hours each from 12."""

_LOOSE: Final = frozenset(
    {
        frozenset({Region.UPPER, Region.LATERAL}),
        frozenset({Region.UPPER, Region.MEDIAL}),
        frozenset({Region.LOWER, Region.LATERAL}),
        frozenset({Region.LOWER, Region.MEDIAL}),
        frozenset({Region.CENTRAL, Region.RETROAREOLAR}),
    }
)
_ENDS: Final = {Depth.ANTERIOR, Depth.POSTERIOR}


def place_agrees(one: FindingBase, other: FindingBase) -> bool | None:
    """Say whether two places of one breast agree; ``None`` where too little is stated."""
    here, there = one.location, other.location
    if here is None or there is None:
        return None
    answers = [
        _clocks(here, there),
        _quadrants(here, there),
        _regions(here, there),
        False if {here.depth, there.depth} == _ENDS else None,
        _distances(one, other),
    ]
    if False in answers:
        return False
    return True if True in answers else None


def _clocks(here: Location, there: Location) -> bool | None:
    if here.clock is None or there.clock is None:
        return None
    apart = abs(here.clock - there.clock) % _HOURS
    return min(apart, _HOURS - apart) <= 1


def _quadrants(here: Location, there: Location) -> bool | None:
    if here.clock is not None and there.clock is not None:
        return None
    mine, yours = _quadrants_of(here), _quadrants_of(there)
    return bool(mine & yours) if mine and yours else None


def _quadrants_of(place: Location) -> set[Quadrant]:
    """Return the quadrants that a place can mean; an hour on a border belongs to two."""
    if place.quadrant is not None:
        return {place.quadrant}
    if place.clock is None or place.breast not in ("left", "right"):
        return set()
    table = _OF_LEFT if place.breast == "left" else _OF_RIGHT
    hour = place.clock % _HOURS
    first = int(hour // 3)
    return {table[first], table[(first - 1) % 4]} if hour % 3 == 0 else {table[first]}


def _regions(here: Location, there: Location) -> bool | None:
    regions = frozenset({here.region, there.region})
    axilla = Region.AXILLA in regions
    if None in regions:
        place = there if here.region is not None else here
        placed = place.quadrant is not None or place.clock is not None
        return False if axilla and placed else None
    if len(regions) == 1:
        return True
    return None if regions in _LOOSE else False


def _distances(one: FindingBase, other: FindingBase) -> bool | None:
    """Say that two lie farther apart along their ray than the larger of them is long."""
    away = [
        each.location.distance_from_nipple_mm if each.location is not None else None
        for each in (one, other)
    ]
    if away[0] is None or away[1] is None:
        return None
    sizes = [getattr(each, "longest_mm", None) or 0 for each in (one, other)]
    return False if abs(away[0] - away[1]) > max(sizes) else None


def linked(
    findings: Sequence[FindingBase],
    by_id: Mapping[str, tuple[int, FindingBase]],
    in_breast: dict[Side, list[int]],
) -> dict[int, set[int]]:
    """Return the findings that one names as its full description, or that its place joins to it."""
    out: dict[int, set[int]] = defaultdict(set)
    for number, finding in enumerate(findings):
        if not isinstance(finding, MgCalcifications):
            continue
        for entry in (finding.ultrasound, finding.cem, finding.mri):
            known = by_id.get(entry.finding or "") if entry is not None else None
            if known is not None:
                out[number].add(known[0])
                out[known[0]].add(number)
    for one, other in _pairs_by_place(findings, in_breast):
        out[one].add(other)
        out[other].add(one)
    return out


def _pairs_by_place(
    findings: Sequence[FindingBase], in_breast: dict[Side, list[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the numbers of findings of two modalities that are one lesion by their place."""
    for numbers in in_breast.values():
        families: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            finding = findings[number]
            if isinstance(finding, _SOLID) and len(sides(breast_of(finding))) == 1:
                families[finding.kind.partition(".")[0]].append(number)
        known = [group for _, group in sorted(families.items()) if len(group) <= _MOST]
        for first, group in enumerate(known):
            for other in known[first + 1 :]:
                yield from _pairs(findings, group, other)


def _pairs(
    findings: Sequence[FindingBase], group: list[int], others: list[int]
) -> Iterator[tuple[int, int]]:
    alone = len(group) == 1 and len(others) == 1
    matches = [
        (one, other)
        for one in group
        for other in others
        if _is_one(place_agrees(findings[one], findings[other]), alone=alone)
    ]
    for one, other in matches:
        if sum(one in pair for pair in matches) == 1 == sum(other in pair for pair in matches):
            yield one, other


def _is_one(agrees: bool | None, *, alone: bool) -> bool:
    return agrees is True or (agrees is None and alone)
