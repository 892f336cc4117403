"""Write a report as one Bundle of FHIR R4: plain dictionaries, equal for equal reports."""

from __future__ import annotations

from typing import Any

from birads.interop._shape import member_at
from birads.interop.fhir import _systems
from birads.interop.fhir._header import fill_order, fill_patient
from birads.interop.fhir._parts import (
    EXAM_OBSERVATIONS,
    MODALITIES,
    RECOMMENDATION,
    exam_elements,
)
from birads.interop.fhir._report_element import report_elements
from birads.interop.fhir._values import concept_value, words_of
from birads.interop.fhir._write_observations import AFTER, BEFORE, results
from birads.interop.fhir._writing import Resource, Writing
from birads.interop.header import Header
from birads.report.assessment import Assessment, Recommendation
from birads.report.report import Report

__all__ = ["DIAGNOSTIC", "MODALITY_CODES", "SCREENING", "bundle"]

SCREENING = ("24606-6", "MG Breast Screening")
DIAGNOSTIC = ("18748-4", "Diagnostic imaging study")
MODALITY_CODES = {"mammography": "MG", "ultrasound": "US", "mri": "MR", "cem": "MG"}
_Entries = list[tuple[str, Resource]]
_CATEGORY = [
    _systems.concept_of(_systems.coding(_systems.URIS["LN"], "LP29684-5", "Radiology")),
    _systems.concept_of(
        _systems.coding("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD", "Radiology")
    ),
]


def bundle(report: Report, header: Header | None, subject: str | None) -> dict[str, Any]:
    """Return the Bundle of a report; ``subject`` refers to a patient that stands outside."""
    writing = Writing(report, header, subject)
    document = writing.document
    studies = [
        (writing.place(f"exams/{number}"), _study(writing, exam))
        for number, exam in enumerate(document.get("exams", ()))
    ]
    found = list(results(writing))
    requests = [
        (writing.place(f"recommendations/{number}"), _request(writing, each))
        for number, each in enumerate(document.get("recommendations", ()))
    ]
    root = (writing.place("report"), _root(writing, studies, found, requests))
    patient = [] if subject else [(writing.subject["reference"], _patient(writing))]
    entries = [root, *patient, *studies, *found, *requests]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": url, "resource": resource} for url, resource in entries],
    }


def _patient(writing: Writing) -> Resource:
    out: Resource = {"resourceType": "Patient"}
    fill_patient(out, writing.header)
    sex = writing.document.get("patient", {}).get("sex")
    if sex is not None:
        out["gender"] = sex
    return out


def _root(writing: Writing, studies: _Entries, found: _Entries, requests: _Entries) -> Resource:
    document = writing.document
    out: Resource = {
        "resourceType": "DiagnosticReport",
        "status": writing.status,
        "category": _CATEGORY,
        "code": _report_code(document),
        "subject": writing.subject,
    }
    part = ("report", None)
    held = writing.elements(report_elements(), document, out, part)
    resources = {"status", "exams", "findings", "recommendations", *BEFORE, *AFTER}
    held |= {name for name in resources if document.get(name) != []}
    url = _systems.extension_url("recommendation")
    out["extension"] = [
        {"url": _systems.extension_url("edition"), "valueCode": document["edition"]},
        *writing.extensions(Report, document, part, held | {"edition"}),
        *({"url": url, "valueReference": {"reference": place}} for place, _ in requests),
    ]
    if writing.exam_dates:
        out["effectiveDateTime"] = max(writing.exam_dates.values())
    for key, entries in (("imagingStudy", studies), ("result", found)):
        if entries:
            out[key] = [{"reference": place} for place, _ in entries]
    _conclude(document, out)
    fill_order(out, writing.header)
    return out


def _conclude(document: Resource, out: Resource) -> None:
    """Repeat the categories that are stated overall; none is ever computed."""
    member = member_at(Assessment, "category")
    stated = [
        one["category"] for one in document.get("assessments", ()) if one["breast"] == "overall"
    ]
    if stated and member is not None:
        words = words_of(("assessments", None), "category", member)
        out["conclusionCode"] = [concept_value(words, word) for word in stated]


def _report_code(document: Resource) -> Resource:
    exams = document.get("exams", ())
    screening = bool(exams) and all(
        exam["modality"] == "mammography" and exam.get("purpose") == "screening" for exam in exams
    )
    code, display = SCREENING if screening else DIAGNOSTIC
    loinc = _systems.coding(_systems.URIS["LN"], code, display)
    return {**_systems.concept_of(loinc), "text": "Breast imaging report"}


def _study(writing: Writing, exam: Resource) -> Resource:
    modality = exam["modality"]
    out: Resource = {
        "resourceType": "ImagingStudy",
        "status": "available",
        "subject": writing.subject,
        "modality": [{"system": _systems.URIS["DCM"], "code": MODALITY_CODES[modality]}],
    }
    part, model = ("exams", modality), MODALITIES[modality]
    held = writing.elements(exam_elements(modality), exam, out, part)
    held |= {name for name in EXAM_OBSERVATIONS if exam.get(name) != []}
    out["extension"] = [
        {"url": _systems.extension_url("modality"), "valueCode": modality},
        *writing.extensions(model, exam, part, held | {"modality"}),
    ]
    return out


def _request(writing: Writing, document: Resource) -> Resource:
    out: Resource = {
        "resourceType": "ServiceRequest",
        "status": "active",
        "intent": "proposal",
        "subject": writing.subject,
    }
    part = ("recommendations", None)
    held = writing.elements(RECOMMENDATION, document, out, part)
    more = writing.extensions(Recommendation, document, part, held | {"interval_months"})
    months = document.get("interval_months")
    if months is not None:
        duration = {"value": months, "unit": "mo", "system": _systems.UCUM, "code": "mo"}
        more.append({"url": _systems.extension_url("interval"), "valueDuration": duration})
    if more:
        out["extension"] = more
    return out
