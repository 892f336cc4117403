"""Read a margin: one word, or several where parts of it differ."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

__all__ = ["MARKS", "WordOrWords", "words_of"]

MARKS = ("(words)", "(word)")
"""How the validator tells a list from a lone word; never part of a document."""

_W = TypeVar("_W", bound=StrEnum)


class WordOrWords:
    """Read a lone word, or a list of words; each stays as it was written."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        words, word = (handler.generate_schema(choice) for choice in _choices(source))
        return core_schema.tagged_union_schema(
            dict(zip(MARKS, (words, word), strict=True)),
            discriminator=lambda value: MARKS[0] if isinstance(value, list | tuple) else MARKS[1],
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        choices = schema["choices"]
        return {
            "if": {"type": "array"},
            "then": handler(choices[MARKS[0]]),
            "else": handler(choices[MARKS[1]]),
        }


def _choices(source: Any) -> tuple[Any, Any]:
    """Return the list and the word of ``tuple[Word, ...] | Word``."""
    from typing import get_args, get_origin

    words, word = sorted(get_args(source), key=lambda each: get_origin(each) is None)
    return words, word


def words_of(margin: _W | tuple[_W, ...] | None) -> tuple[_W, ...]:
    """Return the words of a margin; none where it is not stated."""
    if margin is None:
        return ()
    return margin if isinstance(margin, tuple) else (margin,)
