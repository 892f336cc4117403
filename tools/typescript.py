"""Write the types of a report for TypeScript from the schema for generators."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["types"]

HEAD = """// The types of a report, made by tools/render_schemas.py from the schema of the models.
// What a type cannot say, such as the bounds of a number, the schema does.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
"""
_PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean"}
_TAGS = {"Finding": "findings", "Exam": "exams"}


def types(schema: Mapping[str, Any]) -> str:
    """Return the text of a file of types: one for each model and each axis of words."""
    parts = [HEAD]
    for name, part in schema["$defs"].items():
        parts.append("\n".join(_axis(name, part) if "oneOf" in part else _model(name, part)))
    for name, section in _TAGS.items():
        choices = _value(schema["properties"][section]["items"])
        parts.append(f"export type {name} =\n  | " + choices.replace(" | ", "\n  | ") + ";")
    parts.append("\n".join(_model("Report", schema)))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _axis(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    yield from _comment(part.get("description"), "")
    yield f"export type {name} ="
    words = [json.dumps(choice["const"]) for choice in part["oneOf"]]
    yield "\n".join(f"  | {word}" for word in words) + ";"


def _model(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    yield from _comment(part.get("description"), "")
    yield f"export interface {name} {{"
    for member, value in part["properties"].items():
        yield from _comment(value.get("description"), "  ")
        mark = "" if member in part.get("required", ()) else "?"
        yield f"  {member}{mark}: {_value(value)};"
    yield "}"


def _value(part: Mapping[str, Any]) -> str:
    if "$ref" in part:
        return str(part["$ref"].rpartition("/")[2])
    if "const" in part:
        return json.dumps(part["const"])
    if "oneOf" in part:
        return " | ".join(_value(choice) for choice in part["oneOf"])
    if part["type"] == "array":
        item = _value(part["items"])
        return f"({item})[]" if "|" in item else f"{item}[]"
    if part["type"] == "object":  # extensions
        return "{ [name: string]: Json }"
    return _PLAIN[part["type"]]


def _comment(text: str | None, indent: str) -> Iterator[str]:
    if text:
        yield f"{indent}/** {text.replace('*/', '* /')} */"
