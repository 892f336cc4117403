"""A site's own table is read in the memory of one patient, whatever its size and order."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from birads.interop import own_table
from birads.interop._row_store import RowStore
from birads.interop._rows import Column, Row
from birads.interop.importing import ImportedReport, InvalidTable, Reject, TableLimits
from birads.interop.own_table import load_map, read, stream
from tests.interop.test_own_table import MAP

HEADER = "who,side,margin,cm,result\n"


def table(patients: int, seed: int = 1) -> str:
    """Return two rows of each patient, in any order; every tenth row cannot be read."""
    rows = [
        f"p{n},{'?' if n % 10 == 9 and twice else 'L'},spiculated,{1 + twice},-\n"
        for n in range(patients)
        for twice in (0, 1)
    ]
    random.Random(seed).shuffle(rows)
    return HEADER + "".join(rows)


def mapped(folder: Path, text: str = MAP) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_a_patient_that_lie_apart_are_one_report_in_the_order_of_the_first(
    tmp_path: Path,
) -> None:
    text = table(60)
    rows = [line.split(",")[0] for line in text.splitlines()[1:]]
    found = read(io.BytesIO(text.encode()), mapped(tmp_path))
    assert [one.source_id for one in found.entries] == list(dict.fromkeys(rows))
    assert [one.id for one in found.entries] == [f"site-{n:04d}" for n in range(1, 61)]
    lines = sorted(
        [n for one in found.entries for n in one.lines] + [r.line for r in found.rejects]
    )
    assert lines == list(range(2, 122))
    assert found.rows == 120
    assert [one.line for one in found.rejects] == sorted(one.line for one in found.rejects)
    assert len(found.rejects) == 6


def _traced(patients: int, mapping: own_table.OwnMap) -> int:
    source = io.BytesIO(table(patients).encode())
    tracemalloc.start()
    try:
        for _ in stream(source, mapping):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    mapping = load_map(mapped(tmp_path))
    _traced(10, mapping)  # what is imported and built once
    small, large = _traced(100, mapping), _traced(1_000, mapping)
    assert large < small + 1_000_000, (small, large)


@pytest.mark.parametrize("patient", ['patient = ["who"]', "patient = []"])
def test_the_command_writes_what_the_library_reads(tmp_path: Path, patient: str) -> None:
    mapping = mapped(tmp_path, MAP.replace('patient = ["who"]', patient))
    (tmp_path / "t.csv").write_text(table(30), encoding="utf-8")
    command = [sys.executable, "-m", "birads", "import", "table", "t.csv", "--map", "map.toml"]
    outs = ["--rejects", "r", "--issues", "i", "--mapping", "m", "--summary", "s"]
    done = subprocess.run([*command, *outs], cwd=tmp_path, capture_output=True, check=True)
    found = read(tmp_path / "t.csv", mapping)
    assert done.stdout == b"".join(one.report.to_json() + b"\n" for one in found.entries)
    lines = {name: (tmp_path / name).read_bytes().count(b"\n") for name in "rims"}
    told = sum(bool(one.issues) for one in found.entries)
    assert lines == {"r": len(found.rejects), "i": told, "m": len(found.entries), "s": 1}
    assert found.rows == 60


def test_what_too_many_rows_call_one_patient_is_rejected_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_table, "MOST_ROWS", 3)
    rows = "".join(f"{who},L,spiculated,1,-\n" for who in "abaabacb")
    found = read(io.BytesIO((HEADER + rows).encode()), mapped(tmp_path))
    assert [one.source_id for one in found.entries] == ["b", "c"]
    assert {one.reason for one in found.rejects} == {"too_many_rows_of_one_patient"}
    assert [one.line for one in found.rejects] == [2, 4, 5, 7]


def test_two_columns_that_name_a_patient_are_never_run_together(tmp_path: Path) -> None:
    text = MAP.replace('patient = ["who"]', 'patient = ["who", "room"]')
    text += '\n[[column]]\nname = "room"\nignore = "It joins the rows."\nidentifies = true\n'
    rows = "who,room,side,margin,cm,result\n1/2,3,L,-,1,-\n1,2/3,L,-,2,-\n"
    found = read(io.BytesIO(rows.encode()), mapped(tmp_path, text))
    assert [one.lines for one in found.entries] == [(2,), (3,)]


def test_a_table_without_a_header_is_read_from_a_stream_and_a_file_alike(tmp_path: Path) -> None:
    names = 'prefix = "site"\nheader = ["who", "side", "margin", "cm", "result"]'
    mapping = mapped(tmp_path, MAP.replace('prefix = "site"', names))
    data = b"\xef\xbb\xbf" + table(20).removeprefix(HEADER).encode()
    (tmp_path / "t.csv").write_bytes(data)
    source = io.BytesIO(data)
    assert read(source, mapping) == read(tmp_path / "t.csv", mapping)
    assert not source.closed


def test_only_what_is_held_whole_is_bounded_in_its_rows(tmp_path: Path) -> None:
    data, mapping = table(10).encode(), mapped(tmp_path)
    limits = TableLimits(max_rows=5)
    with pytest.raises(InvalidTable, match="more than 5 rows"):
        read(io.BytesIO(data), mapping, limits=limits)
    found = list(stream(io.BytesIO(data), mapping))
    assert sum(len(one.lines) for one in found if isinstance(one, ImportedReport)) == 19
    assert sum(isinstance(one, Reject) for one in found) == 1


def test_rows_are_given_back_as_they_were_taken() -> None:
    columns = (Column("a"), Column("b", identifies=True))
    rows = [Row(n + 2, {"a": str(n), "b": "ä\u2028"}, columns) for n in range(5)]
    with RowStore() as store:
        for row in rows:
            store.add((str(row.line % 2),), row)
        found = [(patient, list(group), count) for patient, group, count in store.patients()]
    assert found == [(("0",), rows[::2], 3), (("1",), rows[1::2], 2)]
