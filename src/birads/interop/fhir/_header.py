"""Write what a site says around a report; nothing is made up, and nothing of it is read back."""

from __future__ import annotations

from typing import Any

from birads.interop.header import Header

__all__ = ["fill_order", "fill_patient"]

_V2_0203 = "http://terminology.hl7.org/CodeSystem/v2-0203"


def fill_patient(out: dict[str, Any], header: Header | None) -> None:
    """Add the identity that the header states."""
    given = header.patient if header is not None else None
    if given is None:
        return
    if given.id is not None:
        issuer = {} if given.issuer is None else {"assigner": {"display": given.issuer}}
        out["identifier"] = [{"type": _typed("MR"), "value": given.id, **issuer}]
    if given.name is not None:
        family, _, rest = given.name.partition("^")
        names = [part for part in rest.split("^") if part]
        out["name"] = [{"family": family or given.name, **({"given": names} if names else {})}]
    if given.birth_date is not None:
        out["birthDate"] = given.birth_date.isoformat()


def fill_order(out: dict[str, Any], header: Header | None) -> None:
    """Add who made the report, and the order that asked for it."""
    if header is None:
        return
    if header.performer is not None:
        said = (header.performer.name, header.performer.organization)
        performers = [{"display": text} for text in said if text is not None]
        if performers:
            out["performer"] = performers
    if header.order is not None:
        numbers = (("PLAC", header.order.placer_number), ("FILL", header.order.filler_number))
        orders = [
            {"type": "ServiceRequest", "identifier": {"type": _typed(kind), "value": number}}
            for kind, number in numbers
            if number is not None
        ]
        if orders:
            out["basedOn"] = orders


def _typed(code: str) -> dict[str, Any]:
    return {"coding": [{"system": _V2_0203, "code": code}]}
