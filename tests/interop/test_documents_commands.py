"""``birads export`` and ``birads import`` of documents: both ways, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from birads.cli._app import app
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


def test_segments_of_a_site_are_written(tmp_path: Path) -> None:
    segments = tmp_path / "site.json"
    segments.write_text('{"PID": {"3": "ID-1^^^SITE^MR"}, "ORC": "ORC|RE|1"}', "utf-8")
    source = written(tmp_path, REPORT)
    out = run("export", "hl7v2", source, "--segments", str(segments), "--suffix", "ampersand")
    lines = out.stdout_bytes.decode().split("\r")
    assert [line for line in lines if line.startswith(("PID", "ORC"))] == [
        "PID|1||ID-1^^^SITE^MR||ANONYMOUS",
        "ORC|RE|1",
    ]
    assert "|&GDT^Report text|" in out.stdout_bytes.decode()
    back = run("import", "hl7v2", "-", given=out.stdout_bytes)
    assert parse(back.stdout) == parse(REPORT)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[]", "no JSON object"),
        ("{", "not JSON"),
        ('{"OBX": "OBX|1"}', "'OBX' is none of"),
        ('{"PID": 3}', "PID is neither"),
        ('{"PID": {"3": 4}}', "'4', which is no text"),
        ('{"PID": {"3": "a\\rOBX|1"}}', "control character"),
        ('{"PID": {"3": "a|b"}}', "the mark |"),
        ('{"PID": {"3": "\\ud800"}}', "half of a character"),
        ('{"PID": {"-3": "a"}}', "no field '-3'"),
        ('{"MSH": {"2": "@~#$"}}', "MSH-2"),
        ('{"ORC": "ZZZ|1"}', "begin it with ORC|"),
    ],
)
def test_wrong_segments_are_named(text: str, named: str, tmp_path: Path) -> None:
    segments = tmp_path / "site.json"
    segments.write_text(text, "utf-8")
    result = run("export", "hl7v2", written(tmp_path, REPORT), "--segments", str(segments))
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert named in result.stderr


FOREIGN = (
    b"MSH|^~\\&|RIS|A|B|C|20260407||ORU^R01|7|P|2.5.1\r"
    b"OBR|1|||MAM\rOBX|1|FT|GDT^BIRADS^LOCAL||2||||||F\r"
)


def test_the_codes_of_a_site_say_the_side(tmp_path: Path) -> None:
    site = tmp_path / "codes.json"
    site.write_text('{"GDT^BIRADS^LOCAL": "left"}', "utf-8")
    known = run("import", "hl7v2", "-", "--edition", "2013", "--site", str(site), given=FOREIGN)
    (assessment,) = parse(known.stdout).assessments
    assert (assessment.breast, assessment.category) == ("left", "2")
    unknown = run("import", "hl7v2", "-", "--edition", "2013", given=FOREIGN)
    assert unknown.stdout == ""
    assert "GDT^BIRADS^LOCAL" in unknown.stderr


@pytest.mark.parametrize("text", ['{"GDT^BIRADS^LOCAL": "links"}', '{"GDT": ["left"]}', '{"": 1}'])
def test_a_side_that_is_none_is_wrong_use(text: str, tmp_path: Path) -> None:
    site = tmp_path / "codes.json"
    site.write_text(text, "utf-8")
    result = run("import", "hl7v2", "-", "--site", str(site), given=FOREIGN)
    assert result.exit_code == 2
    assert "Error" in result.stderr
