"""Reports go into FHIR R4 and come back the same; nothing in the Bundle says two things."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from birads import parse
from birads.interop.fhir import from_fhir, to_fhir
from birads.interop.header import Header, PatientHeader, Performer
from birads.testing import reports
from tests.interop.full_reports import SHARED, empty_reports, full_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from birads.report import Report

_MADE = [*full_reports(), *empty_reports()]
_SIDES = (("80248007", "73056007"), ("breast.left", "breast.right"))


def _resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


@settings(deadline=None)
@given(reports())
def test_a_report_comes_back_the_same_and_whole(report: Report) -> None:
    read = from_fhir(json.dumps(to_fhir(report)))
    assert read.issues == ()
    assert read.report == report


@pytest.mark.parametrize("document", _MADE, ids=range(len(_MADE)))
def test_every_member_of_the_format_comes_back(document: dict[str, Any]) -> None:
    report = parse(document)
    read = from_fhir(json.dumps(to_fhir(report)))
    assert read.issues == ()
    assert read.report == report


def test_equal_reports_give_equal_bundles() -> None:
    assert to_fhir(parse(_MADE[0])) == to_fhir(parse(json.dumps(_MADE[0])))


@pytest.mark.parametrize("document", _MADE, ids=range(len(_MADE)))
def test_no_component_repeats_the_code_of_its_observation(document: dict[str, Any]) -> None:
    for one in _resources(to_fhir(parse(document)), "Observation"):
        codes = {(each["system"], each["code"]) for each in one["code"]["coding"]}
        if any(key.startswith("value") for key in one):
            for component in one.get("component", ()):
                inner = {(each["system"], each["code"]) for each in component["code"]["coding"]}
                assert not codes & inner


@pytest.mark.parametrize("document", _MADE, ids=range(len(_MADE)))
def test_every_reference_leads_to_one_entry(document: dict[str, Any]) -> None:
    bundle = to_fhir(parse(document))
    urls = [one["fullUrl"] for one in bundle["entry"]]
    assert len(set(urls)) == len(urls)
    assert set(_references(bundle)) <= set(urls)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


@pytest.mark.parametrize("document", _MADE, ids=range(len(_MADE)))
def test_swapping_sides_in_the_bundle_swaps_them_in_the_report(document: dict[str, Any]) -> None:
    report = parse(document)
    swapped = _swapped(json.dumps(to_fhir(report)), *_SIDES)
    words = _swapped(json.dumps(report.to_dict()), ('"left"', '"right"'))
    assert from_fhir(swapped).report == parse(words)


def _swapped(text: str, *pairs: tuple[str, str]) -> str:
    for one, other in pairs:
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return text


def test_a_header_is_written_and_never_read_back() -> None:
    report = parse(_MADE[0])
    header = Header(
        patient=PatientHeader(id="MADE-UP", issuer="SITE", name="Nobody^Never"),
        performer=Performer(name="Reader^Some", organization="A site"),
    )
    bundle = to_fhir(report, header)
    (patient,) = _resources(bundle, "Patient")
    assert patient["name"] == [{"family": "Nobody", "given": ["Never"]}]
    read = from_fhir(bundle)
    assert read.report == report
    assert "MADE-UP" not in json.dumps(read.to_dict())
    assert {one.severity for one in read.issues} <= {"information", "warning"}


def test_a_subject_outside_takes_the_place_of_the_patient() -> None:
    bundle = to_fhir(parse(_MADE[0]), subject="Patient/7")
    assert not _resources(bundle, "Patient")
    assert _resources(bundle, "DiagnosticReport")[0]["subject"] == {"reference": "Patient/7"}


def test_codes_that_only_public_value_sets_name_say_so() -> None:
    stated = [{"breast": "left", "category": word} for word in ("4A", "4B", "4")]
    report = parse({"edition": "2013", "assessments": stated})
    found = [
        "extension" in one["valueCodeableConcept"]["coding"][0]
        for one in _resources(to_fhir(report), "Observation")
    ]
    assert found == [True, True, False]


def test_no_category_is_concluded_that_was_not_stated_overall() -> None:
    assessments = [{"breast": "left", "category": "5"}, {"breast": "right", "category": "1"}]
    bundle = to_fhir(parse({"edition": "2013", "assessments": assessments}))
    assert "conclusionCode" not in _resources(bundle, "DiagnosticReport")[0]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared examples are not here")
def test_the_examples_of_another_writer_are_read() -> None:
    files = sorted((SHARED / "interop" / "examples" / "fhir").glob("*.json"))
    assert files
    for file in files:
        read = from_fhir(file.read_bytes())
        assert read.report == parse((SHARED / "examples" / file.name).read_bytes()), file.name
        assert read.issues == ()
