"""Hold results: what to do about a report, step by step, each with where it comes from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from birads.acr_criteria.facts import GroupCount, Laterality, Status
from birads.acr_criteria.stage import Stage
from birads.lexicon.common import Breast
from birads.lexicon.edition import Edition
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from birads.model import Model

__all__ = [
    "Band",
    "Basis",
    "ConditionState",
    "Note",
    "PatternResult",
    "RadiationDose",
    "ReportRef",
    "ShownFacts",
    "Status",
    "Step",
    "TopicRef",
    "Workup",
    "band_of",
]

_MIDDLE, _HIGH = 4, 7


class Band(StrEnum):
    """What a rating means: 1-3, 4-6, 7-9."""

    USUALLY_APPROPRIATE = "usually_appropriate"
    MAY_BE_APPROPRIATE = "may_be_appropriate"
    USUALLY_NOT_APPROPRIATE = "usually_not_appropriate"


def band_of(rating: int) -> Band:
    """Return the band of a rating from 1 to 9."""
    if rating >= _HIGH:
        return Band.USUALLY_APPROPRIATE
    return Band.MAY_BE_APPROPRIATE if rating >= _MIDDLE else Band.USUALLY_NOT_APPROPRIATE


class Basis(StrEnum):
    """What a step rests on."""

    ACR_RATING = "acr_rating"
    SUMMARY_RULE = "summary_rule"
    ASSESSMENT = "assessment"
    PATHOLOGY = "pathology"
    RECOMMENDATION = "recommendation"


def _absent(value: object) -> bool:
    return value is None


class RadiationDose(Model):
    """Give a relative radiation level and its effective-dose ranges in mSv."""

    level: Literal["O", "1", "2", "3", "4", "5", "NS"]
    adult_msv: tuple[float, float] | None
    pediatric_msv: tuple[float, float] | None


class ConditionState(Model):
    """Say what a step depends on, and whether that is known."""

    state: Literal["met", "not_met", "unknown"]
    needs: tuple[str, ...]
    code: str
    text: str


class Step(Model):
    """Name one procedure for named findings of a named breast."""

    procedure: str
    rating: Annotated[int, Field(ge=1, le=9)] | None
    band: Band | None
    basis: Basis
    recommended: bool
    breast: Breast | None
    findings: tuple[str, ...]
    done_by: str | None
    condition: ConditionState | None
    radiation: RadiationDose | None
    technique: Annotated[tuple[str, ...] | None, Field(default=None, exclude_if=_absent)]
    read_from: Annotated[str | None, Field(default=None, exclude_if=_absent)]


class Note(Model):
    """Say something that the reader of a result should know, with its source."""

    code: str
    text: str
    source: str
    level: Literal["alert", "note"]


class ShownFacts(Model):
    """Show the four facts that chose the variant; ``null`` is not stated."""

    morphology: tuple[CalcMorphology, ...]
    distribution: CalcDistribution | None
    groups: GroupCount | None
    laterality: Laterality | None


class PatternResult(Model):
    """Hold the answer for one pattern of calcifications."""

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
    row: Annotated[str | None, Field(default=None, exclude_if=_absent)]
    """The row of the topic that answered, unless nothing did."""


class ReportRef(Model):
    """Name the report that a result was made from."""

    id: str | None
    edition: Edition
    sha256: str


class TopicRef(Model):
    """Name the table that a result rests on, and whether a radiologist has signed it."""

    id: str
    revision: str
    review: Literal["draft", "reviewed"]


class Workup(Model):
    """Hold the recommended workup of a report.

    ``steps`` outside the patterns are those of a breast, or of a finding that is no
    calcification; ``notes`` there start with the alerts of the whole report.
    """

    report: ReportRef
    topic: TopicRef
    patterns: tuple[PatternResult, ...]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    version: str

    def to_json(self) -> bytes:
        """Return one compact line, ``null`` where a fact is not stated."""
        return self.__pydantic_serializer__.to_json(self)
