"""Name the values that the service takes and gives, as components of the OpenAPI document."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from birads import schema
from birads.acr_criteria._explanation import Explanation
from birads.schema._generate import generate

__all__ = ["components"]

_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_ANY_OBJECT = {"type": "object"}
_ISSUES = {"type": "array", "items": {"$ref": "#/components/schemas/Issue"}}
_PLACE = {"file": _TEXT, "line": {"type": ["integer", "null"]}}


def _object(required: tuple[str, ...], **members: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": members}


def _list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


_JUDGED = {**_PLACE, "id": _MAYBE, "valid": {"type": "boolean"}, "issues": _ISSUES}

_OWN: dict[str, Any] = {
    "Issue": _object(
        ("code", "severity", "pointer", "message", "hint", "source"),
        code=_TEXT,
        severity={"enum": ["error", "warning", "information"]},
        pointer={**_TEXT, "description": "RFC 6901, in the document that was sent."},
        message=_TEXT,
        hint=_MAYBE,
        source=_MAYBE,
        crosses={"const": True, "description": "The line between 0-3 and 4-6 depends on it."},
    ),
    "Problem": _object(
        ("type", "title", "status", "detail", "issues"),
        type=_TEXT,
        title=_TEXT,
        status={"type": "integer"},
        detail=_TEXT,
        issues=_ISSUES,
        valid={"const": False},
        **_PLACE,
    ),
    "CheckAnswer": _object(("file", "line", "id", "valid", "issues"), **_JUDGED),
    "Normalised": _object(
        ("file", "line", "id", "valid", "issues", "document"), **_JUDGED, document=_ANY_OBJECT
    ),
    "Converted": {
        **_ANY_OBJECT,
        "description": "A report; with envelope=1 its parts beside the issues.",
    },
    "Reading": _object(
        ("draft", "spans", "issues", "unread", "report"),
        draft=_ANY_OBJECT,
        spans=_ANY_OBJECT,
        issues=_ISSUES,
        unread=_list(_list({"type": "integer"})),
        report={"type": ["object", "null"]},
    ),
    "Said": _ANY_OBJECT,
    "Lexicon": {
        "description": "The terms that a word may mean; without a word, every term.",
        "anyOf": [{"$ref": "#/components/schemas/Found"}, _object(("terms",), terms=_list(True))],
    },
    "Found": _object(
        ("query", "matches", "issues"), query=_TEXT, matches=_list(_ANY_OBJECT), issues=_ISSUES
    ),
    "Topics": _object(
        ("topics",), topics=_list(_object(("id", "revision"), id=_TEXT, revision=_TEXT))
    ),
    "Criteria": _object(("topic", "revision", "variants"), variants=_list(_ANY_OBJECT)),
    "Schema": _ANY_OBJECT,
    "Empty": {"type": "object", "maxProperties": 0},
    "Health": _object(
        ("status", "version", "tables", "parts"),
        status={"const": "ok"},
        version=_TEXT,
        tables=_list(_object(("table", "review"), table=_TEXT, review=_TEXT)),
        parts={"type": "object", "additionalProperties": {"type": "boolean"}},
    ),
    "Bundle": _object(("resourceType",), resourceType=_TEXT),
    "Discovery": _object(
        ("services",), services=_list(_object(("hook", "id", "description"), hook=_TEXT, id=_TEXT))
    ),
    "HookRequest": _object(
        ("hook", "hookInstance", "context"),
        hook=_TEXT,
        hookInstance={"type": "string", "format": "uuid"},
        context=_ANY_OBJECT,
        prefetch={"type": ["object", "null"]},
    ),
    "Feedback": _object(("feedback",), feedback=_list(_ANY_OBJECT)),
    "Cards": _object(("cards",), cards=_list({"$ref": "#/components/schemas/Card"})),
    "Card": _object(
        ("summary", "indicator", "source"),
        summary={"type": "string", "minLength": 1, "maxLength": 139},
        indicator={"enum": ["info", "warning"]},
        source=_object(("label",), label=_TEXT),
    ),
}


@cache
def components() -> dict[str, Any]:
    """Return every component by its name."""
    term = schema.schema("lexicon")["properties"]["terms"]["items"]
    lexicon = {**schema.schema("lexicon"), **term}
    return {
        **copy.deepcopy(_OWN),
        **_flat("Report", schema.report_typed_schema()),
        **_flat("Workup", schema.workup_schema()),
        **_flat("Explanation", generate(Explanation, "serialization")),
        **_flat("Term", _only_term(lexicon)),
    }


def _only_term(lexicon: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one term: what its reference names, beside the definitions."""
    name = lexicon["$ref"].rpartition("/")[2]
    return {**lexicon["$defs"][name], "$defs": lexicon["$defs"]}


def _flat(name: str, tree: dict[str, Any]) -> dict[str, Any]:
    """Return a schema and its definitions as components: ``$id`` and ``$defs`` are unknown there.

    A definition is called by the name of its schema and its own.
    """
    own = {key: value for key, value in tree.items() if key not in ("$defs", "$id", "$schema")}
    out = {name: own}
    out |= {f"{name}{key}": value for key, value in tree.get("$defs", {}).items()}
    return {key: _moved(value, name) for key, value in out.items()}


def _moved(node: Any, name: str) -> Any:
    if isinstance(node, list):
        return [_moved(one, name) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"#/components/schemas/{name}{value.rpartition('/')[2]}"
        if key == "$ref" and isinstance(value, str)
        else _moved(value, name)
        for key, value in node.items()
    }
