"""Read dates as the published schema does: the pattern first, then the calendar."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

__all__ = ["NO_NEWLINE", "Date", "DateOrPart", "PartialDate", "Timestamp"]

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
# Python's "$" also matches before a final newline; this "not" beside every pattern closes that
# door in every engine without a look-ahead.
NO_NEWLINE: JsonSchemaValue = {"pattern": r"\n"}


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
