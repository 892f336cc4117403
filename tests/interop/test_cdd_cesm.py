"""CDD-CESM: each rule on made-up rows."""

from __future__ import annotations

from typing import Any

import pytest

from birads.interop import cdd_cesm
from birads.interop._cdd_phrases import checked, phrases
from birads.interop._words import raw_table
from birads.interop.importing import Imported
from birads.issue import InvalidReport
from birads.pointer import resolve
from tests.interop.made_up import CESM, table

CLASS = "Pathology Classification/ Follow up"
DENSITY = "Breast density (ACR)"
NOTHING = {"Type": "CESM", "Findings": "Non enhancement", "BIRADS": "2", DENSITY: "_"}


def read(*rows: dict[str, str]) -> Imported:
    imported = cdd_cesm.read(table(CESM, rows))
    for entry in imported.entries:
        for issue in entry.issues:
            resolve(entry.report.to_dict(), issue.pointer)
    return imported


def report(*rows: dict[str, str]) -> dict[str, Any]:
    imported = read(*rows)
    assert imported.rejects == ()
    return imported.reports[0].to_dict()


def codes(*rows: dict[str, str]) -> list[str]:
    return [issue.code for issue in read(*rows).entries[0].issues]


def test_one_patient_is_one_report() -> None:
    recombined = {
        "Type": "CESM",
        DENSITY: "_",
        "Findings": "Heterogenously enhancing  mass with speculated margin ",
    }
    told = report({}, recombined)
    assert told == {
        "edition": "2013",
        "schema_version": "1",
        "id": "cdd-cesm-0001",
        "patient": {"age_years": 52},
        "exams": [
            {
                "id": "cem",
                "modality": "cem",
                "purpose": "unknown",
                "composition": "heterogeneously_dense",
                "views": [{"name": "cc", "breast": "left"}],
            }
        ],
        "findings": [
            {
                "kind": "mg.mass",
                "id": "left-low-energy-1",
                "exam": "cem",
                "location": {"breast": "left"},
                "category": "4",
                "density": "high",
                "margin": "indistinct",
                "text": "High density mass with indistinct margin",
            },
            {
                "kind": "cem.mass",
                "id": "left-recombined-1",
                "exam": "cem",
                "location": {"breast": "left"},
                "category": "4",
                "internal_enhancement": "heterogeneous",
                "margin": "spiculated",
                "text": "Heterogenously enhancing mass with speculated margin",
            },
        ],
        "outcomes": [
            {
                "finding": f"left-{image}-1",
                "breast": "left",
                "malignant": False,
                "basis": "unknown",
            }
            for image in ("low-energy", "recombined")
        ],
    }
    assert codes({}, recombined) == ["word_normalised", "word_normalised"]


def test_dollars_separate_findings_and_their_categories() -> None:
    told = report({"Findings": "IMLN$Architectural distortion", "BIRADS": "2$4"})
    assert [(one["kind"], one["category"]) for one in told["findings"]] == [
        ("mg.lymph_node", "2"),
        ("mg.architectural_distortion", "4"),
    ]
    assert "assessments" not in told


def test_too_few_categories_are_the_breasts() -> None:
    row = {"Findings": "IMLN$Architectural distortion", "BIRADS": "4"}
    told = report(row)
    assert all("category" not in one for one in told["findings"])
    assert told["assessments"] == [{"breast": "left", "exam": "cem", "category": "4"}]
    assert "category_count_differs" in codes(row)


def test_one_category_is_never_shared_by_two_findings() -> None:
    row = {
        "Findings": "High density mass with speculated margin and edema pattern with clusters "
        "of pleomorphic microcalcification",
        "BIRADS": "5",
    }
    told = report(row)
    assert [one["kind"] for one in told["findings"]] == ["mg.mass", "mg.calcifications"]
    assert told["findings"][1]["morphology"] == ["fine_pleomorphic"]
    assert told["findings"][1]["groups"] == "multiple"
    assert all("category" not in one for one in told["findings"])
    assert told["assessments"][0]["category"] == "5"
    assert {"category_shared", "word_kept_as_text", "word_normalised"} <= set(codes(row))


def test_what_the_table_does_not_hold_is_kept_as_text() -> None:
    told = report({"Findings": "A phrase of nobody"})
    assert told["findings"] == [
        {
            "kind": "other",
            "id": "left-low-energy-1",
            "exam": "cem",
            "location": {"breast": "left"},
            "category": "4",
            "text": "A phrase of nobody",
        }
    ]
    assert codes({"Findings": "A phrase of nobody"}) == ["phrase_unread"]
    assert codes({"Findings": "Portacath"}) == ["phrase_without_kind"]


def test_a_phrase_is_read_for_its_image_only() -> None:
    assert codes({"Findings": "Segmental non mass enhancement"}) == ["phrase_unread"]


def test_normal_is_no_finding() -> None:
    told = report({"Findings": "Normal", "BIRADS": "1", CLASS: "Normal"})
    assert "findings" not in told
    assert told["assessments"] == [{"breast": "left", "exam": "cem", "category": "1"}]
    assert told["outcomes"] == [{"breast": "left", "malignant": False, "basis": "unknown"}]


def test_views_that_agree_are_one_finding() -> None:
    told = report({}, {"View": "MLO", "Findings": "high  density mass with indistinct margin"})
    assert len(told["findings"]) == 1
    assert told["exams"][0]["views"] == [
        {"name": "cc", "breast": "left"},
        {"name": "mlo", "breast": "left"},
    ]


def test_views_that_differ_keep_the_findings_of_each() -> None:
    rows: tuple[dict[str, str], ...] = ({}, {"View": "MLO", "Findings": "Architectural distortion"})
    assert [one["id"] for one in report(*rows)["findings"]] == [
        "left-low-energy-1",
        "left-low-energy-2",
    ]
    assert "views_differ" in codes(*rows)


def test_views_that_agree_in_words_may_differ_in_category() -> None:
    rows = ({"BIRADS": "3"}, {"View": "MLO", "BIRADS": "4"})
    assert report(*rows)["findings"][0]["category"] == "4"
    issue = read(*rows).entries[0].issues[0]
    assert (issue.code, issue.crosses) == ("views_differ", True)


def test_a_malignant_row_is_a_tissue_result_of_its_only_finding() -> None:
    told = report({CLASS: "Malignant"})
    assert told["pathology"] == [{"finding": "left-low-energy-1", "result": "malignant"}]
    assert "outcomes" not in told


@pytest.mark.parametrize(
    "row",
    [
        {"Findings": "IMLN$Architectural distortion", "BIRADS": "2$4"},
        {"Findings": "Normal", "BIRADS": "1"},
        {"Findings": "Pop corn macrocalcification", "BIRADS": "2"},
    ],
)
def test_malignant_is_the_breasts_where_no_finding_can_be_meant(row: dict[str, str]) -> None:
    row = {**row, CLASS: "Malignant"}
    told = report(row)
    assert "pathology" not in told
    assert told["outcomes"] == [{"breast": "left", "malignant": True, "basis": "unknown"}]
    assert "malignant_without_finding" in codes(row)


def test_a_normal_view_does_not_clear_a_malignant_breast() -> None:
    told = report(
        {CLASS: "Malignant"},
        {"View": "MLO", "Findings": "Normal", "BIRADS": "1", CLASS: "Normal"},
    )
    assert "outcomes" not in told
    assert told["assessments"] == [{"breast": "left", "exam": "cem", "category": "4"}]


def test_views_of_one_finding_that_differ_in_class_keep_malignant() -> None:
    rows = ({CLASS: "Malignant"}, {"View": "MLO", CLASS: "Benign"})
    assert report(*rows)["pathology"] == [{"finding": "left-low-energy-1", "result": "malignant"}]
    assert "views_differ" in codes(*rows)


CALCS = {"Findings": "Cluster of microcalcifications"}


def test_calcifications_have_a_correlate_only_where_the_text_states_it() -> None:
    assert report(CALCS, NOTHING)["findings"][0]["cem"] == {"enhancement": "none"}
    silent = {**NOTHING, "Findings": "No mass or non mass enhancement"}
    other = {**NOTHING, "Findings": "Segmental non mass enhancement"}
    right = {**NOTHING, "Side": "R"}
    for rows in (
        (CALCS,),
        (CALCS, silent),
        (CALCS, other),
        (CALCS, NOTHING, other),
        (CALCS, right),
    ):
        assert "cem" not in report(*rows)["findings"][0]


def test_a_region_is_the_findings_place() -> None:
    told = report({"Findings": "Dilated retroareolar duct"})
    assert told["findings"][0]["location"] == {"breast": "left", "region": "retroareolar"}


def test_density_not_stated_is_left_out() -> None:
    told = report({DENSITY: "_"})
    assert "composition" not in told["exams"][0]
    assert codes({DENSITY: "_"}) == []
    assert report({DENSITY: "B"}, {DENSITY: "D"})["exams"][0]["composition"] == "extremely_dense"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"Side": "B"}, "unknown_word"),
        ({"Type": "MRI"}, "unknown_word"),
        ({"View": "ML"}, "unknown_word"),
        ({"BIRADS": "4$7"}, "unknown_word"),
        ({DENSITY: "E"}, "unknown_word"),
        ({CLASS: "Maybe"}, "unknown_word"),
        ({"Age": "-1"}, "bad_number"),
        ({"Patient_ID": ""}, "missing_id"),
        ({"Findings": "x" * 100_001}, "invalid_report"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected(row: dict[str, str], reason: str) -> None:
    imported = read(row)
    assert [one.reason for one in imported.rejects] == [reason]
    assert imported.entries == ()
    assert "Patient_ID" not in imported.rejects[0].row


def test_every_word_of_the_table_stands_in_its_phrase() -> None:
    for (_, said), phrase in phrases().items():
        stated: set[str] = set()
        for finding in phrase.findings:
            for name, value in finding.items():
                if name not in {"kind", "count", "groups"}:
                    stated.update(value if isinstance(value, list) else [value])
        for word in stated - set(phrase.renamed.values()):
            # "architectural distorton" is a spelling of the source.
            assert word.replace("_", " ")[:20] in said, (said, word)
        assert all(name in said for name in phrase.renamed), said


def test_a_table_with_an_unknown_word_is_refused() -> None:
    table_of_ours = raw_table("cdd_cesm")
    table_of_ours["phrase"].append(
        {"image": "low_energy", "says": ["x"], "findings": [{"kind": "mg.mass", "shape": "odd"}]}
    )
    with pytest.raises(InvalidReport, match="odd"):
        checked(table_of_ours)
    table_of_ours = raw_table("cdd_cesm")
    table_of_ours["phrase"].append(table_of_ours["phrase"][0])
    with pytest.raises(ValueError, match="stands twice"):
        checked(table_of_ours)
