"""Write a report as the tree of TID 4200, and read such a tree back, ours or another maker's."""

from __future__ import annotations

from typing import Any

from birads.interop.dicom_sr import _concepts as c
from birads.interop.dicom_sr._exams import (
    Exams,
    compositions,
    is_alone,
    nowhere,
    procedure,
    read_composition,
    read_procedure,
)
from birads.interop.dicom_sr._fields import Entry, Fields, entry, fields, read_entry, write_entry
from birads.interop.dicom_sr._findings import Found, read_findings, runs
from birads.interop.dicom_sr._foreign import read_foreign
from birads.interop.dicom_sr._interventions import intervention, read_intervention
from birads.interop.dicom_sr._item import Coded, Item, own
from birads.interop.dicom_sr._narrative import (
    authors,
    language,
    narrative,
    read_authors,
    read_language,
    read_narrative,
)
from birads.interop.dicom_sr._values import Unread
from birads.report.assessment import Assessment, Outcome, Recommendation
from birads.report.patient import Patient
from birads.report.report import Report

__all__ = ["is_ours", "read_tree", "write_tree"]

_ELSEWHERE = (
    "authors",
    "addenda",
    "assessments",
    "exams",
    "findings",
    "narrative",
    "outcomes",
    "pathology",
    "patient",
    "recommendations",
)
_OUTCOME = own("malignant")
# Member, its container, the concept of each item, and its model.
_LISTS: tuple[tuple[str, Coded, Coded, Any], ...] = (
    ("assessments", c.ASSESSMENTS, c.CATEGORY, Assessment),
    ("recommendations", c.RECOMMENDATIONS, c.FOLLOW_UP, Recommendation),
    ("outcomes", c.OUTCOMES, _OUTCOME, Outcome),
)


def _report() -> Fields:
    return fields(Report, "report", "", _ELSEWHERE)


def _patient() -> Fields:
    return fields(Patient, "patient", "patient.")


def write_tree(report: dict[str, Any], sop_classes: dict[str, str]) -> Item:
    """Return the tree of a report; ``sop_classes`` says which kind of object an image is."""
    root = Item("CONTAINER", c.ROOT, template="4200")
    root.add(language(report), *authors(report))
    if "patient" in report:
        root.add(_write_patient(report["patient"]))
    return root.add(narrative(report), _supplementary(report, sop_classes))


def _write_patient(patient: dict[str, Any]) -> Item:
    box = Item("CONTAINER", c.PATIENT)
    if not patient:
        return box.add(Item("CODE", own("patient"), own("stated")))
    return box.add(*_patient().write(patient, inside="CONTAINER"))


def _supplementary(report: dict[str, Any], sop_classes: dict[str, str]) -> Item:
    box = Item("CONTAINER", c.SUPPLEMENTARY)
    exams, findings = report.get("exams", []), report.get("findings", [])
    presentation = report.get("presentation")
    if not exams:
        box.add(nowhere(None, presentation))
    for n, exam in enumerate(exams):
        symptoms = presentation if n == 0 else None
        box.add(procedure(exam, symptoms, alone=is_alone(exam, exams)))
    box.add(*compositions(exams), *runs(report, sop_classes))
    box.add(*(intervention(sample, findings) for sample in report.get("pathology", ())))
    box.add(*_overall(report))
    for member, container, concept, model in _LISTS:
        if report.get(member):
            written = (write_entry(entry(model), one, concept) for one in report[member])
            box.add(Item("CONTAINER", container).add(*written))
    rest = {key: value for key, value in report.items() if key != "presentation" or not value}
    return box.add(Item("CONTAINER", c.REPORT).add(*_report().write(rest, inside="CONTAINER")))


def _overall(report: dict[str, Any]) -> list[Item]:
    """Return TID 4203 for the whole exam, where exactly one assessment is of the whole."""
    whole = [one for one in report.get("assessments", ()) if one["breast"] == "overall"]
    if len(whole) != 1:
        return []
    written = write_entry(entry(Assessment), {"category": whole[0]["category"]}, c.CATEGORY)
    return [Item("CONTAINER", c.OVERALL).add(written)]


def is_ours(root: Item) -> bool:
    """Say whether a document states an edition, which only this library writes."""
    return any(
        item.concept == own("edition") and item.kind == "CODE"
        for item in root.walk()
        if item.kind == "CODE"
    )


def read_tree(root: Item) -> tuple[dict[str, Any], list[tuple[Item, str]]]:
    """Return the draft that a tree holds, and what is doubtful about it by item.

    Every item that was read is marked as used.
    """
    ours = is_ours(root)
    draft: dict[str, Any] = {}
    exams, found = Exams(), Found()
    root.used = True
    names = read_authors(root.children)
    if names:
        draft["authors"] = names
    for item in root.children:
        if item.concept == c.NARRATIVE:
            read_narrative(item, draft)
        elif item.concept == c.PATIENT:
            _read_patient(item, draft)
        elif item.concept == c.SUPPLEMENTARY:
            _read_supplementary(item, draft, exams, found)
    _interventions(root, draft, found, ours=ours)
    if not ours:
        spoken = next((item for item in root.children if item.concept == c.LANGUAGE), None)
        code = read_language(spoken) if spoken is not None else None
        if code is not None:
            draft["language"] = code
        read_foreign(root, draft, found)
    if exams.found:
        draft["exams"] = exams.found
    if found.findings:
        draft["findings"] = found.findings
    return {
        key: value for key, value in draft.items() if value != [] or key in _SPOKEN
    }, found.doubts


_SPOKEN = ("presentation", "cancers", "suspected", "absent")  # an empty list says "asked, none"


def _read_patient(box: Item, draft: dict[str, Any]) -> None:
    box.used = True
    patient: dict[str, Any] = {}
    _patient().read(box.children, patient)
    for item in box.children:
        item.used = item.used or item.concept == own("patient")
    if patient or box.children:
        draft["patient"] = patient


def _read_supplementary(box: Item, draft: dict[str, Any], exams: Exams, found: Found) -> None:
    box.used = True
    for item in box.children:
        if item.concept == c.PROCEDURE:
            read_procedure(item, exams, draft)
    for item in box.children:
        if item.concept == c.COMPOSITION and item.kind == "CONTAINER":
            read_composition(item, exams)
        elif item.concept == c.FINDINGS and item.kind == "CONTAINER":
            read_findings(item, exams, found)
        elif item.concept == c.REPORT:
            item.used = True
            _report().read(item.children, draft)
        else:
            _read_lists(item, draft)


def _read_lists(box: Item, draft: dict[str, Any]) -> None:
    for member, container, concept, model in _LISTS:
        if box.concept != container:
            continue
        box.used = True
        for item in box.children:
            if item.concept == concept or item.concept == own(member):
                _read_one(item, entry(model), draft.setdefault(member, []))


def _read_one(item: Item, described: Entry, into: list[dict[str, Any]]) -> None:
    try:
        into.append(read_entry(described, item))
    except Unread:
        return


def _interventions(root: Item, draft: dict[str, Any], found: Found, *, ours: bool) -> None:
    for item in root.walk():
        if item.concept == c.INTERVENTION and not item.used:
            sample = read_intervention(item, found.findings, foreign=not ours)
            draft.setdefault("pathology", []).append(sample)
