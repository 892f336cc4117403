"""Each item that waits has the letter of the report that opened it, as ``birads say`` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from birads import Report
from birads.cli._app import app
from birads.prose import say
from tests.archive.archive_reports import exam, report

SCREEN = exam("s", "screening", "2024-01-10")


def recall(**more: Any) -> Report:
    read = [
        {"breast": side, "exam": "s", "category": c} for side, c in (("left", "0"), ("right", "1"))
    ]
    return report(**{"id": "r1", "exams": [SCREEN], "assessments": read, **more})


def letters(folder: Path, reports: list[Report], *more: str) -> list[dict[str, Any]]:
    file, out = folder / "a.ndjson", folder / "letters.ndjson"
    file.write_bytes(b"".join(one.to_json() + b"\n" for one in reports))
    told = ["track", str(file), "--today", "2024-06-01", "--letters", str(out), *more]
    assert CliRunner().invoke(app, told).exit_code == 0
    return [json.loads(line) for line in out.read_bytes().splitlines()]


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_letter_is_that_of_the_report_that_opened_the_item(tmp_path: Path, language: str) -> None:
    (one,) = letters(tmp_path, [recall()], "--language", language)
    assert one["letter"] == say(recall(), style="letter", language=language).text
    assert {k: one[k] for k in ("rule", "breast", "state", "due", "report")} == {
        "rule": "recall",
        "breast": "left",
        "state": "overdue",
        "due": "2024-03-10",
        "report": "r1",
    }


def test_what_is_closed_has_no_letter_and_what_cannot_be_said_says_why(tmp_path: Path) -> None:
    worked_up = report(
        id="r2",
        exams=[exam("d", "diagnostic", "2024-02-10")],
        assessments=[{"breast": "left", "exam": "d", "category": "2"}],
    )
    taken = {"breast": "left", "date": "2024-03-01", "result": "fibroadenoma"}
    tissue = report(id="r3", pathology=[taken])
    found = letters(tmp_path, [recall(), worked_up, tissue], "--all")
    assert [(one["rule"], one["letter"]) for one in found] == [("concordance", None)]
    assert [issue["code"] for issue in found[0]["issues"]] == ["result_not_stated"]


def test_two_reports_of_one_id_have_no_letter(tmp_path: Path) -> None:
    both = [recall(), recall(narrative="Another one.")]
    found = letters(tmp_path, both)
    assert {one["letter"] for one in found} == {None}
    assert {issue["code"] for one in found for issue in one["issues"]} == {
        "letter_of_several_reports"
    }


def test_the_letters_are_the_same_in_several_processes(tmp_path: Path) -> None:
    reports = [recall(patient_key=f"p{number}") for number in range(20)]
    assert letters(tmp_path, reports) == letters(tmp_path, reports, "--jobs", "2")


def test_the_options_of_letters_are_for_letters(tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    file.write_bytes(recall().to_json() + b"\n")
    done = CliRunner().invoke(app, ["track", str(file), "--language", "de"])
    assert done.exit_code == 2
    assert "--language is for --letters" in done.output
    wrong = tmp_path / "head.toml"
    wrong.write_text("nobody = 1\n", "utf-8")
    more = ["--letters", str(tmp_path / "l"), "--letterhead", str(wrong)]
    assert CliRunner().invoke(app, ["track", str(file), *more]).exit_code == 2
