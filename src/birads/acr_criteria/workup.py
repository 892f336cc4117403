"""Results: what to do about a report, step by step, each with where it comes from."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import ConfigDict, GetJsonSchemaHandler, RootModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from birads._base.model import Model
from birads._base.word import Word
from birads.acr_criteria.facts._values import Status
from birads.acr_criteria.stage import Stage
from birads.acr_criteria.table._categories import categories, category_of
from birads.acr_criteria.table._domain import Number
from birads.acr_criteria.table._facts import Fact, Subject
from birads.acr_criteria.table._facts import facts as declared_facts
from birads.acr_criteria.table._file import Level as RadiationLevel
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


class Result(Model):
    """A result: written with ``null`` where nothing is stated, in the order of its members."""

    canonical: ClassVar[bool] = False

    def to_json(self) -> bytes:
        """Return one compact line."""
        return self.__pydantic_serializer__.to_json(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        data: dict[str, Any] = self.__pydantic_serializer__.to_python(self, mode="json")
        return data


class RadiationDose(Result):
    """A relative radiation level and its effective-dose ranges in mSv."""

    level: RadiationLevel
    adult_msv: tuple[float, float] | None
    pediatric_msv: tuple[float, float] | None


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


class Note(Result):
    """What the reader of a result should know, with its source."""

    code: str
    text: str
    source: str
    level: Literal["alert", "note"]


class ShownFacts(RootModel[dict[str, Any]]):
    """The facts that chose the variant, in the order of the topic; ``null`` is not stated.

    Each is an item and an attribute: ``facts["morphology"]``, ``facts.morphology``.
    """

    model_config = ConfigDict(frozen=True)

    def __getattr__(self, name: str) -> Any:
        """Return what was read of a fact that the topic asks."""
        root = self.__dict__.get("root")
        if root is not None and name in root:
            return root[name]
        raise AttributeError(name)

    def __getitem__(self, name: str) -> Any:
        """Return what was read of a fact that the topic asks."""
        return self.root[name]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """List every fact that a topic can ask; a topic's own facts stand beside them."""
        return {
            "type": "object",
            "title": "ShownFacts",
            "description": "The facts that chose the variant; null is not stated.",
            "properties": {
                fact.name: _fact_schema(fact)
                for fact in declared_facts().values()
                if Subject.ANSWER not in fact.of
            },
            "additionalProperties": True,
        }


def _fact_schema(fact: Fact) -> JsonSchemaValue:
    domain = fact.domain
    if isinstance(domain, Number):
        word: JsonSchemaValue = {"type": "number", "minimum": domain.low, "maximum": domain.high}
    else:
        word = {"enum": list(domain.values)}
    said = {"type": "array", "items": word} if fact.many else word
    return {"anyOf": [said, {"type": "null"}], "description": fact.asks}


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
    calcification; ``notes`` there start with the alerts of the whole report.
    """

    report: ReportRef
    topic: TopicRef
    patterns: tuple[PatternResult, ...]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    version: str
