"""Explanations: every condition with what was found, where, and what would decide."""

from __future__ import annotations

from typing import Any

from pydantic import model_serializer

from birads.acr_criteria._workup import Result, Workup
from birads.acr_criteria.facts import Status

__all__ = [
    "Decider",
    "Explanation",
    "FactRead",
    "Outcome",
    "PatternExplanation",
    "VariantJudged",
]


class FactRead(Result):
    """One condition of a variant, held against what the report says.

    ``holds`` is ``None`` where the report does not say; ``pointers`` is where it was read, or
    the finding that does not state it.
    """

    fact: str
    asked: tuple[str, ...] | None
    found: tuple[str, ...]
    holds: bool | None
    pointers: tuple[str, ...]


class Outcome(Result):
    """What a pattern would become if facts were other than they are.

    ``lead`` is the topic's lead procedure, ``rating`` how the variant rates it; they are written
    as one member that has the name of the procedure.
    """

    change: dict[str, str]
    status: Status
    variant: int | None
    lead: str | None
    rating: int | None

    @model_serializer
    def _written(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "change": self.change,
            "status": self.status,
            "variant": self.variant,
        }
        return out if self.lead is None else {**out, self.lead: self.rating}


class VariantJudged(Result):
    """One variant with each of its conditions, and the smallest change that reaches it."""

    variant: int
    title: str
    chosen: bool
    candidate: bool
    fits: bool | None
    conditions: tuple[FactRead, ...]
    reached_by: dict[str, str] | None


class Decider(Result):
    """A fact that is not stated and would change the answer, and what each value gives."""

    fact: str
    pointers: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    ratings_at_stake: dict[str, tuple[int, ...]]


class PatternExplanation(Result):
    """Why one pattern got its answer."""

    findings: tuple[str, ...]
    why: str
    row: str | None
    row_why: str | None
    source: str
    chosen: tuple[FactRead, ...]
    parts: tuple[str, ...]
    judged: tuple[VariantJudged, ...]
    deciders: tuple[Decider, ...]


class Explanation(Result):
    """A workup and why it is so; ``why_not`` names the variant that was asked about."""

    workup: Workup
    why_not: int | None
    patterns: tuple[PatternExplanation, ...]
