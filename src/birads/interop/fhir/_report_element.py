"""Describe the elements of a DiagnosticReport that hold members of the report itself."""

from __future__ import annotations

import base64
import binascii
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from birads.interop.fhir import _systems
from birads.interop.fhir._elements import ABSENT, Element, IdentifierOf, Places
from birads.interop.fhir._text import clean, encoded, is_instant, is_uri
from birads.interop.fhir._values import Part

if TYPE_CHECKING:
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._reading import Reading

__all__ = ["report_elements"]

_PLAIN = "text/plain"
_ADDENDUM = "Addendum"


@cache
def report_elements() -> tuple[Element, ...]:
    """Return the elements in the order in which they are written and read."""
    return (
        IdentifierOf("id", _systems.system_url("report-id")),
        _Identifiers(),
        _Issued(),
        _Authors(),
        _Narrative(),
        _Addenda(),
    )


@attrs.frozen
class _Identifiers:
    member: str = "identifiers"

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        if not all(is_uri(one["system"]) and clean(one["value"]) == one["value"] for one in value):
            return False
        resource.setdefault("identifier", []).extend(
            {"system": one["system"], "value": one["value"]} for one in value
        )
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        found = []
        for one in node.nodes("identifier"):
            if one.used:
                continue
            system, value = one.text("system"), one.text("value")
            if system is not None and value is not None:
                found.append({"system": system, "value": value})
        return found or ABSENT


@attrs.frozen
class _Issued:
    member: str = "issued"

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        if not is_instant(value):
            return False
        resource["issued"] = value
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        held = node.text("issued")
        return ABSENT if held is None else held


@attrs.frozen
class _Authors:
    member: str = "authors"

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        if not all(clean(name) == name for name in value):
            return False
        resource["resultsInterpreter"] = [{"display": name} for name in value]
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        names = [one.text("display") for one in node.nodes("resultsInterpreter")]
        return [name for name in names if name is not None] or ABSENT


@attrs.frozen
class _Narrative:
    member: str = "narrative"

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        if not value:
            return False
        held = {"contentType": _PLAIN, "data": encoded(value), "title": "Narrative"}
        resource.setdefault("presentedForm", []).append(held)
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        texts = [
            text
            for one in node.nodes("presentedForm")
            if one.peek("title") != _ADDENDUM and (text := _text_of(one)) is not None
        ]
        return "\n".join(texts) if texts else ABSENT


@attrs.frozen
class _Addenda:
    member: str = "addenda"

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        if not all(one["text"] and is_instant(one.get("issued", _ANY_TIME)) for one in value):
            return False
        for one in value:
            held = {"contentType": _PLAIN, "data": encoded(one["text"]), "title": _ADDENDUM}
            if "issued" in one:
                held["creation"] = one["issued"]
            resource.setdefault("presentedForm", []).append(held)
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        found = []
        for one in node.nodes("presentedForm"):
            text = _text_of(one) if one.peek("title") == _ADDENDUM else None
            if text is not None:
                issued = one.text("creation")
                found.append({"text": text, **({} if issued is None else {"issued": issued})})
        return found or ABSENT


_ANY_TIME = "2000-01-01T00:00:00Z"


def _text_of(node: Node) -> str | None:
    """Return the text of an attachment; what is not plain text in UTF-8 stays unread."""
    data, kind = node.peek("data"), node.peek("contentType")
    if not isinstance(data, str) or not isinstance(kind, str) or not kind.startswith(_PLAIN):
        return None
    try:
        text = base64.b64decode(data, validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    for key in ("data", "contentType", "title", "language"):
        node.take(key)
    return text
