"""Write one value of a report as one OBX, and read it back."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from birads.interop._codes import Coded, concept, vocabulary
from birads.interop._leaves import Leaf, Mark
from birads.interop._shape import Form, Member
from birads.interop.hl7v2._er7 import join, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ABSENT",
    "LONGEST",
    "OWN",
    "Differs",
    "Held",
    "identifier",
    "read_value",
    "texts",
    "written",
]

OWN = "99BIRADS"
LONGEST = 30_000
"""The longest text of one OBX; a longer one goes on in the next."""

ABSENT: Any = object()
_YES_NO = {True: "yes", False: "no"}
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")
_DAY = 8
Part = tuple[str, str | None]


class Differs(Exception):
    """The code and its alternate mean different words."""


@attrs.frozen
class Held:
    """Hold what an OBX says: its type, its value as fields can hold it, and its unit."""

    type: str
    value: str
    unit: str = ""


def identifier(part: Part, path: str) -> str:
    """Return OBX-3: our own name of a member, and the standard code of its question."""
    own = (path, path.replace(".", " ").replace("_", " "), OWN)
    return join(*own, *_alternate(concept(*part, path)))


def _alternate(coded: Coded | None) -> tuple[str, ...]:
    return () if coded is None else (coded.code, coded.display, coded.system)


def written(part: Part, leaf: Leaf) -> list[Held]:
    """Return what holds a value: one OBX, or several where a text is long."""
    value, member = leaf.value, leaf.member
    if isinstance(value, Mark):
        return [_own(value.value)]
    if member.form is Form.FLAG:
        return [_own(_YES_NO[value])]
    if member.form is Form.WORD and isinstance(value, str):
        words = vocabulary(*part, leaf.path, member)
        own = (words.own_code(value), words.label(value), OWN)
        return [Held("CWE", join(*own, *_alternate(words.written.get(value))))]
    if member.form in (Form.DATE, Form.PARTIAL_DATE):
        day = value.replace("-", "")
        return [Held("DT" if len(day) == _DAY else "DTM", day)]
    if member.form is Form.JSON:
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, str):
        return texts(value)
    unit = join(member.unit, member.unit, "UCUM") if member.unit else ""
    return [Held("NM", format(Decimal(repr(value)), "f"), unit)]


def _own(code: str) -> Held:
    return Held("CWE", join(code, code, OWN))


def texts(text: str) -> list[Held]:
    """Return what holds a text: pieces of it where it is long."""
    if not text:
        return [_own("empty")]
    starts = range(0, len(text), LONGEST)
    return [Held("FT", plain(text[start : start + LONGEST])) for start in starts]


def read_value(
    part: Part, path: str, member: Member, type_: str, values: Sequence[str | tuple[str, ...]]
) -> Any:
    """Return the value of one or more OBX of one member, or ``ABSENT``.

    A coded value is a tuple of components, any other a text.

    Raises:
        Differs: A code and its alternate mean different words.
    """
    first = values[0]
    if isinstance(first, tuple):
        return _coded(part, path, member, first)
    if type_ == "NM":
        numeric = member.form in (Form.COUNT, Form.NUMBER) or member.counted
        return _number(first) if numeric else ABSENT
    if type_ in ("DT", "DTM"):
        return _day(first) if member.form in (Form.DATE, Form.PARTIAL_DATE) else ABSENT
    text = "".join(str(one) for one in values)
    if member.form is Form.JSON:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return ABSENT
    return text if member.form in (Form.TEXT, Form.TIME) else ABSENT


def _number(text: str) -> Any:
    if _NUMBER.fullmatch(text) is None:
        return ABSENT
    return float(text) if "." in text else int(text)


def _day(text: str) -> Any:
    """Return a date, or as much of it as is known, with its hyphens."""
    if not re.fullmatch(r"[0-9]{4}([0-9]{2}){0,2}", text):
        return ABSENT
    if len(text) == _DAY:
        try:
            dt.date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:]}")
        except ValueError:
            return ABSENT
    return "-".join(part for part in (text[:4], text[4:6], text[6:]) if part)


def _coded(part: Part, path: str, member: Member, components: tuple[str, ...]) -> Any:
    code, _, system, other, _, of = (*components, "", "", "", "", "", "")[:6]
    if system == OWN and code in ("none", "stated", "empty", "yes", "no"):
        return _mark(code, member)
    if member.form is not Form.WORD:
        return ABSENT
    words = vocabulary(*part, path, member)
    meant = set()
    for each, name in ((code, system), (other, of)):
        if name == OWN and each:
            meant.add(words.own.get(each))
        elif (name, each) in words.read:
            meant.add(words.read[name, each])
    if len(meant) > 1:
        raise Differs
    found = meant.pop() if meant else None
    return ABSENT if found is None else found


def _mark(code: str, member: Member) -> Any:
    if code == "none" and (member.many or member.lone):
        return Mark.NONE
    if code == "stated" and member.form is Form.OBJECT:
        return Mark.STATED
    if code == "empty" and member.form is Form.TEXT:
        return ""
    if code in ("yes", "no") and member.form is Form.FLAG:
        return code == "yes"
    return ABSENT
