"""Hold explanations: every condition with what was found, where, and what would decide."""

from __future__ import annotations

from birads.acr_criteria.facts import Status
from birads.acr_criteria.workup import Result, Workup

__all__ = [
    "Decider",
    "Explanation",
    "FactRead",
    "Outcome",
    "PatternExplanation",
    "VariantJudged",
]


class FactRead(Result):
    """Hold one condition of a variant against what the report says.

    ``holds`` is ``None`` where the report does not say; ``pointers`` is where it was read, or
    the finding that does not state it.
    """

    fact: str
    asked: tuple[str, ...] | None
    found: tuple[str, ...]
    holds: bool | None
    pointers: tuple[str, ...]


class Outcome(Result):
    """Say what a pattern would become if facts were other than they are."""

    change: dict[str, str]
    status: Status
    variant: int | None
    mammography_diagnostic: int | None


class VariantJudged(Result):
    """Hold one variant with each of its conditions, and the smallest change that reaches it."""

    variant: int
    title: str
    chosen: bool
    candidate: bool
    fits: bool | None
    conditions: tuple[FactRead, ...]
    reached_by: dict[str, str] | None


class Decider(Result):
    """Name a fact that is not stated and would change the answer, and what each value gives."""

    fact: str
    pointers: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    ratings_at_stake: dict[str, tuple[int, ...]]


class PatternExplanation(Result):
    """Explain the answer for one pattern."""

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
    """Hold a workup and why it is so; ``why_not`` names the variant that was asked about."""

    workup: Workup
    why_not: int | None
    patterns: tuple[PatternExplanation, ...]
