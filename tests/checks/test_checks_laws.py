"""State laws that hold for every report, whatever it says."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birads import pointer
from birads.checks import CHECKS, Policy, Rule, check
from birads.checks._run import order
from birads.issue import Issue
from birads.parsing._parse import parse
from birads.testing import documents
from tests.laws.same_answers import MIRROR, SIDED

FEW = settings(max_examples=60, deadline=None)
LETTERS = {**MIRROR, "l": "r", "r": "l", "lt": "rt", "rt": "lt"}
SIDE_WORD = re.compile(r"(?<![^\W\d_])(?:left|right|lt|rt|l|r)(?![^\W\d_])", re.IGNORECASE)
# Members that hold text in which a side is read.
TOLD = {"text", "code", "name", "technique", "indication"}
IDS = st.sampled_from(["a", "b", "c"])


def mirrored(value: Any, name: str = "") -> Any:
    """Return the document with left and right exchanged, and the clock face turned over."""
    if name == "extensions":
        return value
    if isinstance(value, dict):
        return {key: mirrored(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [mirrored(part, name) for part in value]
    if name in SIDED and isinstance(value, str):
        return MIRROR.get(value, value)
    if name in TOLD:
        return SIDE_WORD.sub(lambda found: LETTERS[found.group().casefold()], value)
    if name == "clock":
        turned = 12 - value
        return turned if turned >= 1 else turned + 12  # half past eleven is half past twelve
    return value


@st.composite
def tangled(draw: st.DrawFn) -> dict[str, Any]:
    """Return documents whose ids are shared and whose references may lead nowhere."""
    document = draw(documents())
    for section in ("exams", "findings"):
        for owner in document.get(section, []):
            owner["id"] = draw(IDS)
    for section in ("findings", "assessments"):
        for owner in document.get(section, []):
            if "exam" in owner:
                owner["exam"] = draw(IDS)
    for section in ("pathology", "outcomes"):
        for owner in document.get(section, []):
            if "finding" in owner:
                owner["finding"] = draw(IDS)
    return document


ANY = st.one_of(documents(), tangled())


@FEW
@given(ANY)
def test_every_pointer_resolves(document: dict[str, Any]) -> None:
    for issue in check(parse(document)):
        pointer.resolve(document, issue.pointer)


@FEW
@given(ANY)
def test_the_order_is_crossing_then_severity_then_place(document: dict[str, Any]) -> None:
    issues = check(parse(document))
    assert list(issues) == sorted(issues, key=order)
    marks = [issue.crosses for issue in issues]
    assert marks == sorted(marks, reverse=True)


@FEW
@given(ANY)
def test_left_and_right_are_alike(document: dict[str, Any]) -> None:
    here = Counter(issue.code for issue in check(parse(document)))
    there = Counter(issue.code for issue in check(parse(mirrored(document))))
    assert here == there


@FEW
@given(ANY)
def test_what_is_found_does_not_depend_on_free_text_of_the_patient(
    document: dict[str, Any],
) -> None:
    document.pop("narrative", None)
    told = {**document, "narrative": "left right 4C benign"}
    assert check(parse(document)) == check(parse(told))


@FEW
@given(ANY, st.sampled_from(sorted(CHECKS)))
def test_a_check_turned_off_leaves_its_reason(document: dict[str, Any], code: str) -> None:
    report = parse(document)
    before = check(report)
    after = check(report, policy=Policy({code: Rule(code, None, "not here")}))
    assert [i for i in before if i.code != code] == [
        i for i in after if i.code != "check_turned_off"
    ]
    notes: list[Issue] = [i for i in after if i.code == "check_turned_off"]
    assert len(notes) == any(i.code == code for i in before)
    assert all("not here" in str(note.hint) for note in notes)


def large(number: int) -> dict[str, Any]:
    """Return a report with many findings, plans, results and correlates."""
    findings: list[dict[str, Any]] = []
    for n in range(number):
        side = ("left", "right", "bilateral")[n % 3]
        place = {"breast": side, "quadrant": "upper_outer", "clock": n % 12 + 1}
        findings.append(
            {
                "kind": "mg.calcifications",
                "id": f"c{n}",
                "exam": f"e{n % 7}",
                "location": place,
                "morphology": ["amorphous", "rim"],
                "distribution": "grouped",
                "groups": 1,
                "change": "new",
                "associated": ["mass"],
                "category": ("2", "3", "4B", "5")[n % 4],
                "mri": {"enhancement": "none", "finding": "m"},
            }
        )
    findings.append({"kind": "mri.mass", "id": "m", "location": {"breast": "left"}})
    exams = [{"id": f"e{n}", "modality": "mammography"} for n in range(7)]
    return {
        "edition": "2013",
        "exams": exams,
        "findings": findings,
        "assessments": [{"breast": "left", "category": "2"}, {"breast": "right", "category": "0"}],
        "recommendations": [
            {"action": "core_biopsy", "breast": "left", "findings": [f"c{n}"]}
            for n in range(number)
        ],
        "pathology": [
            {"finding": f"c{n}", "result": "benign", "procedure": "core_biopsy"}
            for n in range(0, number, 2)
        ],
    }


def one_id(number: int) -> dict[str, Any]:
    """Return a report whose findings share one id, which many results and plans name."""
    place = {"breast": "left", "clock": 2}
    words = {"morphology": ["punctate"], "distribution": "grouped", "category": "5"}
    finding = {"kind": "mg.calcifications", "id": "c", "location": place, **words}
    taken = {"finding": "c", "procedure": "core_biopsy", "specimen_radiograph": "absent"}
    results = ("malignant", "benign", "papilloma")
    return {
        "edition": "2013",
        "findings": [finding] * number,
        "recommendations": [
            {"action": "other", "findings": ["c"], "text": str(n)} for n in range(number)
        ],
        "pathology": [{**taken, "result": results[n % 3]} for n in range(number)],
    }


def one_lesion(number: int) -> dict[str, Any]:
    """Return a report of one tracked lesion, many cysts and many masses of two modalities."""
    findings: list[dict[str, Any]] = []
    for n in range(number):
        place = {"breast": "left", "clock": n % 12 + 1}
        common = {"location": place, "category": "2", "change": "new"}
        cyst = {"kind": "us.special_case", "special_case": "simple_cyst", "exam": "us"}
        findings += [
            {"kind": "mg.mass", "id": f"m{n}", "tracking_uid": "1.2", **common},
            {"kind": "us.mass", "id": f"u{n}", **common, "category": "5"},
            {**cyst, "id": f"k{n}", "location": place},
        ]
    order = {"action": "fine_needle_aspiration", "breast": "left"}
    return {
        "edition": "2013",
        "exams": [{"id": "us", "modality": "ultrasound"}],
        "findings": findings,
        "recommendations": [order] * number,
        "pathology": [{"finding": f"u{n}", "result": "benign"} for n in range(0, number, 2)],
    }


def wide(number: int) -> dict[str, Any]:
    """Return a report with many exams, overall categories, views, texts and recalls."""
    days = [f"2026-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(number)]
    exams: list[dict[str, Any]] = [
        {
            "id": f"e{n}",
            "modality": ("mammography", "ultrasound")[n % 2],
            "purpose": ("screening", "diagnostic")[n % 2],
            "laterality": ("left", "bilateral")[n % 3 > 0],
            "date": days[n],
            "technique": "Right breast views.",
        }
        for n in range(number)
    ]
    for exam in exams[::2]:
        exam["views"] = [{"name": "RCC", "breast": "left"}, {"name": "MLO"}]
    findings = [
        {
            "kind": "mg.calcifications",
            "id": f"c{n % 3}",
            "exam": f"e{n}",
            "location": {"breast": "left"},
            "category": ("0", "4B")[n % 4 == 1],
            "tracking_uid": str(n % 2),
            "text": "In the right breast.",
        }
        for n in range(number)
    ]
    assessments = [
        {"breast": breast, "category": ("0", "2", "5")[n % 3], "exam": f"e{n}"}
        for n in range(number)
        for breast in ("left", "overall")
    ]
    return {
        "edition": "2013",
        "exams": exams,
        "findings": findings,
        "assessments": assessments,
        "addenda": [{"text": "The left breast is BI-RADS 3."}] * number,
        "pathology": [
            {"finding": f"c{n % 2}", "result": "malignant", "date": days[n], "text": "Right."}
            for n in range(number)
        ],
    }


def calls(number: int, shape: Callable[[int], dict[str, Any]] = large) -> int:
    """Count the calls that checking a report of that many findings makes."""
    report = parse(shape(number))
    count = 0

    def tell(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tell)
    try:
        check(report)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("make", [large, one_id, one_lesion])
def test_the_work_is_linear_in_the_number_of_findings(
    make: Callable[[int], dict[str, Any]],
) -> None:
    calls(10, make)  # loads the lexicon
    assert calls(1000, make) <= 12 * calls(100, make)


THEMES = {
    "addenda",
    "assessed",
    "overall",
    "recall",
    "recalled",
    "removed",
    "side_texts",
    "sides_of_exam",
    "sides_of_findings",
    "sizes",
    "views",
}


def test_the_work_is_linear_in_the_number_of_exams(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {code: each for code, each in CHECKS.items() if each.theme in THEMES}
    assert {each.theme for each in kept.values()} == THEMES
    monkeypatch.setattr("birads.checks._run.CHECKS", kept)
    calls(10, wide)
    assert calls(400, wide) < 2.3 * calls(200, wide)


@pytest.mark.parametrize("code", CHECKS)
def test_no_check_needs_another(code: str) -> None:
    case = parse(large(20))
    assert {i for i in check(case) if i.code == code} == set(_alone(code, large(20)))


def _alone(code: str, document: dict[str, Any]) -> list[Issue]:
    from birads.checks._sense import Sense

    return list(CHECKS[code].issues(Sense(parse(document))))
