"""What is not stated, or stated against itself, closes nothing for certain."""

from __future__ import annotations

import json
from typing import Any

import pytest

from birads.archive import Item, track
from tests.archive.archive_reports import TODAY, report

Json = dict[str, Any]

_EXAM = {
    "id": "d",
    "modality": "mammography",
    "purpose": "diagnostic",
    "laterality": "left",
    "date": "2024-01-10",
}
_LEFT = {"kind": "mg.mass", "id": "m", "exam": "d", "location": {"breast": "left"}}
_FOUR = {"exams": [_EXAM], "findings": [_LEFT | {"category": "4B"}]}
_FOUR_OF_BREAST = {"exams": [_EXAM], "assessments": [{"breast": "left", "category": "4B"}]}
_NEEDLE = {"date": "2024-02-01", "procedure": "core_biopsy", "result": "fibroadenoma"}
_RECALL = {
    "exams": [_EXAM | {"id": "s", "purpose": "screening", "laterality": "bilateral"}],
    "assessments": [{"breast": "left", "category": "0", "exam": "s"}],
}


def item(rule: str, breast: str | None, *documents: Json) -> Item:
    """Return the item of a rule and a breast that the first report opens."""
    reports = [report(id=f"r{n}", **document) for n, document in enumerate(documents)]
    found = track(reports, TODAY, closed=True)
    (one,) = (
        each
        for each in found
        if (each.rule, each.breast) == (rule, breast) and each.opened_by[0].report == "r0"
    )
    return one


def why(one: Item) -> tuple[str, str]:
    return one.state, one.may_close[0].why or ""


@pytest.mark.parametrize("apart", [True, False])
def test_tissue_of_the_other_breast_answers_no_finding_that_it_names(*, apart: bool) -> None:
    taken = {"pathology": [_NEEDLE | {"finding": "m", "breast": "right"}]}
    documents = (_FOUR, taken) if apart else ({**_FOUR, **taken},)
    assert why(item("tissue_diagnosis", "left", *documents)) == ("unknown", "side_contradicts")
    opened = {one.breast for one in track([report(**{**_FOUR, **taken})], TODAY)}
    assert opened == {"left", None}, "and what it opens has no side"


def test_tissue_of_one_breast_leaves_the_other_of_a_bilateral_finding_open() -> None:
    both = _FOUR | {"findings": [_LEFT | {"location": {"breast": "bilateral"}, "category": "4B"}]}
    both["exams"] = [_EXAM | {"laterality": "bilateral"}]
    both["pathology"] = [_NEEDLE | {"finding": "m", "breast": "left"}]
    assert item("tissue_diagnosis", "left", both).state == "closed"
    assert item("tissue_diagnosis", "right", both).state == "overdue"


@pytest.mark.parametrize("rule", ["concordance", "surgical_consultation"])
def test_what_is_said_of_another_result_of_the_breast_answers_none(rule: str) -> None:
    risky = {"pathology": [_NEEDLE | {"breast": "left", "result": "papilloma"}]}
    cancer = {"breast": "left", "result": "malignant", "concordance": "concordant"}
    other = {"pathology": [_NEEDLE | cancer | {"date": "2024-03-01"}]}
    found = item(rule, "left", risky, other)
    assert why(found) == ("unknown", "not_said_to_be_the_same")


def test_the_excision_of_some_lesion_answers_no_result_of_the_breast() -> None:
    risky = {"pathology": [_NEEDLE | {"breast": "left", "result": "papilloma"}]}
    cut = _NEEDLE | {"procedure": "surgical_excision", "date": "2024-03-01"}
    other = {"exams": [_EXAM], "findings": [_LEFT], "pathology": [cut | {"finding": "m"}]}
    found = item("surgical_consultation", "left", risky, other)
    assert why(found) == ("unknown", "not_said_to_be_the_same")
    whole = {"pathology": [cut | {"breast": "left"}]}
    assert item("surgical_consultation", "left", risky, whole).state == "closed"


@pytest.mark.parametrize(
    ("finding", "reason"),
    [
        ({"kind": "us.lymph_node", "location": {"breast": "left"}}, "node_sampled"),
        ({"kind": "us.mass"}, "side_not_stated"),
    ],
)
def test_tissue_of_a_node_or_of_no_stated_side_answers_no_breast(
    finding: Json, reason: str
) -> None:
    other = {
        "findings": [{"id": "n", **finding}],
        "pathology": [_NEEDLE | {"finding": "n"}],
    }
    found = item("tissue_diagnosis", "left", _FOUR_OF_BREAST, other)
    assert why(found) == ("unknown", reason)


@pytest.mark.parametrize(
    ("breast", "finding", "state"),
    [
        ("5", "4A", "unknown"),
        ("4C", "3", "unknown"),
        ("4A", "2", "unknown"),
        ("5", "4C", "unknown"),
        ("4C", "4", "closed"),
        ("4", "4A", "closed"),
        ("5", "5", "closed"),
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_tissue_of_a_less_suspicious_finding_answers_no_breast(
    breast: str, finding: str, state: str, *, apart: bool
) -> None:
    told: Json = _FOUR_OF_BREAST | {"assessments": [{"breast": "left", "category": breast}]}
    told["findings"] = [_LEFT | {"category": finding, "tracking_uid": "1.2.3"}]
    taken: Json = {"pathology": [_NEEDLE | {"finding": "m"}]}
    elsewhere = taken | {"findings": [_LEFT | {"tracking_uid": "1.2.3"}]}
    documents = (told, elsewhere) if apart else (told | taken,)
    reports = [report(id=f"r{n}", **document) for n, document in enumerate(documents)]
    found = [one for one in track(reports, TODAY, closed=True) if one.rule == "tissue_diagnosis"]
    assert state in {one.state for one in found}
    if state == "unknown":
        reasons = {one.may_close[0].why for one in found if one.state == "unknown"}
        assert reasons == {"less_suspicious_sampled"}
    else:
        assert {one.state for one in found} == {"closed"}


@pytest.mark.parametrize("named", ["laterality", "category", "finding", "view"])
def test_an_overall_category_of_an_exam_without_a_side_answers_no_breast(named: str) -> None:
    seen = _EXAM | {"date": "2024-02-01"}
    del seen["laterality"]
    later: Json = {"exams": [seen], "assessments": [{"breast": "overall", "category": "2"}]}
    assert why(item("recall", "left", _RECALL, later)) == ("unknown", "side_not_stated")
    later = json.loads(json.dumps(later))
    if named == "laterality":
        later["exams"][0]["laterality"] = "bilateral"
    elif named == "view":
        later["exams"][0]["views"] = [{"name": "ML", "breast": "left"}]
    elif named == "finding":
        later["findings"] = [_LEFT]
    else:
        later["assessments"][0]["breast"] = "left"
    assert item("recall", "left", _RECALL, later).state == "closed"


def test_the_one_breast_that_its_exam_shows_is_the_breast_of_a_finding() -> None:
    """One tracking id does not join the left lesion with what an exam of the right shows."""
    left = {"exams": [_EXAM], "findings": [_LEFT | {"category": "4B", "tracking_uid": "1.2.3"}]}
    right = {"kind": "mg.mass", "id": "x", "exam": "d", "tracking_uid": "1.2.3"}
    other = {
        "exams": [_EXAM | {"laterality": "right"}],
        "findings": [right],
        "pathology": [_NEEDLE | {"finding": "x"}],
    }
    assert item("tissue_diagnosis", "left", left, other).state == "overdue"
