"""Turn what is stated of a place into areas: a point where it is one, else the band that is left.

The view is that of a reader who faces the patient. Angles count clockwise from twelve o'clock,
radii from the nipple (0) to the edge (1); a depth counts from the nipple (0) to the chest wall.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

__all__ = ["EDGE_MM", "Area", "areas", "depth_of"]

EDGE_MM: Final = 100
"""How many millimetres from the nipple the edge of the drawn circle stands for; a convention."""

_HOUR: Final = 30
_CENTRAL: Final = 0.34
_RETROAREOLAR: Final = 0.2
_TAIL: Final = (0.95, 1.25)
_AXILLA: Final = (1.3, 1.55)
_TAIL_ANGLES: Final = (30, 60)
_STEP: Final = 5

# Angles of the left breast, whose outer side is on the reader's right; the right breast mirrors.
_QUADRANTS: Final = {
    "upper_outer": (0, 90),
    "lower_outer": (90, 180),
    "lower_inner": (180, 270),
    "upper_inner": (270, 360),
}
_HALVES: Final = {
    "lateral": (0, 180),
    "lower": (90, 270),
    "medial": (180, 360),
    "upper": (270, 450),
}
_DEPTHS: Final = {"anterior": (0.0, 1 / 3), "middle": (1 / 3, 2 / 3), "posterior": (2 / 3, 1.0)}


@attrs.frozen
class Area:
    """Hold a part of the front view: angles and radii from and to; a point where both are one."""

    angles: tuple[float, float] = (0, 360)
    radii: tuple[float, float] = (0, 1)

    @property
    def is_point(self) -> bool:
        """Say whether angle and radius are both stated."""
        return self.angles[0] == self.angles[1] and self.radii[0] == self.radii[1]

    def outline(self) -> tuple[tuple[float, float], ...]:
        """Return the corners of the area, x to the reader's right and y down."""
        if self.is_point:
            return (_at(self.angles[0], self.radii[0]),)
        start, end = self._drawn_angles()
        inner, outer = self._drawn_radii()
        angles = [start + (end - start) * step / _STEP / 8 for step in range(_STEP * 8 + 1)]
        there = [_at(angle, outer) for angle in angles]
        back = [_at(angle, inner) for angle in reversed(angles)] if inner else []
        whole = end - start >= 360  # noqa: PLR2004 - a full turn
        return (*there, *(back or ([] if whole else [(0.0, 0.0)])))

    def _drawn_angles(self) -> tuple[float, float]:
        start, end = self.angles
        return (start - 4, end + 4) if start == end else (start, end)

    def _drawn_radii(self) -> tuple[float, float]:
        inner, outer = self.radii
        return (max(0.0, inner - 0.05), outer + 0.05) if inner == outer else (inner, outer)

    def middle(self) -> tuple[float, float]:
        """Return a place inside of the area to write its number."""
        if self.angles[1] - self.angles[0] >= 360 and self.radii[0] == 0:  # noqa: PLR2004
            return (0.0, 0.0)
        return _at(sum(self.angles) / 2, sum(self.radii) / 2)


def _at(angle: float, radius: float) -> tuple[float, float]:
    turn = math.radians(angle)
    return (radius * math.sin(turn), -radius * math.cos(turn))


def areas(location: Mapping[str, Any], side: str) -> tuple[Area, ...]:
    """Return where a place lies in the breast of a side; several where its parts disagree."""
    radii = _radii(location)
    turns = list(_turns(location, side))
    common = _shared(turns)
    if common is None:  # the members contradict each other: show each, decide nothing
        return tuple(Area(turn, radii) for turn in turns)
    return (Area(common, radii),)


def _turns(location: Mapping[str, Any], side: str) -> Iterator[tuple[float, float]]:
    if "clock" in location:
        angle = location["clock"] * _HOUR % 360
        yield angle, angle
    if "quadrant" in location:
        yield _mirrored(_QUADRANTS[location["quadrant"]], side)
    region = location.get("region")
    if region in _HALVES:
        yield _mirrored(_HALVES[region], side)
    elif region in ("axillary_tail", "axilla"):
        yield _mirrored(_TAIL_ANGLES, side)


def _mirrored(angles: tuple[int, int], side: str) -> tuple[float, float]:
    if side == "left":
        return angles
    start, end = 360 - angles[1], 360 - angles[0]
    return (start + 360, end + 360) if start < 0 else (start, end)


def _shared(turns: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the angles that all turns share; a full turn where none is stated."""
    if not turns:
        return (0, 360)
    common: tuple[float, float] | None = turns[0]
    for turn in turns[1:]:
        common = common and _overlap(common, turn)
    return common


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float] | None:
    """Return what two turns share: a direction lies in a turn, edges included."""
    direction = one[0] == one[1] or other[0] == other[1]
    for by in (0, 360, -360):
        low, high = max(one[0], other[0] + by), min(one[1], other[1] + by)
        if low < high or (direction and low == high):
            return low, high
    return None


def _radii(location: Mapping[str, Any]) -> tuple[float, float]:
    region = location.get("region")
    if region == "axilla":
        return _AXILLA
    if region == "axillary_tail":
        return _TAIL
    if "distance_from_nipple_mm" in location:
        radius = min(location["distance_from_nipple_mm"] / EDGE_MM, 1.0)
        return radius, radius
    if region == "central":
        return 0, _CENTRAL
    if region == "retroareolar":
        return 0, _RETROAREOLAR
    return 0, 1


def depth_of(location: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return from where to where a place lies between nipple and chest wall; none in the axilla."""
    if location.get("region") == "axilla":
        return None
    return _DEPTHS.get(location.get("depth", ""), (0.0, 1.0))
