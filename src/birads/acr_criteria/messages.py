"""Say what the rules themselves have to say of a pattern, the alert about its category first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.evidence import Evidence
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.stage import Stage
from birads.acr_criteria.steps import Rated
from birads.acr_criteria.workup import Note, Step
from birads.lexicon.common import Category

__all__ = ["BELOW_PATTERN", "below_pattern", "differing", "messages"]

BELOW_PATTERN = "stated_category_below_pattern"
_LOW = (Category.C1, Category.C2, Category.C3)

# The rated procedure that stands for a stated or written step.
_RATED_AS = {
    "additional_imaging": "mammography_diagnostic",
    "core_biopsy": "core_biopsy_breast",
    "diagnostic_mammography": "mammography_diagnostic",
    "fine_needle_aspiration": "fna_breast",
    "magnification_views": "mammography_diagnostic",
    "mammography_diagnostic": "mammography_diagnostic",
    "mri": "mri_breast_without_with_contrast",
    "short_interval_follow_up": "mammography_short_interval_followup",
    "surgical_excision": "imaging_localization_surgical_excision_breast",
    "tangential_view": "mammography_diagnostic",
    "targeted_ultrasound": "us_breast",
    "tissue_diagnosis": "core_biopsy_breast",
    "vacuum_assisted_biopsy": "core_biopsy_breast",
}
_MIDDLE = 4
_NAMED = 20  # a sentence that names more findings helps nobody


def messages(
    pattern: Pattern, topic: Topic, table: Evidence, rated: Rated, stated: tuple[Step, ...]
) -> Iterator[Note]:
    """Yield the messages of a pattern."""
    low = _low_category(pattern)
    if below_pattern(pattern, topic) and low is not None:
        yield table.message(
            BELOW_PATTERN, category=low.value, variant=_fits(pattern), findings=_few(pattern.ids)
        )
    if pattern.stage.stage is Stage.WORKED_UP:
        if pattern.variant is not None:
            yield table.message("criteria_out_of_stage")
    else:
        yield from _before_workup(pattern, topic, table, rated, stated, low)
    if rated.texts_differ:
        yield table.message("ultrasound_texts_differ")
    if pattern.variant in topic.file.alerts.proof[:1]:
        yield table.message("skin_moot_once_proven")


def below_pattern(pattern: Pattern, topic: Topic) -> bool:
    """Say whether a stated 1-3 stands below what the pattern usually asks for."""
    if _low_category(pattern) is None:
        return False
    alerts = topic.file.alerts
    fits = _fits(pattern)
    return fits in alerts.stated_category_below_pattern or (
        pattern.growing and fits in alerts.below_pattern_if_growing
    )


def _fits(pattern: Pattern) -> int | None:
    return pattern.variant if pattern.variant is not None else pattern.match.variant


def _few(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more


def differing(
    steps: Iterable[Step], variants: Iterable[int], topic: Topic, table: Evidence
) -> Iterator[Note]:
    """Yield the message that stated steps go beyond what the table rates for a variant."""
    beyond = set()
    for number in variants:
        ratings = topic.variants[number].ratings
        for step in steps:
            rating = ratings.get(_RATED_AS.get(step.procedure, ""))
            if step.recommended and rating is not None and rating < _MIDDLE:
                beyond.add(step.procedure.replace("_", " "))
    if beyond:
        yield table.message("stated_step_differs", stated=", ".join(sorted(beyond)))


def _before_workup(
    pattern: Pattern,
    topic: Topic,
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
    if pattern.only_benign and pattern.variant is None:
        yield table.message("typically_benign_not_stated", category=low.value if low else "")
    if pattern.variant is None:
        return
    yield from differing(stated, (pattern.variant,), topic, table)
    if rated.withheld:
        yield table.message("biopsy_ratings_withheld")


def _low_category(pattern: Pattern) -> Category | None:
    """Return a stated 1-3 that the findings cannot exceed: theirs, their breast's or overall."""
    stated = pattern.bound.category if pattern.bound is not None else None
    return stated if stated in _LOW else None
