"""Import a site's own table by a file that says what its columns are; no code is written.

The cells become members as the file says; words are read by the lexicon, as ``birads normalise``
reads them. Rows of one patient become one report, in which parts that say the same stand once.
Every row is imported or rejected with its reason, and a cell that is not read is an issue.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from birads.interop._own_map import PARTS, Mapped, OwnMap, load_map
from birads.interop._row_store import MOST_ROWS, RowStore
from birads.interop._rows import (
    DEFAULT_LIMITS,
    DELIMITERS,
    NO_LIMITS,
    After,
    Column,
    InvalidTable,
    Row,
    Source,
    Table,
    TableLimits,
    Unreadable,
    open_table,
)
from birads.interop.importing import Draft, Imported, ImportedReport, Reject
from birads.issue import InvalidReport, Issue, Severity
from birads.parsing._parse import parse
from birads.parsing.normalising import normalise

__all__ = ["OwnMap", "load_map", "read", "stream"]

_NAMED = ("exams", "findings")
_REFERENCES = {"exam": "exams", "finding": "findings"}


def read(source: Source, of: OwnMap | Path, *, limits: TableLimits = DEFAULT_LIMITS) -> Imported:
    """Return the reports of a table, one for each patient, or each row where none is named.

    All of them are held in memory; ``stream`` holds those of one patient.

    Raises:
        InvalidTable: The file or the table is not what it should be.
    """
    entries: list[ImportedReport] = []
    rejects: list[Reject] = []
    for one in stream(source, of, limits=limits):
        if isinstance(one, Reject):
            rejects.append(one)
        else:
            entries.append(one)
    rejects.sort(key=lambda reject: reject.line)
    rows = len(rejects) + sum(len(entry.lines) for entry in entries)
    return Imported(tuple(entries), tuple(rejects), rows)


def stream(
    source: Source, of: OwnMap | Path, *, limits: TableLimits = NO_LIMITS
) -> Iterator[ImportedReport | Reject]:
    """Yield the report of each patient in the order of its first row, and the rejected rows.

    Rejected rows come as they are met. Rows wait on disk until all are read where the file names
    a patient; where it does not, every row is answered at once.

    Raises:
        InvalidTable: The file or the table is not what it should be.
    """
    mapping = of if isinstance(of, OwnMap) else load_map(of)
    number = 0
    with _opened(source, mapping) as whole, RowStore() as store:
        with open_table(whole, limits, mapping.form) as table:
            for row in table.rows(_columns(table, mapping)):
                try:
                    patient = _patient(row, mapping)
                except Unreadable as why:
                    yield _reject(row, why)
                    continue
                if mapping.patient:
                    store.add(patient, row)
                    continue
                number += 1
                yield from _report(_name(mapping, number), patient, [row], mapping)
        for number, (patient, rows, count) in enumerate(store.patients(), 1):
            if count > MOST_ROWS:
                yield from (_reject(row, _too_many(count)) for row in rows)
            else:
                yield from _report(_name(mapping, number), patient, list(rows), mapping)


def _name(mapping: OwnMap, number: int) -> str:
    return f"{mapping.prefix}-{number:04d}"


def _too_many(count: int) -> Unreadable:
    return Unreadable(
        "too_many_rows_of_one_patient",
        f"{count:,} rows are of one patient; more than {MOST_ROWS:,} are no rows of one.",
    )


@contextmanager
def _opened(source: Source, mapping: OwnMap) -> Iterator[Source]:
    """Give a source whose first line names the columns; line numbers count it."""
    if not mapping.header:
        yield source
        return
    quoted = ('"' + name.replace('"', '""') + '"' for name in mapping.header)
    line = (mapping.form.delimiter.join(quoted) + "\n").encode(mapping.form.encoding)
    if isinstance(source, str | Path):
        with Path(source).open("rb") as stream:
            yield io.BufferedReader(After(line, stream))
    else:
        yield io.BufferedReader(After(line, source))


def _columns(table: Table, mapping: OwnMap) -> tuple[Column, ...]:
    """Return the columns, and refuse a table that has one of which the file says nothing."""
    known = tuple(Column(one.name, identifies=one.identifies) for one in mapping.columns)
    names = {one.name for one in mapping.columns}
    unsaid = [name for name in table.header if name not in names]
    if unsaid:
        hint = "Name it under [[column]] with 'to', or with 'ignore' and the reason."
        if len(table.header) == 1 and any(mark in unsaid[0] for mark in DELIMITERS):
            hint = "Say under [table] with 'delimiter' what stands between the cells."
        raise InvalidTable(
            [
                Issue(
                    "column_not_said",
                    Severity.ERROR,
                    "",
                    f"The file says nothing of the column {name!r}.",
                    hint,
                )
                for name in unsaid
            ]
        )
    return known


def _patient(row: Row, mapping: OwnMap) -> tuple[str, ...]:
    if row.problem is not None:
        raise row.problem
    if not mapping.patient:
        return (f"row {row.line}",)
    cells = tuple(row[name] for name in mapping.patient)
    for name, cell in zip(mapping.patient, cells, strict=True):
        if cell in mapping.missing:
            raise Unreadable("missing_id", f"The cell of {name!r} is empty.", name)
    return cells


def _reject(row: Row, why: Unreadable) -> Reject:
    return Reject(row.line, why.reason, why.message, why.column, row.shown())


def _report(
    name: str, patient: tuple[str, ...], rows: list[Row], mapping: OwnMap
) -> Iterator[ImportedReport | Reject]:
    """Yield the rejected rows of a patient, then the report that the others make."""
    maker = _Maker(name)
    kept = []
    for row in rows:
        try:
            maker.add(*_said(row, mapping))
            kept.append(row)
        except Unreadable as why:
            yield _reject(row, why)
    if not kept:
        return
    tree, issues = normalise(maker.document)
    try:
        report = parse(tree)
    except InvalidReport as error:
        first = error.issues[0]
        refused = Unreadable("invalid_report", f"{first.pointer}: {first.message}")
        yield from (_reject(row, refused) for row in kept)
        return
    if len(kept) < len(rows):
        maker.draft.note(
            "row_rejected",
            "",
            "The report lacks what stood in a rejected row.",
            severity=Severity.WARNING,
        )
    told = (*maker.draft.issues, *issues)
    yield ImportedReport(report, told, tuple(row.line for row in kept), "/".join(patient))


_Said = list[tuple[tuple[str, ...], Any]]


def _said(row: Row, mapping: OwnMap) -> tuple[_Said, list[Mapped]]:
    """Return what a row says, with the constants of its parts, and the columns not read.

    A part of which columns speak stands only where a cell of the row says something of it.
    """
    cells = dict(row.cells)
    said: _Said = []
    left = []
    for one in mapping.columns:
        cell = cells[one.name]
        if one.ignored is not None or cell in mapping.missing:
            continue
        if any(cells[name] not in wanted for name, wanted in one.only_where.items()):
            left.append(one)
            continue
        value = one.read(cell, cells)
        if value != "":
            said.append((one.to, value))
    spoken = {path[:2] for path, _ in said}
    by_cells = {one.to[:2] for one in mapping.columns if one.to}
    constants = [
        (path, value)
        for path, value in mapping.constants
        if path[0] not in PARTS or path[:2] in spoken or path[:2] not in by_cells
    ]
    return [*constants, *said], left


@attrs.define
class _Maker:
    """Gather the parts of one report from the rows of a patient."""

    name: str
    document: dict[str, Any] = attrs.field(init=False)
    draft: Draft = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.document = {"id": self.name}
        self.draft = Draft(self.document)

    def add(self, said: _Said, left: list[Mapped]) -> None:
        """Add what one row says."""
        parts: dict[tuple[str, str], dict[str, Any]] = {}
        for path, value in said:
            if path[0] in PARTS:
                _put(parts.setdefault((path[0], path[1]), {}), path[2:], value)
            else:
                self._top(path, value)
        names: dict[tuple[str, str], str] = {}
        for section in PARTS:
            for (of, label), part in parts.items():
                if of == section:
                    self._part(section, label, part, names)
        for one in left:
            message = f"The cell of {one.name!r} is not read: its condition is not met."
            self.draft.note("cell_not_read", "", message)

    def _top(self, path: tuple[str, ...], value: Any) -> None:
        known = _get(self.document, path)
        if known is None:
            _put(self.document, path, value)
        elif known != value:
            where = "/" + "/".join(path)
            self.draft.differs(where, ".".join(path), [str(known), str(value)], str(known))

    def _part(
        self, section: str, label: str, part: dict[str, Any], names: dict[tuple[str, str], str]
    ) -> None:
        """Add a part, or find it among those that say the same."""
        for member, of in _REFERENCES.items():
            if part.get(member) is not None:
                part[member] = names.get((of, part[member]), part[member])
        listed: list[dict[str, Any]] = self.document.setdefault(section, [])
        if section not in _NAMED:
            if part not in listed:
                listed.append(part)
            return
        alike = [one for one in listed if _without_id(one) == part]
        if not alike:
            taken = sum(one["id"].partition("-")[0] == label for one in listed)
            alike = [{"id": f"{label}-{taken + 1}" if taken else label, **part}]
            listed += alike
        names[section, label] = alike[0]["id"]


def _without_id(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != "id"}


def _put(tree: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *above, last = path
    for name in above:
        tree = tree.setdefault(name, {})
    tree[last] = value


def _get(tree: dict[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = tree
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found
