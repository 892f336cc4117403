"""Write one row per exam and one per finding, as CSV or Parquet, in bounded memory.

In CSV a text that a spreadsheet would run as a formula gets an apostrophe before it; Parquet
keeps every text as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from birads._visible import cell
from birads.audit._case import Case
from birads.audit.mapping import Mapped, default_mapping, load_mapping, mapping_review
from birads.issue import MissingExtra

__all__ = ["EXPORTED", "Export"]

_ROWS_AT_ONCE = 10_000
_NAMES = {"exam": "exams", "lesion": "findings"}
EXPORTED = tuple(_NAMES.values())
"""The files that an export writes, without what tells their form."""


class _Writer(Protocol):
    def write(self, rows: Sequence[Sequence[Any]]) -> None: ...

    def close(self) -> None: ...


class Export:
    """Take cases and write them to ``exams`` and ``findings`` files of a folder."""

    def __init__(self, folder: Path, form: str = "csv", mapping: Path | None = None) -> None:
        """Open the two files; ``review`` is the state of the mapping, where there is one.

        Raises:
            InvalidTable: The mapping file is not one.
            MissingExtra: PyArrow is not installed.
        """
        mapped = default_mapping() if mapping is None else load_mapping(mapping)
        self.review = None if mapping is None else mapping_review(mapping)
        folder.mkdir(parents=True, exist_ok=True)
        writer: Callable[[Path, Sequence[Mapped]], _Writer] = (
            _Parquet if form == "parquet" else _Csv
        )
        self._mapped = {"exam": mapped["exam"], "lesion": mapped["finding"]}
        self._writers = {
            unit: writer(folder / f"{_NAMES[unit]}.{form}", of)
            for unit, of in self._mapped.items()
            if of
        }
        self._waiting: dict[str, list[list[Any]]] = {unit: [] for unit in self._writers}

    def add(self, case: Case) -> None:
        """Write one case, now or with the next full batch."""
        waiting = self._waiting.get(case.unit)
        if waiting is None:
            return
        values = _values(case)
        waiting.append([_mapped_value(one, values) for one in self._mapped[case.unit]])
        if len(waiting) >= _ROWS_AT_ONCE:
            self._flush(case.unit)

    def close(self) -> None:
        """Write what waits and close both files."""
        for unit, writer in self._writers.items():
            self._flush(unit)
            writer.close()

    def _flush(self, unit: str) -> None:
        rows, self._waiting[unit] = self._waiting[unit], []
        if rows:
            self._writers[unit].write(rows)


def _values(case: Case) -> dict[str, Any]:
    followed = case.followed
    return {
        "report": case.report,
        "exam": case.exam,
        "finding": case.finding,
        "site": case.site,
        "readers": ";".join(case.readers) or None,
        "modality": case.modality,
        "purpose": case.purpose,
        "exam_date": case.date,
        "breast": case.breast,
        "category_0_reason": case.reason,
        "category": case.category.value if case.category is not None else None,
        "group": case.group,
        "excluded": case.excluded,
        "decision": case.decision,
        "truth": followed.truth.value,
        "basis": followed.basis,
        "tissue_taken": followed.biopsied,
        "cancer_type": followed.cancer_type,
        "high_risk": followed.high_risk,
        "upgraded": followed.upgraded,
        "descriptors": ";".join(f"{axis}={word}" for axis, word in case.words) or None,
        **dict(case.words),
    }


def _mapped_value(one: Mapped, values: dict[str, Any]) -> Any:
    value = values.get(one.column.axis or one.column.id)
    if not one.values:
        return value
    word = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return one.values.get(word, value)


class _Csv:
    def __init__(self, path: Path, mapped: Sequence[Mapped]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file, lineterminator="\n")
        self._csv.writerow([cell(one.name) for one in mapped])

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        self._csv.writerows([_plain(value) for value in row] for row in rows)

    def close(self) -> None:
        self._file.close()


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(str(value))


class _Parquet:
    def __init__(self, path: Path, mapped: Sequence[Mapped]) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError:
            raise MissingExtra("audit", "pyarrow") from None
        kinds = {"text": pa.string(), "date": pa.date32(), "boolean": pa.bool_()}
        # A column whose words are told otherwise holds the registry's words, which are text.
        fields = [
            (one.name, pa.string() if one.values else kinds[one.column.type]) for one in mapped
        ]
        self._pa = pa
        self._schema = pa.schema(fields)
        self._as_text = [bool(one.values) for one in mapped]
        self._writer = pq.ParquetWriter(path, self._schema)

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        columns = [
            [_text(value) for value in column] if as_text else list(column)
            for column, as_text in zip(zip(*rows, strict=True), self._as_text, strict=True)
        ]
        arrays = [
            self._pa.array(column, type=field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
