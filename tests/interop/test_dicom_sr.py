"""DICOM structured reports: written and read back, nothing lost, nothing invented."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydicom import Dataset, dcmread

from birads import InvalidReport, MissingExtra, parse
from birads._base.model import Model
from birads.interop.dicom_sr import from_dicom_sr, to_bytes, to_dicom_sr
from birads.interop.dicom_sr._codes import vocabulary
from birads.interop.dicom_sr._document import read_tree, write_tree
from birads.interop.dicom_sr._fields import fields
from birads.interop.dicom_sr._item import Coded, Item, Measure
from birads.interop.dicom_sr._places import places
from birads.interop.dicom_sr._reader import _shown
from birads.interop.header import Header, InvalidHeader, read_header
from birads.lexicon import axes
from birads.report import EXAM_MODELS, FINDING_MODELS, Category, Report
from birads.testing import reports
from tests.interop.full_report import every_member, members_of

NOW = dt.datetime(2026, 5, 5, 9, 30, tzinfo=dt.UTC)
LAW = settings(deadline=None, suppress_health_check=list(HealthCheck))
HEADER = {
    "patient": {"id": "123", "name": "Doe^Jane", "birth_date": "1970-01-01", "sex": "F"},
    "study": {"instance_uid": "1.2.9", "id": "5", "accession_number": "A1"},
    "order": {"placer_number": "P1", "filler_number": "F1"},
    "performer": {"name": "Reader^One", "organization": "Hospital"},
    "institution": "Hospital",
}


def round_trip(report: Report, header: Header | None = None) -> None:
    back = from_dicom_sr(to_bytes(to_dicom_sr(report, header, now=NOW)))
    assert back.report == report
    assert back.issues == ()


@LAW
@given(reports())
def test_every_report_comes_back_from_its_tree(report: Report) -> None:
    draft, doubts = read_tree(write_tree(report.to_dict(), {}))
    assert parse(draft) == report
    assert doubts == []


@settings(LAW, max_examples=40)
@given(reports())
def test_every_report_comes_back_from_its_file(report: Report) -> None:
    round_trip(report)


@pytest.mark.parametrize("choice", [0, 1, 2, 3, 10])
def test_a_report_with_every_member_comes_back(choice: int) -> None:
    round_trip(parse(every_member(choice)))


def test_the_full_report_states_every_member_that_there_is() -> None:
    stated = members_of(parse(every_member()).to_dict())
    models: tuple[type[Model], ...] = (*EXAM_MODELS, *FINDING_MODELS, Report)
    for model in models:
        prefix = {"Report": ""}.get(
            model.__name__, "exams." if model in EXAM_MODELS else "findings."
        )
        assert {f"{prefix}{name}" for name in model.model_fields} <= stated


def test_the_examples_come_back(examples: dict[str, bytes]) -> None:
    for document in examples.values():
        round_trip(parse(document))


def test_documents_written_from_the_page_are_read(shared: Path) -> None:
    folder = shared / "interop" / "examples" / "sr"
    for path in sorted(folder.glob("*.dcm")):
        report = parse((shared / "examples" / f"{path.stem}.json").read_bytes())
        read = from_dicom_sr(path)
        assert read.report == report
        assert read.issues == ()


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "a ", " a", "a\tb", "a\r\nb", "\x7f", "a\\b^c=d", "é\u00a0", "\u2028"),
        *("x" * 300, "\U0001f600", "\x00", "\x85", "\ufeff", "\ufffe", "line\nline\n"),
    ],
)
def test_texts_that_dicom_cannot_hold_travel_beside(text: str) -> None:
    document: dict[str, Any] = {
        "edition": "2013",
        "narrative": text,
        "addenda": [{"text": text}],
        "findings": [{"id": "f", "kind": "other", "text": text}],
    }
    if text:
        document |= {"authors": [text[:256]], "id": text[:128]}
        document["findings"][0]["tracking_uid"] = text[:256]
    round_trip(parse(document))


def test_a_text_that_was_edited_is_read_and_its_old_self_told() -> None:
    data = to_dicom_sr(parse({"edition": "2013", "narrative": "old\ttext"}))
    section = data.ContentSequence[1].ContentSequence[0]
    section.ContentSequence[0].TextValue = "new text"
    back = from_dicom_sr(to_bytes(data))
    assert back.report is not None
    assert "new text" in (back.report.narrative or "")
    assert [issue.code for issue in back.issues] != []


@pytest.mark.parametrize(
    ("margin", "clock", "groups"),
    [("spiculated", 3, 1), (["spiculated"], 3.5, 2), ([], 12.5, "multiple")],
)
def test_alike_values_stay_apart(margin: Any, clock: float, groups: Any) -> None:
    mass = {"id": "m", "kind": "mg.mass", "margin": margin, "location": {"clock": clock}}
    calc = {"id": "c", "kind": "mg.calcifications", "groups": groups, "associated": []}
    round_trip(parse({"edition": "2013", "findings": [mass, calc, {**mass, "location": {}}]}))


def test_equal_ids_lose_nothing() -> None:
    exam = {"id": "e", "modality": "mammography"}
    halves = [{"breast": "left", "composition": "extremely_dense"}]
    exams = [exam, {**exam, "composition": "extremely_dense"}, {**exam, "compositions": halves}]
    findings = [{"id": "f", "kind": "mg.mass", "exam": "e", "text": text} for text in "ab"]
    round_trip(parse({"edition": "2013", "exams": exams, "findings": findings}))


def test_numbers_beyond_sixteen_characters_come_back() -> None:
    values = [0.1 + 0.2, 1e-7, 123.45678901234567, 999.9999999999999]
    findings = [
        {"id": f"f{n}", "kind": "mg.mass", "longest_mm": value} for n, value in enumerate(values)
    ]
    round_trip(parse({"edition": "2013", "findings": findings}))


def swapped(value: Any) -> Any:
    sides = {"left": "right", "right": "left"}
    if isinstance(value, dict):
        return {key: swapped(part) for key, part in value.items()}
    if isinstance(value, list):
        return [swapped(part) for part in value]
    return sides.get(value, value) if isinstance(value, str) else value


def swap_codes(data: Dataset) -> None:
    pairs = {
        "80248007": "73056007",
        "73056007": "80248007",
        "36627-8": "37774-7",
        "37774-7": "36627-8",
    }
    for element in data.iterall():
        if element.keyword == "CodeValue" and element.value in pairs:
            element.value = pairs[element.value]


def test_sides_swapped_in_the_document_are_swapped_in_the_report(
    examples: dict[str, bytes],
) -> None:
    for document in examples.values():
        data = to_dicom_sr(parse(document))
        swap_codes(data)
        assert from_dicom_sr(to_bytes(data)).report == parse(swapped(json.loads(document)))


def test_a_side_that_differs_between_two_places_is_told() -> None:
    finding = {"id": "f", "kind": "mg.mass", "location": {"breast": "left"}}
    pathology = [{"finding": "f", "result": "benign"}]
    data = to_dicom_sr(parse({"edition": "2013", "findings": [finding], "pathology": pathology}))
    box = data.ContentSequence[2].ContentSequence[2]
    assert box.ConceptNameCodeSequence[0].CodeValue == "111463"
    box.ContentSequence[0].ContentSequence[0].ConceptCodeSequence[0].CodeValue = "73056007"
    (issue,) = from_dicom_sr(to_bytes(data)).issues
    assert (issue.code, issue.pointer) == ("sr_item_not_read", "1.3.3.1.1")


def test_a_category_changed_in_one_place_only_is_told() -> None:
    whole = [{"breast": "overall", "category": "4"}]
    data = to_dicom_sr(parse({"edition": "2013", "assessments": whole}))
    boxes = {
        box.ConceptNameCodeSequence[0].get("CodeValue"): box
        for box in data.ContentSequence[2].ContentSequence
    }
    boxes["111413"].ContentSequence[0].ConceptCodeSequence[0].CodeValue = "397141009"
    back = from_dicom_sr(to_bytes(data))
    assert [(issue.code, "397141009" in issue.message) for issue in back.issues] == [
        ("sr_item_not_read", True)
    ]


def test_without_a_header_nothing_is_invented() -> None:
    data = to_dicom_sr(parse({"edition": "2013", "patient_key": "p-7"}), now=NOW)
    assert (data.PatientName, data.PatientID, data.PatientBirthDate) == ("ANONYMOUS", "p-7", "")
    assert (data.AccessionNumber, data.ReferringPhysicianName, data.StudyDate) == ("", "", "")
    assert (data.VerificationFlag, data.ContentDate) == ("UNVERIFIED", "20260505")
    assert "VerifyingObserverSequence" not in data
    assert "PreliminaryFlag" not in data


def test_a_header_is_written_and_the_report_is_the_same() -> None:
    report = parse({"edition": "2013", "status": "final", "issued": "2026-05-05T23:30:00-05:00"})
    header = read_header(HEADER)
    round_trip(report, header)
    data = to_dicom_sr(report, header)
    assert (data.PatientID, data.PatientName, data.StudyInstanceUID) == ("123", "Doe^Jane", "1.2.9")
    assert (data.ContentDate, data.ContentTime) == ("20260505", "233000")
    assert data.TimezoneOffsetFromUTC == "-0500"
    assert (data.PreliminaryFlag, data.VerificationFlag) == ("FINAL", "UNVERIFIED")
    assert data.ReferencedRequestSequence[0].PlacerOrderNumberImagingServiceRequest == "P1"


def test_verified_is_what_the_caller_says_in_full() -> None:
    observer = {"name": "A^B", "organization": "H", "time": "2026-05-05T10:00:00Z"}
    report = parse({"edition": "2013", "status": "final"})
    data = to_dicom_sr(report, read_header({"verifying_observer": observer}))
    assert data.VerificationFlag == "VERIFIED"
    assert data.VerifyingObserverSequence[0].VerificationDateTime == "20260505100000+0000"
    with pytest.raises(InvalidHeader, match="/verifying_observer/time"):
        read_header({"verifying_observer": {"name": "A", "organization": "H"}})


def test_a_wrong_header_names_its_member() -> None:
    with pytest.raises(InvalidHeader, match="/patient/nick"):
        read_header(b'{"patient": {"nick": "x"}}')
    with pytest.raises(InvalidHeader, match="JSON"):
        read_header(b"{")


def test_images_are_standard_references_where_their_class_is_known() -> None:
    images = [{"sop_instance_uid": "1.2.3.4", "series_instance_uid": "1.2.3", "frame": 2}]
    finding = {"id": "f", "kind": "mg.mass", "images": images}
    report = parse({"edition": "2013", "schema_version": "1.1", "findings": [finding]})
    known = {"sop_instance_uid": "1.2.3.4", "sop_class_uid": "1.2.840.10008.5.1.4.1.1.1.2"}
    header = read_header({"images": [known]})
    round_trip(report, header)
    round_trip(report)
    data = to_dicom_sr(report, header)
    (study,) = data.CurrentRequestedProcedureEvidenceSequence
    assert study.ReferencedSeriesSequence[0].SeriesInstanceUID == "1.2.3"
    assert "CurrentRequestedProcedureEvidenceSequence" not in to_dicom_sr(report)


def test_every_row_of_the_table_is_a_member_and_is_used() -> None:
    stated = members_of(every_member())
    names = {path.rpartition(".")[2] for path in stated}
    for rows in places().values():
        for member in rows:
            assert member.rpartition(".")[2] in names, member
    for model in FINDING_MODELS:
        assert fields(model, "finding", "", ("exam", "images")).members


def test_no_two_words_of_an_axis_share_a_code() -> None:
    for enum in {axis.enum for axis in axes()} | {Category}:
        codes = vocabulary(enum, "member").codes
        assert len(set(codes.values())) == len(codes)


def test_the_codes_are_those_of_the_page(shared: Path) -> None:
    rows = csv.DictReader((shared / "interop" / "dicom_values.csv").read_text("utf-8").splitlines())
    wanted = {(row["axis"], row["word"]): (row["scheme"], row["code"]) for row in rows}
    seen = 0
    for axis in axes():
        for word, code in vocabulary(axis.enum, "member", axis.id.partition(".")[0]).codes.items():
            known = wanted.get((axis.id, word))
            if known is not None and known[0] != "99BIRADS" and code.scheme != "99BIRADS":
                assert (code.scheme, code.value) == known, (axis.id, word)
                seen += 1
    assert seen > 100


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydicom", None)
    report = parse({"edition": "2013"})
    with pytest.raises(MissingExtra, match=r"birads\[dicom\]"):
        to_dicom_sr(report)
    with pytest.raises(MissingExtra, match=r"birads\[dicom\]"):
        from_dicom_sr(b"")


def test_a_data_set_in_memory_is_read() -> None:
    report = parse({"edition": "2013", "id": "r"})
    assert from_dicom_sr(to_dicom_sr(report)).report == report
    assert from_dicom_sr(dcmread(BytesIO(to_bytes(to_dicom_sr(report))))).report == report


def test_the_edition_that_a_document_states_wins() -> None:
    data = to_bytes(to_dicom_sr(parse({"edition": "2003"})))
    back = from_dicom_sr(data, "2013")
    assert back.report is not None
    assert back.report.edition == "2003"
    assert [issue.code for issue in back.issues] == ["edition_differs"]
    with pytest.raises(ValueError, match="1999"):
        from_dicom_sr(data, "1999")
    with pytest.raises(InvalidReport):
        from_dicom_sr(b"")


def test_a_series_has_the_number_of_its_header_or_is_the_first() -> None:
    report = parse({"edition": "2013", "id": "r-1"})
    assert to_dicom_sr(report).SeriesNumber == 1
    assert to_dicom_sr(report, header=Header(series_number=7)).SeriesNumber == 7


def test_what_was_not_read_is_shown_with_its_value_and_not_at_length() -> None:
    concept = Coded("99X", "1", "Thing")
    length = Item("NUM", concept, Measure(12.5, Coded("UCUM", "mm", "millimetre")))
    assert _shown(length) == "NUM 'Thing' = 12.5 mm"
    assert _shown(Item("TEXT", concept, "x" * 200)) == f"TEXT 'Thing' = {'x' * 80!r}"
    assert _shown(Item("CONTAINER", concept)) == "CONTAINER 'Thing'"
