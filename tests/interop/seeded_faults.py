"""Break documents of ours in ways that matter, so that the judges of the formats can be judged."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from birads import parse
from birads.interop.formats import formats

if TYPE_CHECKING:
    from pydicom import Dataset

__all__ = ["FAULTS", "broken", "whole"]

_REPORT = {
    "edition": "2013",
    "id": "r",
    "exams": [{"id": "mg", "modality": "mammography", "date": "2026-05-04",
               "laterality": "bilateral", "composition": "heterogeneously_dense"}],
    "findings": [{"id": "c", "kind": "mg.calcifications", "exam": "mg", "category": "4",
                  "morphology": ["amorphous"], "distribution": "grouped", "extent_mm": 7.5,
                  "location": {"breast": "left"}}],
    "assessments": [{"breast": "left", "category": "4", "exam": "mg"},
                    {"breast": "overall", "category": "4"}],
    "recommendations": [{"action": "tissue_diagnosis", "breast": "left", "findings": ["c"]}],
}  # fmt: skip


def whole(name: str) -> bytes:
    """Return the document before it is broken."""
    return formats()[name].load().export(parse(_REPORT), None)


def broken(name: str, fault: str) -> bytes:
    """Return the document of a format with one fault."""
    done = FAULTS[name][fault](whole(name))
    assert done != whole(name), fault
    return done


def _items(node: Dataset) -> Iterator[tuple[Dataset, Dataset]]:
    for child in node.get("ContentSequence", []):
        yield node, child
        yield from _items(child)


def _find(
    data: Dataset, code: str, kind: str | None = None, last: bool = False
) -> tuple[Dataset, Dataset]:
    found = [
        (parent, child)
        for parent, child in _items(data)
        if child.ConceptNameCodeSequence[0].get("CodeValue") == code
        and kind in (None, child.ValueType)
    ]
    return found[-1 if last else 0]


def _dicom(act: Callable[[Dataset], object]) -> Callable[[bytes], bytes]:
    def broken(data: bytes) -> bytes:
        from pydicom import dcmread

        held = dcmread(BytesIO(data))
        act(held)
        out = BytesIO()
        held.save_as(out)
        return out.getvalue()

    return broken


def _drop(code: str) -> Callable[[bytes], bytes]:
    def act(data: Dataset) -> None:
        parent, child = _find(data, code)
        parent.ContentSequence = [one for one in parent.ContentSequence if one is not child]
        if not parent.ContentSequence:
            del parent.ContentSequence

    return _dicom(act)


def _value(code: str, new: str, *, last: bool = False) -> Callable[[bytes], bytes]:
    def act(data: Dataset) -> None:
        _find(data, code, "CODE", last=last)[1].ConceptCodeSequence[0].CodeValue = new

    return _dicom(act)


def _relation(code: str, new: str) -> Callable[[bytes], bytes]:
    return _dicom(lambda data: setattr(_find(data, code)[1], "RelationshipType", new))


def _twice(code: str) -> Callable[[bytes], bytes]:
    def act(data: Dataset) -> None:
        parent, child = _find(data, code)
        parent.ContentSequence.append(copy.deepcopy(child))

    return _dicom(act)


def _two_procedures(data: Dataset) -> None:
    findings = _find(data, "59776-5", last=True)[1]
    found = next(child for _, child in _items(findings) if child.ValueType == "CODE"
                 and child.ConceptNameCodeSequence[0].CodeValue == "121058")  # fmt: skip
    findings.ContentSequence.append(copy.deepcopy(found))


def _long_meaning(data: Dataset) -> None:
    _find(data, "121058", "CODE")[1].ConceptCodeSequence[0].CodeMeaning = "x" * 70


def _attribute(name: str, new: str | None = None) -> Callable[[bytes], bytes]:
    def act(data: Dataset) -> None:
        if new is None:
            delattr(data, name)
        else:
            setattr(data, name, new)

    return _dicom(act)


_DICOM = {
    "narrative dropped": _drop("111412"),
    "language dropped": _drop("121049"),
    "procedure dropped": _drop("121058"),
    "side dropped from the procedure": _drop("272741003"),
    "unknown composition": _value("129715009", "999999"),
    "unknown finding": _value("121071", "999999"),
    "calcification type from nowhere": _value("111009", "999999"),
    "category from nowhere": _value("111005", "999999"),
    "category from nowhere in a container of ours": _value("111005", "999999", last=True),
    "wrong relation of a finding": _relation("121071", "INFERRED FROM"),
    "a finding's property as CONTAINS": _relation("111008", "CONTAINS"),
    "two narratives": _twice("111412"),
    "two procedures in the findings": _dicom(_two_procedures),
    "no template": _attribute("ContentTemplateSequence"),
    "no content date": _attribute("ContentDate"),
    "completion flag from nowhere": _attribute("CompletionFlag", "MAYBE"),
    "verified without an observer": _attribute("VerificationFlag", "VERIFIED"),
    "meaning of 70 characters": _dicom(_long_meaning),
}


def _fhir(kind: str, act: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    """Return what breaks the first resource of a type."""

    def broken(data: bytes) -> bytes:
        bundle = json.loads(data)
        act(next(one["resource"] for one in bundle["entry"]
                 if one["resource"]["resourceType"] == kind))  # fmt: skip
        return json.dumps(bundle).encode()

    return broken


def _without(kind: str, key: str) -> Callable[[bytes], bytes]:
    return _fhir(kind, lambda one: one.pop(key))


def _with(kind: str, **members: Any) -> Callable[[bytes], bytes]:
    return _fhir(kind, lambda one: one.update(members))


def _one_url(data: bytes) -> bytes:
    bundle = json.loads(data)
    bundle["entry"][1]["fullUrl"] = bundle["entry"][0]["fullUrl"]
    return json.dumps(bundle).encode()


def _obs_7(one: dict[str, Any]) -> None:
    one.update(component=[{"code": one["code"]}], valueString="x")


def _extension(one: dict[str, Any], **members: Any) -> None:
    one["extension"][0].update(members)


_NOWHERE = {"reference": "urn:uuid:00000000-0000-4000-8000-000000000000"}
_FHIR = {
    "report without code": _without("DiagnosticReport", "code"),
    "report without status": _without("DiagnosticReport", "status"),
    "status from nowhere": _with("DiagnosticReport", status="signed"),
    "observation status from nowhere": _with("Observation", status="done"),
    "two values in one observation": _with("Observation", valueString="x", valueBoolean=True),
    "a value beside a component of the same code": _fhir("Observation", _obs_7),
    "unknown member": _with("Observation", laterality="left"),
    "subject is a text": _with("DiagnosticReport", subject="Jane"),
    "bad date": _with("DiagnosticReport", effectiveDateTime="4 May 2026"),
    "bodySite repeated": _with("Observation", bodySite=[{"text": "left"}]),
    "request without intent": _without("ServiceRequest", "intent"),
    "intent from nowhere": _with("ServiceRequest", intent="wish"),
    "modality as a text": _with("ImagingStudy", modality="MG"),
    "extension without url": _fhir("DiagnosticReport", lambda one: one["extension"][0].pop("url")),
    "extension with value and parts": _fhir(
        "DiagnosticReport",
        lambda one: _extension(one, extension=[{"url": "x", "valueBoolean": True}]),
    ),
    "empty component list": _with("Observation", component=[]),
    "text with only blanks": _with("DiagnosticReport", conclusion="  "),
    "reference that leads nowhere": _fhir(
        "DiagnosticReport", lambda one: one["result"].append(_NOWHERE)
    ),
    "one fullUrl twice": _one_url,
    "unknown SNOMED code": _fhir(
        "Observation",
        lambda one: one["code"]["coding"].append(
            {"system": "http://snomed.info/sct", "code": "1234567890"}
        ),
    ),
}


def _hl7(pattern: str, new: str) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(pattern, new, data.decode(), count=1).encode()


def _field(segment: str, number: int, new: str) -> Callable[[bytes], bytes]:
    """Return what changes a field of the first segment of a name."""

    def broken(data: bytes) -> bytes:
        out, done = [], False
        for line in data.decode().split("\r"):
            fields = line.split("|")
            if fields[0] == segment and not done:
                fields += [""] * (number + 1 - len(fields))
                fields[number], done = new, True
            out.append("|".join(fields))
        return "\r".join(out).encode()

    return broken


def _no_order(data: bytes) -> bytes:
    kept = [line for line in data.split(b"\r") if not line.startswith(b"OBR")]
    return b"\r".join(kept)


_HL7V2: Mapping[str, Callable[[bytes], bytes]] = {
    "no OBR": _no_order,
    "no PID-3": _field("PID", 3, ""),
    "no OBR-4": _field("OBR", 4, ""),
    "no OBX-3": _field("OBX", 3, ""),
    "no OBX-11": _field("OBX", 11, ""),
    "OBX-2 from nowhere": _field("OBX", 2, "ZZ"),
    "no OBX-2 but a value": _field("OBX", 2, ""),
    "a number that is a word": _hl7(r"(\|NM\|[^|]*\|[^|]*\|)[^|]*", r"\1many"),
    "a date that is a word": _hl7(r"(\|DT\|[^|]*\|[^|]*\|)[^|]*", r"\1May"),
    "segments end in line feeds": lambda data: data.replace(b"\r", b"\n"),
    "unknown segment": _hl7("\rOBR", "\rXYZ|1\rOBR"),
    "OBX before OBR": _hl7("\rOBR", "\rOBX|1|ST|x^y^L||z||||||F\rOBR"),
    "no message type": _field("MSH", 8, ""),
    "status from nowhere": _field("OBX", 11, "Q"),
}

FAULTS: Mapping[str, Mapping[str, Callable[[bytes], bytes]]] = {
    "dicom-sr": _DICOM,
    "fhir": _FHIR,
    "hl7v2": _HL7V2,
}
"""What breaks a document, by format and by what is wrong then."""
