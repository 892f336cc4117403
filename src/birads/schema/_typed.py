"""Write the report schema for programs that make types, forms or clients from a schema.

It is the strict schema said in the keywords that generators read: a union is ``oneOf`` with its
tag first and required, words have their labels where a form looks for them, members have titles,
days and times a ``format``. It accepts the same documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from birads.schema._labels import kind_title, member_title, word_title

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["typed", "without_titles"]

_TAGS = {"findings": "kind", "exams": "modality"}
_DAY = "2024-02-29"
_MOMENT = "2024-02-29T12:00:00Z"
_PARTS = ("2024", "2024-02")
# A form shows check boxes where items are unique. Read as a rule, "where none stands twice, none
# stands twice" refuses nothing: a word that stands twice is no reason to refuse a report.
_CHECK_BOXES = {"if": {"uniqueItems": True}, "then": {"uniqueItems": True}}


def typed(strict: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema for generators of the ``strict`` one."""
    defs: Mapping[str, Any] = strict["$defs"]
    words = {name for name, part in defs.items() if "enum" in part}
    tags = {
        _name(choice["then"]): tag
        for section, tag in _TAGS.items()
        for choice in strict["properties"][section]["items"]["allOf"]
    }
    shared = {_name(strict["properties"][section]["items"]["then"]) for section in _TAGS}
    out = {key: value for key, value in strict.items() if key not in ("$defs", "properties")}
    out["$id"] = strict["$id"].replace(":report:", ":report-typed:")
    out["title"] = "Report"
    out["properties"] = {
        name: _member(name, part, words) for name, part in strict["properties"].items()
    }
    out["$defs"] = {
        name: _words(name, part) if name in words else _object(part, tags.get(name), words)
        for name, part in defs.items()
        if name not in shared
    }
    return out


def without_titles(schema: Any) -> Any:
    """Return a schema without its titles, for a generator that names a type after each of them."""
    if isinstance(schema, list):
        return [without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: without_titles(part) for name, part in value.items()}
        if key in ("properties", "$defs")
        else without_titles(value)
        for key, value in schema.items()
        if key != "title"
    }


def _name(reference: Mapping[str, Any]) -> str:
    return str(reference["$ref"].rpartition("/")[2])


def _words(name: str, part: Mapping[str, Any]) -> dict[str, Any]:
    """Return an axis as choices that carry their labels."""
    known: Mapping[str, Any] = part.get("$defs", {})
    out = {key: value for key, value in part.items() if key not in ("enum", "$defs")}
    out["oneOf"] = [
        {"const": word, "title": word_title(name, word, known)}
        | {key: known[word][key] for key in ("description",) if word in known}
        for word in part["enum"]
    ]
    return out


def _object(part: Mapping[str, Any], tag: str | None, words: set[str]) -> dict[str, Any]:
    """Return a model: its tag first and required, its condition where no generator stumbles."""
    out = {key: value for key, value in part.items() if key != "allOf"}
    names = list(part["properties"])
    if tag is not None:
        names = [tag, *(name for name in names if name != tag)]
        out["required"] = [tag, *(name for name in part.get("required", ()) if name != tag)]
        word = part["properties"][tag]["const"]
        out = {"title": kind_title(tag, word), **out}
    out["properties"] = {name: _member(name, part["properties"][name], words) for name in names}
    if tag is not None:
        # A form fills in the tag of the kind that was chosen: it is no statement of its own.
        out["properties"][tag]["default"] = word
    if "allOf" in part:
        # One condition is written in place: generators read an ``allOf`` as a second type.
        (condition,) = part["allOf"]
        out |= condition
    return out


def _member(name: str, part: Mapping[str, Any], words: set[str]) -> dict[str, Any]:
    return {"title": member_title(name), **_value(part, words)}


def _value(part: Mapping[str, Any], words: set[str]) -> dict[str, Any]:
    if "else" in part:
        return _either(part, words)
    if "allOf" in part:
        return {"oneOf": [dict(choice["then"]) for choice in part["allOf"]]}
    out = dict(part)
    if "items" in part:
        out["items"] = _value(part["items"], words)
        if "$ref" in part["items"] and _name(part["items"]) in words:
            out |= _CHECK_BOXES
    form = _format(part)
    return out | ({"format": form} if form else {})


def _either(part: Mapping[str, Any], words: set[str]) -> dict[str, Any]:
    """Return a value of two forms, such as a word or a list of words, as a choice."""
    rest = {key: value for key, value in part.items() if key not in ("if", "then", "else")}
    forms = (_value(part["then"], words), _value(part["else"], words))
    return {**rest, "oneOf": [_titled(form) for form in forms]}


def _titled(form: dict[str, Any]) -> dict[str, Any]:
    """Return one of two forms with its type, and with what a choice between them calls it."""
    if "const" in form:
        return {"title": form["const"], "type": "string", **form}
    return {"title": _form_title(form), **form}


def _form_title(form: Mapping[str, Any]) -> str:
    return {"array": "several words", "integer": "a number"}.get(form.get("type", ""), "one word")


def _format(part: Mapping[str, Any]) -> str | None:
    """Return the format of a day or a time; a date that may be a part of one has none."""
    pattern = part.get("pattern")
    if pattern is None or any(re.search(pattern, text) for text in _PARTS):
        return None
    if re.search(pattern, _DAY):
        return "date"
    return "date-time" if re.search(pattern, _MOMENT) else None
