"""Say what the rules themselves have to say of a pattern, the alert about its category first."""

from __future__ import annotations

from collections.abc import Iterator

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.evidence import Evidence
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.stage import Stage
from birads.acr_criteria.steps import Rated
from birads.acr_criteria.workup import Note, Step
from birads.lexicon.common import Category

__all__ = ["BELOW_PATTERN", "messages"]

BELOW_PATTERN = "stated_category_below_pattern"
_LOW = (Category.C1, Category.C2, Category.C3)

# What the table rates 1 to 3 for every pattern; anything stated among these goes beyond it.
_BEYOND_TABLE = frozenset(
    {
        "tissue_diagnosis",
        "core_biopsy",
        "vacuum_assisted_biopsy",
        "fine_needle_aspiration",
        "surgical_excision",
        "short_interval_follow_up",
        "mri",
        "cem",
    }
)


def messages(
    pattern: Pattern, topic: Topic, table: Evidence, rated: Rated, stated: tuple[Step, ...]
) -> Iterator[Note]:
    """Yield the messages of a pattern."""
    alerts = topic.file.alerts
    low = _low_category(pattern)
    if pattern.variant in alerts.stated_category_below_pattern and low is not None:
        yield table.message(BELOW_PATTERN, category=low.value, variant=pattern.variant)
    if pattern.stage.stage is Stage.WORKED_UP:
        if pattern.variant is not None:
            yield table.message("criteria_out_of_stage")
    else:
        yield from _before_workup(pattern, table, rated, stated, low)
    if rated.texts_differ:
        yield table.message("ultrasound_texts_differ")
    if pattern.variant in alerts.proof[:1]:
        yield table.message("skin_moot_once_proven")


def _before_workup(
    pattern: Pattern,
    table: Evidence,
    rated: Rated,
    stated: tuple[Step, ...],
    low: Category | None,
) -> Iterator[Note]:
    if pattern.stage.stage is Stage.UNKNOWN:
        yield table.message("stage_unknown")
    settled = any(step.procedure == "routine_care" for step in stated)
    if low is not None and settled and any(step.recommended for step in rated.steps):
        yield table.message("table_asks_more", category=low.value)
    if rated.nothing_rated:
        yield table.message("no_rated_step")
    if pattern.variant is None:
        return
    beyond = {step.procedure for step in stated if step.recommended} & _BEYOND_TABLE
    if beyond:
        spoken = ", ".join(sorted(procedure.replace("_", " ") for procedure in beyond))
        yield table.message("stated_step_differs", stated=spoken)
    if rated.withheld:
        yield table.message("biopsy_ratings_withheld")


def _low_category(pattern: Pattern) -> Category | None:
    """Return a stated 1-3 that covers the pattern: its own, or its breast's as a whole."""
    stated = pattern.category.category if pattern.category else pattern.breast_category
    return stated if stated in _LOW else None
