"""Find in documents of ours what no judge that was made elsewhere sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

__all__ = ["fhir", "hl7v2"]

_TYPES = {"CWE", "NM", "FT", "DT", "DTM"}
_STATUSES = {"P", "F", "C", "X", "R"}
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}([0-9]{2}){0,2}")
_FIELDS = 11


def fhir(bundle: dict[str, Any]) -> Iterator[str]:
    """Yield dead references, URLs that stand twice, unknown codes, and breaches of obs-7."""
    entries = bundle.get("entry", [])
    urls = [entry.get("fullUrl") for entry in entries]
    if len(set(urls)) != len(urls):
        yield "two entries have one fullUrl"
    for held in _objects(bundle):
        reference = held.get("reference")
        if isinstance(reference, str) and reference not in urls:
            yield f"a reference leads nowhere: {reference}"
        yield from _unknown_code(held)
    for entry in entries:
        yield from _obs_7(entry["resource"])


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


def _unknown_code(held: dict[str, Any]) -> Iterator[str]:
    system, code = held.get("system"), held.get("code")
    if not isinstance(system, str) or not isinstance(code, str) or system not in _FIXED:
        return
    if code not in _FIXED[system] and not _is_exact(system, code):
        yield f"the code {code} of {system} is none that means one thing here"


@cache
def _is_exact(system: str, code: str) -> bool:
    """Say whether the lexicon, or a table of exchange, gives the code to something exactly."""
    from birads.interop.code_search import find_code

    return any(one.match.value == "exact" for one in find_code(system, code))


# What a Bundle always says: the category and codes of the report, and kinds of images.
_FIXED: Mapping[str, frozenset[str]] = {
    "http://snomed.info/sct": frozenset(),
    "http://loinc.org": frozenset({"LP29684-5", "24606-6", "18748-4"}),
    "http://dicom.nema.org/resources/ontology/DCM": frozenset({"MG", "US", "MR"}),
    "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl": frozenset(),
}


def _obs_7(resource: dict[str, Any]) -> Iterator[str]:
    """Yield a value beside a component that has the code of the Observation itself (obs-7)."""
    if resource.get("resourceType") != "Observation":
        return
    if not any(key.startswith("value") for key in resource):
        return
    own = _pairs(resource.get("code"))
    for component in resource.get("component", []):
        if own & _pairs(component.get("code")):
            yield "a component repeats the code of an Observation that has a value (obs-7)"


def _pairs(concept: Any) -> set[tuple[Any, Any]]:
    codings = concept.get("coding", []) if isinstance(concept, dict) else []
    return {(one.get("system"), one.get("code")) for one in codings}


def hl7v2(data: bytes) -> Iterator[str]:
    """Yield line feeds, and numbers, types, dates and statuses of OBX that are none."""
    text = data.decode()
    if "\n" in text:
        yield "a line feed: segments end in a carriage return alone"
    number = 0
    for segment in text.split("\r"):
        fields = segment.split("|")
        if fields[0] == "OBR":
            number = 0
        elif fields[0] == "OBX":
            number += 1
            yield from _obx(number, [*fields, *[""] * _FIELDS])


def _obx(number: int, fields: list[str]) -> Iterator[str]:
    kind, value, status = fields[2], fields[5], fields[11]
    if fields[1] != str(number):
        yield f"OBX-1 is {fields[1]!r}, not {number}"
    if kind not in _TYPES:
        yield f"OBX-2 is {kind!r}"
    if kind == "NM" and _NUMBER.fullmatch(value) is None:
        yield f"OBX-5 is no number: {value!r}"
    if kind in ("DT", "DTM") and _DAY.fullmatch(value) is None:
        yield f"OBX-5 is no date: {value!r}"
    if value == "":
        yield "OBX-5 is empty"
    if status not in _STATUSES:
        yield f"OBX-11 is {status!r}"
