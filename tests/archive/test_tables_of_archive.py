"""The tables of an archive hold every document, and their pages say what they hold."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from birads import check, parse, recommend
from birads.archive import join, track
from birads.archive._schema import tables
from tests.archive.archive_reports import women

pq = pytest.importorskip("pyarrow.parquet")
ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2021, 3, 1)


def test_the_page_is_what_the_tables_say() -> None:
    tool = [sys.executable, str(ROOT / "tools" / "render_archive.py"), "--check"]
    subprocess.run(tool, check=True)


def test_every_document_item_and_episode_has_its_rows(tmp_path: Path) -> None:
    lines = [*women(15, 5), b'{"edition": "x"}\n']
    file, out = tmp_path / "a.ndjson", tmp_path / "out"
    file.write_bytes(b"".join(lines))
    command = [sys.executable, "-m", "birads", "archive", str(file), "--today", str(TODAY)]
    subprocess.run([*command, "--output", str(out)], check=True, capture_output=True)
    found = {name: pq.read_table(out / f"{name}.parquet").to_pylist() for name in tables()}
    reports = [parse(line) for line in lines[:-1]]
    assert [row["number"] for row in found["reports"]] == list(range(len(lines)))
    assert [row["valid"] for row in found["reports"]] == [True] * len(reports) + [False]
    assert found["reports"][-1]["document"] == '{"edition": "x"}'
    assert [parse(row["document"]) for row in found["reports"][:-1]] == reports
    assert len(found["findings"]) == sum(len(one.findings) for one in reports)
    assert len(found["tissue"]) == sum(len(one.pathology) for one in reports)
    issues = [row["code"] for row in found["issues"] if row["number"] < len(reports)]
    assert issues == [issue.code for one in reports for issue in check(one)]
    assert [row for row in found["issues"] if row["number"] == len(reports)]
    workups = [recommend(one) for one in reports]
    steps = sum(len(w.steps) + sum(len(p.steps) for p in w.patterns) for w in workups)
    assert len(found["steps"]) == steps
    items = list(track(reports, TODAY, closed=True))
    assert [(row["rule"], row["state"]) for row in found["items"]] == [
        (item.rule, item.state) for item in items
    ]
    assert [row["report"] for row in found["episodes"]] == [
        member["report"] for one in join(reports) for member in one.members
    ]


def test_a_schema_says_what_each_column_holds(tmp_path: Path) -> None:
    from birads.archive._export import arrow_schema, export

    assert export([], tmp_path, TODAY) == dict.fromkeys(tables(), 0)
    for name, table in tables().items():
        schema = pq.read_schema(tmp_path / f"{name}.parquet")
        assert schema.equals(arrow_schema(table), check_metadata=False)
        assert schema.metadata[b"birads.table"] == name.encode()
        assert all(schema.field(one.name).metadata[b"says"] for one in table.columns)
        assert set(table.key) <= {one.name for one in table.columns}


def test_each_row_of_the_tables_is_complete() -> None:
    from birads.archive._rows import rows_of

    line = next(iter(women(1, 5)))
    for name, row in rows_of(0, line)[1]:
        assert set(row) == {one.name for one in tables()[name].columns}
        json.dumps(row, default=str)
