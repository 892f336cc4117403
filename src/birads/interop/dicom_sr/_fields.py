"""Write the members of an object as content items, and read them back, from one description.

The description is the model itself: what each member holds is its annotation, where it stands is
a row of ``places.toml``. The writer and the reader look at the same two, so a member that joins
the format travels at once, as an item of our own scheme, and cannot be forgotten by either.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from birads._base.model import Model
from birads.interop.dicom_sr._item import Coded, Item, coded, own
from birads.interop.dicom_sr._values import Kind, Unread, kind_of, least_of, list_of, model_of
from birads.tables.toml import read_toml

__all__ = ["NONE", "STATED", "Fields", "Place", "entry", "fields"]

NONE = own("none")
STATED = own("stated")
_PROPERTY = "HAS PROPERTIES"
_MEMBERS_OF_ITS_OWN = {"finding": ("kind",), "exam": ("modality",)}


@attrs.frozen
class Place:
    """One row of the table: where a member may stand, and which of its values."""

    concept: Coded
    relation: str = _PROPERTY
    unit: Coded | None = None
    form: str = ""
    only: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    least: int = 0
    whole: bool = False
    unless: str = ""
    at: str = ""

    def takes(self, value: Any, beside: dict[str, Any]) -> bool:
        """Say whether the row is the place of this value."""
        if self.only and value not in self.only:
            return False
        if self.unless and self.unless in beside:
            return False
        if self.least and not (isinstance(value, int) and value >= self.least):
            return False
        return not self.whole or float(value).is_integer()


@cache
def _places() -> dict[str, dict[str, tuple[tuple[str, Place], ...]]]:
    """Return, for each section and member, its rows with the kind of finding that they need."""
    tree = read_toml(files(__package__).joinpath("places.toml").read_bytes())
    out: dict[str, dict[str, tuple[tuple[str, Place], ...]]] = {}
    for section, held in tree.items():
        members = out.setdefault(section, {})
        for row in held["rows"]:
            place = Place(
                coded(row["concept"]),
                row.get("relation", _PROPERTY),
                coded(row["unit"]) if "unit" in row else None,
                row.get("as", ""),
                tuple(row.get("only", ())),
                tuple(row.get("own", ())),
                row.get("least", 0),
                row.get("whole", False),
                row.get("unless", ""),
                row.get("at", ""),
            )
            members[row["member"]] = (
                *members.get(row["member"], ()),
                (row.get("kind", ""), place),
            )
    return out


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


class Fields:
    """The members of a model that stand as items beneath one item."""

    def __init__(
        self, model: type[Model], section: str, prefix: str = "", skip: tuple[str, ...] = ()
    ) -> None:
        self.members: list[Member] = []
        self.section = section
        self.kind = str(_literal(model))
        self.family = self.kind.partition(".")[0] if "." in self.kind else self.kind
        self._add(model, (), prefix, {*skip, *_MEMBERS_OF_ITS_OWN.get(section, ())})

    def _add(self, model: type[Model], path: tuple[str, ...], prefix: str, skip: set[str]) -> None:
        for name, field in model.model_fields.items():
            if name in skip:
                continue
            here = (*path, name)
            inner = model_of(field.annotation)
            if inner is not None:
                self._add(inner, here, prefix, set())
                self.members.append(Member(here, prefix + ".".join(here), None, ()))
            else:
                self.members.append(self._member(field, here, prefix))

    def _member(self, field: Any, path: tuple[str, ...], prefix: str) -> Member:
        dotted = ".".join(path)
        rows = _places().get(self.section, {}).get(dotted, ())
        places = tuple(place for kind, place in rows if kind in ("", self.kind))
        many, lone, item, metadata = list_of(field)
        inner = model_of(item) if many else None
        name = prefix + dotted.removeprefix("location.")
        if inner is not None:
            return Member(path, name, None, places, many=True, entry=entry(inner, name))
        kind = kind_of(item, metadata, name, self.family)
        least = least_of(field) if many else 0
        return Member(path, name, kind, places, many=many, lone=lone, least=least)

    def named(self, name: str) -> Member:
        """Return the member of this path.

        Raises:
            KeyError: There is none.
        """
        for member in self.members:
            if ".".join(member.path) == name:
                return member
        raise KeyError(name)

    def write(
        self,
        values: dict[str, Any],
        *,
        at: str = "",
        there: tuple[str, ...] = (),
        inside: str = "CODE",
    ) -> list[Item]:
        """Return the items of the part ``at``; ``there`` names the parts that the document has.

        A member whose row belongs to a part that is not there is written as an item of its own.
        """
        out: list[Item] = []
        for member in self.members:
            held, value = _held(values, member.path)
            if value is None:
                continue
            place = _place(member, value, held, there)
            if (place.at if place else "") == at:
                out += _write(member, value, place, inside)
        return out

    def read(
        self,
        items: list[Item],
        values: dict[str, Any],
        *,
        at: tuple[str, ...] = ("",),
        only: tuple[str, ...] = (),
    ) -> None:
        """Take the members that ``items`` hold into ``values``, and mark what was read.

        ``at`` names the parts of the document that the items are of. A member that ``values``
        has already keeps its value.
        """
        near: dict[Coded, list[Item]] = {}
        for item in items:
            if not item.used:
                near.setdefault(item.concept, []).append(item)
        for member in self.members:
            if _has(values, member.path) or (only and member.path[-1] not in only):
                continue
            concepts = [place.concept for place in member.places if place.at in at]
            found = [item for concept in dict.fromkeys(concepts) for item in near.get(concept, ())]
            found += near.get(member.concept, ())
            if concepts and near.get(member.concept):
                found.sort(key=items.index)
            value = _read(member, [item for item in found if not item.used])
            if member.lone and value is not None:
                value = _listed(value, near.get(own(f"{member.name}.listed"), []))
            if value is not None:
                _put(values, member.path, value)


@cache
def fields(
    model: type[Model], section: str, prefix: str = "", skip: tuple[str, ...] = ()
) -> Fields:
    """Return the description of a model; it is made once."""
    return Fields(model, section, prefix, skip)


_HEADS = {
    "Comparison": "modality",
    "View": "name",
    "Presentation": "symptom",
    "Suspected": "what",
    "Absent": "what",
    "HistoryItem": "event",
    "FamilyMember": "relation",
    "Identifier": "system",
    "Assessment": "category",
    "Recommendation": "action",
    "Outcome": "malignant",
    "BreastComposition": "composition",
    "Cancer": "type",
    "Image": "sop_instance_uid",
}


@cache
def entry(model: type[Model], name: str = "") -> Entry:
    """Return the description of an object that is one item with its members beneath it.

    The items of an object in a list of an object are named after the list: ``views.breast``.
    """
    section = "".join(f"_{c.lower()}" if c.isupper() else c for c in model.__name__).lstrip("_")
    described = Fields(model, section, f"{name}." if name else "", ())
    head = _HEADS.get(model.__name__)
    if head is None:
        return Entry(described, None)
    member = described.named(head)
    described.members.remove(member)
    return Entry(described, member)


def _literal(model: type[Model]) -> str:
    from typing import get_args

    for tag in ("kind", "modality"):
        if tag in model.model_fields:
            words = get_args(model.model_fields[tag].annotation)
            if len(words) == 1:
                return {"mammography": "mg", "ultrasound": "us"}.get(str(words[0]), str(words[0]))
    return ""


def _has(values: dict[str, Any], path: tuple[str, ...]) -> bool:
    """Say whether a member has a value; an object may still get more members."""
    value = _held(values, path)[1]
    return value is not None and not isinstance(value, dict)


def _held(values: dict[str, Any], path: tuple[str, ...]) -> tuple[dict[str, Any], Any]:
    here = values
    for part in path[:-1]:
        here = here.get(part) or {}
    return here, here.get(path[-1])


def _put(values: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    here = values
    for part in path[:-1]:
        here = here.setdefault(part, {})
    if value == {}:
        here.setdefault(path[-1], {})
    else:
        here[path[-1]] = value


def _place(
    member: Member, value: Any, beside: dict[str, Any], there: tuple[str, ...]
) -> Place | None:
    if value in ([], {}):
        return None
    for place in member.places:
        if (not place.at or place.at in there) and place.takes(value, beside):
            return place
    return None


def _write(member: Member, value: Any, place: Place | None, inside: str) -> list[Item]:
    relation = place.relation if place else _PROPERTY
    if inside == "CONTAINER" and relation == _PROPERTY:
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
        listed = own(f"{member.name}.listed")
        out.append(Item("CODE", listed, STATED, "CONTAINS" if inside == "CONTAINER" else _PROPERTY))
    return out


def _item(member: Member, value: Any, place: Place | None, concept: Coded, relation: str) -> Item:
    if member.entry is not None:
        return write_entry(member.entry, value, concept, relation)
    if member.kind is None:  # pragma: no cover - an object is written by _write
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


def _read(member: Member, found: list[Item]) -> Any:
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


def _listed(value: Any, marks: list[Item]) -> Any:
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
