"""A finding without a side lies in the one breast that its exam shows: its category bounds it."""

from __future__ import annotations

from typing import Any

import pytest

from birads.acr_criteria import recommend
from birads.parsing import parse


def report(laterality: str | None, breast: str) -> dict[str, Any]:
    exam = {"id": "m", "modality": "mammography", "purpose": "diagnostic"}
    return {
        "edition": "2013",
        "exams": [exam if laterality is None else {**exam, "laterality": laterality}],
        "findings": [
            {
                "kind": "mg.calcifications",
                "id": "c",
                "exam": "m",
                "morphology": ["fine_pleomorphic"],
                "distribution": "grouped",
            }
        ],
        "assessments": [{"breast": breast, "category": "2"}],
    }


def alerts(document: dict[str, Any]) -> set[str]:
    workup = recommend(parse(document))
    return {str(note.code) for note in workup.notes if note.level == "alert"}


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_breast_of_the_exam_bounds_the_finding(side: str) -> None:
    assert "stated_category_below_pattern" in alerts(report(side, side))


@pytest.mark.parametrize("laterality", [None, "bilateral", "right"])
def test_no_side_is_guessed(laterality: str | None) -> None:
    document = report(laterality, "left")
    assert "stated_category_below_pattern" not in alerts(document)
    (pattern,) = recommend(parse(document)).patterns
    assert pattern.breast is None
