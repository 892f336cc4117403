"""Structured reports of other makers: what is coded exactly is read, the rest is an issue."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread

from birads import InvalidReport
from birads.interop.dicom_sr import from_dicom_sr
from tests.interop.containing import contains
from tests.interop.sr_trees import Node, document

LEFT = ("HAS CONCEPT MOD", "CODE", "G-C171|SRT|Laterality", "T-04030|SRT|Left breast")
PROCEDURE = "121058|DCM|Procedure reported"
MAMMOGRAM = "111409|DCM|Digital Mammography"
ULTRASOUND = "47079000|SCT|Ultrasonography of breast"


def supplementary(*nodes: Node) -> Node:
    return ("CONTAINS", "CONTAINER", "111414|DCM|Supplementary Data", None, *nodes)


def findings(*nodes: Node, procedure: str = MAMMOGRAM) -> Node:
    return (
        "CONTAINS",
        "CONTAINER",
        "121070|DCM|Findings",
        None,
        ("CONTAINS", "CODE", PROCEDURE, procedure, LEFT),
        *nodes,
    )


def finding(code: str, *nodes: Node) -> Node:
    return ("CONTAINS", "CODE", "121071|DCM|Finding", code, *nodes)


def has(concept: str, value: str) -> Node:
    return ("HAS PROPERTIES", "CODE", concept, value)


def read(*nodes: Node, **options: Any) -> tuple[dict[str, Any], list[str]]:
    back = from_dicom_sr(document(supplementary(*nodes)), "2013", **options)
    return back.draft, [issue.code for issue in back.issues]


def test_retired_codes_are_understood() -> None:
    mass = finding(
        "F-01791|SRT|anything at all",
        LEFT,
        has("M-020F9|SRT|Shape", "M-02120|SRT|Ovoid shape"),
        has("111037|DCM|Margins", "F-01783|SRT|not a margin"),
        has("111014|DCM|Clockface or region", "F-01783|SRT|3 o'clock position"),
        has("111005|DCM|Assessment Category", "F-037C0|SRT|4 - Suspicious"),
        has("F-01720|SRT|Change", "F-01721|SRT|New finding"),
    )
    draft, codes = read(findings(mass))
    (one,) = draft["findings"]
    assert (one["kind"], one["category"], one["change"]) == ("mg.mass", "4", "new")
    assert one["location"] == {"breast": "left", "clock": 3}
    assert (one["id"], one["exam"]) == ("finding-1", "exam-1")
    assert codes.count("sr_item_not_read") == 2 - ("shape" in one)
    assert draft["exams"] == [{"modality": "mammography", "laterality": "left", "id": "exam-1"}]


def test_codes_are_compared_and_displays_are_not() -> None:
    lying = has("111005|DCM|Assessment Category", "MA.II.A.5.4C|BI|1 - Negative")
    draft, _ = read(findings(finding("129788004|SCT|Nothing", lying)))
    assert draft["findings"][0]["category"] == "4C"


def test_without_an_edition_there_is_a_draft_and_no_report() -> None:
    back = from_dicom_sr(document(supplementary(findings(finding("129788004|SCT|Mass")))))
    assert back.report is None
    assert back.draft["findings"][0]["kind"] == "mg.mass"
    assert "edition_not_stated" in [issue.code for issue in back.issues]


def test_a_document_of_others_is_always_said_to_be_one() -> None:
    back = from_dicom_sr(document(supplementary(findings(finding("129788004|SCT|Mass")))), "2013")
    assert back.report is not None
    assert "sr_other_maker" in [issue.code for issue in back.issues]


@pytest.mark.parametrize(
    ("flags", "status", "told"),
    [
        ({"PreliminaryFlag": "FINAL"}, "final", False),
        ({"PreliminaryFlag": "PRELIMINARY"}, "preliminary", False),
        ({"CompletionFlag": "PARTIAL"}, None, True),
        ({"VerificationFlag": "VERIFIED"}, None, False),
    ],
)
def test_the_status_is_what_the_header_states(
    flags: dict[str, str], status: str | None, told: bool
) -> None:
    data = dcmread(BytesIO(document(supplementary())))
    for name, value in flags.items():
        setattr(data, name, value)
    back = from_dicom_sr(data, "2013")
    assert back.draft.get("status") == status
    assert ("sr_partial" in [issue.code for issue in back.issues]) is told


def test_the_kind_follows_the_modality_of_the_procedure() -> None:
    mass = finding("129788004|SCT|Mass")
    draft, _ = read(findings(mass, procedure=ULTRASOUND))
    assert draft["findings"][0]["kind"] == "us.mass"
    assert draft["exams"][0]["modality"] == "ultrasound"


def test_an_unknown_finding_keeps_its_category() -> None:
    odd = finding("111126|DCM|Image detected mass", has("111005|DCM|Cat", "397145000|SCT|5"))
    draft, codes = read(findings(odd))
    assert draft["findings"][0]["kind"] == "other"
    assert draft["findings"][0]["category"] == "5"
    assert "sr_read_as" in codes


def test_a_broader_code_is_no_word() -> None:
    calc = finding("309587003|SCT|Calc", has("111009|DCM|Type", "129763007|SCT|Coarse"))
    draft, codes = read(findings(calc))
    assert "morphology" not in draft["findings"][0]
    assert "sr_item_not_read" in codes


def test_one_identifier_on_several_findings_tracks_one_lesion() -> None:
    same = ("HAS OBS CONTEXT", "TEXT", "112039|DCM|Tracking Identifier", "L1")
    draft, _ = read(
        findings(finding("129788004|SCT|Mass", same)),
        findings(finding("129788004|SCT|Mass", same), procedure=ULTRASOUND),
    )
    assert [one["lesion"] for one in draft["findings"]] == ["L1", "L1"]
    assert [one["id"] for one in draft["findings"]] == ["finding-1", "finding-2"]
    assert draft["schema_version"] == "1.1"


def test_the_place_of_what_was_not_read_is_named() -> None:
    density = ("CONTAINS", "NUM", "111046|DCM|Percent Fibroglandular Tissue", "30 %|UCUM|%")
    box = ("CONTAINS", "CONTAINER", "129715009|SCT|Breast composition", None, density)
    back = from_dicom_sr(document(supplementary(box)), "2013")
    told = [issue for issue in back.issues if issue.code == "sr_item_not_read"]
    assert [(issue.pointer, "30.0 %" in issue.message) for issue in told] == [("1.1.1.1", True)]


def test_a_length_in_centimetres_is_read_and_one_in_inches_is_not() -> None:
    def sized(unit: str) -> Node:
        long_axis = ("HAS PROPERTIES", "NUM", "103339001|SCT|Long Axis", f"1.5 {unit}|UCUM|{unit}")
        return findings(finding("129788004|SCT|Mass", long_axis))

    assert read(sized("cm"))[0]["findings"][0]["longest_mm"] == 15
    draft, codes = read(sized("[in_i]"))
    assert "longest_mm" not in draft["findings"][0]
    assert "sr_item_not_read" in codes


def test_advice_without_an_exact_action_is_read_with_an_issue() -> None:
    advice = ("HAS PROPERTIES", "CODE", "111053|DCM|Follow-up", "111148|DCM|Biopsy", LEFT)
    draft, codes = read(findings(finding("309587003|SCT|Calc", advice)))
    assert draft["recommendations"] == [
        {"action": "tissue_diagnosis", "breast": "left", "findings": ["finding-1"]}
    ]
    assert "sr_read_as" in codes


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sop_class": "1.2.840.10008.5.1.4.1.1.88.50"}, "TID 4000"),
        ({"sop_class": "1.2.840.10008.5.1.4.1.1.7"}, "Secondary Capture"),
        ({"template": "1500", "root": "126000|DCM|Imaging Measurement Report"}, "1500"),
        ({"template": "2000", "root": "18748-4|LN|Diagnostic Imaging Report"}, "2000"),
    ],
)
def test_other_documents_are_refused_by_name(options: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidReport, match=said) as caught:
        from_dicom_sr(document(**options))
    assert [issue.code for issue in caught.value.issues] == ["sr_not_supported"]


def test_the_documents_of_others_give_what_is_expected(shared: Path) -> None:
    folder = shared / "interop" / "examples" / "foreign"
    expected = json.loads((folder / "expected.json").read_bytes())
    for name in ("sr_legacy_enhanced.dcm", "sr_basic_text.dcm"):
        back = from_dicom_sr(folder / name, "2013")
        wanted = expected[name]["draft"]
        if name == "sr_basic_text.dcm":
            assert back.draft["narrative"].count("\n\n") == 1
            assert "assessments" not in back.draft
        else:
            assert contains(back.draft, wanted)
        assert set(expected[name]["issues"]) <= {issue.code for issue in back.issues}
    for name in ("sr_mammography_cad.dcm", "sr_tid1500.dcm"):
        with pytest.raises(InvalidReport) as caught:
            from_dicom_sr(folder / name, "2013")
        for said in expected[name]["message_names"]:
            assert said in str(caught.value)
