"""Generate JSON Schema 2020-12 from a model, as strict as the model itself.

What pydantic would do otherwise, and why not here: a ``oneOf`` with a ``discriminator`` reports
every branch of a union, so ``if``/``then`` under an enumeration takes its place; titles made from
names say nothing; a ``null`` default is a value that the model refuses; and ``$`` matches before a
final newline in Python but not in Rust and ECMAScript, so every pattern forbids the newline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, NoDefault

from birads._base.dates import NO_NEWLINE
from birads._base.only_where import Governs
from birads.parsing._shared_members import shared_model
from birads.schema._describe import field_descriptions, plain
from birads.schema._words import described_words

if TYPE_CHECKING:
    from enum import Enum

    from pydantic import BaseModel
    from pydantic.json_schema import JsonSchemaMode
    from pydantic_core import core_schema

__all__ = ["StrictSchema", "generate"]


def generate(model: type[BaseModel], mode: JsonSchemaMode) -> dict[str, Any]:
    """Return a fresh schema of what ``model`` reads (``validation``) or writes."""
    out = model.model_json_schema(schema_generator=StrictSchema, mode=mode)
    for part in (out, *out.get("$defs", {}).values()):
        part.pop("title", None)  # the names of our classes
        if "description" in part:
            part["description"] = plain(part["description"])
    return out


class StrictSchema(GenerateJsonSchema):
    """Write what the validator enforces, in keywords on which all implementations agree."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002
        """Keep the order of the model."""
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's
        """Answer no: a title made from a name says nothing new."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Describe every field in the model's own order, and say which member governs another."""
        out = super().model_schema(schema)
        cls = schema["cls"]
        members = out["properties"]
        out["properties"] = {name: members[name] for name in cls.model_fields}
        for name, text in field_descriptions(cls).items():
            if name in out["properties"]:
                out["properties"][name]["description"] = text
        conditions = _conditions(cls)
        if conditions:
            out["allOf"] = conditions
        return out

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Describe each word in ``$defs`` of its own: the enumeration stays an enumeration."""
        out = super().enum_schema(schema)
        words = described_words(schema["cls"])
        return {**out, "$defs": words} if words else out

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Write a default only where it is a text that a reader may leave out."""
        out = self.generate_inner(schema["schema"])
        default = self.get_default_value(schema)
        if default is not NoDefault and isinstance(default, str) and "const" not in out:
            return {**out, "default": default}
        return out

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Close the door that ``$`` leaves open in Python."""
        out = super().str_schema(schema)
        if "pattern" in out:
            out["not"] = dict(NO_NEWLINE)
        return out

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Bound the keys where they are bounded, and the values likewise."""
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        out: JsonSchemaValue = {"type": "object"}
        if keys != {"type": "string"}:
            out["propertyNames"] = keys
        if values:
            out["additionalProperties"] = values
        return out

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """Write the tag as an enumeration and each member of the union as what follows from it."""
        tag = schema["discriminator"]
        choices = {
            str(getattr(word, "value", word)): self.generate_inner(choice)
            for word, choice in schema["choices"].items()
        }
        known = {
            "type": "object",
            "properties": {tag: {"enum": list(choices)}},
            "required": [tag],
        }
        return {
            "type": "object",
            "properties": {tag: {"type": "string", "enum": list(choices)}},
            "required": [tag],
            # Refused already; what all kinds share is judged all the same, in one pass.
            "if": {"type": "object", "properties": {tag: {}}, "not": known},
            "then": self._shared(str(tag)),
            "allOf": [
                {
                    "if": {
                        "type": "object",
                        "properties": {tag: {"const": word}},
                        "required": [tag],
                    },
                    "then": choice,
                }
                for word, choice in choices.items()
            ],
        }

    def _shared(self, tag: str) -> JsonSchemaValue:
        model = shared_model(tag)
        return self.generate_inner(model.__pydantic_core_schema__)


def _conditions(cls: type[BaseModel]) -> list[JsonSchemaValue]:
    """Return what each ``Governs`` of the model says, silent where its own member is wrong."""
    return [
        {
            "if": {
                "properties": {
                    name: {"enum": rule.excluding(cast("type[Enum]", field.annotation))}
                },
                "required": [name],
            },
            # Not ``False``: jsonschema reports that one level too high.
            "then": {"properties": {rule.member: {"not": {}}}},
        }
        for name, field in cls.model_fields.items()
        for rule in field.metadata
        if isinstance(rule, Governs)
    ]
