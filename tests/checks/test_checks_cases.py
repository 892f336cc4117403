"""Run the cases: reports that a radiologist can read, and exactly what is found in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from birads.checks import CHECKS, check
from birads.issue import Severity
from birads.parsing._parse import parse

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
READ: list[dict[str, Any]] = [json.loads(path.read_text()) for path in CASES]


@pytest.mark.parametrize("case", READ, ids=[path.stem for path in CASES])
def test_exactly_the_expected_issues(case: dict[str, Any]) -> None:
    found = sorted((issue.code, issue.pointer) for issue in check(parse(case["report"])))
    assert found == sorted((entry["code"], entry["pointer"]) for entry in case["expect"])


@pytest.mark.parametrize("case", READ, ids=[path.stem for path in CASES])
def test_the_expected_severities(case: dict[str, Any]) -> None:
    found = {(issue.code, issue.pointer, issue.severity) for issue in check(parse(case["report"]))}
    for entry in case["expect"]:
        severity = entry.get("severity", CHECKS[entry["code"]].severity)
        assert (entry["code"], entry["pointer"], severity) in found


@pytest.mark.parametrize("code", CHECKS)
def test_each_check_fires_on_one_case_and_is_silent_on_another(code: str) -> None:
    about = [case for case in READ if case["check"] == code]
    fires = [any(entry["code"] == code for entry in case["expect"]) for case in about]
    assert set(fires) == {True, False}


@pytest.mark.parametrize("code", CHECKS)
def test_an_issue_says_where_what_and_why(code: str) -> None:
    case = next(case for case in READ if any(entry["code"] == code for entry in case["expect"]))
    for issue in check(parse(case["report"])):
        assert issue.message.endswith(".")
        assert issue.hint
        assert issue.source
        assert issue.severity in Severity
        assert not issue.crosses or CHECKS[issue.code].crosses


def test_a_check_that_can_cross_does_so_in_a_case() -> None:
    crossing = {
        issue.code for case in READ for issue in check(parse(case["report"])) if issue.crosses
    }
    assert crossing == {each.code for each in CHECKS.values() if each.crosses}
