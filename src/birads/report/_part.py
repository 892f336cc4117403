"""Give every part of a report one way to be built and one way to be changed.

What Python code states is written as JSON and read like any document, so that a report that was
built is judged by the same rules as one that was parsed, and an error has the same words.
"""

from __future__ import annotations

from functools import partial
from operator import is_
from typing import TYPE_CHECKING, Any, Self, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from birads._base.model import Model

__all__ = ["Part"]

# A function of C: asked of every stated member each time a part is written.
_NOT_STATED = partial(is_, None)


class Part(Model):
    """Build from words as text or members, lists, numbers and other parts; then stay frozen.

    ``None`` stands for a member that is not stated.

    Raises:
        InvalidReport: A member is unknown, missing or holds what ``birads.parse`` would refuse.
    """

    def __init__(self, /, **members: Any) -> None:
        from birads.parsing._made import make

        make(self, members)

    # Only what is called by name is made here; what is read is made by the validator alone.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    if not TYPE_CHECKING:  # each model says for itself what it can be given

        def replace(self, /, **members: Any) -> Self:
            """Return a copy with other members, validated; ``None`` takes a member away.

            Raises:
                InvalidReport: A member is unknown, missing, or refused by ``birads.parse``.
            """
            return type(self)(**{**self.__dict__, **members})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Write no member that is not stated, and read from Python what ``to_dict`` writes."""
        schema = super().__get_pydantic_core_schema__(source, handler)
        fields = cast("dict[str, Any]", schema).get("schema", {}).get("fields", {})
        for field in fields.values():
            inner = field["schema"]
            _lists_from_python(inner)
            if inner["type"] == "default" and inner.get("default", ...) is None:
                field["serialization_exclude_if"] = _NOT_STATED
        return schema

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe every member by the sentence that stands under it."""
        from birads.schema._describe import field_descriptions

        out = handler(schema)
        members = handler.resolve_ref_schema(out).get("properties", {})
        for name, text in field_descriptions(cls).items():
            members.get(name, {})["description"] = text
        return out


def _lists_from_python(schema: Any) -> None:
    """Let a tuple be read from a list; in JSON both are the same already."""
    if isinstance(schema, list):
        for part in schema:
            _lists_from_python(part)
    elif isinstance(schema, dict) and schema.get("type") not in ("model", "definition-ref"):
        if schema.get("type") == "tuple":
            schema["strict"] = False
        for name, part in schema.items():
            if name not in ("metadata", "serialization"):
                _lists_from_python(part)
