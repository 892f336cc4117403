"""A check whose need is missing would find nothing: not running it silences no alarm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from birads.checks import check
from birads.checks._needs import Need, present
from birads.checks._registry import CHECKS
from birads.checks._sense import Sense
from birads.issue import InvalidReport
from birads.parsing._parse import parse
from birads.report.report import Report

TESTS = Path(__file__).parents[1]
PARTS = (
    "absent",
    "addenda",
    "assessments",
    "cancers",
    "exams",
    "findings",
    "outcomes",
    "pathology",
    "patient",
    "presentation",
    "question",
    "recommendations",
    "suspected",
)


def documents() -> Iterator[dict[str, Any]]:
    """Yield the report of every case of the checks and of the library."""
    for folder in ("checks/cases", "cases"):
        for file in sorted((TESTS / folder).glob("*.json")):
            report = json.loads(file.read_bytes()).get("report")
            if isinstance(report, dict):
                yield report


@cache
def reports() -> tuple[Report, ...]:
    """Return every report, and each without each of its parts."""
    out = []
    for document in documents():
        for left_out in ("", *(part for part in PARTS if part in document)):
            try:
                out.append(parse({k: v for k, v in document.items() if k != left_out}))
            except InvalidReport:
                continue
    return tuple(out)


def test_a_check_is_silent_where_what_it_needs_is_missing() -> None:
    missing = dict.fromkeys(CHECKS, 0)
    for report in reports():
        met, sense = present(report), Sense(report)
        for code, each in CHECKS.items():
            if not each.needs <= met:
                assert not list(each.issues(sense)), (code, each.needs - met, report.to_json())
                missing[code] += 1
    assert all(missing[code] for code, each in CHECKS.items() if each.needs)


def test_what_is_run_finds_what_all_would_find() -> None:
    for report in reports()[::9]:
        sense = Sense(report)
        every = [issue for each in CHECKS.values() for issue in each.issues(sense)]
        assert sorted(map(str, check(report))) == sorted(map(str, every))


@pytest.mark.parametrize("need", Need)
def test_each_need_is_asked_for_and_can_be_missing(need: Need) -> None:
    assert any(need in each.needs for each in CHECKS.values())
    assert {need in present(report) for report in reports()} == {True, False}


def test_a_negative_report_asks_few_checks() -> None:
    report = parse(
        {
            "edition": "2013",
            "exams": [{"id": "e", "modality": "mammography", "purpose": "screening"}],
            "assessments": [{"breast": "bilateral", "exam": "e", "category": "1"}],
        }
    )
    met = present(report)
    assert sum(each.needs <= met for each in CHECKS.values()) <= len(CHECKS) / 3
