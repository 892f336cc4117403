"""Turn the rows of a public table into reports, and account for every one of them.

Rows are grouped by patient, also where a patient's rows do not stand together; each group
becomes one report without the patient's identifier. A row that cannot be read is rejected with
its line and the reason, never guessed, and the rest goes on.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from birads.interop._rows import (
    DEFAULT_LIMITS,
    Column,
    InvalidTable,
    Row,
    Source,
    TableLimits,
    Unreadable,
    open_table,
)
from birads.issue import InvalidReport, Issue, Severity
from birads.parsing._parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from birads.report.report import Report

__all__ = [
    "DEFAULT_LIMITS",
    "Counts",
    "Draft",
    "Format",
    "Imported",
    "ImportedReport",
    "InvalidTable",
    "Reject",
    "Source",
    "TableLimits",
    "import_rows",
]

_T = TypeVar("_T")


@attrs.frozen
class Reject:
    """Say which row was not read, and why; ``row`` holds its cells that identify nobody."""

    line: int
    reason: str
    message: str
    column: str | None
    row: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return attrs.asdict(self)


@attrs.frozen
class ImportedReport:
    """Hold one report, what had to be said about it, and where it came from.

    ``source_id`` identifies the patient in the source: it belongs in a mapping file, never in
    the report. The pointers of ``issues`` resolve in the report.
    """

    report: Report
    issues: tuple[Issue, ...]
    lines: tuple[int, ...]
    source_id: str

    @property
    def id(self) -> str:
        """The report's own id."""
        return self.report.id or ""


@attrs.frozen
class Imported:
    """Hold all that came out of a table: ``rows`` is the imported ones plus the rejected ones."""

    entries: tuple[ImportedReport, ...]
    rejects: tuple[Reject, ...]
    rows: int

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, one per patient, in order of first appearance."""
        return tuple(entry.report for entry in self.entries)

    def summary(self) -> dict[str, Any]:
        """Return the counts; ``reasons`` and ``issues`` count rejects and issues by code."""
        counts = Counts()
        for entry in self.entries:
            counts.add(entry)
        for reject in self.rejects:
            counts.add(reject)
        return counts.to_dict()


@attrs.define
class Counts:
    """Count what comes out of a table: ``rows`` is the imported ones plus the rejected ones."""

    imported: int = 0
    reports: int = 0
    reasons: Counter[str] = attrs.field(factory=Counter)
    issues: Counter[str] = attrs.field(factory=Counter)

    def add(self, one: ImportedReport | Reject) -> None:
        """Count a report with its rows, or a rejected row."""
        if isinstance(one, Reject):
            self.reasons[one.reason] += 1
            return
        self.reports += 1
        self.imported += len(one.lines)
        self.issues.update(issue.code for issue in one.issues)

    def to_dict(self) -> dict[str, Any]:
        """Return the counts; ``reasons`` and ``issues`` count rejects and issues by code."""
        rejected = self.reasons.total()
        return {
            "rows": self.imported + rejected,
            "imported": self.imported,
            "rejected": rejected,
            "reports": self.reports,
            "reasons": dict(sorted(self.reasons.items())),
            "issues": dict(sorted(self.issues.items())),
        }


@attrs.define
class Draft:
    """Collect the plain values of one report and the issues that go with it."""

    document: dict[str, Any]
    issues: list[Issue] = attrs.field(factory=list)

    def note(
        self,
        code: str,
        pointer: str,
        message: str,
        *,
        severity: Severity = Severity.INFORMATION,
        hint: str | None = None,
        crosses: bool = False,
    ) -> None:
        """Add an issue about the report."""
        self.issues.append(Issue(code, severity, pointer, message, hint, crosses=crosses))

    def differs(self, pointer: str, what: str, said: Iterable[str], kept: str) -> None:
        """Add the issue that the rows of one thing differ."""
        self.note(
            "views_differ",
            pointer,
            f"The rows differ in {what}: {', '.join(said)}; the report keeps {kept}.",
        )


@attrs.frozen
class Format(Generic[_T]):
    """Say how one table is read: its columns, one row, and the rows of one patient.

    ``read`` raises ``Unreadable`` for a row that is not what the format says.
    """

    prefix: str
    columns: tuple[Column, ...]
    patient: str
    read: Callable[[Row], _T]
    build: Callable[[str, list[_T]], Draft]

    def lacking(self, header: Sequence[str]) -> int:
        """Return how many of the columns ``header`` does not have."""
        return sum(not column.among(header) for column in self.columns)


@attrs.define
class _Group(Generic[_T]):
    number: int
    read: list[_T] = attrs.field(factory=list)
    kept: list[Row] = attrs.field(factory=list)
    rejected: list[int] = attrs.field(factory=list)


def import_rows(
    source: Source, *formats: Format[Any], limits: TableLimits = DEFAULT_LIMITS
) -> Imported:
    """Read every row of ``source`` in the format that its columns fit best.

    Raises:
        InvalidTable: The file does not have the columns of the format, or exceeds the limits.
    """
    groups: dict[str, _Group[Any]] = {}
    rejects: list[Reject] = []
    count = 0
    with open_table(source, limits) as opened:
        table = min(formats, key=lambda one: one.lacking(opened.header))
        for row in opened.rows(table.columns):
            count += 1
            _take(row, table, groups, rejects)
    entries: list[ImportedReport] = []
    for patient, group in groups.items():
        if group.read:
            _finish(patient, group, table, entries, rejects)
    rejects.sort(key=lambda reject: reject.line)
    return Imported(tuple(entries), tuple(rejects), count)


def _take(
    row: Row, table: Format[_T], groups: dict[str, _Group[_T]], rejects: list[Reject]
) -> None:
    group: _Group[_T] | None = None
    try:
        group = _group(row, table, groups)
        group.read.append(table.read(row))
        group.kept.append(row)
    except Unreadable as why:
        rejects.append(_reject(row, why))
        if group is not None:
            group.rejected.append(row.line)


def _group(row: Row, table: Format[_T], groups: dict[str, _Group[_T]]) -> _Group[_T]:
    if row.problem is not None:
        raise row.problem
    patient = row[table.patient]
    if not patient:
        raise Unreadable("missing_id", f"The cell of {table.patient!r} is empty.", table.patient)
    return groups.setdefault(patient, _Group(len(groups) + 1))


def _finish(
    patient: str,
    group: _Group[_T],
    table: Format[_T],
    entries: list[ImportedReport],
    rejects: list[Reject],
) -> None:
    """Build the report of one patient; a report that does not parse rejects its rows."""
    draft = table.build(f"{table.prefix}-{group.number:04d}", group.read)
    try:
        report = parse(draft.document)
    except InvalidReport as error:
        first = error.issues[0]
        why = Unreadable("invalid_report", f"{first.pointer}: {first.message}")
        rejects.extend(_reject(row, why) for row in group.kept)
        return
    if group.rejected:
        lines = ", ".join(str(line) for line in group.rejected)
        draft.note(
            "row_rejected",
            "",
            f"The report lacks what stood on line {lines} of the table.",
            severity=Severity.WARNING,
        )
    issues = sorted(draft.issues, key=lambda issue: not issue.crosses)
    lines_read = tuple(row.line for row in group.kept)
    entries.append(ImportedReport(report, tuple(issues), lines_read, patient))


def _reject(row: Row, why: Unreadable) -> Reject:
    return Reject(row.line, why.reason, why.message, why.column, row.shown())
