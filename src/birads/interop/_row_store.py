"""Keep the rows of a table on disk, and give them back patient by patient.

Rows of one patient need not stand together, so all rows have to be seen before the first report
is made. They wait in a temporary database of SQLite, which keeps a part in memory and the rest in
a file that goes away with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Self

from birads._base.scratch import scratch
from birads.interop._rows import Row

__all__ = ["MOST_ROWS", "RowStore"]

MOST_ROWS = 10_000
"""How many rows one patient can have; a patient of more is none, and the rows are rejected."""

_CACHE_KIB = 32_768
_BATCH = 2_000


class RowStore:
    """Take rows in the order of the table; give them back by patient, in the order of the first."""

    def __init__(self) -> None:
        self._base = scratch(_CACHE_KIB)
        self._base.execute("CREATE TABLE row (patient TEXT, line INTEGER, cells TEXT)")
        self._waiting: list[tuple[str, int, str]] = []
        self._shape: Row | None = None

    def __enter__(self) -> Self:
        """Return itself; leaving lets go of every row."""
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def add(self, patient: tuple[str, ...], row: Row) -> None:
        """Take a row of a patient; all rows have the columns of the first."""
        self._shape = self._shape or row
        cells = json.dumps(list(row.cells.values()), ensure_ascii=False)
        self._waiting.append((json.dumps(patient, ensure_ascii=False), row.line, cells))
        if len(self._waiting) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._base.executemany("INSERT INTO row VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    def patients(self) -> Iterator[tuple[tuple[str, ...], Iterator[Row], int]]:
        """Yield each patient with its rows in the order of the table, and how many there are."""
        self._flush()
        query = (
            "SELECT patient, line, cells, min(line) OVER same, count(*) OVER same FROM row "
            "WINDOW same AS (PARTITION BY patient) ORDER BY 4, 2"
        )
        with closing(self._base.execute(query)) as found:
            for first, group in groupby(found, key=itemgetter(3, 4, 0)):
                rows = (self._row(line, cells) for _, line, cells, *_ in group)
                yield tuple(json.loads(first[2])), rows, first[1]

    def _row(self, line: int, cells: str) -> Row:
        if self._shape is None:  # pragma: no cover - a row was taken before it is given back
            raise AssertionError("A row is given back that was never taken")
        return Row(
            line, dict(zip(self._shape.cells, json.loads(cells), strict=True)), self._shape.columns
        )
