"""A benign result of one finding is judged against every finding of the same lesion."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from birads.acr_criteria import recommend
from birads.checks import check
from birads.parsing import parse


def lesion(first: str | None, second: str | None, **result: Any) -> dict[str, Any]:
    """Return calcifications and the mass that ultrasound shows of them, which was biopsied."""
    same = {"location": {"breast": "left"}, "tracking_uid": "1.2.3"}
    calcifications = {"kind": "mg.calcifications", "id": "c", "exam": "m", **same}
    calcifications |= {"morphology": ["fine_pleomorphic"], "distribution": "grouped"}
    mass = {"kind": "us.mass", "id": "u", "exam": "us", **same}
    findings = [calcifications, {**mass, "shape": "oval", "margin": ["indistinct"]}]
    for finding, category in zip(findings, (first, second), strict=True):
        finding.update({} if category is None else {"category": category})
    return {
        "edition": "2013",
        "exams": [
            {"id": "m", "modality": "mammography", "purpose": "diagnostic", "date": "2024-01-01"},
            {"id": "us", "modality": "ultrasound", "purpose": "diagnostic", "date": "2024-01-01"},
        ],
        "findings": findings,
        "recommendations": [{"action": "routine_screening", "breast": "left"}],
        "pathology": [
            {
                "finding": "u",
                "date": "2024-01-05",
                "procedure": "core_biopsy",
                "result": "fibroadenoma",
                **result,
            }
        ],
    }


def codes(report: dict[str, Any]) -> set[str]:
    return {issue.code for issue in check(parse(report))}


def open_steps(report: dict[str, Any]) -> set[str]:
    workup = recommend(parse(report))
    every = itertools.chain(workup.steps, *(pattern.steps for pattern in workup.patterns))
    return {str(step.procedure) for step in every if step.recommended}


@pytest.mark.parametrize("categories", [("5", "4A"), ("4A", "5"), ("5", None), ("5", "5")])
def test_a_benign_result_of_a_five_is_discordant(categories: tuple[str, str | None]) -> None:
    report = lesion(*categories)
    assert "benign_after_five" in codes(report)
    assert "repeat_tissue_diagnosis" in open_steps(report)


@pytest.mark.parametrize("categories", [("4A", "4A"), ("4B", "4A"), ("4C", "4A")])
def test_below_five_nothing_is_repeated(categories: tuple[str, str]) -> None:
    report = lesion(*categories)
    assert "benign_after_five" not in codes(report)
    assert ("correlation_not_documented" in codes(report)) is ("4C" in categories)
    assert "repeat_tissue_diagnosis" not in open_steps(report)


def test_casting_calcifications_stand_against_a_benign_result() -> None:
    report = lesion("4B", "4A")
    assert "benign_against_words" not in codes(report)
    report["findings"][0]["morphology"] = ["fine_linear_branching"]
    assert "benign_against_words" in codes(report)


@pytest.mark.parametrize("result", ["invasive_ductal_carcinoma", "atypical_ductal_hyperplasia"])
def test_a_result_that_is_not_benign_is_no_discordance(result: str) -> None:
    assert "benign_after_five" not in codes(lesion("5", "4A", result=result))


def test_a_benign_aspiration_of_the_mass_leaves_its_calcifications_open() -> None:
    report = lesion("4B", "4B", procedure="fine_needle_aspiration")
    assert "suspicious_without_tissue_diagnosis" in codes(report)
    assert "tissue_diagnosis" in open_steps(report)
    report["findings"] = report["findings"][1:]
    assert "suspicious_without_tissue_diagnosis" not in codes(report)
