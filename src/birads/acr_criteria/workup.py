"""Hold results: what to do about a report, step by step, each with where it comes from."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, Field

from birads._base.model import Model
from birads._base.word import Word
from birads.acr_criteria.facts import GroupCount, Laterality, Status
from birads.acr_criteria.stage import Stage
from birads.acr_criteria.topic import RadiationLevel
from birads.lexicon.common import Breast
from birads.lexicon.edition import Edition
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

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
    "TopicRef",
    "Workup",
    "band_of",
]

_MIDDLE, _HIGH = 4, 7


class Band(Word):
    """What a rating means: 1-3, 4-6, 7-9."""

    USUALLY_APPROPRIATE = "usually_appropriate"
    MAY_BE_APPROPRIATE = "may_be_appropriate"
    USUALLY_NOT_APPROPRIATE = "usually_not_appropriate"


def band_of(rating: int) -> Band:
    """Return the band of a rating from 1 to 9."""
    if rating >= _HIGH:
        return Band.USUALLY_APPROPRIATE
    return Band.MAY_BE_APPROPRIATE if rating >= _MIDDLE else Band.USUALLY_NOT_APPROPRIATE


class Basis(Word):
    """What a step rests on."""

    ACR_RATING = "acr_rating"
    SUMMARY_RULE = "summary_rule"
    ASSESSMENT = "assessment"
    PATHOLOGY = "pathology"
    RECOMMENDATION = "recommendation"


class Result(Model):
    """Write results with ``null`` where a fact is not stated, in the order of their fields."""

    canonical: ClassVar[bool] = False

    def to_json(self) -> bytes:
        """Return one compact line."""
        return self.__pydantic_serializer__.to_json(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        data: dict[str, Any] = self.__pydantic_serializer__.to_python(self, mode="json")
        return data

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """Build a value of ours without validating it a second time.

        Every field must be given: this is for results that this package computes, never for
        what comes from outside.
        """
        self = cls.__new__(cls)
        _set(self, "__dict__", values)
        _set(self, "__pydantic_fields_set__", _members(cls))
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)
        return self


_set = object.__setattr__


@cache
def _members(model: type[BaseModel]) -> set[str]:
    """Return the members of a model as a set of its own, so that values can be copied."""
    return set(model.__pydantic_fields__)


class RadiationDose(Result):
    """Give a relative radiation level and its effective-dose ranges in mSv."""

    level: RadiationLevel
    adult_msv: tuple[float, float] | None
    pediatric_msv: tuple[float, float] | None


class ConditionState(Result):
    """Say what a step depends on, and whether that is known."""

    state: Literal["met", "not_met", "unknown"]
    needs: tuple[str, ...]
    code: str
    text: str


class Step(Result):
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
    technique: tuple[str, ...] | None = None
    read_from: str | None = None


class Note(Result):
    """Say something that the reader of a result should know, with its source."""

    code: str
    text: str
    source: str
    level: Literal["alert", "note"]


class ShownFacts(Result):
    """Show the four facts that chose the variant; ``null`` is not stated."""

    morphology: tuple[CalcMorphology, ...]
    distribution: CalcDistribution | None
    groups: GroupCount | None
    laterality: Laterality | None


class PatternResult(Result):
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
    row: str | None = None
    """The row of the topic that answered, unless nothing did."""


class ReportRef(Result):
    """Name the report that a result was made from."""

    id: str | None
    edition: Edition
    sha256: str


class TopicRef(Result):
    """Name the table that a result rests on, and whether a signature on it holds."""

    id: str
    revision: str
    review: Literal["draft", "reviewed", "outdated"]


class Workup(Result):
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
