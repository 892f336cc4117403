"""Write the members of an object as content items, and read them back, from one description.

The description is the model itself: what each member holds is its annotation, where it stands is
a row of ``places.toml``. The writer and the reader look at the same two, so a member that joins
the format travels at once, as an item of our own scheme, and cannot be forgotten by either.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from birads._base.model import Model
from birads.interop.dicom_sr._annotations import least_of, list_of, model_of
from birads.interop.dicom_sr._item import Coded, Item, own
from birads.interop.dicom_sr._members import (
    NONE,
    STATED,
    Entry,
    Member,
    listed,
    read_entry,
    read_member,
    write_entry,
    write_member,
)
from birads.interop.dicom_sr._places import Place, places
from birads.interop.dicom_sr._values import kind_of

__all__ = [
    "NONE",
    "STATED",
    "Entry",
    "Fields",
    "entry",
    "fields",
    "read_entry",
    "write_entry",
]

_MEMBERS_OF_ITS_OWN = {"finding": ("kind",), "exam": ("modality",)}


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
        rows = places().get(self.section, {}).get(dotted, ())
        held = tuple(place for kind, place in rows if kind in ("", self.kind))
        many, lone, item, metadata = list_of(field)
        inner = model_of(item) if many else None
        name = prefix + dotted.removeprefix("location.")
        if inner is not None:
            return Member(path, name, None, held, many=True, entry=entry(inner, name))
        kind = kind_of(item, metadata, name, self.family)
        least = least_of(field) if many else 0
        return Member(path, name, kind, held, many=many, lone=lone, least=least)

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
                out += write_member(member, value, place, inside)
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
            value = read_member(member, [item for item in found if not item.used])
            if member.lone and value is not None:
                value = listed(value, near.get(own(f"{member.name}.listed"), []))
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
