"""Describe the elements of a resource that hold members of a report: one class, both ways.

``write`` answers whether the element holds the value as it is; where it does not, the value goes
to a component or an extension, and nowhere else. ``read`` gives the value, or ``ABSENT``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import attrs

from birads.interop._shape import member_at
from birads.interop.fhir import _systems
from birads.interop.fhir._text import clean, is_oid
from birads.interop.fhir._values import Part, concept_value, words_of

if TYPE_CHECKING:
    from birads._base.model import Model
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._reading import Reading

__all__ = [
    "ABSENT",
    "Concept",
    "Day",
    "Element",
    "Flag",
    "IdentifierOf",
    "Links",
    "Note",
    "Places",
    "Side",
]

ABSENT: Any = object()
"""Stands for a value that the element does not hold."""


class Places(Protocol):
    """Say where the exams and the findings of the report stand in the Bundle."""

    def url(self, of: str, id_: str) -> str | None:
        """Return the URL of the exam or finding that a report's id leads to."""


class Element(Protocol):
    """Hold one member of a part in one element of a resource."""

    @property
    def member(self) -> str:
        """The member that the element holds."""

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:
        """Put the value where it belongs, or say that the element cannot hold it."""

    def read(self, node: Node, part: Part, reading: Reading) -> Any:
        """Return the value, or ``ABSENT``."""


@attrs.frozen
class IdentifierOf:
    """Hold a text as an identifier; a UID of DICOM is written as FHIR wants it."""

    member: str
    system: str
    kind: str | None = None

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        """Add the identifier."""
        uid = self._is_uid()
        if clean(value) != value or (uid and not is_oid(value)):
            return False
        held: dict[str, Any] = {"system": self.system}
        held["value"] = f"urn:oid:{value}" if uid else value
        if self.kind:
            system = "http://terminology.hl7.org/CodeSystem/v2-0203"
            held["type"] = _systems.concept_of({"system": system, "code": self.kind})
        resource.setdefault("identifier", []).append(held)
        return True

    def _is_uid(self) -> bool:
        return self.system == _systems.DICOM_UID

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        """Return the value of the first identifier of the system, or of its kind."""
        for one in node.nodes("identifier"):
            if one.used:
                continue
            if one.peek("system") == self.system or (self.kind and _has_type(one, self.kind)):
                value = one.text("value")
                if value is not None:
                    one.whole()
                    return value.removeprefix("urn:oid:") if self._is_uid() else value
        return ABSENT


def _has_type(node: Node, kind: str) -> bool:
    typed = node.peek("type")
    codings = typed.get("coding") if isinstance(typed, dict) else None
    return isinstance(codings, list) and any(
        isinstance(one, dict) and one.get("code") == kind for one in codings
    )


def _word(held: Side | Concept, key: str, node: Node, part: Part, reading: Reading) -> Any:
    """Return the word that the concept of an element means, the first where it is a list."""
    member = member_at(held.model, held.member)
    found = [one for one in (node.nodes(key) if held.many else [node.node(key)]) if one is not None]
    if member is None or not found:
        return ABSENT
    word = reading.word(found[0], words_of(part, held.member, member))
    return ABSENT if word is None else word


@attrs.frozen
class Side:
    """Hold a side as the body site; ``many`` where the element is a list."""

    member: str
    model: type[Model]
    many: bool = False

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        """Set the body site; "overall" is written as none."""
        if value == "overall":
            return True
        member = member_at(self.model, self.member)
        if member is None:
            return False
        site = concept_value(words_of(part, self.member, member), value)
        resource["bodySite"] = [site] if self.many else site
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:
        """Return the side; a site that is no side is told, and no side is guessed."""
        return _word(self, "bodySite", node, part, reading)


@attrs.frozen
class Concept:
    """Hold a word as a concept, in a list of one where ``many``."""

    member: str
    model: type[Model]
    key: str
    text: str = ""
    many: bool = False

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        """Set the concept."""
        member = member_at(self.model, self.member)
        if member is None:
            return False
        held = concept_value(words_of(part, self.member, member), value)
        if self.text:
            held["text"] = f"{self.text} {value}"
        resource[self.key] = [held] if self.many else held
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:
        """Return the word that the codes mean."""
        return _word(self, self.key, node, part, reading)


@attrs.frozen
class Flag:
    """Hold a true or a false as the value."""

    member: str

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        """Set the value."""
        resource["valueBoolean"] = value
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        """Return the value."""
        value = node.flag("valueBoolean")
        return ABSENT if value is None else value


@attrs.frozen
class Day:
    """Hold a date, or as much of it as is known."""

    member: str
    key: str

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        """Set the date."""
        resource[self.key] = value
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        """Return the day; the hour that a foreign document gives is told as not read."""
        held = node.text(self.key)
        if held is None:
            return ABSENT
        day, clock, _ = held.partition("T")
        if clock:
            reading.unread((*node.path, self.key), "the time of day")
        return day


@attrs.frozen
class Links:
    """Hold references to exams or findings by their ids."""

    member: str
    key: str
    to: str
    many: bool = False

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        """Add the references; a reference that leads nowhere stays the text that it is."""
        urls = [places.url(self.to, id_) for id_ in (value if self.many else [value])]
        if not urls or None in urls:
            return False
        resource.setdefault(self.key, []).extend({"reference": url} for url in urls)
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        """Return the ids of what the references lead to."""
        ids = []
        for one in node.nodes(self.key):
            id_ = None if one.used else reading.id_of(self.to, one)
            if id_ is not None:
                one.whole()
                ids.append(id_)
                if not self.many:
                    return id_
        return ids or ABSENT


@attrs.frozen
class Note:
    """Hold a text as the note."""

    member: str

    def write(self, value: Any, resource: dict[str, Any], part: Part, places: Places) -> bool:  # noqa: ARG002 - one signature
        """Add the note."""
        if clean(value) != value or not value:
            return False
        resource["note"] = [{"text": value}]
        return True

    def read(self, node: Node, part: Part, reading: Reading) -> Any:  # noqa: ARG002 - one signature
        """Return the text of all notes."""
        texts = [text for one in node.nodes("note") if (text := one.text("text")) is not None]
        return "\n".join(texts) if texts else ABSENT
