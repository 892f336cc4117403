"""Ordinary reports raise no alarm, whatever their order, their sides and their courtesies."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

import birads
from birads.issue import Severity
from tests.laws.innocent_changes import DISCUSSED
from tests.laws.same_answers import CASES, mirrored, shuffled

ROOT = Path(__file__).parents[2]
CLEAN: dict[str, dict[str, Any]] = {
    case["name"]: case["report"]
    for case in (
        json.loads(path.read_text("utf-8")) for path in (CASES / "clinical").glob("*.json")
    )
    if case["expect"].get("clean")
}
each_clean = pytest.mark.parametrize("name", sorted(CLEAN))


def alarms(report: dict[str, Any]) -> list[str]:
    return [
        f"{issue.code} {issue.pointer}"
        for issue in birads.check(birads.parse(report))
        if issue.severity is not Severity.INFORMATION or issue.crosses
    ]


@each_clean
def test_a_clean_report(name: str) -> None:
    assert not alarms(CLEAN[name])


@each_clean
def test_a_clean_report_in_another_order(name: str) -> None:
    assert not alarms(shuffled(CLEAN[name], random.Random(1)))


@each_clean
def test_a_clean_report_of_the_other_breast(name: str) -> None:
    assert not alarms(mirrored(CLEAN[name]))


@each_clean
def test_a_clean_report_with_a_courtesy(name: str) -> None:
    report = CLEAN[name]
    courtesy = {"action": "other", "text": DISCUSSED}
    plan = [*report.get("recommendations", []), courtesy]
    assert not alarms({**report, "recommendations": plan, "narrative": "See above."})


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.json")), ids=lambda p: p.stem)
def test_an_example_holds_no_error_and_nothing_that_crosses(path: Path) -> None:
    issues = birads.check(birads.parse(path.read_bytes()))
    assert not [i.code for i in issues if i.severity is Severity.ERROR or i.crosses]


def test_the_counts_of_a_table_are_of_reports() -> None:
    spec = importlib.util.spec_from_file_location("count_alarms", ROOT / "tools/count_alarms.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    loud = {
        "edition": "2013",
        "findings": [
            {"kind": "mg.mass", "id": name, "shape": "irregular", "category": "2"} for name in "ab"
        ],
    }
    quiet = CLEAN["001-screening-negative"]
    found = tool.counted([birads.parse(loud), birads.parse(quiet)])
    assert (found["reports"], found["warned"], found["crossing"]) == (2, 1, 1)
    assert found["codes"]["suspicious_form_below_four"] == 1
    assert "suspicious_form_below_four" in found["crossing codes"]


def test_enough_is_tried() -> None:
    print(f"clean reports: {len(CLEAN)}, each in 4 forms")  # noqa: T201
    assert len(CLEAN) >= 33
    assert list((ROOT / "examples").glob("*.json"))
