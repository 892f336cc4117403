"""The parts that every result is made of: radiation, notes, and the facts that were read."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import ConfigDict, GetJsonSchemaHandler, RootModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from birads._base.model import Model
from birads.acr_criteria.table._domain import Number
from birads.acr_criteria.table._facts import Fact, Subject
from birads.acr_criteria.table._facts import facts as declared_facts
from birads.acr_criteria.table._file import Level as RadiationLevel

__all__ = ["Note", "RadiationDose", "Result", "ShownFacts"]


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
