"""What stands in a Bundle and in a form, as a receiver reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from birads import parse
from birads.interop.fhir import from_fhir, to_fhir
from birads.interop.fhir._text import is_instant, is_oid, is_uri
from birads.interop.fhir.questionnaire import questionnaire
from birads.report.exam import ExamBase


def _bundle(**exam: str) -> dict[str, Any]:
    exams = [{"id": "e", "modality": "mammography", **exam}]
    return to_fhir(parse({"edition": "2013", "exams": exams}))


def _identifiers(bundle: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (one["system"], one["value"])
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "ImagingStudy"
        for one in entry["resource"]["identifier"]
    ]


def _exam(bundle: dict[str, Any]) -> ExamBase:
    report = from_fhir(json.dumps(bundle)).report
    assert report is not None
    return report.exams[0]


def test_a_uid_of_dicom_is_an_oid_in_the_bundle_and_a_plain_uid_in_the_report() -> None:
    bundle = _bundle(study_instance_uid="1.2.840.10008.1")
    assert ("urn:dicom:uid", "urn:oid:1.2.840.10008.1") in _identifiers(bundle)
    exam = _exam(bundle)
    assert exam.study_instance_uid == "1.2.840.10008.1"


def test_an_accession_number_stays_as_it_is_whatever_it_looks_like() -> None:
    bundle = _bundle(accession_number="urn:oid:1.2.3")
    assert "urn:oid:1.2.3" in {value for _, value in _identifiers(bundle)}
    exam = _exam(bundle)
    assert exam.accession_number == "urn:oid:1.2.3"


@pytest.mark.parametrize("text", ["1.2.840.10008", "0.0", "2.25.0", "1.10.100"])
def test_such_a_text_is_an_oid(text: str) -> None:
    assert is_oid(text)


@pytest.mark.parametrize("text", ["", "1", "3.1", "1.02", "1.2.", "1..2", "1.2.3 ", "x1.2"])
def test_such_a_text_is_no_oid(text: str) -> None:
    assert not is_oid(text)


@pytest.mark.parametrize(
    ("time", "held"),
    [
        ("2024-05-01T10:00:00Z", True),
        ("2024-05-01T10:00:00.25+14:00", True),
        ("2024-05-01T10:00:00-13:59", True),
        ("2024-05-01T10:00:00+14:30", False),
        ("2024-05-01T10:00:00", False),
        ("2024-05-01", False),
        ("0000-05-01T10:00:00Z", False),
    ],
)
def test_an_instant_has_seconds_and_an_offset_of_at_most_14_hours(time: str, *, held: bool) -> None:
    assert is_instant(time) is held


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("https://hospital.example/ids", True),
        ("urn:oid:1.2.3", True),
        ("hospital", False),
        ("https://hospital.example/my ids", False),
        ("urn:birads:report-id", False),
    ],
)
def test_a_system_is_an_absolute_uri_that_is_not_of_this_format(text: str, *, names: bool) -> None:
    assert is_uri(text) is names


@pytest.mark.parametrize(
    ("kind", "lists"),
    [
        ("mg.calcifications", {"associated", "morphology", "sizes_mm", "images"}),
        ("mg.mass", {"associated", "margin", "sizes_mm", "images"}),
    ],
)
def test_what_may_be_said_several_times_repeats_in_the_form_and_nothing_else(
    kind: str, lists: set[str]
) -> None:
    items = list(questionnaire(kind, "2013")["item"])
    repeating = set()
    while items:
        item = items.pop()
        items += item.get("item", [])
        repeating |= {item["linkId"]} if item.get("repeats") else set()
    assert repeating == lists


@pytest.mark.parametrize(
    ("type_", "number"),
    [
        ({"coding": [{"code": "ACSN"}]}, "77"),
        ({"coding": [{"code": "PLAC"}, {"code": "ACSN"}]}, "77"),
        ({"coding": [{"code": "MR"}]}, None),
        ({"coding": []}, None),
        ({"coding": {"code": "ACSN"}}, None),
        ({"text": "accession number"}, None),
        (None, None),
    ],
)
def test_a_number_of_another_system_is_the_accession_number_where_its_type_says_so(
    type_: object, number: str | None
) -> None:
    bundle = _bundle(study_instance_uid="1.2.3")
    (study,) = (
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "ImagingStudy"
    )
    held = {"system": "https://hospital.example/numbers", "value": "77"}
    study["identifier"].insert(0, held if type_ is None else {**held, "type": type_})
    read = from_fhir(json.dumps(bundle))
    exams = read.report.exams if read.report is not None else ()
    assert [exam.accession_number for exam in exams] == [number] * len(exams)
    assert exams or number is None
