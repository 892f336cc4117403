"""The messages of a pattern that rules raise, the alert about its category first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from birads.acr_criteria._pattern import Pattern
from birads.acr_criteria._procedures import Role, procedure_for, rated_as
from birads.acr_criteria._stage import Stage
from birads.acr_criteria._steps import Rated
from birads.acr_criteria._workup import Note, Step
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts._answer import below_pattern, low_category
from birads.lexicon.common import Category

__all__ = ["BELOW_PATTERN", "differing", "messages"]

BELOW_PATTERN = "stated_category_below_pattern"
_NAMED = 20  # a sentence that names more findings helps nobody


def messages(pattern: Pattern, rated: Rated, stated: tuple[Step, ...]) -> Iterator[Note]:
    """Yield the messages of a pattern."""
    notes = pattern.topic.notes
    low = low_category(pattern)
    if below_pattern(pattern) and low is not None:
        yield from notes.message(
            BELOW_PATTERN, category=low.value, variant=pattern.fits, findings=_few(pattern.ids)
        )
    if pattern.stage.stage is Stage.WORKED_UP:
        if pattern.variant is not None:
            yield from notes.message("criteria_out_of_stage")
    else:
        yield from _before_workup(pattern, rated, stated, low)
    if rated.texts_differ:
        yield from notes.message("ultrasound_texts_differ")


def _few(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more


def differing(steps: Iterable[Step], variants: Iterable[int], topic: Topic) -> Iterator[Note]:
    """Yield the message that stated steps go beyond what the table rates for a variant."""
    beyond = set()
    for number in variants:
        against = {one.procedure for one in topic.options(number) if not one.suggested}
        for step in steps:
            if step.recommended and rated_as(step.procedure) in against:
                beyond.add(step.procedure.replace("_", " "))
    if beyond:
        yield from topic.notes.message("stated_step_differs", stated=", ".join(sorted(beyond)))


def _before_workup(
    pattern: Pattern, rated: Rated, stated: tuple[Step, ...], low: Category | None
) -> Iterator[Note]:
    notes = pattern.topic.notes
    if pattern.stage.stage is Stage.UNKNOWN:
        yield from notes.message("stage_unknown")
    settled = any(step.procedure == procedure_for(Role.ROUTINE_CARE) for step in stated)
    if low is not None and settled and any(step.recommended for step in rated.steps):
        yield from notes.message("table_asks_more", category=low.value)
    if rated.nothing_rated:
        yield from notes.message("no_rated_step")
    if pattern.only_benign and pattern.variant is None:
        yield from notes.message("typically_benign_not_stated", category=low.value if low else "")
    if pattern.variant is None:
        return
    yield from differing(stated, (pattern.variant,), pattern.topic)
    if rated.withheld:
        yield from notes.message("biopsy_ratings_withheld")
