"""Write the report schema for language models that fill a structure, and read what they wrote.

This profile is looser than the published schema and stands outside the law that schema and
``parse`` agree: bounds, patterns and conditions are left out because structured output commonly
refuses them. What a model writes goes through ``from_llm`` and then through ``parse``.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from birads.schema._registry import build

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["from_llm", "llm", "report_llm_schema"]

_LEFT_OUT = frozenset({"extensions", "schema_version"})
_KEPT = ("type", "enum", "description")
_EVIDENCE = {
    "type": "array",
    "items": {"$ref": "#/$defs/Evidence"},
    "description": "Where the text says so; an empty list where it does not.",
}
_SPAN = {
    "type": "object",
    "properties": {
        "start": {
            "type": "integer",
            "description": "The first character of the quote, counted from 0.",
        },
        "end": {"type": "integer", "description": "One past the last character of the quote."},
        "quote": {"type": "string", "description": "The words themselves, unchanged."},
    },
    "required": ["start", "end", "quote"],
    "additionalProperties": False,
    "description": "A span of the text that was read.",
}


def report_llm_schema() -> dict[str, Any]:
    """Return a fresh schema of a report for structured output.

    Every object is closed and every member required; what is not stated is ``null``. Each
    finding carries ``evidence``, the spans of the text that it was read from.
    """
    return copy.deepcopy(build("report-llm"))


def llm(strict: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema for structured output of the ``strict`` one."""
    findings = {
        _name(choice["then"]) for choice in strict["properties"]["findings"]["items"]["allOf"]
    }
    refused = {_name(strict["properties"][name]["items"]["then"]) for name in ("findings", "exams")}
    parts = {name: _loosen(part) for name, part in strict["$defs"].items() if name not in refused}
    for name in sorted(findings):
        _add_evidence(parts[name])
    return {
        "$schema": strict["$schema"],
        "$id": strict["$id"].replace(":report:", ":report-llm:"),
        "title": strict["title"] + ", for structured output",
        **_loosen(strict),
        "$defs": {**parts, "Evidence": _SPAN},
    }


def _name(reference: Mapping[str, Any]) -> str:
    return str(reference["$ref"].rpartition("/")[2])


def _add_evidence(finding: dict[str, Any]) -> None:
    """Put the kind and the evidence first: a model writes members in this order."""
    members = finding["properties"]
    finding["properties"] = {"kind": members.pop("kind"), "evidence": _EVIDENCE, **members}
    finding["required"] = list(finding["properties"])


def _loosen(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``part`` in the keywords that structured output commonly accepts."""
    if "$ref" in part:
        return {key: part[key] for key in ("$ref", "description") if key in part}
    out = {key: part[key] for key in _KEPT if key in part}
    if "const" in part:
        out |= {"type": "string", "enum": [part["const"]]}
    if "enum" in part and "$defs" in part:
        out["description"] = _with_words(part)
    if "items" in part:
        out["items"] = _loosen(part["items"])
    if _is_union(part):
        return {"anyOf": [dict(choice["then"]) for choice in part["allOf"]]}
    if "else" in part:
        return {"anyOf": [_loosen(part["then"]), _loosen(part["else"])], **out}
    if "properties" in part:
        out |= _members(part)
    return out


def _with_words(part: Mapping[str, Any]) -> str:
    """Return the description of an axis and a line for each of its words."""
    lines = (f"- {word}: {says['description']}" for word, says in part["$defs"].items())
    return "\n".join((part.get("description", ""), *lines))


def _is_union(part: Mapping[str, Any]) -> bool:
    return "allOf" in part and all("$ref" in choice["then"] for choice in part["allOf"])


def _members(part: Mapping[str, Any]) -> dict[str, Any]:
    needed = part.get("required", ())
    members = {
        name: _loosen(member) if name in needed or "const" in member else _or_null(_loosen(member))
        for name, member in part["properties"].items()
        if name not in _LEFT_OUT
    }
    return {"properties": members, "required": list(members), "additionalProperties": False}


def _or_null(part: dict[str, Any]) -> dict[str, Any]:
    if isinstance(part.get("type"), str):
        return {**part, "type": [part["type"], "null"]}
    described = {"description": part.pop("description")} if "description" in part else {}
    choices = part.get("anyOf", [part])
    return {"anyOf": [*choices, {"type": "null"}], **described}


def from_llm(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document for ``parse`` from what a language model wrote.

    What is ``null`` is left out, and so is the evidence of each finding. Nothing else changes:
    whether the rest is a report is for ``parse`` to say.
    """
    out: dict[str, Any] = _without_nulls(document)
    findings = out.get("findings")
    for finding in findings if isinstance(findings, list) else ():
        if isinstance(finding, dict):
            finding.pop("evidence", None)
    return out


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value
