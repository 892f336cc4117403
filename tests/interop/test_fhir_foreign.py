"""Bundles of other makers: what is coded exactly is read, the rest is told, nothing is guessed."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from birads import parse
from birads.interop.fhir import from_fhir, to_fhir
from birads.pointer import resolve
from birads.testing._mutate import mutated
from tests.interop.full_reports import full_reports

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

SCT = "http://snomed.info/sct"
LEFT, RIGHT, BREAST = "80248007", "73056007", "76752008"
CATEGORY = "146611000146107"


def _concept(code: str, system: str = SCT, display: str = "says something else") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}]}


def _observation(id_: str, code: str, **more: Any) -> dict[str, Any]:
    subject = {"reference": "Patient/p1"}
    out = {"resourceType": "Observation", "id": id_, "status": "final", "subject": subject}
    return {**out, "code": _concept(code), **more}


def _bundle(*observations: dict[str, Any], **report: Any) -> dict[str, Any]:
    root = {
        "resourceType": "DiagnosticReport",
        "id": "r1",
        "status": "final",
        "code": _concept("24606-6", "http://loinc.org"),
        "subject": {"reference": "Patient/p1"},
        "result": [{"reference": f"Observation/{one['id']}"} for one in observations],
        **report,
    }
    patient = {"resourceType": "Patient", "id": "p1", "gender": "female"}
    entries = [{"resource": one} for one in (patient, root, *observations)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _assessed(id_: str, category: str, side: str | None) -> dict[str, Any]:
    site = {} if side is None else {"bodySite": _concept(side)}
    return _observation(id_, CATEGORY, valueCodeableConcept=_concept(category), **site)


MASS = _observation(
    "m1",
    "129788004",
    bodySite=_concept(LEFT),
    component=[
        {"code": _concept("107644003"), "valueCodeableConcept": _concept("49608001")},
        {"code": {"text": "Echo"}, "valueString": "not a word of mammography"},
    ],
)


def test_codes_are_read_and_displays_are_not() -> None:
    read = from_fhir(
        _bundle(_assessed("a", "397144001", LEFT), _assessed("b", "397140005", RIGHT), MASS),
        edition="2013",
    )
    assert read.draft["assessments"] == [
        {"breast": "left", "category": "4"},
        {"breast": "right", "category": "1"},
    ]
    (finding,) = read.draft["findings"]
    assert finding["kind"] == "mg.mass"
    assert finding["shape"] == "irregular"
    assert finding["location"] == {"breast": "left"}
    assert read.report is not None
    assert {"fhir_not_read", "fhir_exam_made"} == {one.code for one in read.issues}


def test_every_issue_points_into_the_bundle() -> None:
    bundle = _bundle(MASS, _assessed("a", "1", BREAST), conclusion="x", foo=[1])
    read = from_fhir(bundle, edition="2013")
    assert read.issues
    for issue in read.issues:
        resolve(bundle, issue.pointer)


def test_no_edition_is_guessed() -> None:
    read = from_fhir(_bundle(MASS))
    assert read.report is None
    assert "edition_not_stated" in {one.code for one in read.issues}
    assert "edition" not in read.draft


def test_an_edition_that_is_stated_stands() -> None:
    report = parse({"edition": "2003"})
    read = from_fhir(to_fhir(report), edition="2013")
    assert read.report == report
    assert [one.code for one in read.issues] == ["edition_differs"]


def _with_value(one: dict[str, Any]) -> None:
    one["valueBoolean"] = False


def _other_patient(one: dict[str, Any]) -> None:
    one["subject"] = {"reference": "Patient/p2"}


def _modified(one: dict[str, Any]) -> None:
    one["modifierExtension"] = [{"url": "urn:x", "valueBoolean": True}]


def _denied(one: dict[str, Any]) -> None:
    value = _concept("373572006")
    one["component"].append({"code": _concept("129720009"), "valueCodeableConcept": value})


def _not_asked(one: dict[str, Any]) -> None:
    one["dataAbsentReason"] = _concept("not-performed", "http://terminology.hl7.org/CodeSystem/x")


def _withdrawn(one: dict[str, Any]) -> None:
    one["status"] = "entered-in-error"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_with_value, "fhir_not_read"),
        (_denied, "fhir_not_read"),
        (_not_asked, "fhir_not_read"),
        (_other_patient, "fhir_other_patient"),
        (_modified, "fhir_modified"),
        (_withdrawn, "fhir_withdrawn"),
    ],
)
def test_a_finding_that_may_not_hold_is_not_read(
    change: Callable[[dict[str, Any]], None], code: str
) -> None:
    mass = copy.deepcopy(MASS)
    change(mass)
    read = from_fhir(_bundle(mass), edition="2013")
    assert "findings" not in read.draft
    assert code in {one.code for one in read.issues}


@pytest.mark.parametrize(
    ("observation", "code"),
    [
        (_assessed("a", "397144001", BREAST), "fhir_assessment_not_read"),
        (_assessed("a", "12345", LEFT), "fhir_assessment_not_read"),
        (_observation("a", CATEGORY, bodySite=_concept(LEFT)), "fhir_assessment_not_read"),
        (_observation("m", "129788004", bodySite=_concept(BREAST)), "fhir_side_not_read"),
    ],
)
def test_a_side_or_a_category_that_is_not_known_makes_a_draft(
    observation: dict[str, Any], code: str
) -> None:
    read = from_fhir(_bundle(observation), edition="2013")
    assert read.report is None
    assert code in {one.code for one in read.issues}
    assert "assessments" not in read.draft


def test_codings_that_differ_mean_nothing() -> None:
    bundle = to_fhir(
        parse({"edition": "2013", "assessments": [{"breast": "left", "category": "5"}]})
    )
    text = json.dumps(bundle).replace(LEFT, RIGHT)
    read = from_fhir(text)
    assert read.report is None
    assert "fhir_codes_differ" in {one.code for one in read.issues}


def test_a_coded_conclusion_alone_is_overall() -> None:
    read = from_fhir(_bundle(conclusionCode=[_concept("397138000")]), edition="2013")
    assert read.draft["assessments"] == [{"breast": "overall", "category": "0"}]


def test_a_conclusion_that_is_no_list_is_read_as_one() -> None:
    read = from_fhir(_bundle(conclusionCode=_concept("397145000")), edition="2013")
    assert read.draft["assessments"] == [{"breast": "overall", "category": "5"}]


def test_categories_without_a_side_that_differ_make_a_draft() -> None:
    found = (_assessed("a", "397140005", None), _assessed("b", "397144001", None))
    read = from_fhir(_bundle(*found), edition="2013")
    assert read.report is None
    assert "fhir_side_not_read" in {one.code for one in read.issues}


def test_a_conclusion_that_no_assessment_states_makes_a_draft() -> None:
    one = _assessed("a", "397140005", LEFT)
    read = from_fhir(_bundle(one, conclusionCode=[_concept("397145000")]), edition="2013")
    assert read.report is None
    assert "fhir_conclusion_differs" in {one.code for one in read.issues}


def test_what_the_report_does_not_name_is_not_part_of_it() -> None:
    bundle = _bundle(_assessed("a", "397140005", LEFT))
    bundle["entry"].append({"resource": _assessed("old", "397145000", LEFT)})
    read = from_fhir(bundle, edition="2013")
    assert read.draft["assessments"] == [{"breast": "left", "category": "1"}]
    assert any(one.pointer == "/entry/3/resource" for one in read.issues)


def test_a_reference_out_of_the_bundle_is_never_followed() -> None:
    bundle = _bundle(result=[{"reference": "http://127.0.0.1:1/Observation/x"}])
    read = from_fhir(bundle, edition="2013")
    assert "/entry/1/resource/result/0" in {one.pointer for one in read.issues}


def test_two_reports_are_not_mixed() -> None:
    bundle = _bundle(MASS)
    bundle["entry"].append({"resource": {"resourceType": "DiagnosticReport", "id": "r2"}})
    read = from_fhir(bundle, edition="2013")
    assert read.report is None
    assert "fhir_several_reports" in {one.code for one in read.issues}


def test_a_calcification_without_its_modality_is_not_read() -> None:
    one = _observation("c", "309587003", bodySite=_concept(LEFT))
    read = from_fhir({"resourceType": "Bundle", "entry": [{"resource": one}]}, edition="2013")
    assert "findings" not in read.draft
    assert [one.code for one in read.issues] == ["fhir_not_read"]


def test_a_composition_of_the_breast_belongs_to_the_only_exam() -> None:
    density = _observation("d", "129715009", valueCodeableConcept=_concept("129716005"))
    read = from_fhir(_bundle(density), edition="2013")
    assert read.draft["exams"][0]["composition"] == "almost_entirely_fatty"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"<Bundle xmlns='http://hl7.org/fhir'/>", "fhir_xml"),
        (b"\xef\xbb\xbf <x/>", "fhir_xml"),
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"resourceType": "Bundle", "resourceType": "Bundle"}', "not_json"),
        (b'{"resourceType": "Bundle", "n": NaN}', "not_json"),
        (b"\xff\xfe", "not_utf8"),
        (b"[]", "fhir_no_resource"),
        (b'{"resourceType": 7}', "fhir_no_resource"),
        (b'{"resourceType": "Bundle", "entry": {}}', "fhir_no_resource"),
        (b'{"resourceType": "Bundle", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "too_deep"),
        (b'{"resourceType": "Bundle", "x": ' + b"[" * 70 + b"]" * 70 + b"}", "too_deep"),
        (b'{"resourceType": "Bundle", "x": "' + b" " * 20_000_000 + b'"}', "too_large"),
        (b'{"resourceType": "Bundle", "entry": [' + b"1," * 20_000 + b"1]}", "too_large"),
    ],
    ids=range(14),
)
def test_what_cannot_be_read_is_one_issue(source: bytes, code: str) -> None:
    read = from_fhir(source)
    assert read.report is None
    assert [one.code for one in read.issues] == [code]


def test_a_flood_of_unread_parts_is_bounded() -> None:
    entries = [{"resource": {"resourceType": "Flag"}} for _ in range(5_000)]
    read = from_fhir({"resourceType": "Bundle", "entry": entries}, edition="2013")
    assert len(read.issues) == 1_001
    assert read.issues[-1].message.startswith("4000 more")


def test_no_change_of_a_bundle_raises(seeded: random.Random) -> None:
    bundles = [to_fhir(parse(document)) for document in full_reports()]
    for _ in range(60):
        changed = mutated(seeded.choice(bundles), seeded.randrange)
        from_fhir(changed if isinstance(changed, dict) else json.dumps(changed), edition="2013")


@pytest.fixture
def seeded() -> random.Random:
    import random

    return random.Random(13)
