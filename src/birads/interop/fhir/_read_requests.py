"""Read the ServiceRequests that a report names as its recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.interop.fhir import _systems
from birads.interop.fhir._elements import ABSENT
from birads.interop.fhir._parts import RECOMMENDATION
from birads.interop.fhir._read_studies import read_members
from birads.issue import Severity
from birads.report.assessment import Recommendation

if TYPE_CHECKING:
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._reading import Reading

__all__ = ["is_modified", "read_requests"]

_REVOKED = ("revoked", "entered-in-error")
_PART = ("recommendations", None)


def is_modified(node: Node) -> bool:
    """Say whether something says that the resource may mean another thing than it seems to."""
    return "modifierExtension" in node.value or "implicitRules" in node.value


def read_requests(root: Node, reading: Reading) -> list[dict[str, Any]]:
    """Return the recommendations that the report names; any other request is an order.

    One that was withdrawn is none, and one that says not to do a thing would be read as its
    opposite.
    """
    url = _systems.extension_url("recommendation")
    found = []
    for one in root.nodes("extension"):
        reference = one.node("valueReference") if one.peek("url") == url else None
        node = reading.resolve(reference) if reference is not None else None
        if node is None or node.peek("resourceType") != "ServiceRequest" or is_modified(node):
            continue
        one.whole()
        if node.peek("doNotPerform") not in (None, False):
            reading.note("fhir_modified", node.path, "It says what not to do.")
        elif node.peek("status") in _REVOKED:
            said = "It was withdrawn."
            reading.note("fhir_withdrawn", node.path, said, Severity.WARNING)
            node.whole()
        else:
            found.append(_read(node, reading))
    return found


def _read(node: Node, reading: Reading) -> dict[str, Any]:
    found = read_members(node, Recommendation, _PART, reading)
    for element in RECOMMENDATION:
        value = element.read(node, _PART, reading)
        if value is not ABSENT:
            found.setdefault(element.member, value)
    months = _months(node)
    if months is not None:
        found["interval_months"] = months
    for key in ("resourceType", "status", "intent", "subject"):
        node.take(key)
    return found


def _months(node: Node) -> Any:
    for one in node.nodes("extension"):
        held = one.node("valueDuration")
        if held is None or one.peek("url") != _systems.extension_url("interval"):
            continue
        if held.peek("code") == "mo" and held.number("value") is not None:
            one.whole()
            return held.peek("value")
    return None
