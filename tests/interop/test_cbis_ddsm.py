"""CBIS-DDSM: each rule on made-up rows."""

from __future__ import annotations

from typing import Any

import pytest

from birads.interop import cbis_ddsm
from birads.interop.importing import Imported, ImportedReport
from birads.pointer import resolve
from tests.interop.made_up import CALC, MASS, table


def calcs(*rows: dict[str, str]) -> Imported:
    return cbis_ddsm.read(table(CALC, rows))


def masses(*rows: dict[str, str]) -> Imported:
    return cbis_ddsm.read(table(MASS, rows))


def only(imported: Imported) -> ImportedReport:
    assert imported.rejects == ()
    (entry,) = imported.entries
    for issue in entry.issues:
        resolve(entry.report.to_dict(), issue.pointer)
    return entry


def finding(imported: Imported) -> dict[str, Any]:
    (one,) = only(imported).report.to_dict()["findings"]
    assert isinstance(one, dict)
    return one


def codes(imported: Imported) -> list[str]:
    return [issue.code for issue in only(imported).issues]


def test_one_row_is_one_report_without_the_identifier() -> None:
    entry = only(calcs({}))
    report = entry.report.to_dict()
    assert report == {
        "edition": "2003",
        "schema_version": "1",
        "id": "cbis-ddsm-calc-0001",
        "exams": [
            {
                "id": "mg",
                "modality": "mammography",
                "purpose": "unknown",
                "composition": "scattered_fibroglandular_density",
                "views": [{"name": "cc", "breast": "left"}],
            }
        ],
        "findings": [
            {
                "kind": "mg.calcifications",
                "id": "left-1",
                "exam": "mg",
                "location": {"breast": "left"},
                "category": "4",
                "morphology": ["amorphous"],
                "distribution": "grouped",
            }
        ],
        "outcomes": [
            {"finding": "left-1", "breast": "left", "malignant": False, "basis": "unknown"}
        ],
    }
    assert entry.source_id == "made-up-1"
    assert b"made-up" not in entry.report.to_json()
    assert entry.lines == (2,)


@pytest.mark.parametrize(
    ("said", "words", "renamed"),
    [
        ("PLEOMORPHIC", ["fine_pleomorphic"], 1),
        ("COARSE", ["coarse_popcorn"], 1),
        ("ROUND_AND_REGULAR", ["round"], 1),
        ("LUCENT_CENTER", ["rim"], 1),
        ("LUCENT_CENTERED", ["rim"], 1),
        ("EGGSHELL", ["rim"], 1),
        ("LARGE_RODLIKE", ["large_rod_like"], 1),
        ("VASCULAR", ["vascular"], 0),
        ("MILK_OF_CALCIUM", ["milk_of_calcium"], 0),
        ("PUNCTATE-AMORPHOUS", ["punctate", "amorphous"], 0),
        ("AMORPHOUS-PUNCTATE", ["punctate", "amorphous"], 0),
        ("ROUND_AND_REGULAR-EGGSHELL", ["round", "rim"], 2),
        ("LUCENT_CENTER-EGGSHELL", ["rim"], 2),
    ],
)
def test_morphology(said: str, words: list[str], renamed: int) -> None:
    imported = calcs({"calc type": said, "calc distribution": "LINEAR"})
    assert finding(imported)["morphology"] == words
    assert codes(imported) == ["word_normalised"] * renamed


def test_a_renamed_word_is_named() -> None:
    imported = calcs({"calc type": "EGGSHELL", "calc distribution": "N/A"})
    (issue,) = only(imported).issues
    assert "EGGSHELL" in issue.message
    assert issue.pointer == "/findings/0/morphology"
    assert issue.severity == "information"


@pytest.mark.parametrize("said", ["N/A", ""])
def test_what_is_not_stated_is_left_out(said: str) -> None:
    imported = calcs(
        {"calc type": said, "calc distribution": said, "assessment": said, "pathology": said}
    )
    assert finding(imported).keys() == {"kind", "id", "exam", "location"}
    assert only(imported).report.outcomes == ()
    assert codes(imported) == []


@pytest.mark.parametrize(
    ("said", "word", "expected"),
    [
        ("CLUSTERED-LINEAR", "linear", {"word_normalised", "words_joined"}),
        ("CLUSTERED-SEGMENTAL", "segmental", {"word_normalised", "words_joined"}),
        ("LINEAR-SEGMENTAL", "segmental", {"words_joined"}),
        ("REGIONAL-CLUSTERED", "grouped", {"word_normalised", "words_joined"}),
        ("DIFFUSELY_SCATTERED-REGIONAL", "regional", {"word_normalised", "words_joined"}),
        ("REGIONAL-REGIONAL", "regional", {"word_repeated"}),
        ("DIFFUSELY_SCATTERED", "diffuse", {"word_normalised"}),
    ],
)
def test_distribution(said: str, word: str, expected: set[str]) -> None:
    imported = calcs({"calc distribution": said})
    assert finding(imported)["distribution"] == word
    assert set(codes(imported)) == expected


def test_a_repeated_word_is_kept_once() -> None:
    imported = calcs({"calc type": "PLEOMORPHIC-PLEOMORPHIC", "calc distribution": "N/A"})
    assert finding(imported)["morphology"] == ["fine_pleomorphic"]
    assert codes(imported) == ["word_normalised", "word_repeated"]


def test_views_of_one_abnormality_are_one_finding() -> None:
    imported = calcs(
        {"calc type": "PUNCTATE", "calc distribution": "N/A", "assessment": "3"},
        {
            "image view": "MLO",
            "calc type": "AMORPHOUS",
            "calc distribution": "LINEAR",
            "assessment": "4",
            "pathology": "MALIGNANT",
        },
    )
    one = finding(imported)
    assert one["morphology"] == ["punctate", "amorphous"]
    assert one["distribution"] == "linear"
    assert one["category"] == "4"
    report = only(imported).report.to_dict()
    assert report["pathology"] == [{"finding": "left-1", "result": "malignant"}]
    assert "outcomes" not in report
    assert report["exams"][0]["views"] == [
        {"name": "cc", "breast": "left"},
        {"name": "mlo", "breast": "left"},
    ]
    issues = only(imported).issues
    assert [issue.code for issue in issues] == ["views_differ"] * 4
    # The difference that crosses the line to tissue comes first, with the lines of the table.
    assert issues[0].crosses
    assert issues[0].pointer == "/findings/0/category"
    assert "3 (line 2), 4 (line 4)" in issues[0].message


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [("2", "0", "0"), ("0", "4", "4"), ("3", "6", "6"), ("6", "0", "0"), ("4", "5", "5")],
)
def test_the_more_suspicious_category_is_kept(first: str, second: str, kept: str) -> None:
    imported = calcs({"assessment": first}, {"image view": "MLO", "assessment": second})
    assert finding(imported)["category"] == kept
    assert "views_differ" in codes(imported)


@pytest.mark.parametrize(
    ("said", "basis"), [("BENIGN", "unknown"), ("BENIGN_WITHOUT_CALLBACK", "imaging_follow_up")]
)
def test_benign_is_an_outcome_never_a_tissue_result(said: str, basis: str) -> None:
    report = only(calcs({"pathology": said})).report
    assert report.pathology == ()
    assert [(one.malignant, one.basis) for one in report.outcomes] == [(False, basis)]


def test_benign_outranks_benign_without_a_recall() -> None:
    imported = calcs(
        {"pathology": "BENIGN_WITHOUT_CALLBACK"}, {"image view": "MLO", "pathology": "BENIGN"}
    )
    assert [one.basis for one in only(imported).report.outcomes] == ["unknown"]
    assert codes(imported) == ["word_normalised", "views_differ"]


def test_abnormalities_sides_and_patients_stay_apart() -> None:
    imported = calcs(
        {"patient_id": "made-up-2"},
        {"patient_id": "made-up-1"},
        {"patient_id": "made-up-2", "abnormality id": "2"},
        {"patient_id": "made-up-2", "left or right breast": "RIGHT"},
    )
    assert [entry.id for entry in imported.entries] == [
        "cbis-ddsm-calc-0001",
        "cbis-ddsm-calc-0002",
    ]
    first = imported.entries[0]
    assert first.source_id == "made-up-2"
    assert first.lines == (2, 6, 8)  # each row is two lines long: a newline stands in its path
    assert [one.id for one in first.report.findings] == ["left-1", "left-2", "right-1"]


def test_density_zero_is_not_stated_and_the_denser_row_decides() -> None:
    imported = calcs({"breast density": "0"})
    assert "composition" not in only(imported).report.to_dict()["exams"][0]
    assert "density_not_stated" in codes(imported)
    imported = calcs({"breast density": "4"}, {"image view": "MLO", "breast density": "1"})
    assert only(imported).report.to_dict()["exams"][0]["composition"] == "extremely_dense"
    assert "views_differ" in codes(imported)


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        ({"calc type": "STARRY"}, "unknown_word", "calc type"),
        ({"calc type": "AMORPHOUS-STARRY"}, "unknown_word", "calc type"),
        ({"calc type": "amorphous"}, "unknown_word", "calc type"),
        ({"calc distribution": "STARRY"}, "unknown_word", "calc distribution"),
        ({"left or right breast": "MIDDLE"}, "unknown_word", "left or right breast"),
        ({"left or right breast": ""}, "unknown_word", "left or right breast"),
        ({"image view": "XCCL"}, "unknown_word", "image view"),
        ({"assessment": "7"}, "unknown_word", "assessment"),
        ({"breast density": "5"}, "unknown_word", "breast density"),
        ({"pathology": "UNSURE"}, "unknown_word", "pathology"),
        ({"patient_id": ""}, "missing_id", "patient_id"),
        ({"abnormality id": ""}, "missing_id", "abnormality id"),
        ({"abnormality id": "first"}, "bad_number", "abnormality id"),
        ({"abnormality type": "mass"}, "wrong_abnormality_type", "abnormality type"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected(
    row: dict[str, str], reason: str, column: str
) -> None:
    imported = calcs({"patient_id": "made-up-9"}, row)
    (reject,) = imported.rejects
    assert (reject.line, reject.reason, reject.column) == (4, reason, column)
    assert "patient_id" not in reject.row
    assert "made-up" not in str(reject.to_dict())
    assert imported.summary() == {
        "rows": 2,
        "imported": 1,
        "rejected": 1,
        "reports": 1,
        "reasons": {reason: 1},
        "issues": {"word_normalised": 1},
    }


def test_a_report_says_which_rows_it_lacks() -> None:
    imported = calcs({}, {"image view": "MLO", "calc type": "STARRY"})
    (entry,) = imported.entries
    assert entry.issues[-1].code == "row_rejected"
    assert "line 4" in entry.issues[-1].message


@pytest.mark.parametrize(
    ("shape", "margins", "expected"),
    [
        ("LOBULATED", "OBSCURED", {"kind": "mg.mass", "shape": "lobulated", "margin": "obscured"}),
        ("N/A", "ILL_DEFINED", {"kind": "mg.mass", "margin": "indistinct"}),
        ("N/A", "N/A", {"kind": "mg.mass"}),
        (
            "ROUND-OVAL",
            "CIRCUMSCRIBED-MICROLOBULATED",
            {
                "kind": "mg.mass",
                "shape": "round",
                "margin": "microlobulated",
                "text": "mass shape: ROUND-OVAL; mass margins: CIRCUMSCRIBED-MICROLOBULATED",
            },
        ),
        (
            "IRREGULAR-ARCHITECTURAL_DISTORTION",
            "SPICULATED",
            {
                "kind": "mg.mass",
                "shape": "irregular",
                "margin": "spiculated",
                "associated": ["architectural_distortion"],
            },
        ),
        ("ARCHITECTURAL_DISTORTION", "N/A", {"kind": "mg.architectural_distortion"}),
        (
            "ARCHITECTURAL_DISTORTION",
            "ILL_DEFINED",
            {
                "kind": "mg.architectural_distortion",
                "text": "mass shape: ARCHITECTURAL_DISTORTION; mass margins: ILL_DEFINED",
            },
        ),
        ("ASYMMETRIC_BREAST_TISSUE", "N/A", {"kind": "mg.asymmetry", "type": "global_asymmetry"}),
        ("FOCAL_ASYMMETRIC_DENSITY", "N/A", {"kind": "mg.asymmetry", "type": "focal_asymmetry"}),
        (
            "IRREGULAR-FOCAL_ASYMMETRIC_DENSITY",
            "N/A",
            {"kind": "mg.mass", "shape": "irregular", "associated": ["focal_asymmetry"]},
        ),
        ("LYMPH_NODE", "N/A", {"kind": "mg.lymph_node"}),
        (
            "OVAL-LYMPH_NODE",
            "N/A",
            {"kind": "mg.mass", "shape": "oval", "text": "mass shape: OVAL-LYMPH_NODE"},
        ),
    ],
)
def test_masses(shape: str, margins: str, expected: dict[str, Any]) -> None:
    imported = masses({"mass shape": shape, "mass margins": margins})
    common = {
        "id": "right-1",
        "exam": "mg",
        "location": {"breast": "right"},
        "category": "3",
    }
    assert finding(imported) == {**common, **expected}
    assert only(imported).id == "cbis-ddsm-mass-0001"
    assert ("text" in expected) == ("word_kept_as_text" in codes(imported))
    joined = "-" in shape.replace("-ARCH", "").replace("-FOCAL", "").replace("-LYMPH", "")
    assert joined == ("words_joined" in codes(imported))


def test_views_of_one_mass_keep_the_more_suspicious_word() -> None:
    imported = masses(
        {"mass shape": "OVAL", "mass margins": "OBSCURED"},
        {"image view": "CC", "mass shape": "IRREGULAR", "mass margins": "CIRCUMSCRIBED"},
    )
    one = finding(imported)
    assert (one["shape"], one["margin"]) == ("irregular", "obscured")
    assert one["text"] == "mass shape: OVAL / IRREGULAR; mass margins: OBSCURED / CIRCUMSCRIBED"
    assert codes(imported).count("views_differ") == 2
