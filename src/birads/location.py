"""Say where in the breast a finding lies."""

from __future__ import annotations

from typing import Annotated

from birads.lexicon.common import Breast, Depth, Quadrant, Region
from birads.model import Integer, Maybe, Millimetres, Model

__all__ = ["Location"]


class Location(Model):
    """Place a finding; every member that is missing is not stated."""

    breast: Maybe[Breast] = None
    quadrant: Maybe[Quadrant] = None
    clock: Maybe[Annotated[int, Integer(1, 12)]] = None
    depth: Maybe[Depth] = None
    region: Maybe[Region] = None
    distance_from_nipple_mm: Maybe[Millimetres] = None
