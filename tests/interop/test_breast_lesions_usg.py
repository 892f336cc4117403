"""BrEaST: each rule on made-up rows."""

from __future__ import annotations

from typing import Any

import pytest

from birads.interop import breast_lesions_usg
from birads.interop.importing import Imported
from birads.pointer import resolve
from tests.interop.made_up import USG, table


def read(*rows: dict[str, str]) -> Imported:
    imported = breast_lesions_usg.read(table(USG, rows))
    for entry in imported.entries:
        for issue in entry.issues:
            resolve(entry.report.to_dict(), issue.pointer)
    return imported


def report(*rows: dict[str, str]) -> dict[str, Any]:
    imported = read(*rows)
    assert imported.rejects == ()
    return imported.reports[0].to_dict()


def codes(imported: Imported) -> list[str]:
    return [issue.code for issue in imported.entries[0].issues]


def test_one_case_is_one_report() -> None:
    assert report({}) == {
        "edition": "2013",
        "schema_version": "1",
        "id": "breast-lesions-usg-0001",
        "patient": {"age_years": 44},
        "exams": [
            {
                "id": "us",
                "modality": "ultrasound",
                "purpose": "unknown",
                "tissue_composition": "fat",
            }
        ],
        "findings": [
            {
                "kind": "us.mass",
                "id": "mass-1",
                "exam": "us",
                "category": "4A",
                "palpable": False,
                "text": "Interpretation: Fibroadenoma",
                "shape": "oval",
                "margin": ["circumscribed"],
                "echo_pattern": "hypoechoic",
                "posterior_features": "none",
                "calcifications": [],
            }
        ],
        "pathology": [{"finding": "mass-1", "result": "fibroadenoma", "text": "Fibroadenoma"}],
    }
    assert codes(read({})) == []


def test_margins_of_a_mass_that_is_not_circumscribed() -> None:
    said = "not circumscribed - spiculated&angular&indistinct"
    (finding,) = report({"Margin": said})["findings"]
    assert finding["margin"] == ["indistinct", "angular", "spiculated"]


@pytest.mark.parametrize(
    "said", ["indistinct", "not circumscribed", "not circumscribed - circumscribed", "not "]
)
def test_a_margin_that_says_nothing_clear_is_rejected(said: str) -> None:
    (reject,) = read({"Margin": said}).rejects
    assert reject.column == "Margin"


def test_a_halo_is_a_word_of_another_edition() -> None:
    imported = read({"Halo": "yes"})
    assert imported.reports[0].to_dict()["findings"][0]["boundary"] == "echogenic_halo"
    assert codes(imported) == ["edition_word"]
    assert "boundary" not in report({"Halo": "no"})["findings"][0]


@pytest.mark.parametrize(
    ("row", "member", "value"),
    [
        ({"Echogenicity": "complex cystic/solid"}, "echo_pattern", "complex"),
        ({"Posterior_features": "combined"}, "posterior_features", "combined"),
        ({"Calcifications": "in a mass"}, "calcifications", ["in_mass"]),
        ({"Calcifications": "intraductal"}, "calcifications", ["intraductal"]),
        ({"Calcifications": "not applicable"}, "calcifications", None),
        ({"Calcifications": "indefinable"}, "calcifications", None),
        ({"Skin_thickening": "yes"}, "associated", ["skin_thickening"]),
        ({"Signs": "skin retraction&palpable"}, "palpable", True),
        ({"Signs": "breast scar"}, "palpable", None),
        ({"Signs": "not available"}, "palpable", None),
        ({"BIRADS": "4c"}, "category", "4C"),
        ({"BIRADS": ""}, "category", None),
        ({"Shape": "not applicable"}, "shape", None),
    ],
)
def test_members(row: dict[str, str], member: str, value: object) -> None:
    assert report(row)["findings"][0].get(member) == value


def test_what_has_no_member_stays_as_text() -> None:
    told = report(
        {
            "Signs": "nipple retraction&palpable",
            "Symptoms": "nipple discharge",
            "Calcifications": "indefinable",
        }
    )
    assert told["narrative"] == "Signs: nipple retraction; Symptoms: nipple discharge"
    assert "Calcifications: indefinable" in told["findings"][0]["text"]


@pytest.mark.parametrize(
    ("diagnosis", "classified", "results"),
    [
        ("Invasive lobular carcinoma", "malignant", ["invasive_lobular_carcinoma"]),
        (
            "Invasive carcinoma of no special type (NST)&Ductal carcinoma in situ (DCIS)",
            "malignant",
            ["invasive_ductal_carcinoma", "ductal_carcinoma_in_situ"],
        ),
        ("Mucinous carcinoma", "malignant", ["malignant"]),
        ("Fibrosclerosis", "benign", ["benign"]),
        ("Intraductal papilloma&Adenosis", "benign", ["papilloma"]),
        ("Complex sclerosing lesion", "benign", ["radial_scar"]),
        ("Lobular carcinoma in situ (LCIS)", "benign", ["lobular_carcinoma_in_situ"]),
        ("Fibroadenoma&Something malign", "malignant", ["fibroadenoma", "malignant"]),
        ("not applicable", "benign", ["benign"]),
        ("Something", "", ["other"]),
    ],
)
def test_histology(diagnosis: str, classified: str, results: list[str]) -> None:
    told = report({"Diagnosis": diagnosis, "Classification": classified})
    assert [one["result"] for one in told["pathology"]] == results
    if diagnosis != "not applicable":
        assert {one["text"] for one in told["pathology"]} == {diagnosis}


@pytest.mark.parametrize(("said", "malignant"), [("benign", False), ("malignant", True)])
def test_follow_up_is_an_outcome(said: str, malignant: bool) -> None:
    told = report(
        {
            "Verification": "confirmed by follow-up care",
            "Diagnosis": "not applicable",
            "Classification": said,
        }
    )
    assert "pathology" not in told
    assert told["outcomes"] == [
        {"finding": "mass-1", "malignant": malignant, "basis": "clinical_follow_up"}
    ]


NORMAL = {
    **dict.fromkeys(
        (
            *("Shape", "Margin", "Echogenicity", "Posterior_features", "Halo", "Calcifications"),
            *("Interpretation", "Verification", "Diagnosis"),
        ),
        "not applicable",
    ),
    "BIRADS": "1",
    "Classification": "normal",
}


def test_a_normal_case_is_a_report_without_a_finding() -> None:
    told = report({**NORMAL, "Tissue_composition": "lactating&homogeneous: fibroglandular"})
    assert "findings" not in told
    assert "outcomes" not in told
    assert told["assessments"] == [{"breast": "overall", "exam": "us", "category": "1"}]
    assert told["patient"] == {"age_years": 44, "lactating": True}
    assert told["exams"][0]["tissue_composition"] == "fibroglandular"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**NORMAL, "Shape": "oval"}, "contradiction"),
        ({**NORMAL, "Verification": "confirmed by biopsy"}, "contradiction"),
        ({"Signs": "no&palpable"}, "contradiction"),
        ({"Tissue_composition": "homogeneous: fat&homogeneous: fibroglandular"}, "contradiction"),
        ({"Shape": "square"}, "unknown_word"),
        ({"BIRADS": "4d"}, "unknown_word"),
        ({"Halo": "perhaps"}, "unknown_word"),
        ({"Classification": "odd"}, "unknown_word"),
        ({"Age": "old"}, "bad_number"),
        ({"Age": "131"}, "bad_number"),
        ({"CaseID": " "}, "missing_id"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected(row: dict[str, str], reason: str) -> None:
    imported = read(row)
    assert [one.reason for one in imported.rejects] == [reason]
    assert "CaseID" not in imported.rejects[0].row


def test_rows_of_one_case_are_one_report() -> None:
    told = report({}, {"Age": "45", "Shape": "round"})
    assert [one["id"] for one in told["findings"]] == ["mass-1", "mass-2"]
    assert "patient" not in told
    assert "rows_differ" in codes(read({}, {"Age": "45", "Shape": "round"}))
