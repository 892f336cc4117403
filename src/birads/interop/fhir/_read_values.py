"""Read one value of a report from a component or from extensions, whatever its kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from birads.interop._codes import CLOCK, member_of
from birads.interop._leaves import Mark
from birads.interop._shape import Form, Member, member_at, shape_of
from birads.interop.fhir import _systems
from birads.interop.fhir._elements import ABSENT
from birads.interop.fhir._text import decoded
from birads.interop.fhir._values import Part, words_of

if TYPE_CHECKING:
    from birads._base.model import Model
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._reading import Reading

__all__ = ["by_url", "member_path", "read_component", "read_extension"]

_FIELD = "field."
_SHORT = ("location.", "bpe.")  # what a component may leave out of the name of a member


def member_path(code: Node, model: type[Model], part: Part, reading: Reading) -> str | None:
    """Return the member that a component speaks of, by its codes."""
    own, standard = reading.codes(code)
    candidates = {
        path
        for coded in standard
        for path in member_of(*part, coded)
        if member_at(model, path) is not None
    }
    named = [path for each in own if (path := _named(each, model)) is not None]
    if len(named) == 1 and (not candidates or named[0] in candidates):
        return named[0]
    return candidates.pop() if not own and len(candidates) == 1 else None


def _named(code: str, model: type[Model]) -> str | None:
    if not code.startswith(_FIELD):
        return None
    path = code.removeprefix(_FIELD)
    names = (path, *(short + path for short in _SHORT))
    return next((name for name in names if member_at(model, name) is not None), None)


def read_component(node: Node, part: Part, path: str, member: Member, reading: Reading) -> Any:
    """Return the value of a component, or ``ABSENT`` where it is none that the member can have."""
    concept = node.node("valueCodeableConcept")
    if concept is not None:
        return _concept(concept, part, path, member, reading)
    if member.form is Form.TEXT:
        return _text(node, "valueString")
    if member.form in (Form.DATE, Form.PARTIAL_DATE):
        day = node.peek("valueDateTime")
        return node.take("valueDateTime") if isinstance(day, str) and "T" not in day else ABSENT
    return _number(node, member)


def _concept(concept: Node, part: Part, path: str, member: Member, reading: Reading) -> Any:
    own, _ = reading.codes(concept)
    if own == [Mark.NONE.value] and (member.many or member.lone):
        concept.whole()
        return Mark.NONE
    if own == [Mark.STATED.value] and member.form is Form.OBJECT:
        concept.whole()
        return Mark.STATED
    if path.endswith(".clock"):
        hour = reading.word(concept, words_of(part, path, CLOCK))
        return ABSENT if hour is None else int(hour)
    if member.form is not Form.WORD:
        return ABSENT
    word = reading.word(concept, words_of(part, path, member))
    return ABSENT if word is None else word


def _number(node: Node, member: Member) -> Any:
    if member.form is Form.FLAG:
        value = node.flag("valueBoolean")
        return ABSENT if value is None else value
    if member.form not in (Form.COUNT, Form.NUMBER) and not member.counted:
        return ABSENT
    for key in ("valueInteger", "valueDecimal"):
        if (number := node.number(key)) is not None:
            return number
    quantity = node.node("valueQuantity")
    if quantity is None or quantity.peek("comparator") is not None:
        return ABSENT
    same = quantity.peek("code") == (member.unit or "1")
    number = quantity.number("value") if same and _is_ucum(quantity) else None
    if number is None:
        return ABSENT
    quantity.whole()
    return number


def _is_ucum(quantity: Node) -> bool:
    return bool(quantity.peek("system") == _systems.UCUM)


def _text(node: Node, key: str) -> Any:
    """Return a text: the exact one where the one beside it is only the nearest."""
    for one in node.nodes("extension"):
        url = one.peek("url")
        if url == _systems.extension_url("exact-empty") and one.peek("valueBoolean") is True:
            one.whole()
            return ""
        if url == _systems.extension_url("exact"):
            exact = decoded(one.peek("valueBase64Binary"))
            if exact is not None:
                one.whole()
                node.take(key)
                return exact
    held = node.text(key)
    return ABSENT if held is None else held


def by_url(node: Node) -> dict[str, list[Node]]:
    """Return the extensions of an element by their URLs."""
    out: dict[str, list[Node]] = {}
    for one in node.nodes("extension"):
        url = one.peek("url")
        if isinstance(url, str):
            out.setdefault(url, []).append(one)
    return out


def read_extension(
    nodes: list[Node], part: Part, path: str, member: Member, reading: Reading
) -> Any:
    """Return the value that the extensions of one URL hold, or ``ABSENT``."""
    first = nodes[0]
    mark = first.peek("valueCode")
    if mark == Mark.NONE.value and (member.many or member.lone):
        first.whole()
        return []
    if member.form is Form.OBJECT and member.many:
        rows = [row for row in first.nodes("extension") if row.peek("url") == "row"]
        first.take("url")
        return [_object(row, part, path, member, reading) for row in rows]
    if member.form is Form.OBJECT:
        return _object(first, part, path, member, reading)
    if member.many or (member.lone and len(nodes) > 1):
        values = [_scalar(one, part, path, member, reading) for one in nodes]
        return [value for value in values if value is not ABSENT]
    return _scalar(first, part, path, member, reading)


def _object(node: Node, part: Part, path: str, member: Member, reading: Reading) -> dict[str, Any]:
    out: dict[str, Any] = {}
    node.take("url")
    if node.peek("valueCode") == Mark.STATED.value:
        node.whole()
    shape = shape_of(member.inner) if member.inner is not None else {}
    for url, inner in by_url(node).items():
        if url in shape:
            value = read_extension(inner, part, f"{path}.{url}", shape[url], reading)
            if value is not ABSENT:
                out[url] = value
    return out


def _scalar(node: Node, part: Part, path: str, member: Member, reading: Reading) -> Any:
    node.take("url")
    if member.form is Form.WORD:
        code = node.peek("valueCode")
        if code in member.words:
            return node.take("valueCode")
        concept = node.node("valueCodeableConcept")
        word = None if concept is None else reading.word(concept, words_of(part, path, member))
        if word is not None:
            return word
        return _number(node, member)
    if member.form is Form.TEXT:
        return _extension_text(node)
    if member.form in (Form.DATE, Form.PARTIAL_DATE):
        held = node.text("valueDate")
        return ABSENT if held is None else held
    if member.form in (Form.TIME, Form.JSON):
        return _encoded(node, member)
    return _number(node, member)


def _extension_text(node: Node) -> Any:
    for one in node.nodes("extension"):
        if one.peek("url") == "text":
            one.whole()
    return _text(node, "valueString")


def _encoded(node: Node, member: Member) -> Any:
    text = decoded(node.peek("valueBase64Binary"))
    if text is None:
        return ABSENT
    if member.form is Form.JSON:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return ABSENT
        node.whole()
        return value
    node.whole()
    return text
