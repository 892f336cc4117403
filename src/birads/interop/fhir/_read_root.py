"""Read the DiagnosticReport: what the report says of itself, and what it concludes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.interop._shape import member_at
from birads.interop.fhir import _systems
from birads.interop.fhir._elements import ABSENT
from birads.interop.fhir._parts import STATUS
from birads.interop.fhir._read_studies import read_members
from birads.interop.fhir._read_values import by_url
from birads.interop.fhir._report_element import report_elements
from birads.interop.fhir._values import words_of
from birads.interop.fhir._write import DIAGNOSTIC, SCREENING
from birads.report.assessment import Assessment
from birads.report.report import Report

if TYPE_CHECKING:
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._reading import Reading

__all__ = ["read_conclusion", "read_root"]

_STATUS = {code: word for word, code in STATUS.items()}
_KNOWN = {
    (_systems.URIS["LN"], "LP29684-5"),
    ("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD"),
    (_systems.URIS["LN"], SCREENING[0]),
    (_systems.URIS["LN"], DIAGNOSTIC[0]),
}


def read_root(node: Node, reading: Reading) -> dict[str, Any]:
    """Return the members of the report itself."""
    out: dict[str, Any] = {}
    part = ("report", None)
    edition = by_url(node).get(_systems.extension_url("edition"), [])
    if edition and isinstance(edition[0].peek("valueCode"), str):
        out["edition"] = edition[0].peek("valueCode")
        edition[0].whole()
    for element in report_elements():
        value = element.read(node, part, reading)
        if value is not ABSENT:
            out[element.member] = value
    out |= read_members(node, Report, part, reading)
    status = _STATUS.get(str(node.peek("status")))
    if str(node.peek("status")) in _STATUS:
        node.take("status")
    if status is not None:
        out["status"] = status
    for key in ("resourceType", "subject"):
        node.take(key)
    for concept in (*node.nodes("category"), *filter(None, [node.node("code")])):
        if any(
            (str(one.peek("system")), str(one.peek("code"))) in _KNOWN
            for one in concept.nodes("coding")
        ):
            concept.whole()
    return out


def read_conclusion(node: Node, draft: dict[str, Any], reading: Reading) -> None:
    """Read the coded conclusion: it repeats an assessment, or is the only one, of the whole."""
    member = member_at(Assessment, "category")
    assessments = draft.get("assessments", [])
    stated = {one["category"] for one in assessments}
    for concept in node.nodes("conclusionCode"):
        words = words_of(("assessments", None), "category", member) if member else None
        category = reading.word(concept, words) if words is not None else None
        if category is None:
            continue
        if not stated:
            draft.setdefault("assessments", []).append({"breast": "overall", "category": category})
        elif category not in stated:
            said = f"The conclusion is category {category}, which no assessment states."
            reading.note("fhir_conclusion_differs", concept.path, said)
    if "narrative" not in draft and (text := node.text("conclusion")) is not None:
        draft["narrative"] = text
