"""Read one row of a table, and name file and row in every complaint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from birads.issue import BiradsError

__all__ = ["InvalidTable", "Row"]

_E = TypeVar("_E", bound=StrEnum)


class InvalidTable(BiradsError):
    """A table of the lexicon does not load; the message names the file and the row."""


class Row:
    """Hand out the members of a row once, by type; ``done`` refuses what nobody asked for."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, Mapping):
            raise InvalidTable(f"{where}: a table is expected here, not {values!r}")
        self._left: dict[str, Any] = dict(values)
        self.where = where

    def text(self, key: str) -> str:
        """Return a text that has to be there."""
        value = self.maybe_text(key)
        if value is None:
            raise InvalidTable(f"{self.where}: {key!r} is missing")
        return value

    def maybe_text(self, key: str) -> str | None:
        """Return a text, or ``None`` where there is none."""
        value = self._left.pop(key, None)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise InvalidTable(f"{self.where}: {key!r} should be a text, not {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where there is none."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise InvalidTable(f"{self.where}: {key!r} should be a list of texts, not {value!r}")
        return tuple(value)

    def number(self, key: str) -> float | None:
        """Return a number, or ``None`` where there is none."""
        value = self._left.pop(key, None)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise InvalidTable(f"{self.where}: {key!r} should be a number, not {value!r}")
        return value

    def whole(self, key: str) -> int | None:
        """Return a whole number, or ``None`` where there is none."""
        value = self.number(key)
        if value is not None and not isinstance(value, int):
            raise InvalidTable(f"{self.where}: {key!r} should be a whole number, not {value!r}")
        return value

    def flag(self, key: str) -> bool:
        """Return a true or a false that has to be there."""
        value = self._left.pop(key, None)
        if not isinstance(value, bool):
            raise InvalidTable(f"{self.where}: {key!r} should be true or false, not {value!r}")
        return value

    def word(self, key: str, enum: type[_E]) -> _E:
        """Return a member of an enumeration that has to be there."""
        return self.as_word(self.text(key), key, enum)

    def maybe_word(self, key: str, enum: type[_E]) -> _E | None:
        """Return a member of an enumeration, or ``None`` where there is none."""
        value = self.maybe_text(key)
        return None if value is None else self.as_word(value, key, enum)

    def words(self, key: str, enum: type[_E]) -> tuple[_E, ...]:
        """Return a list of members of an enumeration, empty where there is none."""
        return tuple(self.as_word(value, key, enum) for value in self.texts(key))

    def as_word(self, value: str, key: str, enum: type[_E]) -> _E:
        """Return the member that ``value`` names."""
        try:
            return enum(value)
        except ValueError:
            known = ", ".join(enum)
            raise InvalidTable(
                f"{self.where}: {key!r} has no word {value!r}; it has {known}"
            ) from None

    def table(self, key: str) -> Row | None:
        """Return a table inside the row, or ``None`` where there is none."""
        value = self._left.pop(key, None)
        return None if value is None else Row(value, f"{self.where}, {key}")

    def tables(self, key: str) -> Iterator[Row]:
        """Yield the tables of a list inside the row."""
        value = self._left.pop(key, [])
        if not isinstance(value, list):
            raise InvalidTable(f"{self.where}: {key!r} should be a list of tables, not {value!r}")
        for number, item in enumerate(value, 1):
            name = item.get("id") or item.get("key") if isinstance(item, dict) else None
            yield Row(item, f"{self.where}, {key} {name or number}")

    def texts_by_key(self, key: str) -> dict[str, str]:
        """Return a table of texts whose keys are free."""
        value = self._left.pop(key, {})
        inner = Row(value, f"{self.where}, {key}")
        return {name: inner.text(name) for name in value}

    def done(self) -> None:
        """Refuse members that the format does not know."""
        if self._left:
            names = ", ".join(sorted(self._left))
            raise InvalidTable(f"{self.where}: unknown key {names}")
