"""Tissue that states another breast than its finding lies in reassures about neither."""

from __future__ import annotations

from typing import Any

import pytest

from birads import Report, check, parse, recommend

_MASS = {
    "kind": "mg.mass",
    "id": "m",
    "exam": "e",
    "location": {"breast": "left"},
    "shape": "irregular",
    "margin": "spiculated",
}
_NEEDLE = {"finding": "m", "procedure": "core_biopsy", "date": "2024-02-01"}


def _report(category: str, breast: str | None, result: str) -> Report:
    taken: dict[str, Any] = {**_NEEDLE, "result": result}
    if breast is not None:
        taken["breast"] = breast
    exam = {"id": "e", "modality": "mammography", "purpose": "diagnostic", "laterality": "left"}
    return parse(
        {
            "edition": "2013",
            "exams": [exam | {"date": "2024-01-10"}],
            "findings": [_MASS | {"category": category}],
            "pathology": [taken],
        }
    )


@pytest.mark.parametrize("result", ["benign", "fibroadenoma", "other"])
def test_no_alarm_is_silent_for_it(result: str) -> None:
    alarms = {
        category: {issue.code for issue in check(_report(category, "right", result))}
        for category in ("2", "5")
    }
    assert all("tissue_side_differs" in codes for codes in alarms.values())
    assert "suspicious_form_below_four" in alarms["2"]
    assert "suspicious_without_tissue_diagnosis" in alarms["5"]
    agreed = {issue.code for issue in check(_report("5", "left", result))}
    assert "tissue_side_differs" not in agreed
    assert "suspicious_without_tissue_diagnosis" not in agreed


def test_the_biopsy_of_the_finding_remains_and_nothing_stated_is_lost() -> None:
    workup = recommend(_report("4B", "right", "benign"))
    told = {(step.procedure, step.breast, step.recommended) for step in workup.steps}
    assert ("tissue_diagnosis", "left", True) in told
    assert ("radiologic_pathologic_correlation", "right", True) in told
    assert "side_contradiction" in {note.code for note in workup.notes}


def test_what_asks_for_more_counts_wherever_it_is() -> None:
    codes = {issue.code for issue in check(_report("2", "right", "malignant"))}
    assert {"tissue_side_differs", "malignant_below_four"} <= codes
