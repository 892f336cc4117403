"""State that one member of an object leaves room for another only where it says so."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

__all__ = ["Governs"]


class Governs:
    """Refuse another member unless this word, a member of the same object, is one of ``words``.

    The published schema says the same as ``if``/``then``. Where this member is missing or not a
    word at all, that is what is wrong, and nothing is said here. ``member`` comes before this
    one in the order of names, in which members are read.
    """

    def __init__(self, member: str, *words: str) -> None:
        self.member = member
        self.words = words

    def excluding(self, axis: Iterable[Enum]) -> list[str]:
        """Return the words of this member's axis that leave no room for the other."""
        return [word.value for word in axis if word.value not in self.words]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._refuse, handler(source))

    def _refuse(self, value: object, info: ValidationInfo) -> object:
        if info.data.get(self.member) is not None and value not in self.words:
            raise PydanticCustomError("not_applicable", "{member}", {"member": self.member})
        return value
