"""Read one row of a table, and name file and row in every complaint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from birads.issue import BiradsError, Issue, Severity
from birads.pointer import join
from birads.tables._toml import UnreadableToml, read_bytes, read_toml

__all__ = ["InvalidTable", "Row", "read_tree", "read_tree_file"]

_E = TypeVar("_E", bound=StrEnum)


class InvalidTable(BiradsError):
    """A table does not load; the message names file and row, ``issues`` the code and pointer."""

    def __init__(self, message: str, code: str = "invalid_table", pointer: str = "") -> None:
        self.issues = (Issue(code, Severity.ERROR, pointer, message),)
        super().__init__(message)


class Row:
    """Hand out the members of a row once, by type; ``done`` refuses what nobody asked for."""

    def __init__(self, values: object, where: str, path: tuple[str | int, ...] = ()) -> None:
        self.where = where
        self._path = path
        if not isinstance(values, Mapping):
            raise self.wrong(f"a table is expected here, not {_shown(values)}")
        self._left: dict[str, Any] = dict(values)

    def wrong(self, message: str, *keys: str | int) -> InvalidTable:
        """Return the error that says what is wrong with this row, or with one of its members."""
        return InvalidTable(f"{self.where}: {message}", pointer=join((*self._path, *keys)))

    def text(self, key: str) -> str:
        """Return a text that has to be there."""
        value = self.maybe_text(key)
        if value is None:
            raise self.wrong(f"{key!r} is missing")
        return value

    def maybe_text(self, key: str) -> str | None:
        """Return a text, or ``None`` where there is none."""
        value = self._left.pop(key, None)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.wrong(f"{key!r} should be a text, not {_shown(value)}", key)
        return value

    def day(self, key: str) -> str:
        """Return a day that has to be there, as a text; TOML has days of its own."""
        value = self._left.get(key)
        if isinstance(value, dt.date):
            self._left[key] = str(value)
        return self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where there is none."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f"{key!r} should be a list of texts, not {_shown(value)}", key)
        return tuple(value)

    def number(self, key: str) -> float | None:
        """Return a number, or ``None`` where there is none."""
        value = self._left.pop(key, None)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self.wrong(f"{key!r} should be a number, not {_shown(value)}", key)
        return value

    def whole(self, key: str) -> int | None:
        """Return a whole number, or ``None`` where there is none."""
        value = self.number(key)
        if value is not None and not isinstance(value, int):
            raise self.wrong(f"{key!r} should be a whole number, not {_shown(value)}", key)
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers, empty where there is none."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            raise self.wrong(f"{key!r} should be a list of whole numbers, not {_shown(value)}", key)
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return a true or a false that has to be there."""
        value = self._left.pop(key, None)
        if not isinstance(value, bool):
            raise self.wrong(f"{key!r} should be true or false, not {_shown(value)}", key)
        return value

    def maybe_flag(self, key: str) -> bool | None:
        """Return a true or a false, or ``None`` where there is none."""
        return self.flag(key) if key in self._left else None

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
            raise self.wrong(f"{key!r} has no word {_shown(value)}; it has {known}", key) from None

    def table(self, key: str) -> Row | None:
        """Return a table inside the row, or ``None`` where there is none."""
        value = self._left.pop(key, None)
        return None if value is None else self._inner(value, key)

    def tables(self, key: str) -> Iterator[Row]:
        """Yield the tables of a list inside the row."""
        value = self._left.pop(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"{key!r} should be a list of tables, not {_shown(value)}", key)
        for number, item in enumerate(value):
            name = item.get("id") or item.get("key") if isinstance(item, dict) else None
            where = f"{self.where}, {key} {name or number + 1}"
            yield Row(item, where, (*self._path, key, number))

    def texts_by_key(self, key: str) -> dict[str, str]:
        """Return a table of texts whose keys are free."""
        value = self._left.pop(key, {})
        inner = self._inner(value, key)
        return {name: inner.text(name) for name in value}

    def rest(self) -> dict[str, Any]:
        """Return every member that nobody asked for yet: a table whose keys are free."""
        left, self._left = self._left, {}
        return left

    def done(self) -> None:
        """Refuse members that the format does not know."""
        if self._left:
            names = sorted(self._left)
            raise self.wrong(f"unknown key {', '.join(names)}", names[0])

    def _inner(self, value: object, key: str) -> Row:
        return Row(value, f"{self.where}, {key}", (*self._path, key))


def _shown(value: object, most: int = 80) -> str:
    said = repr(value)
    return said if len(said) <= most else f"{said[:most]}..."


def read_tree(data: bytes, where: str) -> dict[str, Any]:
    """Return the tree of a TOML text; ``where`` names it in complaints.

    Raises:
        InvalidTable: The text is not TOML within the bounds of ``birads.tables._toml``.
    """
    try:
        return read_toml(data)
    except UnreadableToml as error:
        issue = error.issue
        raise InvalidTable(f"{where}: {issue.message}", issue.code, issue.pointer) from None


def read_tree_file(path: Path) -> dict[str, Any]:
    """Return the tree of a TOML file.

    Raises:
        InvalidTable: The file is not TOML within the bounds of ``birads.tables._toml``.
        OSError: The file cannot be read.
    """
    return read_tree(read_bytes(path), path.name)
