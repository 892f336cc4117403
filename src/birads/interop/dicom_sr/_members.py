"""Write one member of an object as content items, and read it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from birads.interop.dicom_sr._item import Coded, Item, own
from birads.interop.dicom_sr._places import PROPERTY, Place
from birads.interop.dicom_sr._values import Kind, Unread

if TYPE_CHECKING:
    from birads.interop.dicom_sr._fields import Fields

__all__ = [
    "NONE",
    "STATED",
    "Entry",
    "Member",
    "listed",
    "read_entry",
    "read_member",
    "write_entry",
    "write_member",
]

NONE = own("none")
STATED = own("stated")


@attrs.frozen
class Member:
    """One member: its path, what it holds, its places, and whether it is a list."""

    path: tuple[str, ...]
    name: str
    kind: Kind | None
    places: tuple[Place, ...]
    many: bool = False
    lone: bool = False
    entry: Entry | None = None
    least: int = 0

    @property
    def concept(self) -> Coded:
        """Our own concept of the member."""
        return own(self.name)


@attrs.frozen
class Entry:
    """An object in a list: an item whose own value is one member, its head, and its children."""

    fields: Fields
    head: Member | None


def write_member(member: Member, value: Any, place: Place | None, inside: str) -> list[Item]:
    relation = place.relation if place else PROPERTY
    if inside == "CONTAINER" and relation == PROPERTY:
        relation = "CONTAINS"
    concept = place.concept if place else member.concept
    if member.kind is None and not member.many:  # an object: only an empty one needs an item
        return [] if value else [Item("CODE", concept, STATED, relation)]
    if value == []:
        return [Item("CODE", concept, NONE, relation)]
    if not member.many or (member.lone and not isinstance(value, list)):
        return [_item(member, value, place, concept, relation)]
    out = [_item(member, one, place, concept, relation) for one in value]
    if member.lone and len(value) == 1:  # a list of one word is not a lone word
        mark = own(f"{member.name}.listed")
        out.append(Item("CODE", mark, STATED, "CONTAINS" if inside == "CONTAINER" else PROPERTY))
    return out


def _item(member: Member, value: Any, place: Place | None, concept: Coded, relation: str) -> Item:
    if member.entry is not None:
        return write_entry(member.entry, value, concept, relation)
    if member.kind is None:  # pragma: no cover - an object is written by write_member
        raise TypeError(member.name)
    written = member.kind.write(value, place)
    return attrs.evolve(written, concept=concept, relation=relation, member=member.name)


def write_entry(
    described: Entry, values: dict[str, Any], concept: Coded, relation: str = "CONTAINS"
) -> Item:
    """Return the item of an object: its head as value, its other members beneath it."""
    head = described.head
    value = values.get(head.path[0]) if head else None
    if head is None or head.kind is None or value is None:
        item = Item("CODE", concept, STATED, relation)
    else:
        written = head.kind.write(value, None)
        item = attrs.evolve(written, concept=concept, relation=relation, member=head.name)
    return item.add(*described.fields.write(values))


def read_entry(described: Entry, item: Item) -> dict[str, Any]:
    """Return the object that an item holds.

    Raises:
        Unread: The item's own value is none that the head has.
    """
    values: dict[str, Any] = {}
    head = described.head
    if not (item.kind == "CODE" and item.value == STATED):
        if head is None or head.kind is None:
            raise Unread
        values[head.path[0]] = head.kind.read(item)
    item.used = True
    described.fields.read(item.children, values)
    return values


def read_member(member: Member, found: list[Item]) -> Any:
    if member.kind is None and not member.many:
        return _marker(found)
    out: list[Any] = []
    for item in found:
        if member.many and item.kind == "CODE" and item.value == NONE:
            item.used = True
            return []
        try:
            out.append(_value(member, item))
        except Unread:
            continue
        item.used = True
        if not member.many:
            return out[0]
    if len(out) < max(member.least, 1):
        for item in found:  # too few to be the list: another member, or an issue
            item.used = False
        return None
    return out if not member.lone or len(out) > 1 else out[0]


def listed(value: Any, marks: list[Item]) -> Any:
    """Return a lone word as a list where it was written as one."""
    for mark in marks:
        mark.used = True
    return [value] if marks and not isinstance(value, list) else value


def _value(member: Member, item: Item) -> Any:
    if member.entry is not None:
        return read_entry(member.entry, item)
    if member.kind is None:  # pragma: no cover - an object is read by _marker
        raise Unread
    return member.kind.read(item)


def _marker(found: list[Item]) -> dict[str, Any] | None:
    for item in found:
        if item.kind == "CODE" and item.value == STATED:
            item.used = True
            return {}
    return None
