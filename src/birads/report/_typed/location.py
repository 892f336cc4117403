"""Members of location. Written by tools/render_members.py."""

from __future__ import annotations

from typing import TypedDict

from birads.report._typed.words import BreastWord, DepthWord, QuadrantWord, RegionWord


class LocationOptions(TypedDict, total=False):
    """What Location may say."""

    breast: BreastWord | None
    """The breast, or both."""
    quadrant: QuadrantWord | None
    """The quadrant of the breast."""
    clock: float | None
    """The hour of the clock face, from 1 to 12.5 in half hours."""
    depth: DepthWord | None
    """The third of the breast from the nipple to the chest wall."""
    region: RegionWord | None
    """A region that is no quadrant, such as retroareolar."""
    distance_from_nipple_mm: float | None
    """The distance from the nipple in millimetres."""


class LocationMembers(LocationOptions):
    """What Location is built from."""


class LocationChanges(LocationOptions, total=False):
    """What Location may be given instead."""
