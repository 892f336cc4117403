"""Read the file in which a site says what the columns of its table are.

Every column of the table is named: with the member that it is, or with the reason why it is left
out. Nothing of a table is passed over in silence.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import attrs

from birads.interop._rows import DELIMITERS, ENCODINGS, Form, InvalidTable, Unreadable
from birads.issue import Issue, Severity
from birads.tables._row import InvalidTable as InvalidToml
from birads.tables._row import Row as TomlRow
from birads.tables._row import read_tree_file

__all__ = ["PARTS", "Mapped", "OwnMap", "load_map"]

PARTS = ("exams", "findings", "assessments", "recommendations", "outcomes", "pathology")
"""The lists of a report; a member of one is written section, label of the part, member."""

_KINDS = ("text", "number", "integer", "list")


@attrs.frozen
class Mapped:
    """One column: the member that it is, and how its cells are read."""

    name: str
    to: tuple[str, ...] = ()
    kind: str = "text"
    values: dict[str, Any] | None = None
    separator: str = "+"
    scale: float = 1
    per: str | None = None
    digits: int = 1
    only_where: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    ignored: str | None = None
    identifies: bool = False
    decimal: str = "."

    def read(self, cell: str, cells: dict[str, str]) -> Any:
        """Return the value of a cell.

        Raises:
            Unreadable: The cell is no number, or no word that the file lists.
        """
        if self.values is not None:
            if cell not in self.values:
                message = f"{cell[:80]!r} is not a known word of {self.name!r}."
                raise Unreadable("unknown_word", message, self.name)
            return self.values[cell]
        if self.kind == "list":
            return [part.strip() for part in cell.split(self.separator) if part.strip()]
        if self.kind == "text":
            return cell
        return self._number(cell, cells)

    def _number(self, cell: str, cells: dict[str, str]) -> float | int:
        try:
            number = self._float(cell) * self.scale
            if self.per is not None:
                number /= self._float(cells[self.per])
        except (ValueError, ZeroDivisionError):
            number = math.nan
        if not math.isfinite(number):
            message = f"{cell[:80]!r} is no number of {self.name!r}."
            raise Unreadable("not_a_number", message, self.name)
        whole = self.kind == "integer" and number.is_integer()
        return int(number) if whole else round(number, self.digits)

    def _float(self, cell: str) -> float:
        """Read a number as it is written: a point beside a comma for the decimals is no number."""
        if self.decimal == ".":
            return float(cell)
        if "." in cell:
            raise ValueError(cell)
        return float(cell.replace(self.decimal, "."))


@attrs.frozen
class OwnMap:
    """What a table is: its columns, what every report of it states, and what joins its rows."""

    prefix: str
    constants: tuple[tuple[tuple[str, ...], Any], ...]
    columns: tuple[Mapped, ...]
    missing: frozenset[str]
    patient: tuple[str, ...]
    header: tuple[str, ...]
    form: Form = attrs.field(factory=Form)

    def column(self, name: str) -> Mapped:
        """Return a column by its name."""
        return next(one for one in self.columns if one.name == name)


def load_map(path: Path) -> OwnMap:
    """Return what a file says of a table.

    Raises:
        InvalidTable: The file says something that no table can be.
    """
    try:
        return _map(TomlRow(read_tree_file(path), path.name))
    except InvalidToml as error:
        raise InvalidTable([*error.issues]) from None


def _map(root: TomlRow) -> OwnMap:
    table = root.table("table")
    if table is None:
        raise root.wrong("[table] is missing")
    constant = root.table("constant")
    decimal = _one_of(table, "decimal", (".", ","))
    columns = tuple(_column(row, decimal) for row in root.tables("column"))
    source = root.table("source")
    if source is not None:
        source.rest()  # who made the table is for people to read
    found = OwnMap(
        prefix=table.text("prefix"),
        constants=tuple(_constants(constant)) if constant is not None else (),
        columns=columns,
        missing=frozenset(table.texts("missing")) | {""},
        patient=table.texts("patient"),
        header=table.texts("header"),
        form=Form(_one_of(table, "delimiter", DELIMITERS), _one_of(table, "encoding", ENCODINGS)),
    )
    table.done()
    root.done()
    names = [one.name for one in columns]
    twice = {name for name in names if names.count(name) > 1}
    unknown = {*found.patient, *(o.per for o in columns if o.per), *_conditions(columns)} - {*names}
    for name in sorted(twice | unknown):
        raise _wrong(f"The column {name!r} has to stand once under [[column]].")
    return found


def _one_of(table: TomlRow, name: str, known: tuple[str, ...]) -> str:
    """Return a word of a short list; the first is what is meant where nothing is said."""
    word = table.maybe_text(name) or known[0]
    if word not in known:
        raise table.wrong(f"{name!r} is one of {', '.join(map(repr, known))}", name)
    return word


def _conditions(columns: tuple[Mapped, ...]) -> set[str]:
    return {name for one in columns for name in one.only_where}


def _constants(row: TomlRow) -> list[tuple[tuple[str, ...], Any]]:
    return [(_path(name, row), value) for name, value in row.rest().items()]


def _column(row: TomlRow, decimal: str) -> Mapped:
    to, ignored = row.maybe_text("to"), row.maybe_text("ignore")
    if (to is None) is (ignored is None):
        raise row.wrong("a column has either 'to', the member that it is, or 'ignore', the reason")
    kind = row.maybe_text("as") or "text"
    if kind not in _KINDS:
        raise row.wrong(f"'as' is one of {', '.join(_KINDS)}", "as")
    values, where = row.table("values"), row.table("only_where")
    scale, digits = row.number("scale"), row.whole("digits")
    column = Mapped(
        name=row.text("name"),
        to=_path(to, row) if to is not None else (),
        kind=kind,
        values=values.rest() if values is not None else None,
        separator=row.maybe_text("separator") or "+",
        scale=scale if scale is not None else 1,
        per=row.maybe_text("per"),
        digits=digits if digits is not None else 1,
        only_where={k: tuple(v) for k, v in where.rest().items()} if where is not None else {},
        ignored=ignored,
        identifies=row.maybe_flag("identifies") or False,
        decimal=decimal,
    )
    row.done()
    return column


def _path(name: str, row: TomlRow) -> tuple[str, ...]:
    path = tuple(name.split("."))
    least = 3 if path[0] in PARTS else 1
    if len(path) < least or not all(path):
        raise row.wrong(f"{name!r} is no member: write section.label.member, as findings.f.kind")
    return path


def _wrong(message: str) -> InvalidTable:
    return InvalidTable([Issue("invalid_map", Severity.ERROR, "", message)])
