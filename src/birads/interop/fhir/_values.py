"""Write one value of a report as a component or as an extension, whatever its kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from birads.interop._codes import CLOCK, Vocabulary, concept, vocabulary
from birads.interop._leaves import Leaf, Mark
from birads.interop._shape import Form, Member, shape_of
from birads.interop.fhir import _systems
from birads.interop.fhir._text import clean, encoded

__all__ = ["component", "concept_value", "exact", "extensions", "words_of"]

Part = tuple[str, str | None]
"""The name of a part of the report and, for a finding or an exam, its kind."""


def words_of(part: Part, path: str, member: Member) -> Vocabulary:
    """Return the codes of the words that a member can take."""
    return vocabulary(part[0], part[1], path, member)


def concept_value(words: Vocabulary, word: str) -> dict[str, Any]:
    """Return a word with the standard code that means just this, and our own."""
    own = _systems.own_coding(words.own_code(word), words.label(word))
    standard = words.written.get(word)
    return _systems.concept_of(*([_systems.standard_coding(standard)] if standard else []), own)


def component(part: Part, leaf: Leaf) -> dict[str, Any]:
    """Return the component that holds one value."""
    out: dict[str, Any] = {"code": _question(part, leaf.path)}
    if leaf.item is not None:
        url = _systems.extension_url("item")
        out["extension"] = [{"url": url, "valuePositiveInt": leaf.item}]
    _fill(out, part, leaf)
    return out


def _question(part: Part, path: str) -> dict[str, Any]:
    standard = concept(*part, path)
    own = _systems.own_coding(f"field.{path}", path.replace(".", " ").replace("_", " "))
    return _systems.concept_of(*([_systems.standard_coding(standard)] if standard else []), own)


def _fill(out: dict[str, Any], part: Part, leaf: Leaf) -> None:
    value, member = leaf.value, leaf.member
    if isinstance(value, Mark):
        own = _systems.own_coding(value.value, value.value)
        out["valueCodeableConcept"] = _systems.concept_of(own)
    elif leaf.path.endswith(".clock") and value == int(value):
        words = words_of(part, leaf.path, CLOCK)
        out["valueCodeableConcept"] = concept_value(words, str(int(value)))
    elif member.form is Form.WORD and isinstance(value, str):
        words = words_of(part, leaf.path, member)
        out["valueCodeableConcept"] = concept_value(words, value)
    elif member.form in (Form.DATE, Form.PARTIAL_DATE):
        out["valueDateTime"] = value
    elif member.form is Form.TEXT:
        _fill_text(out, value)
    else:
        key, held = _number(value, member)
        out[key] = held


def _number(value: Any, member: Member) -> tuple[str, Any]:
    if member.form is Form.FLAG:
        return "valueBoolean", value
    if member.unit is None and isinstance(value, int):
        return "valueInteger", value
    unit = member.unit or "1"
    return "valueQuantity", {
        "value": value,
        "unit": unit,
        "system": _systems.UCUM,
        "code": unit,
    }


def _fill_text(out: dict[str, Any], value: str) -> None:
    held = clean(value)
    if held:
        out["valueString"] = held
    if not held or held != value:
        out["extension"] = [*out.get("extension", ()), exact(value)]


def exact(value: str) -> dict[str, Any]:
    """Return the extension that holds a text which FHIR cannot hold as it is."""
    if value:
        return {"url": _systems.extension_url("exact"), "valueBase64Binary": encoded(value)}
    return {"url": _systems.extension_url("exact-empty"), "valueBoolean": True}


def extensions(part: Part, path: str, member: Member, value: Any, url: str) -> list[dict[str, Any]]:
    """Return the extensions that hold a member; ``url`` names it."""
    if isinstance(value, list) and member.form is Form.OBJECT and value:
        rows = [_object(part, path, member, each, "row") for each in value]
        return [{"url": url, "extension": rows}]
    if isinstance(value, list) and value:
        return [{"url": url, **_held(part, path, member, each)} for each in value]
    if value == []:
        return [{"url": url, "valueCode": Mark.NONE.value}]
    if member.form is Form.OBJECT:
        return [_object(part, path, member, value, url)]
    return [{"url": url, **_held(part, path, member, value)}]


def _object(part: Part, path: str, member: Member, value: Any, url: str) -> dict[str, Any]:
    if not value or member.inner is None:
        return {"url": url, "valueCode": Mark.STATED.value}
    inner = [
        one
        for name, each in shape_of(member.inner).items()
        if name in value
        for one in extensions(part, f"{path}.{name}", each, value[name], name)
    ]
    return {"url": url, "extension": inner}


def _held(part: Part, path: str, member: Member, value: Any) -> dict[str, Any]:
    if member.form is Form.WORD:
        return {"valueCodeableConcept": concept_value(words_of(part, path, member), value)}
    if member.form is Form.TEXT:
        return _held_text(value)
    simple = _SIMPLE.get(member.form)
    if simple is not None:
        key, as_held = simple
        return {key: as_held(value)}
    key, held = _number(value, member)
    return {key: held}


def _held_text(value: str) -> dict[str, Any]:
    held = clean(value)
    if held and held == value:
        return {"valueString": value}
    text = [{"url": "text", "valueString": held}] if held else []
    return {"extension": [*text, exact(value)]}


_SIMPLE: dict[Form, tuple[str, Callable[[Any], Any]]] = {
    Form.DATE: ("valueDate", str),
    Form.PARTIAL_DATE: ("valueDate", str),
    Form.TIME: ("valueBase64Binary", encoded),
    Form.JSON: (
        "valueBase64Binary",
        lambda value: encoded(json.dumps(value, ensure_ascii=False, separators=(",", ":"))),
    ),
}
