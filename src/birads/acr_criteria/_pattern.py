"""A pattern: calcifications that are answered together, with their answer under a topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from birads.acr_criteria._stage import StageOf
from birads.acr_criteria._subjects import Member, Subject
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts import Status
from birads.acr_criteria.facts._finding import is_growing
from birads.acr_criteria.facts._registry import Reading
from birads.acr_criteria.table._answer import Answer
from birads.lexicon.common import Breast
from birads.report.view._index import Stated

__all__ = ["Pattern", "shown_facts"]


@attrs.frozen(eq=False)
class Pattern:
    """Findings that the criteria answer together.

    ``readings`` are the facts that the topic asks, each with where it was read. ``answer`` is that
    of the rows, whether or not the table speaks of the case; ``status`` and ``variant`` are what
    is shown. ``bound`` is the category that the findings cannot exceed: their own, their breast's
    or an overall 1-3. ``only_benign`` says that nothing but a missing morphology speaks against a
    stated 1 or 2, ``open_recall`` is the pointer of a category 0 that still stands for the breast.
    ``tissue_stated`` says that a 4, 5 or 6, a biopsy or a tissue result was stated for the
    findings, for their breast, or without a side.
    """

    subject: Subject
    topic: Topic
    readings: Mapping[str, Reading]
    answer: Answer
    status: Status
    variant: int | None
    candidates: tuple[int, ...]
    reasons: tuple[str, ...]
    benign_only: bool
    bound: Stated | None
    only_benign: bool
    open_recall: str | None
    tissue_stated: bool

    @property
    def members(self) -> tuple[Member, ...]:
        """The findings."""
        return self.subject.members

    @property
    def breast(self) -> Breast | None:
        """The side, which is not stated where one finding has none."""
        return self.subject.breast

    @property
    def stage(self) -> StageOf:
        """The stage, which all findings of a pattern share, with all its pointers."""
        first = self.members[0].stage
        if len(self.members) == 1:
            return first
        stages = [member.stage for member in self.members]
        pointers = dict.fromkeys(pointer for stage in stages for pointer in stage.pointers)
        return StageOf(first.stage, min(s.reason for s in stages), tuple(sorted(pointers)))

    @property
    def category(self) -> Stated | None:
        """The category, which all findings of a pattern share."""
        return self.members[0].category

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the findings."""
        return tuple([member.id for member in self.members])

    @property
    def growing(self) -> bool:
        """Whether the findings are new or increasing."""
        return is_growing(self.members[0])

    @property
    def fits(self) -> int | None:
        """The variant that the rows would choose, also where the table does not speak."""
        return self.variant if self.variant is not None else self.answer.variant


def shown_facts(readings: Mapping[str, Reading], topic: Topic) -> dict[str, Any]:
    """Return the facts that choose a variant, as results show them; ``None`` is not stated."""
    out = {name: readings[name].value for name in topic.row_facts}
    if topic.joined is not None and out[topic.joined] is None:
        out[topic.joined] = ()
    return out
