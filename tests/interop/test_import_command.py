"""The command line: reports on standard output, all else in files or on standard error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from birads.cli._import_ import import_
from birads.parsing._parse import parse
from tests.interop.made_up import CALC, CESM, USG, table

NAMES = {"cbis-ddsm": CALC, "breast-lesions-usg": USG, "cdd-cesm": CESM}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("name", "base"), NAMES.items())
def test_each_table_becomes_lines_of_reports(
    name: str, base: dict[str, str], tmp_path: Path
) -> None:
    source = tmp_path / "table.csv"
    source.write_bytes(table(base, [{}]).getvalue())
    result = CliRunner().invoke(import_, [name, str(source)])
    assert result.exit_code == 0, result.output
    assert parse(result.stdout.strip()).id == f"{name.replace('ddsm', 'ddsm-calc')}-0001"
    assert "1 rows: 1 imported, 0 rejected; 1 reports" in result.stderr


def test_every_file_is_written(tmp_path: Path) -> None:
    rows = [{}, {"calc type": "STARRY", "patient_id": "secret"}, {"image view": "MLO"}]
    source = tmp_path / "table.csv"
    source.write_bytes(table(CALC, rows).getvalue())
    named = {
        name: tmp_path / f"{name}.json" for name in ("rejects", "summary", "issues", "mapping")
    }
    options = [text for name, path in named.items() for text in (f"--{name}", str(path))]
    result = CliRunner().invoke(import_, ["cbis-ddsm", str(source), *options])
    assert result.exit_code == 0, result.output
    (summary,) = lines(named["summary"])
    assert (summary["rows"], summary["imported"], summary["rejected"], summary["reports"]) == (
        *(3, 2, 1, 1),
    )
    (reject,) = lines(named["rejects"])
    assert (reject["line"], reject["reason"], reject["column"]) == (4, "unknown_word", "calc type")
    assert reject["row"]["calc type"] == "STARRY"
    assert "secret" not in named["rejects"].read_text("utf-8")
    (issues,) = lines(named["issues"])
    assert (issues["id"], issues["line"]) == ("cbis-ddsm-calc-0001", 2)
    assert [one["code"] for one in issues["issues"]] == ["word_normalised"]
    assert lines(named["mapping"]) == [
        {"id": "cbis-ddsm-calc-0001", "source_id": "made-up-1", "lines": [2, 6]}
    ]


def test_files_without_content_are_written_too(tmp_path: Path) -> None:
    source, rejects = tmp_path / "table.csv", tmp_path / "rejects.ndjson"
    source.write_bytes(table(CALC, [{}]).getvalue())
    result = CliRunner().invoke(import_, ["cbis-ddsm", str(source), "--rejects", str(rejects)])
    assert result.exit_code == 0
    assert rejects.read_bytes() == b""


def test_standard_input_is_read() -> None:
    data = table(CALC, [{}, {"calc type": "STARRY"}]).getvalue()
    result = CliRunner().invoke(import_, ["cbis-ddsm", "-"], input=data)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert "1 unknown_word" in result.stderr


def test_a_foreign_table_is_an_error(tmp_path: Path) -> None:
    source, summary = tmp_path / "table.csv", tmp_path / "summary.json"
    source.write_bytes(b"a,[b]\n1,2\n")
    result = CliRunner().invoke(import_, ["cdd-cesm", str(source), "--summary", str(summary)])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "'Side' is missing" in result.stderr
    assert not summary.exists()


def test_wrong_use_is_told(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_bytes(table(CALC, [{}]).getvalue())
    before = source.read_bytes()
    for arguments in (
        ["cbis-ddsm", str(tmp_path / "nothing.csv")],
        ["cbis-ddsm", str(source), "--rejects", str(source)],
        ["nobody", str(source)],
    ):
        assert CliRunner().invoke(import_, arguments).exit_code == 2
    assert source.read_bytes() == before
    nowhere = str(tmp_path / "no" / "where")
    result = CliRunner().invoke(import_, ["cbis-ddsm", str(source), "--mapping", nowhere])
    assert result.exit_code == 1
    assert "no/where" in result.stderr


def test_importers_need_no_extra() -> None:
    code = (
        "import sys; import birads.interop.cbis_ddsm, birads.interop.cdd_cesm, "
        "birads.interop.breast_lesions_usg; "
        "assert not {'click', 'rich', 'hypothesis'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
