"""Views of one breast say nothing of the other: they neither work it up nor magnify it."""

from __future__ import annotations

from typing import Any

import pytest

from birads.acr_criteria import recommend
from birads.checks import check
from birads.parsing import parse

SIDES = ("left", "right")


def other(side: str) -> str:
    return "right" if side == "left" else "left"


def calcifications(side: str, exam: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": "mg.calcifications",
        "id": "c",
        "exam": exam,
        "location": {"breast": side},
        "morphology": ["fine_pleomorphic"],
        "distribution": "grouped",
        **more,
    }


def recalled(side: str, views: list[dict[str, Any]], purpose: str = "diagnostic") -> dict[str, Any]:
    """Return a recall of one breast, and a second exam with those views and an overall 2."""
    return {
        "edition": "2013",
        "exams": [
            {"id": "m", "modality": "mammography", "purpose": "screening", "date": "2024-03-01"},
            {
                "id": "d",
                "modality": "mammography",
                "purpose": purpose,
                "date": "2024-03-20",
                "views": views,
            },
        ],
        "findings": [calcifications(side, "m")],
        "assessments": [
            {"breast": side, "category": "0", "exam": "m", "reason": "needs_additional_imaging"},
            {"breast": side, "category": "2", "exam": "d"},
        ],
    }


def stage(report: dict[str, Any]) -> str:
    return str(recommend(parse(report)).patterns[0].stage)


def codes(report: dict[str, Any]) -> set[str]:
    return {issue.code for issue in check(parse(report))}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("purpose", ["diagnostic", "surveillance"])
def test_views_of_the_other_breast_work_up_nothing(side: str, purpose: str) -> None:
    views = [{"name": name, "breast": other(side), "magnification": True} for name in ("CC", "ML")]
    report = recalled(side, views, purpose)
    assert stage(report) == "initial"
    (pattern,) = recommend(parse(report)).patterns
    still_to_do = {step.procedure for step in pattern.steps if step.recommended}
    assert "mammography_diagnostic" in still_to_do


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("of", ["same", "bilateral", None])
def test_views_that_can_show_the_breast_do(side: str, of: str | None) -> None:
    breast = side if of == "same" else of
    views = [{"name": "CC", "magnification": True, **({"breast": breast} if breast else {})}]
    assert stage(recalled(side, views)) == "worked_up"
    assert stage(recalled(side, views, "surveillance")) == "worked_up"


@pytest.mark.parametrize("side", SIDES)
def test_magnification_of_the_other_breast_leaves_surveillance_a_first_look(side: str) -> None:
    views: list[dict[str, Any]] = [
        {"name": "CC", "breast": other(side), "magnification": True},
        {"name": "CC", "breast": side},
    ]
    assert stage(recalled(side, views, "surveillance")) == "initial"
    report = {
        "edition": "2013",
        "exams": [
            {"id": "s", "modality": "mammography", "purpose": "surveillance", "views": views},
        ],
        "findings": [calcifications(side, "s", category="4A")],
    }
    assert stage(report) == "initial"


@pytest.mark.parametrize("side", SIDES)
def test_a_recall_that_only_the_other_breast_followed_is_an_alarm(side: str) -> None:
    views = [{"name": "CC", "breast": other(side), "magnification": True}]
    report = recalled(side, views)
    report["exams"].append({"id": "u", "modality": "ultrasound", "purpose": "diagnostic"})
    report["assessments"].append({"breast": side, "category": "2", "exam": "u"})
    assert "recall_still_open" in codes(report)
