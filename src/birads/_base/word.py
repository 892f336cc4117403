"""Give every closed vocabulary one base: a text that is one of a few words."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

__all__ = ["Word"]


class Word(StrEnum):
    """Read only the members; write them as the text that they are, and equal it as a key too."""

    # Not the name's, as of other enumerations: a word equals its text, and this costs no call
    # back into Python for each word of a key.
    __hash__ = str.__hash__

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # A member is a str already: written as one, it costs no call back into Python.
        schema = dict(handler(source))
        # Read from Python as from JSON: the text is the word.
        schema["strict"] = False
        schema["serialization"] = core_schema.simple_ser_schema("str")
        return cast("CoreSchema", schema)
