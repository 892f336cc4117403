"""A site's policy: what it changes, what it records, and what it may not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from birads.checks import CHECKS, InvalidPolicy, Policy, Rule, check, load_policy
from birads.issue import BiradsError, Severity
from birads.parsing._parse import parse

REPORT: dict[str, Any] = {
    "edition": "2013",
    "exams": [{"id": "mg", "modality": "mammography", "purpose": "diagnostic"}],
    "findings": [
        {
            "kind": "mg.calcifications",
            "id": "calc-1",
            "exam": "mg",
            "location": {"breast": "left", "quadrant": "upper_outer", "clock": 10},
            "morphology": ["fine_pleomorphic"],
            "distribution": "segmental",
            "category": "3",
        }
    ],
    "recommendations": [
        {"action": "short_interval_follow_up", "breast": "left", "interval_months": 6}
    ],
}
GOOD = """
[checks.composition_not_stated]
severity = "off"
reason = "Density is sent in another message."

[checks.clock_not_in_quadrant]
severity = "warning"
reason = "The old system writes the clock of the monitor."
by = "Quality board, 2026-05-04"
"""


def load(tmp_path: Path, text: str) -> Policy:
    path = tmp_path / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return load_policy(path)


def problems(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidPolicy) as caught:
        load(tmp_path, text)
    return [(issue.code, issue.pointer) for issue in caught.value.issues]


def test_a_changed_severity_carries_its_reason(tmp_path: Path) -> None:
    policy = load(tmp_path, GOOD)
    issue = next(i for i in check(parse(REPORT), policy=policy) if "clock" in i.code)
    assert issue.severity is Severity.WARNING
    data = issue.to_dict()
    assert data["severity"] == "warning"
    assert data["policy"] == {
        "was": "error",
        "reason": "The old system writes the clock of the monitor.",
        "by": "Quality board, 2026-05-04",
    }
    assert "clock of the monitor" in data["hint"]


def test_a_check_turned_off_is_listed_where_it_would_have_fired(tmp_path: Path) -> None:
    issues = check(parse(REPORT), policy=load(tmp_path, GOOD))
    assert "composition_not_stated" not in [issue.code for issue in issues]
    note = next(issue for issue in issues if issue.code == "check_turned_off")
    assert note.severity is Severity.INFORMATION
    assert note.pointer == ""
    assert "'composition_not_stated'" in note.message
    assert "another message" in str(note.hint)


def test_a_crossing_check_turned_off_is_still_listed_first() -> None:
    off = Policy(
        {"suspicious_words_below_four": Rule("suspicious_words_below_four", None, "trial")}
    )
    first = check(parse(REPORT), policy=off)[0]
    assert first.code == "check_turned_off"
    assert first.crosses


def test_without_rules_nothing_changes() -> None:
    assert check(parse(REPORT), policy=Policy()) == check(parse(REPORT))


def test_an_unchanged_severity_says_nothing() -> None:
    rule = Rule("clock_not_in_quadrant", Severity.ERROR, "as it is")
    assert check(parse(REPORT), policy=Policy({rule.code: rule})) == check(parse(REPORT))


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    text = """
    title = "ours"
    [checks]
    zero_without_reason = "off"
    [checks.composition_not_stated]
    severity = "silent"
    [checks.clock_not_in_quadrnt]
    severity = "off"
    reason = "  "
    why = "because"
    by = 7
    """
    assert problems(tmp_path, text) == [
        ("unknown_member", "/title"),
        ("wrong_type", "/checks/zero_without_reason"),
        ("unknown_word", "/checks/composition_not_stated/severity"),
        ("missing_reason", "/checks/composition_not_stated"),
        ("unknown_check", "/checks/clock_not_in_quadrnt"),
        ("unknown_member", "/checks/clock_not_in_quadrnt/why"),
        ("missing_reason", "/checks/clock_not_in_quadrnt/reason"),
        ("wrong_type", "/checks/clock_not_in_quadrnt/by"),
    ]


def test_a_group_of_checks_cannot_be_turned_off(tmp_path: Path) -> None:
    for name in ("*", "descriptors", "warning"):
        text = f'[checks."{name}"]\nseverity = "off"\nreason = "all of them"\n'
        assert problems(tmp_path, text) == [("unknown_check", f"/checks/{name}")]


def test_no_severity_and_no_toml(tmp_path: Path) -> None:
    text = '[checks.unknown_exam]\nreason = "because"\n'
    assert problems(tmp_path, text) == [("missing_member", "/checks/unknown_exam")]
    assert problems(tmp_path, "= no") == [("not_toml", "")]
    assert problems(tmp_path, "checks = 3") == [("wrong_type", "/checks")]
    assert issubclass(InvalidPolicy, BiradsError)


def test_an_unknown_check_hints_at_the_nearest(tmp_path: Path) -> None:
    text = '[checks.clock_not_in_quadrnt]\nseverity = "off"\nreason = "typo"\n'
    with pytest.raises(InvalidPolicy) as caught:
        load(tmp_path, text)
    assert caught.value.issues[0].hint == "Did you mean 'clock_not_in_quadrant'?"
    assert "clock_not_in_quadrnt" in str(caught.value)


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_can_be_named(tmp_path: Path, code: str) -> None:
    policy = load(tmp_path, f'[checks.{code}]\nseverity = "warning"\nreason = "here"\n')
    assert policy.to_dict() == [{"code": code, "severity": "warning", "reason": "here"}]
