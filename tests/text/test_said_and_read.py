"""Hold that what is said of a report can be read back: less may be read, nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import birads
from birads.report.report import Report
from birads.testing import reports
from birads.text import LANGUAGES, read_text
from tests.laws.same_answers import swapped
from tests.text.said_and_read_laws import against

NAMES = frozenset({"id", "exam", "finding"})
FEW = settings(
    max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


def read(report: Report, language: str, style: str = "report") -> dict[str, Any]:
    said = birads.say(report, language=language, style=style)
    return read_text(said.text, language=language).draft


def sections(draft: dict[str, Any]) -> list[str]:
    """Return what a draft says, whatever the order: a report says the left breast first."""
    return sorted(
        json.dumps({k: v for k, v in one.items() if k not in NAMES}, sort_keys=True)
        for part in ("exams", "findings", "assessments", "recommendations", "pathology")
        for one in draft.get(part, [])
    )


def mirrored(draft: dict[str, Any]) -> dict[str, Any]:
    """Return a draft of the other side; its narrative is text, and left out."""
    return {name: swapped(value) for name, value in draft.items() if name != "narrative"}


# Covers H11.
@pytest.mark.parametrize("language", LANGUAGES)
@FEW
@given(report=reports())
def test_what_is_read_of_a_said_report_is_stated_in_it(report: Report, language: str) -> None:
    assert against(report.to_dict(), read(report, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@FEW
@given(report=reports())
def test_mirrored_sides_give_the_mirrored_draft(report: Report, language: str) -> None:
    mirror = birads.parse(mirrored(report.to_dict()))
    assert sections(read(mirror, language)) == sections(mirrored(read(report, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_with_a_category_is_read_as_it_is_or_not_at_all(language: str) -> None:
    for kind in KINDS:
        report = birads.parse(document(kind))
        draft = read(report, language)
        assert "assessments" not in draft, kind
        assert against(report.to_dict(), draft) == []
        for found in draft.get("findings", []):
            assert (found["kind"], found["location"]["breast"], found["category"]) == (
                kind,
                "left",
                "4B",
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_of_each_known_kind_comes_back_with_its_side_and_category(language: str) -> None:
    for kind in KINDS:
        if kind == "mri.special_case":  # its words are not read
            continue
        draft = read(birads.parse(document(kind)), language)
        (found,) = draft["findings"]
        assert found["kind"] == kind
        assert found["location"]["breast"] == "left"
        assert found["category"] == "4B"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_that_a_recommendation_names_says_no_breast_of_it(language: str) -> None:
    report = birads.parse(
        {
            **document("mg.mass"),
            "recommendations": [{"action": "core_biopsy", "findings": ["f1"]}],
            "pathology": [{"finding": "f1", "result": "fibroadenoma"}],
        }
    )
    draft = read(report, language)
    assert [one.get("breast") for one in draft["recommendations"]] == [None]
    assert against(report.to_dict(), draft) == []


KINDS = (
    *("mg.calcifications", "mg.mass", "mg.asymmetry", "mg.architectural_distortion"),
    *("mg.lymph_node", "mg.skin_lesion", "mg.dilated_duct", "us.mass", "us.calcifications"),
    *("us.nonmass", "us.special_case", "us.lymph_node", "mri.focus", "mri.mass", "mri.nme"),
    *("mri.special_case", "mri.implant", "mri.lymph_node", "cem.mass", "cem.nme"),
    *("cem.enhancing_asymmetry", "other"),
)
NEEDED = {
    "us.special_case": {"special_case": "simple_cyst"},
    "mri.special_case": {"special_case": "cyst"},
}


def document(kind: str) -> dict[str, Any]:
    return {
        "edition": "2025" if kind == "us.nonmass" else "2013",
        "findings": [
            {
                "id": "f1",
                "kind": kind,
                "location": {"breast": "left"},
                "category": "4B",
                **NEEDED.get(kind, {}),
            }
        ],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_in_a_name_is_no_edition(language: str) -> None:
    report = birads.parse({"edition": "2025", "id": "name 4", "episode": "5"})
    assert read(report, language).get("edition") in (None, "2025")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_another_exams_comparison_is_not_taken(language: str) -> None:
    report = birads.parse(
        {
            "edition": "2013",
            "exams": [
                {"id": "a", "modality": "mri", "comparisons": [{"date": "1973-08-30"}]},
                {"id": "b", "modality": "mammography", "composition": "extremely_dense"},
            ],
        }
    )
    assert against(report.to_dict(), read(report, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_category_comes_back_with_its_exam(language: str) -> None:
    exams = [{"id": "mg", "modality": "mammography"}, {"id": "us", "modality": "ultrasound"}]
    stated = [
        {"breast": "left", "exam": "mg", "category": "4B"},
        {"breast": "left", "exam": "us", "category": "2"},
    ]
    report = birads.parse({"edition": "2013", "exams": exams, "assessments": stated})
    draft = read(report, language)
    kinds = {exam["id"]: exam["modality"] for exam in draft["exams"]}
    found = [(a["category"], kinds[a["exam"]]) for a in draft["assessments"]]
    assert found == [("4B", "mammography"), ("2", "ultrasound")]
