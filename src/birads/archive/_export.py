"""Write the tables of an archive as Parquet, row group by row group, in bounded memory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from birads.archive._api import tracked
from birads.archive._joining import joined
from birads.archive._patients import Patients
from birads.archive._rows import rows_of, rows_of_episode, rows_of_item
from birads.archive._schema import VERSION, Table, tables
from birads.issue import MissingExtra

__all__ = ["arrow_schema", "export"]

_ROWS_AT_ONCE = 10_000


def arrow_schema(table: Table) -> Any:
    """Return the Arrow schema of a table; its metadata name the table and the version."""
    pa = _arrow()
    kinds = {
        "string": pa.string(),
        "date": pa.date32(),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    fields = [
        pa.field(one.name, kinds[one.type], one.name not in table.key, {"says": one.says})
        for one in table.columns
    ]
    return pa.schema(fields, {"birads.table": table.name, "birads.tables.version": VERSION})


def _arrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtra("parquet", "pyarrow") from error
    return pa


def export(documents: Iterable[bytes], folder: Path, today: dt.date) -> dict[str, int]:
    """Write every table to a folder as Parquet, and return how many rows each has."""
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(_Writer(folder / f"{name}.parquet", table))
            for name, table in tables().items()
        }

        def write(rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
            for name, row in rows:
                counts[name] += 1
                writers[name].add(row)

        patients = stack.enter_context(Patients())
        for number, document in enumerate(documents):
            report, rows = rows_of(number, document)
            write(rows)
            if report is not None:
                patients.add(report)
        for item in tracked(patients, today, closed=True):
            write(rows_of_item(counts["items"], item))
        for episode in joined(patients):
            write(rows_of_episode(episode))
    return {name: counts[name] for name in tables()}


class _Writer:
    """Write one table, some rows at a time."""

    def __init__(self, path: Path, table: Table) -> None:
        from pyarrow import parquet

        self._pa = _arrow()
        self._schema = arrow_schema(table)
        self._rows: list[dict[str, Any]] = []
        self._writer = parquet.ParquetWriter(path, self._schema)

    def __enter__(self) -> _Writer:  # noqa: PYI034 - nobody inherits
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, row: dict[str, Any]) -> None:
        """Add one row; what it does not hold is null."""
        self._rows.append(row)
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        rows, self._rows = self._rows, []
        if rows:
            self._writer.write_table(self._pa.Table.from_pylist(rows, schema=self._schema))
