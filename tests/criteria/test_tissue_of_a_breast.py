"""Tissue that names a breast and no finding does what the category of that breast asks for.

Only where the breast has no finding described: of two findings nobody knows which was sampled.
"""

from __future__ import annotations

from typing import Any

import pytest

from birads import parse, recommend

MASSES = [
    {"id": f"m{clock}", "kind": "mg.mass", "location": {"breast": "left", "clock": clock}}
    for clock in (3, 9)
]


def _tissue(**members: Any) -> tuple[bool, str | None]:
    """Return whether tissue is still recommended, and what did it."""
    report = {
        "edition": "2013",
        "exams": [{"id": "e", "modality": "mammography", "purpose": "diagnostic"}],
        "assessments": [{"breast": "left", "category": "4B", "exam": "e"}],
        **members,
    }
    (step,) = [
        step for step in recommend(parse(report)).steps if step.procedure == "tissue_diagnosis"
    ]
    return step.recommended, step.done_by


@pytest.mark.parametrize(
    ("breast", "findings", "found"),
    [
        ("left", [], (False, "/pathology/0")),
        ("right", [], (True, None)),
        ("bilateral", [], (True, None)),
        ("left", MASSES[:1], (True, None)),
        ("left", MASSES, (True, None)),
        ("left", [{**MASSES[0], "location": {"breast": "right"}}], (False, "/pathology/0")),
    ],
    ids=["own", "other", "both", "one-finding", "two-findings", "finding-in-the-other"],
)
def test_tissue_of_a_breast_answers_its_category_where_no_finding_could_be_meant(
    breast: str, findings: list[dict[str, Any]], found: tuple[bool, str | None]
) -> None:
    taken = [{"breast": breast, "result": "benign"}]
    assert _tissue(pathology=taken, findings=findings) == found


def test_without_tissue_it_stays_recommended() -> None:
    assert _tissue() == (True, None)
