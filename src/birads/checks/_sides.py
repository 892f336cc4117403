"""Check the sides: whether left, right, quadrant, clock and region tell one place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import LOCATION
from birads.checks._words import FOUR_OR_FIVE
from birads.issue import Severity
from birads.lexicon.common import Breast, Quadrant, Region, Side
from birads.report.findings import FindingBase
from birads.report.location import Location, clock_text
from birads.report.view._index import breast_of

_UPPER: Final = frozenset({9, 10, 11, 12, 1, 2, 3})
_LOWER: Final = frozenset({3, 4, 5, 6, 7, 8, 9})
# As seen by an observer who faces the patient: the right breast's outer half is on the left.
_TOWARDS_NINE: Final = frozenset({6, 7, 8, 9, 10, 11, 12})
_TOWARDS_THREE: Final = frozenset({12, 1, 2, 3, 4, 5, 6})
_OUTER: Final = {Breast.RIGHT: _TOWARDS_NINE, Breast.LEFT: _TOWARDS_THREE}
_INNER: Final = {Breast.RIGHT: _TOWARDS_THREE, Breast.LEFT: _TOWARDS_NINE}
_ANY: Final = _UPPER | _LOWER

_QUADRANTS: Final = {
    Region.UPPER: {Quadrant.UPPER_OUTER, Quadrant.UPPER_INNER},
    Region.LOWER: {Quadrant.LOWER_OUTER, Quadrant.LOWER_INNER},
    Region.LATERAL: {Quadrant.UPPER_OUTER, Quadrant.LOWER_OUTER},
    Region.MEDIAL: {Quadrant.UPPER_INNER, Quadrant.LOWER_INNER},
    Region.AXILLARY_TAIL: {Quadrant.UPPER_OUTER},
}


def _hours(breast: Breast | None, word: str) -> frozenset[int]:
    """Return the hours that a quadrant or region covers; both ends count for both sides.

    Without one stated side, outer and inner can lie on either hand, so only up and down tell.
    """
    hours = _ANY
    if word is Region.AXILLARY_TAIL:
        word = Quadrant.UPPER_OUTER
    if word.startswith("upper"):
        hours &= _UPPER
    elif word.startswith("lower"):
        hours &= _LOWER
    if breast in (Breast.LEFT, Breast.RIGHT):
        if word.endswith(("outer", "lateral")):
            hours &= _OUTER[breast]
        elif word.endswith(("inner", "medial")):
            hours &= _INNER[breast]
    return hours


def _lies_in(clock: float, hours: frozenset[int]) -> bool:
    """Say whether an hour lies in a part; a half hour does with the hours on both its sides."""
    return int(clock) in hours and (clock % 1 == 0 or int(clock) % 12 + 1 in hours)


def _placed(sense: Sense) -> Iterator[tuple[int, FindingBase, Location]]:
    for number, finding in enumerate(sense.report.findings):
        if finding.location is not None:
            yield number, finding, finding.location


def _where(place: Location) -> str:
    return f"the {place.breast} breast" if place.breast else "the breast"


@declare(
    "clock_not_in_quadrant",
    Severity.ERROR,
    silent="12, 3, 6 and 9 o'clock belong to both neighbours; without one stated side only upper "
    "against lower is compared.",
    source=LOCATION,
    needs=(Need.FINDINGS,),
)
def clock_not_in_quadrant(sense: Sense) -> Iterator[Found]:
    """Find an hour of the clock face that does not lie in the stated quadrant of that breast."""
    for number, _, place in _placed(sense):
        if place.clock is None or place.quadrant is None:
            continue
        if not _lies_in(place.clock, _hours(place.breast, place.quadrant)):
            yield Found(
                f"/findings/{number}/location/clock",
                f"{clock_text(place.clock)} of {_where(place)} does not lie in its "
                f"{place.quadrant.replace('_', ' ')} quadrant.",
                "Compare with the images which of the side, the quadrant and the clock is meant.",
            )


@declare(
    "clock_not_in_region",
    Severity.ERROR,
    silent="Central, retroareolar and axilla have no clock to compare with; 12, 3, 6 and 9 o'clock "
    "belong to both neighbours; the axillary tail is read as upper outer; silent where the "
    "quadrant already disagrees.",
    source=LOCATION,
    needs=(Need.FINDINGS,),
)
def clock_not_in_region(sense: Sense) -> Iterator[Found]:
    """Find an hour of the clock face that does not lie in the stated part of that breast."""
    for number, _, place in _placed(sense):
        clock, region, quadrant = place.clock, place.region, place.quadrant
        if clock is None or region is None:
            continue
        if quadrant is not None and not _lies_in(clock, _hours(place.breast, quadrant)):
            continue
        if not _lies_in(clock, _hours(place.breast, region)):
            yield Found(
                f"/findings/{number}/location/clock",
                f"{clock_text(clock)} of {_where(place)} does not lie in its "
                f"{region.replace('_', ' ')} part.",
                "Compare with the images which of the side, the region and the clock is meant.",
            )


@declare(
    "region_not_in_quadrant",
    Severity.ERROR,
    silent="Central, retroareolar and axilla belong to no one quadrant.",
    source=LOCATION,
    needs=(Need.FINDINGS,),
)
def region_not_in_quadrant(sense: Sense) -> Iterator[Found]:
    """Find a quadrant that does not lie in the stated part of the breast."""
    for number, _, place in _placed(sense):
        if place.quadrant is None or place.region is None:
            continue
        allowed = _QUADRANTS.get(place.region)
        if allowed is not None and place.quadrant not in allowed:
            yield Found(
                f"/findings/{number}/location/region",
                f"The {place.quadrant.replace('_', ' ')} quadrant does not lie in the "
                f"{place.region.replace('_', ' ')} part of the breast.",
                "Compare with the images which of the two is meant.",
            )


@declare(
    "suspected_breast_without_finding",
    Severity.WARNING,
    silent="Silent where the report has no finding, or one whose side is not stated.",
    source=LOCATION,
    crosses=True,
    needs=(Need.FINDINGS,),
)
def suspected_breast_without_finding(sense: Sense) -> Iterator[Found]:
    """Find a breast called 4 or 5 while every finding lies in the other one."""
    findings = sense.report.findings
    if not findings or any(breast_of(finding) is None for finding in findings):
        return
    for side in Side:
        stated = sense.breast_category(side)
        if stated is not None and stated.category in FOUR_OR_FIVE and not sense.in_breast[side]:
            yield Found(
                stated.pointer,
                f"The {side} breast has category {stated.category}, but every finding lies in the "
                "other breast.",
                "Compare the side of the category and of the findings with the images.",
                crosses=True,
            )
