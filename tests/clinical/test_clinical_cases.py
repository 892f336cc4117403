"""Hold ordinary and adversarial reports to what a breast radiologist expects of each.

Each file of ``cases/clinical`` holds a report, its reading in words (``reading``) and what follows
from it (``expect``, whose vocabulary is that of ``case_judge``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import birads
from tests.clinical.case_invariants import invariants_wrong
from tests.clinical.case_judge import issues_wrong, text_wrong, workup_wrong

FOLDER = Path(__file__).parents[1] / "cases" / "clinical"
CASES: list[dict[str, Any]] = [
    json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))
]
SCREEN = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def run(command: str, reports: list[dict[str, Any]], form: str) -> subprocess.CompletedProcess[str]:
    """Run one command on a stream of reports, as wide as a usual screen."""
    return subprocess.run(
        [sys.executable, "-m", "birads", command, "-", "--ndjson", "--format", form],
        input="".join(json.dumps(report) + "\n" for report in reports),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **SCREEN},
        check=False,
    )


def checked(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [issue.to_dict() for issue in birads.check(birads.parse(report))]


def recommended(report: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(birads.recommend(birads.parse(report)).to_json())
    return answer


@each_case
def test_the_issues(case: dict[str, Any]) -> None:
    report = case["report"]
    assert not list(issues_wrong(report, checked(report), case["expect"])), case["title"]


@each_case
def test_the_workup(case: dict[str, Any]) -> None:
    assert not list(workup_wrong(recommended(case["report"]), case["expect"])), case["title"]


@each_case
def test_what_holds_for_every_workup(case: dict[str, Any]) -> None:
    report = case["report"]
    waived = tuple(case["expect"].get("waive_invariants", ()))
    assert not invariants_wrong(report, recommended(report), waived)


@pytest.mark.parametrize(
    "case", [case for case in CASES if "text" in case["expect"]], ids=lambda case: case["name"]
)
def test_the_text(case: dict[str, Any]) -> None:
    printed = run("recommend", [case["report"]], "text").stdout
    assert not list(text_wrong(printed, case["expect"])), printed


@pytest.fixture(scope="module")
def answers() -> dict[str, subprocess.CompletedProcess[str]]:
    reports = [case["report"] for case in CASES]
    return {name: run(name, reports, "json") for name in ("check", "recommend", "explain")}


@pytest.mark.parametrize("command", ["check", "recommend", "explain"])
def test_each_command_answers_every_report_of_a_stream(
    command: str, answers: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    """I5: status 0 or 1, one line for each report, and nothing that is no JSON."""
    done = answers[command]
    assert done.returncode in (0, 1), done.stderr
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == len(CASES)


def test_the_command_says_what_the_library_says(
    answers: dict[str, subprocess.CompletedProcess[str]],
) -> None:
    found = [json.loads(line) for line in answers["check"].stdout.splitlines()]
    assert [line["issues"] for line in found] == [checked(case["report"]) for case in CASES]
    workups = [json.loads(line) for line in answers["recommend"].stdout.splitlines()]
    assert workups == [recommended(case["report"]) for case in CASES]


def test_the_status_is_1_where_an_issue_is_an_error(
    answers: dict[str, subprocess.CompletedProcess[str]],
) -> None:
    found = [json.loads(line) for line in answers["check"].stdout.splitlines()]
    errors = any(issue["severity"] == "error" for line in found for issue in line["issues"])
    assert answers["check"].returncode == int(errors)


def test_the_cases_are_whole() -> None:
    assert len(CASES) >= 122
    assert len([case for case in CASES if case["expect"].get("clean")]) >= 33
    assert [case["name"] for case in CASES] == [path.stem for path in sorted(FOLDER.glob("*.json"))]
    unusual = {key for case in CASES for key in case["expect"]}
    assert unusual <= {"clean", "check", "workup", "text", "waive_invariants"}
