"""Hold what must not depend on the order of a list, and what must not spread."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest

import birads

SCREENING = {"id": "s", "modality": "mammography", "purpose": "screening", "date": "2024-01-10"}
DIAGNOSTIC = {"id": "d", "modality": "mammography", "purpose": "diagnostic", "date": "2024-01-10"}
FINDING = {
    "kind": "mg.calcifications",
    "id": "a",
    "exam": "s",
    "location": {"breast": "left"},
    "morphology": ["amorphous"],
    "distribution": "grouped",
    "groups": 1,
}


def answers(report: dict[str, Any]) -> set[str]:
    """Return every step without the pointers, which follow the order of the lists."""
    workup = birads.recommend(birads.parse(report)).to_dict()
    steps = [*workup["steps"], *(s for pattern in workup["patterns"] for s in pattern["steps"])]
    shown = set()
    for step in steps:
        done = step.pop("done_by") is not None
        condition = step.pop("condition")
        step.pop("read_from")
        state = condition and condition["state"]
        shown.add(json.dumps([step, done, state], sort_keys=True))
    return shown


@pytest.mark.parametrize(
    ("member", "entries"),
    [
        ("exams", [SCREENING, DIAGNOSTIC]),
        (
            "assessments",
            [
                {"breast": "left", "category": "3"},
                {"breast": "left", "category": "3", "exam": "s"},
                {"breast": "left", "category": "0", "exam": "d"},
            ],
        ),
        (
            "pathology",
            [
                {"finding": "a", "result": "benign", "date": "2024-02-01"},
                {"finding": "a", "result": "high_risk", "date": "2024-02-01"},
                {"finding": "a", "result": "non_diagnostic"},
            ],
        ),
        (
            "recommendations",
            [
                {"action": "core_biopsy", "breast": "left", "findings": ["a"]},
                {"action": "mri"},
                {"action": "short_interval_follow_up", "findings": ["a", "b"]},
            ],
        ),
    ],
)
def test_the_answer_does_not_depend_on_the_order_of_a_list(
    member: str, entries: list[dict[str, Any]]
) -> None:
    base: dict[str, Any] = {
        "edition": "2013",
        "exams": [SCREENING, DIAGNOSTIC],
        "findings": [FINDING],
        "assessments": [
            {"breast": "left", "category": "0", "exam": "s"},
            {"breast": "left", "category": "4A", "exam": "d"},
        ],
    }
    orders = [answers({**base, member: list(order)}) for order in permutations(entries)]
    assert all(found == orders[0] for found in orders)


def test_pregnancy_suggests_no_contrast_imaging() -> None:
    masked = {"enhancement": "indeterminate", "cause": "masked_by_bpe"}
    report = {
        "edition": "2013",
        "exams": [DIAGNOSTIC],
        "findings": [{**FINDING, "exam": "d", "category": "4B", "cem": masked}],
    }

    def codes(patient: dict[str, Any]) -> set[str]:
        workup = birads.recommend(birads.parse({**report, "patient": patient}))
        return {note.code for pattern in workup.patterns for note in pattern.notes}

    assert "cem_masked_by_bpe_mri_may_help" in codes({})
    assert "cem_masked_by_bpe_mri_may_help" not in codes({"pregnant": True})
    assert "cem_indeterminate_biopsy_not_postponed" in codes({"pregnant": True})


def test_one_tissue_result_never_speaks_for_two_findings_of_one_id() -> None:
    twin = {**FINDING, "location": {"breast": "right"}, "morphology": ["rim"]}
    report = {
        "edition": "2013",
        "exams": [SCREENING],
        "findings": [FINDING, twin],
        "pathology": [{"finding": "a", "result": "malignant"}],
    }
    workup = birads.recommend(birads.parse(report))
    surgery = [
        step.breast
        for pattern in workup.patterns
        for step in pattern.steps
        if step.procedure == "surgical_or_oncological_management"
    ]
    assert surgery == ["left"]


def test_steps_without_side_are_bounded_in_number() -> None:
    """Many assessments and recommendations cost no more than they are."""
    count = 3000
    report = {
        "edition": "2013",
        "exams": [{**SCREENING, "id": f"e{n}"} for n in range(count)],
        "findings": [{**FINDING, "id": f"f{n}", "exam": f"e{n}"} for n in range(count)],
        "assessments": [{"breast": "left", "category": "0", "exam": f"e{n}"} for n in range(count)],
        "recommendations": [{"action": "mri", "findings": [f"f{n}"]} for n in range(count)],
    }
    workup = birads.recommend(birads.parse(report))
    assert len(workup.patterns) == count


def test_control_characters_never_reach_the_screen() -> None:
    from birads.cli._words import visible

    assert visible("x\u001b[2Jy\u202e") == "x\\u001b[2Jy\\u202e"
    assert visible("Ångström - plain") == "Ångström - plain"
