"""Results: what to do about a report, step by step, each with where it comes from."""

from __future__ import annotations

from typing import Literal

from birads._base.word import Word
from birads.acr_criteria._answers import TopicAnswer
from birads.acr_criteria._results import Note, RadiationDose, Result, ShownFacts
from birads.acr_criteria._stage import Stage
from birads.acr_criteria.facts._values import Status
from birads.acr_criteria.table._categories import categories, category_of
from birads.acr_criteria.table._file import Rating
from birads.lexicon.common import Breast
from birads.lexicon.edition import Edition

__all__ = [
    "Band",
    "Basis",
    "ConditionState",
    "Note",
    "PatternResult",
    "RadiationDose",
    "ReportRef",
    "Result",
    "ShownFacts",
    "Step",
    "TopicAnswer",
    "TopicRef",
    "Workup",
    "band_of",
    "band_of_category",
]


class Band(Word):
    """What a rating means; ``table/categories.toml`` says which ratings each covers."""

    USUALLY_APPROPRIATE = "usually_appropriate"
    MAY_BE_APPROPRIATE = "may_be_appropriate"
    USUALLY_NOT_APPROPRIATE = "usually_not_appropriate"


def band_of(rating: int) -> Band:
    """Return the band of a rating from 1 to 9."""
    return Band(category_of(rating).id)


def band_of_category(category: str) -> Band:
    """Return the band of a category; a panel that disagreed has the band of its rating."""
    return band_of(categories()[category].low)


class Basis(Word):
    """What a step rests on."""

    ACR_RATING = "acr_rating"
    SUMMARY_RULE = "summary_rule"
    ASSESSMENT = "assessment"
    PATHOLOGY = "pathology"
    RECOMMENDATION = "recommendation"


class ConditionState(Result):
    """What a step depends on, and whether that is known."""

    state: Literal["met", "not_met", "unknown"]
    needs: tuple[str, ...]
    code: str
    text: str


class Step(Result):
    """One procedure for named findings of a named breast."""

    procedure: str
    rating: Rating | None
    band: Band | None
    basis: Basis
    recommended: bool
    breast: Breast | None
    findings: tuple[str, ...]
    done_by: str | None
    condition: ConditionState | None
    radiation: RadiationDose | None
    technique: tuple[str, ...] | None = None
    read_from: str | None = None


class PatternResult(Result):
    """The answer for one subject of a topic, such as a pattern of calcifications."""

    findings: tuple[str, ...]
    breast: Breast | None
    facts: ShownFacts
    status: Status
    variant: int | None
    candidates: tuple[int, ...]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    stage: Stage
    stage_reason: str
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    row: str | None = None
    """The row of the topic that answered, unless nothing did."""


class ReportRef(Result):
    """The report that a result was made from."""

    id: str | None
    edition: Edition
    sha256: str


class TopicRef(Result):
    """The table that a result rests on, and whether a signature on it holds."""

    id: str
    revision: str
    review: Literal["draft", "reviewed", "outdated"]


class Workup(Result):
    """The recommended workup of a report.

    ``steps`` outside the patterns are those of a breast, or of a finding that is no
    calcification; ``notes`` there start with the alerts of the whole report. ``answers`` are those
    of the current topics, empty unless they were asked for; none takes a step away.
    """

    report: ReportRef
    topic: TopicRef
    patterns: tuple[PatternResult, ...]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    version: str
    answers: tuple[TopicAnswer, ...] = ()
