"""Compare text with structure: quiet where they agree, loud where one word was changed."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import birads
from birads.issue import Severity
from birads.text import check_narrative, read_text

OWN = json.loads((Path(__file__).resolve().parent / "narratives.json").read_text("utf-8"))["cases"]
OTHER = {"left": "right", "right": "left"}


def reports() -> dict[str, dict[str, Any]]:
    out = {}
    for case in OWN:
        reading = read_text(case["text"], edition="2013")
        clear = "modality_not_stated" not in {issue.code for issue in reading.issues}
        if reading.report is not None and clear:  # else the exam of a finding is not known
            out[case["id"]] = reading.report.to_dict()
    return out


READ = reports()


def issues_of(tree: dict[str, Any]) -> list[str]:
    report = birads.parse(json.dumps(tree))
    return [
        issue.code
        for issue in check_narrative(report)
        if issue.severity is not Severity.INFORMATION
    ]


def mutants(tree: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for section in ("findings", "assessments"):
        for number, entry in enumerate(tree.get(section, [])):
            other = copy.deepcopy(tree)
            place = other[section][number]
            side = entry.get("breast", entry.get("location", {}).get("breast"))
            if side in OTHER and not (section == "assessments" and len(tree[section]) > 1):
                (place if "breast" in entry else place["location"])["breast"] = OTHER[side]
                if section == "findings":
                    yield "side", other
            other = copy.deepcopy(tree)
            if "category" in entry:
                other[section][number]["category"] = "2" if entry["category"] >= "4" else "4B"
                other[section][number].pop("reason", None)
                yield "category", other
            for name in ("longest_mm", "extent_mm"):
                if name in entry:
                    other = copy.deepcopy(tree)
                    other[section][number][name] = entry[name] * 10
                    yield "size", other


def test_enough_narratives_make_whole_reports() -> None:
    assert len(READ) > 60


@pytest.mark.parametrize("name", sorted(READ))
def test_a_text_agrees_with_what_was_read_of_it(name: str) -> None:
    assert issues_of(READ[name]) == []


@pytest.mark.parametrize("name", sorted(READ))
def test_one_changed_word_is_found(name: str) -> None:
    for what, tree in mutants(READ[name]):
        codes = issues_of(tree)
        assert any(code.startswith("narrative_") for code in codes), (what, tree)


def test_a_swapped_side_of_a_finding_crosses_where_tissue_is_asked_for() -> None:
    text = "Mammogram. Irregular mass in the left breast, 12 mm, BI-RADS 5."
    tree = read_text(text, edition="2013").report.to_dict()
    tree["findings"][0]["location"]["breast"] = "right"
    issues = check_narrative(birads.parse(json.dumps(tree)))
    assert [issue.code for issue in issues if issue.crosses][:1] == ["narrative_side_differs"]


def test_what_only_one_of_both_has_is_told_both_ways() -> None:
    text = "Grouped amorphous calcifications in the left breast. Left breast BI-RADS 4B."
    tree = read_text(text, edition="2013").report.to_dict()
    without = {**tree, "findings": []}
    assert "narrative_finding_not_in_structure" in issues_of(without)
    other = {**tree, "narrative": "Left breast BI-RADS 4B."}
    other["findings"] = [{**tree["findings"][0], "category": "4B"}]
    assert "narrative_lacks_finding" in issues_of(other)


def test_an_addendum_that_changes_the_reading_is_told_once_it_is_not_in_the_structure() -> None:
    text = "Left breast BI-RADS 2.\nADDENDUM: Upgraded to BI-RADS 4A."
    tree = {
        "edition": "2013",
        "narrative": text,
        "assessments": [{"breast": "left", "category": "2"}],
    }
    assert issues_of(tree) == ["narrative_addendum"]
    kept = {**tree, "addenda": [{"text": "Upgraded to BI-RADS 4A."}]}
    assert issues_of(kept) == []


def test_the_text_of_a_finding_is_compared() -> None:
    tree = {
        "edition": "2013",
        "exams": [{"id": "mg", "modality": "mammography"}],
        "findings": [
            {
                "id": "c1",
                "kind": "mg.calcifications",
                "exam": "mg",
                "location": {"breast": "left"},
                "extent_mm": 8,
                "text": "Amorphous calcifications in the right breast, 8 mm.",
            }
        ],
    }
    assert issues_of(tree) == ["narrative_side_differs"]


def test_check_compares_only_when_it_is_asked() -> None:
    report = birads.parse(
        '{"edition": "2013", "narrative": "Left breast BI-RADS 5.",'
        ' "assessments": [{"breast": "left", "category": "1"}]}'
    )
    assert not [i for i in birads.check(report) if i.code.startswith("narrative")]
    assert birads.check(report, narrative=True)[0].code == "narrative_category_differs"
    assert not [
        i
        for i in birads.check(report, narrative="Left breast BI-RADS 1.")
        if i.code.startswith("narrative")
    ]


TWO: dict[str, Any] = {
    "edition": "2013",
    "exams": [{"id": "mg", "modality": "mammography"}],
    "findings": [
        {
            "id": "m1",
            "kind": "mg.mass",
            "exam": "mg",
            "category": "5",
            "location": {"breast": "left", "clock": 2},
        },
        {
            "id": "m2",
            "kind": "mg.mass",
            "exam": "mg",
            "category": "2",
            "location": {"breast": "left", "clock": 8},
        },
    ],
    "assessments": [{"breast": "left", "category": "5"}],
}


# Covers H11.
def test_the_category_of_one_finding_is_compared_with_its_own() -> None:
    text = birads.say(birads.parse(TWO)).text
    assert check_narrative(birads.parse(TWO), text) == ()
    tree = copy.deepcopy(TWO)
    tree["findings"][0]["category"], tree["findings"][1]["category"] = "2", "5"
    found = check_narrative(birads.parse(tree), text)
    assert {issue.code for issue in found if issue.crosses} == {"narrative_category_differs"}


def test_the_category_of_a_breast_is_compared_with_that_of_the_breast() -> None:
    text = birads.say(birads.parse(TWO)).text
    tree = {**TWO, "assessments": [{"breast": "left", "category": "2"}]}
    assert "narrative_category_differs" in {
        i.code for i in check_narrative(birads.parse(tree), text)
    }


@pytest.mark.parametrize("breast", ["left", "right"])
def test_a_grave_finding_that_only_the_structure_has_is_told(breast: str) -> None:
    document = {**TWO, "findings": TWO["findings"][1:], "assessments": []}
    text = birads.say(birads.parse(document)).text
    more = {"id": "m3", "kind": "mg.mass", "location": {"breast": breast}, "category": "4C"}
    tree = {**document, "findings": [*document["findings"], more]}
    found = check_narrative(birads.parse(tree), text)
    assert [i.code for i in found if i.crosses] == ["narrative_lacks_finding"]
