"""``birads export`` and ``birads import`` of documents: both ways, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from birads.cli.app import app
from birads.interop.formats import formats
from birads.parsing._parse import parse

REPORT: dict[str, Any] = {
    "edition": "2013",
    "id": "r-1",
    "findings": [{"id": "f", "kind": "mg.mass", "category": "4A"}],
}


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def written(folder: Path, *reports: dict[str, Any]) -> str:
    path = folder / ("report.json" if len(reports) == 1 else "reports.ndjson")
    path.write_text("".join(json.dumps(one) + "\n" for one in reports), "utf-8")
    return str(path)


@pytest.mark.parametrize("name", list(formats()))
def test_a_report_goes_out_and_comes_back(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out.bin"
    result = run("export", name, written(tmp_path, REPORT), "--output", str(out))
    assert (result.exit_code, result.stdout_bytes) == (0, b"")
    back = run("import", name, str(out))
    assert back.exit_code == 0, back.output
    assert parse(back.stdout) == parse(REPORT)


def test_standard_output_and_input_carry_bytes(tmp_path: Path) -> None:
    out = run("export", "dicom-sr", written(tmp_path, REPORT))
    assert out.stdout_bytes[128:132] == b"DICM"
    back = run("import", "dicom-sr", "-", given=out.stdout_bytes)
    assert parse(back.stdout) == parse(REPORT)


def test_several_reports_need_a_folder(tmp_path: Path) -> None:
    source = written(tmp_path, REPORT, {**REPORT, "id": "r-2"})
    assert run("export", "dicom-sr", source).exit_code == 2
    folder = tmp_path / "out"
    folder.mkdir()
    assert run("export", "dicom-sr", source, "-o", str(folder)).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["0001.dcm", "0002.dcm"]
    back = run("import", "dicom-sr", *(str(path) for path in sorted(folder.iterdir())))
    assert [json.loads(line)["id"] for line in back.stdout.splitlines()] == ["r-1", "r-2"]


def test_a_header_is_taken_and_a_wrong_one_named(tmp_path: Path) -> None:
    header = tmp_path / "header.json"
    header.write_text('{"patient": {"id": "123"}}', "utf-8")
    source = written(tmp_path, REPORT)
    out = run("export", "dicom-sr", source, "--header", str(header))
    assert b"123" in out.stdout_bytes
    header.write_text('{"patient": {"number": "123"}}', "utf-8")
    wrong = run("export", "dicom-sr", source, "--header", str(header))
    assert wrong.exit_code == 2
    assert "/patient/number" in wrong.stderr


def test_what_is_no_report_is_not_exported(tmp_path: Path) -> None:
    source = written(tmp_path, {"edition": "1999"})
    result = run("export", "dicom-sr", source)
    assert (result.exit_code, result.stdout_bytes) == (1, b"")
    assert "/edition" in result.stderr


def test_every_document_is_accounted_for(tmp_path: Path) -> None:
    good = tmp_path / "good.dcm"
    run("export", "dicom-sr", written(tmp_path, REPORT), "-o", str(good))
    bad = tmp_path / "bad.dcm"
    bad.write_bytes(b"no DICOM")
    summary, rejects = tmp_path / "summary.json", tmp_path / "rejects.json"
    result = run(
        *("import", "dicom-sr", str(good), str(bad)),
        *("--summary", str(summary), "--rejects", str(rejects)),
    )
    assert result.exit_code == 0
    counts = json.loads(summary.read_bytes())
    assert counts["rows"] == counts["imported"] + counts["rejected"] == 2
    assert counts["reasons"] == {"sr_not_dicom": 1}
    (reject,) = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert (reject["file"], reject["reason"]) == (str(bad), "sr_not_dicom")
