"""Offer what is recommended as orders that a person can accept, and know the orders that are made.

An offer is a draft with its side. It never says that it is the recommended one among others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from birads import lexicon
from birads.acr_criteria._procedures import Kind, name_of, procedures
from birads.acr_criteria._workup import Step

__all__ = ["PROCEDURES", "ordered", "suggestions"]

PROCEDURES = "urn:birads:procedure"
_ORDERED = (Kind.IMAGING, Kind.TISSUE, Kind.CLINICAL)
_WORDS = {"left": "left breast", "right": "right breast", "bilateral": "both breasts"}
_SYSTEMS = {"SCT": "http://snomed.info/sct"}


def suggestions(steps: Iterable[Step], patient: str | None) -> list[dict[str, Any]]:
    """Return an offer for each recommended step that can be ordered, each once.

    An order needs a patient: without one nothing is offered.
    """
    if patient is None:
        return []
    made: dict[tuple[str, str | None], dict[str, Any]] = {}
    for step in steps:
        row = procedures().get(step.procedure)
        side = step.breast.value if step.breast is not None else None
        if step.recommended and row is not None and row.kind in _ORDERED:
            made.setdefault((step.procedure, side), _offer(step.procedure, side, patient))
    return list(made.values())


def _offer(procedure: str, side: str | None, patient: str) -> dict[str, Any]:
    name = name_of(procedure)
    label = f"{name}, {_WORDS[side]}" if side is not None else name
    resource: dict[str, Any] = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "subject": {"reference": f"Patient/{patient}"},
        "code": {
            "coding": [{"system": PROCEDURES, "code": procedure, "display": name}],
            "text": label,
        },
    }
    if side is not None:
        resource["bodySite"] = [{"coding": _codings(side), "text": _WORDS[side]}]
    action = {"type": "create", "description": f"Order: {label}", "resource": resource}
    return {"label": label, "actions": [action]}


def _codings(side: str) -> list[dict[str, str]]:
    term = lexicon.term(f"assessment.scope.{side}")
    standard = [
        {"system": _SYSTEMS[code.system.value], "code": code.value, "display": code.display}
        for code in term.codes
        if code.system.value in _SYSTEMS and code.match.value == "exact"
    ]
    own = {"system": "urn:birads:lexicon", "code": f"breast.{side}", "display": term.label}
    return [*standard, own]


def ordered(orders: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """Return the procedures that orders name by our own codes; what a text says is not read."""
    found = []
    for order in orders:
        code = order.get("code")
        codings = code.get("coding") if isinstance(code, dict) else None
        found += [
            str(coding.get("code"))
            for coding in (codings if isinstance(codings, list) else ())
            if isinstance(coding, dict) and coding.get("system") == PROCEDURES
        ]
    return tuple(found)
