"""Read a CSV table row by row, whatever is in it, and say where each row starts.

A row that cannot be read as CSV is handed on with what is wrong with it, never dropped: every
row of a table is accounted for.
"""

from __future__ import annotations

import codecs
import csv
import io
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import attrs

from birads._base.nearest import did_you_mean
from birads.issue import BiradsError, Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "DEFAULT_LIMITS",
    "DELIMITERS",
    "ENCODINGS",
    "NO_LIMITS",
    "After",
    "Column",
    "Form",
    "InvalidTable",
    "Row",
    "Source",
    "Table",
    "TableLimits",
    "Unreadable",
    "open_table",
]

Source = str | Path | BinaryIO
"""A path, or an open binary file such as ``sys.stdin.buffer``."""

_MAX_LINE = 1 << 20
_SHOWN = 200
_SURROGATES = ("\ud800", "\udfff")


@attrs.frozen
class TableLimits:
    """Bound what an importer holds: a table stays in memory until its patients are joined.

    A table of the largest size takes some 650 MB; the public ones have under 4,000 rows.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_rows: int = 100_000


DEFAULT_LIMITS = TableLimits()
NO_LIMITS = TableLimits(sys.maxsize, sys.maxsize)
"""For a reader that holds the rows of one patient only, whatever the size of the table."""


@attrs.frozen
class Form:
    """How the cells of a table are written: what stands between them, and in which encoding."""

    delimiter: str = ","
    encoding: str = "utf-8"


_FORM = Form()
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "cp1252", "latin-1")


class InvalidTable(BiradsError):
    """A file is not the table that an importer reads; ``issues`` says why."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        return "; ".join(
            f"{issue.message} {issue.hint}" if issue.hint else issue.message
            for issue in self.issues
        )


class Unreadable(Exception):
    """A row cannot be read: ``reason`` is a stable code, ``column`` where it went wrong."""

    def __init__(self, reason: str, message: str, column: str | None = None) -> None:
        self.reason = reason
        self.message = message
        self.column = column
        super().__init__(message)


class After(io.RawIOBase):
    """Read some bytes and then a stream, without the mark of the byte order that it may begin with.

    Closing it leaves the stream open.
    """

    def __init__(self, first: bytes, then: BinaryIO) -> None:
        super().__init__()
        start = then.read(len(codecs.BOM_UTF8))
        self._first = first + start.removeprefix(codecs.BOM_UTF8)
        self._then = then

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what fits into ``buffer``, and return how many bytes that is."""
        some = self._first[: len(buffer)] or self._then.read(len(buffer))
        self._first = self._first[len(some) :]
        buffer[: len(some)] = some
        return len(some)


@attrs.frozen
class Column:
    """Name a column, the spellings it has had, and whether it identifies somebody."""

    name: str
    also: tuple[str, ...] = ()
    identifies: bool = False

    def among(self, header: Sequence[str]) -> list[int]:
        """Return where the column stands in ``header``."""
        return [i for i, name in enumerate(header) if name == self.name or name in self.also]


@attrs.frozen
class Row:
    """Hold the cells of one row by column; ``line`` is where it starts, the header being 1."""

    line: int
    cells: Mapping[str, str]
    columns: tuple[Column, ...]
    problem: Unreadable | None = None

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def shown(self) -> dict[str, str]:
        """Return the cells that identify nobody, shortened."""
        return {
            column.name: self.cells[column.name][:_SHOWN]
            for column in self.columns
            if not column.identifies and column.name in self.cells
        }


class _Lines:
    """Hand out lines of bounded length, counted; ``cut`` says that one was longer."""

    def __init__(self, text: io.TextIOWrapper, most: int) -> None:
        self._text = text
        self._most = self._left = most
        self.count = 0
        self.cut = False

    def _line(self) -> str:
        line = self._text.readline(_MAX_LINE)
        self._left -= len(line) if line.isascii() else len(line.encode(errors="surrogateescape"))
        if self._left < 0:
            raise _invalid(
                "too_large",
                f"The table has more than {self._most} bytes.",
                "Split it between patients, or raise the limit.",
            )
        return line

    def __iter__(self) -> Iterator[str]:
        ends = ("\n", "\r")
        while line := self._line():
            self.count += 1
            if len(line) == _MAX_LINE and not line.endswith(ends):
                self.cut = True
                while (rest := self._line()) and not rest.endswith(ends):
                    pass
                line += "\n"
            yield line


class Table:
    """Hold an open table: its ``header``, and its rows once."""

    def __init__(
        self,
        text: io.TextIOWrapper,
        limits: TableLimits = DEFAULT_LIMITS,
        delimiter: str = _FORM.delimiter,
    ) -> None:
        self._limits = limits
        self._lines = _Lines(text, limits.max_bytes)
        self._reader = csv.reader(iter(self._lines), delimiter=delimiter)
        self.header = _header(self._reader)

    def rows(self, columns: tuple[Column, ...]) -> Iterator[Row]:
        """Yield the rows; the table must have ``columns``, in any order, among others.

        Raises:
            InvalidTable: The header lacks one of the columns, or has one twice, or the table
                exceeds its limits.
        """
        for count, row in enumerate(self._all(columns)):
            if count >= self._limits.max_rows:
                raise _invalid(
                    "too_many_rows",
                    f"The table has more than {self._limits.max_rows} rows.",
                    "Split it between patients, or raise the limit.",
                )
            yield row

    def _all(self, columns: tuple[Column, ...]) -> Iterator[Row]:
        places = _places(self.header, columns)
        while True:
            line = self._lines.count + 1
            self._lines.cut = False
            try:
                cells = next(self._reader, None)
            except csv.Error as error:
                problem = Unreadable("unreadable_row", f"The row is not CSV: {error}.")
                yield Row(line, {}, columns, problem)
                continue
            if cells is None:
                return
            if not cells:
                continue  # an empty line is no row
            mark = self._reader.dialect.delimiter
            last = self._lines.count
            trouble = _trouble(cells, len(self.header), cut=self._lines.cut)
            trouble = _quoted_rows(cells, len(self.header), mark, line, last) or trouble
            if trouble is not None:
                yield Row(line, {}, columns, trouble)
            else:
                values = {name: cells[place].strip() for name, place in places.items()}
                yield Row(line, values, columns)


@contextmanager
def open_table(
    source: Source, limits: TableLimits = DEFAULT_LIMITS, form: Form = _FORM
) -> Iterator[Table]:
    """Open a table, of UTF-8 text if nothing else is said; a stream that was open stays open.

    Raises:
        InvalidTable: The file is empty, or its first line is not a header.
    """
    if isinstance(source, str | Path):
        with Path(source).open("rb") as stream:
            yield Table(_text(stream, form), limits, form.delimiter)
        return
    text = _text(source, form)
    try:
        yield Table(text, limits, form.delimiter)
    finally:
        text.detach()  # the stream belongs to the caller, who may not want it closed


def _text(stream: BinaryIO, form: Form) -> io.TextIOWrapper:
    encoding = "utf-8-sig" if form.encoding == "utf-8" else form.encoding
    return io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")


def _header(reader: Iterator[list[str]]) -> list[str]:
    try:
        header = next(filter(None, reader), None)
    except csv.Error as error:
        raise _invalid("not_csv", f"The first line is not a CSV header: {error}.") from None
    if header is None:
        raise _invalid("empty", "The table is empty.", "The first line names the columns.")
    if any(not _is_text(name) or "\0" in name for name in header):
        raise _invalid("not_utf8", "The first line is not UTF-8 text.", "Save the file as UTF-8.")
    return [name.strip() for name in header]


def _places(header: list[str], columns: tuple[Column, ...]) -> dict[str, int]:
    places: dict[str, int] = {}
    issues: list[Issue] = []
    for column in columns:
        found = column.among(header)
        if len(found) == 1:
            places[column.name] = found[0]
        elif found:
            issues.append(_issue("column_twice", f"The column {column.name!r} stands twice."))
        else:
            message = f"The column {column.name!r} is missing."
            issues.append(_issue("missing_column", message, _hint(column, header)))
    if issues:
        raise InvalidTable(issues)
    return places


def _hint(column: Column, header: list[str]) -> str:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        return "The cells must be separated by commas, or by the 'delimiter' that a map names."
    near = did_you_mean(column.name, header)
    return near or f"The table has {len(header)} column{'s' if len(header) != 1 else ''}."


def _trouble(cells: list[str], width: int, *, cut: bool) -> Unreadable | None:
    if cut:
        return Unreadable(
            "row_too_long", f"The row has a line of more than {_MAX_LINE} characters."
        )
    if len(cells) != width:
        return Unreadable("wrong_cell_count", f"The row has {len(cells)} cells, not {width}.")
    if any("\0" in cell for cell in cells):
        return Unreadable("unreadable_row", "The row holds a NUL character.")
    if any(not _is_text(cell) for cell in cells):
        return Unreadable("not_utf8", "The row is not UTF-8.")
    return None


def _quoted_rows(
    cells: list[str], width: int, mark: str, line: int, last: int
) -> Unreadable | None:
    """Say where one quote may have made a text of several rows: none of them is read then.

    Such a text holds as many separators as the rows that it swallowed have. A quote that is never
    closed swallows the rest of the file.
    """
    if last == line:
        return None
    ends = sum(cell.count("\n") for cell in cells)
    between = sum(cell.count(mark) for cell in cells if "\n" in cell)
    if not ends or (len(cells) == width and between != ends * (width - 1)):
        return None
    says = f"The lines {line} to {last} are one row, because a text in it starts with a quote."
    return Unreadable("rows_in_quotes", f"{says} Close the quote on its line, or double it.")


def _is_text(cell: str) -> bool:
    return cell.isascii() or not any(_SURROGATES[0] <= char <= _SURROGATES[1] for char in cell)


def _issue(code: str, message: str, hint: str | None = None) -> Issue:
    return Issue(code, Severity.ERROR, "", message, hint)


def _invalid(code: str, message: str, hint: str | None = None) -> InvalidTable:
    return InvalidTable([_issue(code, message, hint)])
