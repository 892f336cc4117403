"""Put the report together that a hook prefetched: one DiagnosticReport and what it refers to.

Nothing is fetched. What the report does not refer to, however far, stays out: a finding of
another report must not become a finding of this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from birads.report.report import Report
from birads.service._cds._request import HookRequest

__all__ = ["Fetched", "fetched"]

_MOST_NESTED = 4
_Entry = dict[str, Any]


@attrs.frozen
class Fetched:
    """Hold the report of a hook, or the sentence that says why there is none."""

    report: Report | None
    why: str = ""


def fetched(request: HookRequest, reader: Any, edition: str | None) -> Fetched:
    """Return the report of a prefetch; ``reader`` is the module that reads FHIR.

    ``edition`` is what the site says where the report names none.
    """
    entries = [one for value in request.prefetch.values() for one in _entries(value)]
    reports = [one for one in entries if _kind(one) == "DiagnosticReport"]
    if not reports:
        return Fetched(None, "No report was prefetched.")
    chosen = reports[0] if len(reports) == 1 else _latest(reports)
    if chosen is None:
        return Fetched(
            None, "Several reports were prefetched, and which is the latest is not said."
        )
    return _report(chosen, entries, reader, edition)


def _report(chosen: _Entry, entries: list[_Entry], reader: Any, edition: str | None) -> Fetched:
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [chosen, *_reached(chosen, entries)],
    }
    from pydantic_core import to_json

    found = reader.read(to_json(bundle), edition)[0]
    if found.report is not None:
        return Fetched(found.report)
    if found.draft and "edition" not in found.draft:
        return Fetched(None, "The report names no edition of BI-RADS, and the site names none.")
    return Fetched(None, "The report that was prefetched could not be read as a whole.")


def _entries(value: Any, depth: int = 0) -> Iterator[_Entry]:
    """Yield the entries of a Bundle, or one for the resource that the value is."""
    if not isinstance(value, dict) or depth > _MOST_NESTED:
        return
    if value.get("resourceType") != "Bundle":
        if isinstance(value.get("resourceType"), str):
            yield {"resource": value}
        return
    listed = value.get("entry")
    for entry in listed if isinstance(listed, list) else ():
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") == "Bundle":
            yield from _entries(resource, depth + 1)
        elif isinstance(resource, dict):
            yield {key: entry[key] for key in ("fullUrl", "resource") if key in entry}


def _kind(entry: _Entry) -> Any:
    return entry["resource"].get("resourceType")


def _latest(reports: list[_Entry]) -> _Entry | None:
    """Return the report with the latest date of issue, where each has one and none is as late."""
    import datetime as dt

    times = []
    for one in reports:
        issued = one["resource"].get("issued")
        try:
            time = dt.datetime.fromisoformat(issued)
        except (TypeError, ValueError):
            return None
        if time.tzinfo is None:
            return None
        times.append(time)
    latest = max(times)
    return reports[times.index(latest)] if times.count(latest) == 1 else None


def _reached(chosen: _Entry, entries: list[_Entry]) -> list[_Entry]:
    """Return what the report refers to, directly or through others, and what refers to those.

    A request names the finding that it is for; the report does not always name the request.
    """
    kept = {id(chosen)}
    names = set(_references(chosen["resource"]))
    found: list[_Entry] = []
    growing = True
    while growing:
        growing = False
        for one in entries:
            if id(one) in kept or _kind(one) == "DiagnosticReport":
                continue
            if names.isdisjoint(_names(one)) and not _is_request_for(one, found):
                continue
            kept.add(id(one))
            found.append(one)
            names.update(_references(one["resource"]))
            growing = True
    return found


def _is_request_for(entry: _Entry, found: list[_Entry]) -> bool:
    if _kind(entry) != "ServiceRequest":
        return False
    reasons = set(_references(entry["resource"].get("reasonReference")))
    return any(_kind(one) == "Observation" and not reasons.isdisjoint(_names(one)) for one in found)


def _names(entry: _Entry) -> set[str]:
    """Return what a reference may call an entry."""
    resource = entry["resource"]
    names = {entry["fullUrl"]} if isinstance(entry.get("fullUrl"), str) else set()
    if isinstance(resource.get("id"), str):
        names.add(f"{resource['resourceType']}/{resource['id']}")
    return names


def _references(value: Any) -> Iterator[str]:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            reference = node.get("reference")
            if isinstance(reference, str):
                yield reference
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
