"""Say where in the breast a finding lies."""

from __future__ import annotations

from typing import Annotated

from birads._base.model import Maybe, Millimetres, Model, Number
from birads.lexicon.common import Breast, Depth, Quadrant, Region

__all__ = ["Location", "clock_text"]


def clock_text(clock: float) -> str:
    """Return an hour of the clock face as a reader says it: 10 o'clock, 2:30 o'clock."""
    return f"{int(clock)}{':30' if clock % 1 else ''} o'clock"


class Location(Model):
    """Place a finding; every member that is missing is not stated.

    ``clock`` counts from 1 to 12 in half hours; half past twelve is 12.5.
    """

    breast: Maybe[Breast] = None
    quadrant: Maybe[Quadrant] = None
    clock: Maybe[Annotated[float, Number(1, 12.5, multiple_of=0.5)]] = None
    depth: Maybe[Depth] = None
    region: Maybe[Region] = None
    distance_from_nipple_mm: Maybe[Millimetres] = None
