"""Read the facts of an answer: what a table has said of calcifications, for notes and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.acr_criteria.facts._finding import is_uncertain
from birads.acr_criteria.facts._values import Laterality, Status
from birads.lexicon.common import Category

if TYPE_CHECKING:
    from birads.acr_criteria._pattern import Pattern

__all__ = ["answer_values", "below_pattern", "low_category"]

_LOW = (Category.C1, Category.C2, Category.C3)


def answer_values(pattern: Pattern) -> dict[str, Any]:
    """Return what notes and summary rules can ask of an answer, by the names of the facts."""
    outside = pattern.status is Status.NOT_APPLICABLE
    benign_only = pattern.benign_only
    doubt = not benign_only or outside or is_uncertain(pattern.members[0])
    return {
        "applicable": not outside,
        "answered": pattern.variant is not None or not doubt,
        "typically_benign": benign_only,
        "benign_only": benign_only or pattern.only_benign,
        "growing": pattern.growing,
        "one_sided": _one_sided(pattern),
        "alerted": below_pattern(pattern),
        "alerts": _alerts(pattern) or None,
    }


def low_category(pattern: Pattern) -> Category | None:
    """Return a stated 1-3 that the findings cannot exceed: theirs, their breast's or overall."""
    stated = pattern.bound.category if pattern.bound is not None else None
    return stated if stated in _LOW else None


def below_pattern(pattern: Pattern) -> bool:
    """Return whether a stated 1-3 stands below what the pattern usually asks for."""
    if low_category(pattern) is None:
        return False
    alerts = pattern.topic.file.alerts
    return pattern.fits in alerts.stated_category_below_pattern or (
        pattern.growing and pattern.fits in alerts.below_pattern_if_growing
    )


def _alerts(pattern: Pattern) -> tuple[str, ...]:
    alerts = pattern.topic.file.alerts
    return tuple(
        name for name in type(alerts).model_fields if pattern.variant in getattr(alerts, name)
    )


def _one_sided(pattern: Pattern) -> bool:
    """Return whether a nearest row asks for views where one breast is involved, and one is."""
    side = pattern.readings.get("laterality")
    if pattern.variant is None or side is None or side.value is not Laterality.UNILATERAL:
        return False
    nearest = pattern.topic.file.nearest
    return any(row.id == pattern.answer.row for row in nearest if row.one_sided_views)
