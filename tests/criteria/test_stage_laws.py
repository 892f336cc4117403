"""Prove what the stage and what was stated do to the rows of a pattern.

Each docstring is the law in one sentence.
"""

from __future__ import annotations

from typing import Any

import pytest

from birads.acr_criteria._procedures import is_invasive
from tests.criteria import independent as held
from tests.criteria.criteria_space import (
    document,
    finding,
    small_reports,
    workup,
)


# Covers H1 H4 G35.
@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ({}, True),
        ({"assessments": [{"breast": "right", "category": "4B"}]}, True),
        ({"assessments": [{"breast": "left", "category": "4B"}]}, False),
        ({"assessments": [{"breast": "bilateral", "category": "5"}]}, False),
        ({"assessments": [{"breast": "overall", "category": "4"}]}, False),
        ({"assessments": [{"breast": "overall", "category": "3"}]}, True),
        ({"recommendations": [{"action": "core_biopsy", "breast": "right"}]}, True),
        (
            {
                "recommendations": [
                    {"action": "core_biopsy", "breast": "right", "findings": ["calc-2"]}
                ]
            },
            True,
        ),
        ({"recommendations": [{"action": "core_biopsy", "breast": "left"}]}, False),
        ({"recommendations": [{"action": "surgical_excision"}]}, False),
        ({"recommendations": [{"action": "core_biopsy", "findings": ["calc-1"]}]}, False),
        ({"recommendations": [{"action": "magnification_views", "breast": "left"}]}, True),
        ({"pathology": [{"finding": "calc-2", "result": "benign"}]}, True),
    ],
)
def test_tissue_stated_for_one_breast_takes_no_band_from_the_other(
    stated: dict[str, Any],
    shown: bool,
) -> None:
    """Biopsy rows keep their band unless tissue was stated for this breast, or for no side."""
    left = finding("amorphous", distribution="regional")
    right = finding("round", id="calc-2", distribution="grouped", groups=1, breast="right")
    pattern = workup(document(left, right, **stated)).patterns[0]
    bands = {step.band for step in pattern.steps if is_invasive(step.procedure) and step.rating}
    assert bands == ({"usually_not_appropriate"} if shown else {None})


# Covers G38 G21 H3.
@pytest.mark.parametrize("change", [None, "new", "increasing", "stable"])
def test_the_first_summary_rule_stands_where_it_must_and_nowhere_else(change: str | None) -> None:
    """S1 answers where no variant does, and new or increasing calcifications that rate low."""
    for _, _, tree in small_reports(categories=(None, "4A", "6")):
        said = {} if change is None else {"change": change}
        one = {**tree["findings"][0], **said}
        pattern = workup({**tree, "findings": [one]}).patterns[0]
        words = set(one.get("morphology", ()))
        open_answer = pattern.variant is None and (
            not words or bool(words - held.BENIGN) or pattern.status == "not_applicable"
        )
        growing = change in {"new", "increasing"} and pattern.variant in {6, 11, 13, 16, 17}
        one_sided = pattern.row in held.ONE_SIDED and pattern.facts.laterality == "unilateral"
        due = pattern.stage != "worked_up" and (open_answer or growing or one_sided)
        found = [step for step in pattern.steps if step.basis == "summary_rule"]
        assert [step.procedure for step in found] == ["mammography_diagnostic"] * due
        assert ("new_or_increasing" in pattern.reasons) == (
            growing and pattern.stage != "worked_up"
        )
        for step in found:
            asked = "workup_not_done" if pattern.stage == "unknown" else None
            assert (step.condition.code if step.condition else None) == asked
            assert (step.recommended, step.rating, step.band) == (True, None, None)
            assert step.technique == held.SUMMARY[0][2]


# Covers G35 H3.
def test_earlier_tissue_takes_the_band_off_but_leaves_the_stage() -> None:
    """A tissue result older than the exam is history, yet its biopsy rows claim no band."""
    tree = document(finding("amorphous", distribution="grouped", groups=1))
    tree["exams"][0]["date"] = "2026-05-04"
    tree["pathology"] = [{"finding": "calc-1", "result": "benign", "date": "2024-01-10"}]
    pattern = workup(tree).patterns[0]
    assert pattern.stage == "initial"
    assert {s.band for s in pattern.steps if is_invasive(s.procedure) and s.rating} == {None}
    tree["pathology"][0]["date"] = "2026-05-04"  # the same day is not before the exam
    assert workup(tree).patterns[0].stage == "worked_up"


# Covers G35 H3.
def test_an_open_stage_shows_the_condition_of_both_branches() -> None:
    """Without a purpose, a 4 on a low-rated pattern gets mammography if it was not done yet."""
    one = finding("rim", category="4")
    steps = [s for s in workup(document(one, stage="unknown")).patterns[0].steps if s.recommended]
    told = {s.procedure: s.condition.code if s.condition else None for s in steps}
    assert told == {"mammography_diagnostic": "workup_not_done", "tissue_diagnosis": None}
