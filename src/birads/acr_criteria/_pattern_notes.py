"""Collect the notes of a pattern: those whose facts hold, and those on the answer itself."""

from __future__ import annotations

from collections.abc import Iterator

from birads.acr_criteria._match import status_of
from birads.acr_criteria._pattern import Pattern
from birads.acr_criteria._tissue import answering
from birads.acr_criteria._workup import Note
from birads.acr_criteria.facts import Status
from birads.acr_criteria.facts._answer import answer_values
from birads.acr_criteria.facts._registry import read, values_of
from birads.tables._review import ReviewState

__all__ = ["pattern_notes"]


def pattern_notes(pattern: Pattern) -> Iterator[Note]:
    """Yield the notes that a pattern's findings trigger."""
    notes, answer = pattern.topic.notes, pattern.answer
    asked = notes.of_pattern.asked.facts
    values = values_of(read(pattern.subject, asked)) | answer_values(pattern)
    yield from notes.of_pattern.shown(values, pattern.variant)
    draft = pattern.topic.review_of(answer) == ReviewState.DRAFT
    if draft and status_of(answer) is Status.NEAREST:
        yield from notes.message("draft_row", row=answer.row)
    if any(member.history for member in pattern.members):
        yield from notes.message("earlier_tissue_is_history")
    for member in pattern.members:
        if len(answering(member.results, calcifications=True)) < len(member.results):
            yield from notes.message("benign_aspiration_answers_nothing")
            return
