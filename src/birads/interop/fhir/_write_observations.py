"""Write the parts of a report that are Observations, in report order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from birads.interop._codes import Coded, exchange_rows
from birads.interop._leaves import leaves
from birads.interop._shape import member_at
from birads.interop.fhir import _systems
from birads.interop.fhir._parts import (
    EXAM_OBSERVATIONS,
    LISTS,
    MODALITIES,
    ObservationPart,
    finding_part,
)
from birads.interop.fhir._text import encoded
from birads.interop.fhir._values import component, concept_value, words_of
from birads.interop.fhir._writing import Resource, Writing

__all__ = ["AFTER", "BEFORE", "results"]

BEFORE = ("patient", "presentation", "cancers", "suspected", "absent")
AFTER = ("assessments", "outcomes", "pathology")
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_CATEGORIES = {"imaging": "Imaging", "laboratory": "Laboratory"}


def results(writing: Writing) -> Iterator[tuple[str, Resource]]:
    """Yield every Observation with its URL."""
    document = writing.document
    for name in BEFORE:
        yield from _listed(writing, name)
    for number, exam in enumerate(document.get("exams", ())):
        yield from _of_exam(writing, f"exams/{number}", exam)
    for number, finding in enumerate(document.get("findings", ())):
        part = finding_part(finding["kind"])
        yield writing.place(f"findings/{number}"), _observation(writing, part, finding)
    for name in AFTER:
        yield from _listed(writing, name)


def _listed(writing: Writing, name: str) -> Iterator[tuple[str, Resource]]:
    value = writing.document.get(name)
    if value is None:
        return
    for number, each in enumerate([value] if isinstance(value, dict) else value):
        yield writing.place(f"{name}/{number}"), _observation(writing, LISTS[name], each)


def _observation(writing: Writing, part: ObservationPart, document: Resource) -> Resource:
    out = _blank(writing, part.category, _code(part))
    held = writing.elements(part.elements, document, out, part.part)
    components = []
    for leaf in leaves(part.model, document):
        if leaf.path == "extensions":
            text = json.dumps(leaf.value, ensure_ascii=False, separators=(",", ":"))
            url = _systems.extension_url("extensions")
            out["extension"] = [{"url": url, "valueBase64Binary": encoded(text)}]
        elif leaf.path != "kind" and not _is_held(leaf.path, held):
            components.append(component(part.part, leaf))
    if components:
        out["component"] = components
    if not document:
        out["valueCodeableConcept"] = _systems.concept_of(_systems.own_coding("stated", "stated"))
    if "exam" in held and document["exam"] in writing.exam_dates:
        out["effectiveDateTime"] = writing.exam_dates[document["exam"]]
    return out


def _is_held(path: str, held: set[str]) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in held)


def _code(part: ObservationPart) -> Resource:
    own = _systems.own_coding(part.code, part.display)
    return _systems.concept_of(*_standard(_standard_of(part)), own)


def _standard_of(part: ObservationPart) -> Coded | None:
    rows = exchange_rows()
    if part.name == "findings":
        return dict(rows.words["kind"]).get(str(part.kind))
    return rows.concepts[part.name, "category"] if part.name == "assessments" else None


def _standard(coded: Coded | None) -> list[Resource]:
    return [] if coded is None else [_systems.standard_coding(coded)]


def _blank(writing: Writing, category: str, code: Resource) -> Resource:
    held = _systems.coding(_CATEGORY, category, _CATEGORIES[category])
    return {
        "resourceType": "Observation",
        # An Observation has no "appended": what it says was not changed.
        "status": "final" if writing.status == "appended" else writing.status,
        "category": [_systems.concept_of(held)],
        "code": code,
        "subject": writing.subject,
    }


def _of_exam(writing: Writing, place: str, exam: Resource) -> Iterator[tuple[str, Resource]]:
    for name in EXAM_OBSERVATIONS:
        value = exam.get(name)
        if value is None or value == []:
            continue
        for count, each in enumerate(value if isinstance(value, list) else [value]):
            out = _exam_observation(writing, exam["modality"], name, each)
            out["derivedFrom"] = [{"reference": writing.place(place)}]
            if "date" in exam:
                out["effectiveDateTime"] = exam["date"]
            yield writing.place(f"{place}/{name}/{count}"), out


def _exam_observation(writing: Writing, modality: str, name: str, value: Any) -> Resource:
    part, model = ("exams", modality), MODALITIES[modality]
    code, display = EXAM_OBSERVATIONS[name]
    path = f"{name}.composition" if name == "compositions" else name
    standard = exchange_rows().concepts.get(("exams", path))
    concept = _systems.concept_of(*_standard(standard), _systems.own_coding(code, display))
    out = _blank(writing, "imaging", concept)
    member, side = member_at(model, path), member_at(model, f"{name}.breast")
    if name == "bpe":
        out["component"] = [component(part, leaf) for leaf in leaves(model, {name: value})]
    elif member is not None:
        word = value["composition"] if side is not None else value
        out["valueCodeableConcept"] = concept_value(words_of(part, path, member), word)
        if side is not None:
            words = words_of(part, f"{name}.breast", side)
            out["bodySite"] = concept_value(words, value["breast"])
    return out
