"""Hostile and changed documents of every kind: a clear issue, soon, and no report that lies."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from birads import InvalidReport, parse
from birads.interop.dicom_sr import from_dicom_sr, to_bytes, to_dicom_sr
from birads.interop.fhir import from_fhir, to_fhir
from birads.interop.hl7v2 import from_hl7v2, to_hl7v2
from birads.interop.imported import Imported

pydicom = pytest.importorskip("pydicom")

REPORT = parse(
    {
        "edition": "2013",
        "id": "r",
        "status": "final",
        "exams": [{"id": "mg", "modality": "mammography", "laterality": "bilateral"}],
        "findings": [
            {"id": "f", "kind": "mg.mass", "exam": "mg", "category": "4",
             "location": {"breast": "left"}},
        ],
        "assessments": [
            {"breast": "left", "category": "4"}, {"breast": "overall", "category": "4"},
        ],
        "recommendations": [{"action": "tissue_diagnosis", "breast": "left", "findings": ["f"]}],
        "narrative": "A mass in the left breast.",
    }
)  # fmt: skip
SECONDS = 20


def codes(found: Any) -> set[str]:
    return {issue.code for issue in found.issues}


def in_time(read: Callable[[], Any]) -> Any:
    start = time.process_time()
    found = read()
    assert time.process_time() - start < SECONDS
    return found


# FHIR


def resource(bundle: dict[str, Any], kind: str, code: str = "") -> dict[str, Any]:
    found: dict[str, Any] = next(
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == kind and code in json.dumps(entry["resource"])
    )
    return found


def changed(kind: str, code: str = "", **members: Any) -> Imported:
    bundle = json.loads(json.dumps(to_fhir(REPORT)))
    resource(bundle, kind, code).update(members)
    return from_fhir(bundle)


MASS = {
    "resourceType": "Observation",
    "code": {"coding": [{"system": "urn:birads:lexicon", "code": "kind.mg.mass"}]},
}
STUDY: dict[str, Any] = {
    "resourceType": "ImagingStudy",
    "modality": [{"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "MG"}],
}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 1_000_000, "too_deep"),
        (b'{"a":' * 1_000_000, "too_deep"),
        (b'{"resourceType":"Bundle","x":[' + b"1," * 9_000_000 + b"1]}", "too_large"),
        (b'{"resourceType":"Bundle","x":[' + b"{}," * 6_000_000 + b"1]}", "too_large"),
        (b'{"resourceType":"Bundle","x":' + b"9" * 1_000_000 + b"}", "not_json"),
        (b" \n<Bundle/>", "fhir_xml"),
        ('<?xml version="1.0"?>'.encode("utf-16"), "not_utf8"),
        ('{"x": "\u00e9"}'.encode("latin-1"), "not_utf8"),
        (b'{"resourceType":"Bundle","entry":[],"entry":[]}', "not_json"),
        (b'{"resourceType":"Bundle"}', "fhir_no_report"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_hostile_bundle_is_refused_soon(data: bytes, code: str) -> None:
    found = in_time(lambda: from_fhir(data, edition="2013"))
    assert (found.report, codes(found)) == (None, {code})


def test_many_commas_in_a_text_are_no_values() -> None:
    report = parse({"edition": "2013", "narrative": ",[{" * 25_000, "id": "\\" * 9})
    data = json.dumps(to_fhir(report), ensure_ascii=False).encode()
    assert from_fhir(data).report == report
    narrative = json.dumps({"resourceType": "Bundle", "x": ",[{" * 500_000})
    assert codes(from_fhir(narrative)) == {"fhir_not_read"}


def test_many_exams_and_observations_take_linear_time() -> None:
    count = 1_500

    def bundle() -> dict[str, Any]:
        studies = [{"fullUrl": f"urn:uuid:s{n}", "resource": STUDY} for n in range(count)]
        derived = {"derivedFrom": [{"reference": f"urn:uuid:s{count - 1}"}]}
        seen = [
            {"fullUrl": f"urn:uuid:o{n}", "resource": {**MASS, **derived}} for n in range(count)
        ]
        root = {
            "resourceType": "DiagnosticReport",
            "imagingStudy": [{"reference": one["fullUrl"]} for one in studies],
            "result": [{"reference": one["fullUrl"]} for one in seen],
        }
        return {"resourceType": "Bundle", "entry": [{"resource": root}, *studies, *seen]}

    found = in_time(lambda: from_fhir(bundle(), edition="2013"))
    assert len(found.draft["findings"]) == count
    assert {one["exam"] for one in found.draft["findings"]} == {f"exam-{count}"}


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("modifierExtension", [{"url": "x"}], "fhir_modified"),
        ("implicitRules", "x", "fhir_modified"),
        ("link", [], "fhir_not_read"),
        ("note", "x", "fhir_not_read"),
    ],
)
def test_what_stands_beside_the_resources_is_told(key: str, value: Any, code: str) -> None:
    bundle = to_fhir(REPORT)
    for place in (bundle, bundle["entry"][0]):
        found = from_fhir({**bundle, key: value} if place is bundle else _with_first(bundle, key))
        assert codes(found) == {code}
        assert (found.report is None) == (code == "fhir_modified")


def _with_first(bundle: dict[str, Any], key: str) -> dict[str, Any]:
    first, *others = bundle["entry"]
    return {**bundle, "entry": [{**first, key: "x"}, *others]}


@pytest.mark.parametrize(
    ("found", "code", "is_report"),
    [
        (lambda: changed("ServiceRequest", doNotPerform=True), "fhir_modified", False),
        (lambda: changed("ServiceRequest", status="revoked"), "fhir_withdrawn", True),
        (lambda: changed("ImagingStudy", status="cancelled"), "fhir_withdrawn", True),
        (lambda: changed("Observation", "kind.mg.mass", status="preliminary"),
         "fhir_status_differs", True),
        (lambda: changed("Observation", "breast.left", bodySite={"text": "right"}),
         "fhir_side_not_read", False),
        (lambda: changed("ImagingStudy", modality=STUDY["modality"] + [
            {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "US"}]),
         "fhir_codes_differ", False),
        (lambda: changed("DiagnosticReport", conclusionCode=[]), "fhir_side_not_read", False),
    ],
    ids=range(7),
)  # fmt: skip
def test_a_change_that_matters_is_told(
    found: Callable[[], Imported], code: str, is_report: bool
) -> None:
    read = found()
    assert code in codes(read)
    assert (read.report is not None) is is_report
    if is_report:
        assert read.report != REPORT or code == "fhir_status_differs"


# HL7 v2


def message(*changes: tuple[str, str]) -> bytes:
    text = to_hl7v2(REPORT).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"\x0b%s\x1c\r",
        b"\xef\xbb\xbf%s",
        b"\x1c\x0b%s\x1c\x1c\r\n\n",
        b"\x00\x00\r\n \t\r%s\x00\x00",
    ],
)
def test_framing_and_marks_around_a_message_are_no_part_of_it(data: bytes) -> None:
    found = from_hl7v2(data % message())
    assert (found.report, found.issues) == (REPORT, ())


def test_blocks_that_follow_each_other_without_a_line_end_are_two_messages() -> None:
    data = b"\x0b" + message().rstrip(b"\r") + b"\x1c\x0b" + message() + b"\x1c\r"
    assert [one.report for one in from_hl7v2(data)] == [REPORT, REPORT]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (message() + b"NTE|1||more was seen\r", "hl7_not_read"),
        (message() + b"noise\r", "hl7_not_read"),
        (message() + b"x" * 1_000_000 + b"\r", "hl7_not_read"),
        (message(("|A mass in the left", "|A mass in the right")), "hl7_text_differs"),
        (message(("|||RAD|F\r", "|||RAD|C\r")), "hl7_differs"),
        (message(("BIRADS-L", "BIRADS-R")), "hl7_categories_differ"),
        (message(("BIRADS-L", "BIRADS-Q")), "hl7_categories_differ"),
    ],
    ids=range(7),
)  # fmt: skip
def test_what_a_message_says_beside_our_values_is_told(data: bytes, code: str) -> None:
    found = from_hl7v2(data)
    assert codes(found) == {code}


@pytest.mark.parametrize("value", ['""', "", "breast.middle^middle^99BIRADS", "zz^x^SCT"])
def test_a_side_that_is_none_makes_no_report(value: str) -> None:
    lines = message().decode().split("\r")
    at = next(
        n for n, line in enumerate(lines) if "|location.breast^" in line or "|breast^" in line
    )
    fields = lines[at].split("|")
    fields[5] = value
    lines[at] = "|".join(fields)
    found = from_hl7v2("\r".join(lines).encode())
    assert found.report is None
    assert "hl7_not_read" in codes(found)


def test_a_short_text_that_stands_twice_is_not_joined() -> None:
    lines = message().decode().split("\r")
    (text,) = [line for line in lines if "|narrative^" in line]
    assert from_hl7v2("\r".join([*lines, text]).encode()).report == REPORT
    other = text.replace("left", "right")
    found = from_hl7v2("\r".join([*lines, other]).encode())
    assert (found.report, codes(found)) == (None, {"hl7_not_read"})


# DICOM


def document(change: Callable[[Any], object]) -> bytes:
    data = pydicom.dcmread(BytesIO(to_bytes(to_dicom_sr(REPORT))))
    change(data)
    out = BytesIO()
    data.save_as(out)
    return out.getvalue()


def items(node: Any) -> list[Any]:
    children = list(node.get("ContentSequence", []))
    return [*children, *(below for child in children for below in items(child))]


def of(data: Any, code: str, kind: str = "CODE") -> list[Any]:
    return [
        one
        for one in items(data)
        if one.ConceptNameCodeSequence[0].get("CodeValue") == code and one.ValueType == kind
    ]


def _two_codes(data: Any) -> None:
    (*_, last) = of(data, "111005")
    last.ConceptCodeSequence.append(last.ConceptCodeSequence[0])


def _private(data: Any) -> None:
    block = of(data, "121071")[0].private_block(0x0099, "A MAKER", create=True)
    block.add_new(1, "LO", "right")


def _pixels(data: Any) -> None:
    data.BitsAllocated = 8
    data.add_new(0x7FE00010, "OW", b"\0\0")


def _latin(data: Any) -> None:
    of(data, "121071", "TEXT")[0].TextValue = "Gr\u00f6\u00dfe"


@pytest.mark.parametrize(
    ("change", "code", "is_report"),
    [
        (lambda data: setattr(of(data, "272741003")[-1].ConceptCodeSequence[0], "CodeValue", "1"),
         "sr_item_not_read", False),
        (lambda data: setattr(of(data, "111005")[0].ConceptCodeSequence[0], "CodeValue", "1"),
         "sr_item_not_read", False),
        (_two_codes, "sr_item_not_read", False),
        (_private, "sr_private_not_read", True),
        (_pixels, "sr_pixels_not_read", True),
    ],
    ids=["side", "category", "two codes", "private", "pixels"],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_changed_document_is_told(
    change: Callable[[Any], object], code: str, is_report: bool
) -> None:
    found = from_dicom_sr(document(change))
    assert code in codes(found)
    assert (found.report is not None) is is_report


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"ISO_IR 192", b"ISO_IR 6  ", "sr_characters"),
        ("\u00f6".encode(), b"\xff\xfe", "sr_characters"),
        (b"ISO_IR 192", b"NO_SUCH   ", "sr_characters"),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_characters_that_are_not_those_named_are_told(old: bytes, new: bytes, code: str) -> None:
    data = document(_latin)
    assert old in data
    assert code in codes(from_dicom_sr(data.replace(old, new)))


@pytest.mark.parametrize("kind", [b"LO", b"US", b"UN", b"OB", b"AT", b"FD", b"PN", b"DS"])
def test_an_attribute_of_another_kind_never_ends_in_another_exception(kind: bytes) -> None:
    whole = to_bytes(to_dicom_sr(REPORT))
    for tag in (b"\x40\x00\x40\xa0CS", b"\x08\x00\x00\x01SH", b"\x08\x00\x02\x01SH"):
        assert tag in whole
        wrong = whole.replace(tag, tag[:4] + kind, 9)
        try:
            found = from_dicom_sr(wrong, "2013")
        except InvalidReport as error:
            told = len(error.issues)
        else:
            told = len(found.issues) + (found.report == REPORT)
        assert told > 0
