"""Say where in the breast a finding lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from birads._base.model import Maybe, Millimetres, Number
from birads.lexicon.common import Breast, Depth, Quadrant, Region
from birads.report._part import Part

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.location import LocationChanges, LocationMembers

__all__ = ["Location", "clock_text"]


def clock_text(clock: float) -> str:
    """Return an hour of the clock face as a reader says it: 10 o'clock, 2:30 o'clock."""
    return f"{int(clock)}{':30' if clock % 1 else ''} o'clock"


class Location(Part):
    """Place a finding; every member that is missing is not stated.

    ``clock`` counts from 1 to 12 in half hours; half past twelve is 12.5.
    """

    breast: Maybe[Breast] = None
    """The breast, or both."""
    quadrant: Maybe[Quadrant] = None
    """The quadrant of the breast."""
    clock: Maybe[Annotated[float, Number(1, 12.5, multiple_of=0.5)]] = None
    """The hour of the clock face, from 1 to 12.5 in half hours."""
    depth: Maybe[Depth] = None
    """The third of the breast from the nipple to the chest wall."""
    region: Maybe[Region] = None
    """A region that is no quadrant, such as retroareolar."""
    distance_from_nipple_mm: Maybe[Millimetres] = None
    """The distance from the nipple in millimetres."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[LocationMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[LocationChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
