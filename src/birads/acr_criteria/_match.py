"""Choose the variant that facts of calcifications fit: exactly, nearest, or not at all, and why."""

from __future__ import annotations

from typing import Final

import attrs

from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.facts import Facts, Status
from birads.acr_criteria.table._answer import Answer, Part
from birads.acr_criteria.table._answer import Status as TableStatus
from birads.lexicon.mammography import CalcMorphology

__all__ = ["Match", "match", "status_of"]

_STATUS: Final = {
    TableStatus.MATCH: Status.MATCH,
    TableStatus.NEAREST: Status.NEAREST,
    TableStatus.UNDETERMINED: Status.NO_MATCH,
    TableStatus.NO_MATCH: Status.NO_MATCH,
    TableStatus.NOT_COVERED: Status.NOT_APPLICABLE,
}


def status_of(answer: Answer | Part) -> Status:
    """Return the status that a workup shows; where a fact is missing there is no match yet."""
    return _STATUS[answer.status]


@attrs.frozen
class Match:
    """The answer to the facts of calcifications.

    ``candidates`` are other variants that could be meant, never the chosen one; ``missing``
    names the facts that are not stated and that alone would change the answer; ``parts`` keeps
    what each word of a mixture would have answered, so that nothing is thrown away.
    """

    facts: Facts
    status: Status
    variant: int | None
    candidates: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    row: str | None = None
    review: str = "draft"
    parts: tuple[tuple[CalcMorphology, Part], ...] = ()


def match(facts: Facts, topic: Topic | None = None) -> Match:
    """Return the variant that ``facts`` fit under a topic, the 2009 table by default."""
    topic = topic or bundled()
    found = topic.answer(facts.values())
    return Match(
        facts,
        status_of(found),
        found.variant,
        found.candidates,
        found.reasons,
        tuple(missing.fact for missing in found.missing),
        found.row,
        topic.review_of(found),
        tuple((CalcMorphology(part.word), part) for part in found.parts),
    )
