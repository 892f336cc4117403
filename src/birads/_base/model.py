"""Hold what every part of a report shares: one strict base model and the scalar types.

Strictness is that of the published JSON Schema, so that both accept the same documents: unknown
members and ``null`` are refused, no text is read as a number, an integral 2.0 is read as 2, every
number has a minimum and a maximum, and dates carry a pattern.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Annotated, Any, ClassVar, Optional, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from birads._base.frozen import freeze

__all__ = [
    "Count",
    "Date",
    "DateOrPart",
    "Extensions",
    "Id",
    "Integer",
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

# Four digits but 0000, a year that this calendar does not have.
_YEAR = r"([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_DAY = _YEAR + r"-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
DATE_PATTERN = rf"^{_DAY}$"
PARTIAL_DATE_PATTERN = rf"^{_YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
TIMESTAMP_PATTERN = (
    rf"^{_DAY}"
    r"[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?"
    r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
EXTENSION_KEY_PATTERN = r"^[a-z0-9-]+(\.[A-Za-z0-9_-]+)+$"

# Python's "$" also matches before a final newline; this "not" beside every pattern closes that
# door in every engine without a look-ahead.
NO_NEWLINE: JsonSchemaValue = {"pattern": r"\n"}


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
        return core_schema.float_schema(
            strict=True,
            ge=self.ge,
            le=self.le,
            multiple_of=self.multiple_of,
            allow_inf_nan=False,
            serialization=core_schema.plain_serializer_function_ser_schema(_plain),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        out: JsonSchemaValue = {"type": "number", "minimum": self.ge, "maximum": self.le}
        if self.multiple_of is not None:
            out["multipleOf"] = self.multiple_of
        return out


class _Patterned:
    """Match the pattern first, then read the date: the schema can then be as strict as we are."""

    def __init__(self, pattern: str, max_length: int, inner: CoreSchema, says: str) -> None:
        self.pattern = pattern
        self.max_length = max_length
        self.inner = inner
        self.says = says

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        text = core_schema.str_schema(strict=True, pattern=self.pattern, max_length=self.max_length)
        chain = core_schema.chain_schema([text, self.inner])
        return core_schema.json_or_python_schema(
            chain,
            core_schema.union_schema(
                [core_schema.is_instance_schema(source), chain], mode="left_to_right"
            ),
            serialization=core_schema.to_string_ser_schema(when_used="json-unless-none")
            if source is dt.date
            else core_schema.plain_serializer_function_ser_schema(
                dt.datetime.isoformat, when_used="json-unless-none"
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": self.pattern,
            "maxLength": self.max_length,
            "not": dict(NO_NEWLINE),
            "description": self.says,
        }


class DateOrPart:
    """Read a year, a month or a calendar day; a day that does not exist is refused."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        text = core_schema.str_schema(strict=True, pattern=PARTIAL_DATE_PATTERN, max_length=10)
        return core_schema.no_info_after_validator_function(_existing_day, text)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": PARTIAL_DATE_PATTERN,
            "maxLength": 10,
            "not": dict(NO_NEWLINE),
            "description": "A year, a month or a calendar date, like 2019, 2019-04 or 2019-04-30.",
        }


_FULL_DATE = 10


def _existing_day(value: str) -> str:
    if len(value) == _FULL_DATE:
        try:
            dt.date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError(
                "date_from_datetime_parsing", "{error}", {"error": str(error)}
            ) from None
    return value


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

Date = Annotated[
    dt.date,
    _Patterned(
        DATE_PATTERN,
        10,
        core_schema.date_schema(strict=False),
        "A calendar date without a time zone, like 2026-05-05.",
    ),
]
"""A calendar date without a time zone."""

PartialDate = Annotated[str, DateOrPart()]
"""A year, a month or a day, as far as it is known: 2019, 2019-04 or 2019-04-30."""

Timestamp = Annotated[
    dt.datetime,
    _Patterned(
        TIMESTAMP_PATTERN,
        32,
        core_schema.datetime_schema(strict=False),
        "An RFC 3339 time with its offset, like 2026-05-05T09:30:00+02:00.",
    ),
]
"""An RFC 3339 time with an offset, to the microsecond at most."""

ExtensionKey = Annotated[str, _Text(3, 256, EXTENSION_KEY_PATTERN)]
Extensions = Annotated[dict[ExtensionKey, Any], AfterValidator(freeze)]
"""Members under reverse-DNS keys: kept on round trips, never interpreted, and deeply frozen."""
