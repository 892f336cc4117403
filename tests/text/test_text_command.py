"""Read texts on the command line: files, streams, what cannot be read, and the page."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from birads.cli._app import app

NOTE = "Mammogram. Left breast BI-RADS 4A. Right breast: BI-RADS 2."


def run(*arguments: str, text: str | None = None) -> tuple[int, str]:
    ran = CliRunner().invoke(app, [*arguments], input=text)
    return ran.exit_code, ran.stdout


def test_json_has_the_members_of_a_reading(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    status, out = run("read-text", str(path), "--format", "json", "--edition", "2013")
    told = json.loads(out)
    assert status == 0
    assert {"draft", "spans", "issues", "unread", "report"} <= told.keys()
    assert told["report"]["assessments"][0]["category"] == "4A"
    start, end = told["spans"]["/assessments/0/category"][0]
    assert NOTE[start:end] == "BI-RADS 4A"


def test_text_underlines_what_was_read() -> None:
    status, out = run("read-text", "-", text=NOTE)
    assert status == 0
    assert "/assessments/0/breast  left" in out
    assert "~~~~~~~~~~" in out


def test_an_error_ends_with_1() -> None:
    status, out = run("read-text", "-", text="Left breast BI-RADS 2. Left breast BI-RADS 4.")
    assert status == 1
    assert "category_conflict" in out


def test_a_stream_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.ndjson"
    lines = [
        json.dumps({"id": "a", "text": "BI-RADS 2 links.", "language": "de"}),
        json.dumps({"id": 7, "narrative": NOTE}),
        "[]",
        "{",
        json.dumps({"id": "c"}),
    ]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    status, out = run("read-text", str(path), "--format", "json")
    told = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert status == 1
    assert [one["id"] for one in told] == ["a", "7", None, None, None]
    assert told[0]["draft"]["assessments"] == [{"breast": "left", "category": "2"}]
    assert [one["issues"][0]["code"] for one in told[2:]] == ["text_not_read"] * 3


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"\xff\xfe BI-RADS 1")
    status, out = run("read-text", str(path))
    assert status == 1
    assert "Not UTF-8" in out
    path.write_bytes(b"a" * 300_000)
    status, out = run("read-text", str(path), "--format", "json")
    assert status == 1
    assert json.loads(out)["issues"][0]["code"] == "text_not_read"


def test_the_page_shows_text_and_values_and_loads_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = NOTE + " <script>alert(1)</script>"
    status, _ = run("read-text", "-", "--html", str(page), text=text)
    html = page.read_text("utf-8")
    assert status == 0
    assert "<script" not in html
    assert "BI-RADS 4A</mark>" in html
    assert "http" not in html.replace("http-equiv", "")


def test_check_reads_the_narrative_when_asked(tmp_path: Path) -> None:
    path, note = tmp_path / "report.json", tmp_path / "note.txt"
    tree = {
        "edition": "2013",
        "narrative": "Left breast BI-RADS 4B.",
        "assessments": [{"breast": "left", "category": "2"}],
    }
    path.write_text(json.dumps(tree), encoding="utf-8")
    _, out = run("check", str(path), "--format", "json")
    assert "narrative_category_differs" not in out
    _, out = run("check", str(path), "--narrative", "--format", "json")
    assert json.loads(out)["issues"][0]["code"] == "narrative_category_differs"
    note.write_text("Left breast BI-RADS 2.", encoding="utf-8")
    _, out = run("check", str(path), "--narrative-file", str(note), "--format", "json")
    assert "narrative_category_differs" not in out
    note.write_bytes(b"\xff")
    status, _ = run("check", str(path), "--narrative-file", str(note))
    assert status == 2
