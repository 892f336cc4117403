"""Hold what every part of a report shares: one strict base model and the scalar types.

Strictness is that of the published JSON Schema, so that both accept the same documents: unknown
members and ``null`` are refused, no text is read as a number, an integral 2.0 is read as 2, every
number has a minimum and a maximum, and dates carry a pattern.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Optional, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from birads._base.dates import NO_NEWLINE, Date, DateOrPart, PartialDate, Timestamp
from birads._base.frozen import freeze

__all__ = [
    "Count",
    "Date",
    "DateOrPart",
    "Extensions",
    "Id",
    "Integer",
    "Items",
    "Maybe",
    "Millimetres",
    "Model",
    "Name",
    "Number",
    "PartialDate",
    "Text",
    "Timestamp",
]

_T = TypeVar("_T")

EXTENSION_KEY_PATTERN = r"^[a-z0-9-]+(\.[A-Za-z0-9_-]+)+$"


class Model(BaseModel):
    """Freeze every value and refuse every member that the format does not name."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        defer_build=True,
        use_attribute_docstrings=False,
        ser_json_inf_nan="null",
    )
    canonical: ClassVar[bool] = True

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Order the members by name, so that what is written is canonical at once."""
        schema = handler(source)
        fields = schema.get("schema")
        if cls.canonical and isinstance(fields, dict) and fields.get("type") == "model-fields":
            fields["fields"] = dict(sorted(fields["fields"].items()))
        return schema

    def to_json(self) -> bytes:
        """Return compact JSON, members in the order of their names, without what is not stated."""
        return self.__pydantic_serializer__.to_json(self, exclude_none=True, by_alias=True)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values without members that were not stated."""
        data: dict[str, Any] = self.__pydantic_serializer__.to_python(
            self, mode="json", exclude_none=True, by_alias=True
        )
        return data


class _Stated:
    """Refuse JSON ``null``: a member that is not stated is left out."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        nullable = handler(source)
        if nullable["type"] != "nullable":  # pragma: no cover - a fault of ours, not of input
            raise TypeError(f"Maybe expects an optional type, not {source!r}")
        return core_schema.json_or_python_schema(nullable["schema"], nullable)


# Optional[...] because a type variable inside ``X | None`` is not an alias to type checkers.
Maybe = Annotated[Optional[_T], _Stated()]  # noqa: UP045 - see above


class Integer:
    """Bound a whole number and read 2.0 as 2; text, booleans and fractions are refused."""

    def __init__(self, ge: int, le: int) -> None:
        self.ge = ge
        self.le = le

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        bounded = core_schema.float_schema(strict=True, ge=self.ge, le=self.le, allow_inf_nan=False)
        return core_schema.chain_schema([bounded, core_schema.int_schema(strict=False)])

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "integer", "minimum": self.ge, "maximum": self.le}


def _plain(value: float) -> float | int:
    return int(value) if value.is_integer() else value


class Number:
    """Bound a number; 8 and 8.0 are the same value and are written as 8.

    ``multiple_of`` admits only multiples of a step, such as the half hours of a clock.
    """

    def __init__(self, ge: float, le: float, multiple_of: float | None = None) -> None:
        self.ge = ge
        self.le = le
        self.multiple_of = multiple_of

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        number = core_schema.float_schema(
            strict=True,
            ge=self.ge,
            le=self.le,
            allow_inf_nan=False,
            serialization=core_schema.plain_serializer_function_ser_schema(_plain),
        )
        if self.multiple_of is None:
            return number
        # Not pydantic's own: it forgives a billionth, which JSON Schema does not.
        return core_schema.no_info_after_validator_function(
            self._step, number, serialization=number["serialization"]
        )

    def _step(self, value: float) -> float:
        if self.multiple_of is not None and not (value / self.multiple_of).is_integer():
            raise PydanticCustomError(
                "multiple_of", "{multiple_of}", {"multiple_of": self.multiple_of}
            )
        return value

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        out: JsonSchemaValue = {"type": "number", "minimum": self.ge, "maximum": self.le}
        if self.multiple_of is not None:
            out["multipleOf"] = self.multiple_of
        return out


class Items:
    """Bound the number of items of a list, where every item is one that the list can hold.

    A list that is too short by a wrong item alone is not called too short as well.
    """

    def __init__(self, min_length: int, max_length: int) -> None:
        self.min_length = min_length
        self.max_length = max_length

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._count, handler(source))

    def _count(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) < self.min_length:
            raise PydanticCustomError("too_short", "few", {"min_length": self.min_length})
        if len(items) > self.max_length:
            raise PydanticCustomError("too_long", "many", {"max_length": self.max_length})
        return items

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        out = handler(schema)
        return {**out, "minItems": self.min_length, "maxItems": self.max_length}


class _Text:
    """Bound a text by its length and, where given, its pattern."""

    def __init__(self, min_length: int, max_length: int, pattern: str | None = None) -> None:
        self.min_length = min_length
        self.max_length = max_length
        self.pattern = pattern

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.str_schema(
            strict=True,
            min_length=self.min_length or None,
            max_length=self.max_length,
            pattern=self.pattern,
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        out: JsonSchemaValue = {"type": "string", "maxLength": self.max_length}
        if self.min_length:
            out["minLength"] = self.min_length
        if self.pattern:
            out["pattern"] = self.pattern
            out["not"] = dict(NO_NEWLINE)
        return out


Id = Annotated[str, _Text(1, 128)]
"""The id of a report, an exam or a finding: 1 to 128 characters."""

Name = Annotated[str, _Text(1, 256)]
"""A short text of one line or less: a code, a system, a person."""

Text = Annotated[str, _Text(0, 100_000)]
"""Free text: kept, never interpreted."""

Count = Annotated[int, Integer(1, 10_000)]
Millimetres = Annotated[float, Number(0, 1000)]

ExtensionKey = Annotated[str, _Text(3, 256, EXTENSION_KEY_PATTERN)]
Extensions = Annotated[dict[ExtensionKey, Any], AfterValidator(freeze)]
"""Members under reverse-DNS keys: kept on round trips, never interpreted, and deeply frozen."""
