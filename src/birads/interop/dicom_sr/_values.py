"""Write one value as a content item, and read it back, by what its annotation says it is."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from abc import ABC, abstractmethod
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, get_origin

import attrs

from birads.interop.dicom_sr._annotations import choices_of
from birads.interop.dicom_sr._codes import Vocabulary, table, vocabulary
from birads.interop.dicom_sr._item import Coded, Item, Measure, clean, coded, is_uid, own

if TYPE_CHECKING:
    from birads.interop.dicom_sr._places import Place

__all__ = ["NO", "YES", "Kind", "Unread", "kind_of"]

YES = Coded("SCT", "373066001", "Yes")
NO = Coded("SCT", "373067005", "No")
_ONE = Coded("UCUM", "1", "no units")
_UNITS = {
    "mm": Coded("UCUM", "mm", "millimeter"),
    "months": Coded("UCUM", "mo", "month"),
    "years": Coded("UCUM", "a", "year"),
    "percent": Coded("UCUM", "%", "percent"),
}
_NOWHERE = own("")
_DAY = re.compile(r"[0-9]{8}", re.ASCII)
_LARGEST_WHOLE = 2**53


class Unread(Exception):
    """An item does not hold a value of this kind."""


class Kind(ABC):
    """Write and read the values of one member."""

    @abstractmethod
    def write(self, value: Any, place: Place | None) -> Item:
        """Return an item that holds the value, without its concept."""

    @abstractmethod
    def read(self, item: Item) -> Any:
        """Return the value that an item holds.

        Raises:
            Unread: It holds none of this kind.
        """


@attrs.frozen
class Words(Kind):
    """Words of an enumeration, each a code."""

    vocabulary: Vocabulary

    def write(self, value: Any, place: Place | None) -> Item:
        """Return the code of a word: the standard one where the row's group has it."""
        codes = self.vocabulary.codes
        if place is not None and value in place.own:
            codes = self.vocabulary.own
        return Item("CODE", _NOWHERE, codes[value])

    def read(self, item: Item) -> Any:
        """Return the word of a code."""
        word = self.vocabulary.words.get(item.value) if item.kind == "CODE" else None
        if word is None:
            raise Unread
        return word


class Flag(Kind):
    """Yes or no."""

    def write(self, value: Any, place: Place | None) -> Item:  # noqa: ARG002 - as every kind
        """Return Yes or No as DICOM codes them."""
        return Item("CODE", _NOWHERE, YES if value else NO)

    def read(self, item: Item) -> Any:
        """Return the boolean."""
        if item.kind == "CODE" and item.value in (YES, NO):
            return item.value == YES
        raise Unread


@attrs.frozen
class Numeric(Kind):
    """A number, with the unit that its name ends with."""

    unit: Coded
    whole: bool

    def write(self, value: Any, place: Place | None) -> Item:
        """Return the number; as a text where the row wants one."""
        if place is not None and place.form == "TEXT":
            return Item("TEXT", _NOWHERE, str(value))
        unit = place.unit if place is not None and place.unit else self.unit
        return Item("NUM", _NOWHERE, Measure(value, unit))

    def read(self, item: Item) -> Any:
        """Return the number, if its unit is the one that the member has."""
        if self.whole and item.kind == "TEXT" and re.fullmatch(r"[0-9]{1,9}", item.text or ""):
            return int(item.text or "")
        if item.kind != "NUM" or not isinstance(item.value, Measure):
            raise Unread
        number, unit = item.value.value, item.value.unit
        if unit.value != self.unit.value and not (self.unit is _ONE and "{" in unit.value):
            number = _converted(number, unit, self.unit)
        if self.whole and not float(number).is_integer():
            raise Unread
        return _plain(number)


def _converted(number: float, unit: Coded, wanted: Coded) -> float:
    """Return a length in millimetres; no other unit is changed."""
    if wanted.value == "mm" and unit.value == "cm":
        return round(number * 10, 6)
    raise Unread


def _plain(number: float) -> float | int:
    if not math.isfinite(number):
        raise Unread
    return int(number) if float(number).is_integer() and abs(number) < _LARGEST_WHOLE else number


@attrs.frozen
class String(Kind):
    """A text, or an identifier that may be a UID."""

    def write(self, value: Any, place: Place | None) -> Item:
        """Return the text, with itself beside it where DICOM cannot hold it as it is."""
        if place is not None and place.form == "UIDREF" and is_uid(value):
            return Item("UIDREF", _NOWHERE, value)
        shown = clean(value)
        return Item("TEXT", _NOWHERE, shown, exact=None if shown == value else value)

    def read(self, item: Item) -> Any:
        """Return the text."""
        if item.kind not in ("TEXT", "UIDREF") or item.text is None:
            raise Unread
        return item.text


class Day(Kind):
    """A calendar date."""

    def write(self, value: Any, place: Place | None) -> Item:  # noqa: ARG002 - as every kind
        """Return the date."""
        return Item("DATE", _NOWHERE, value.replace("-", ""))

    def read(self, item: Item) -> Any:
        """Return the date as JSON has it; that of a time where a row holds one."""
        text = item.value if item.kind in ("DATE", "DATETIME") else None
        day = text[:8] if isinstance(text, str) else ""
        if not _DAY.fullmatch(day):
            raise Unread
        try:
            return dt.date(int(day[:4]), int(day[4:6]), int(day[6:])).isoformat()
        except ValueError:
            raise Unread from None


class Json(Kind):
    """Extensions: any JSON, kept as it is and never interpreted."""

    def write(self, value: Any, place: Place | None) -> Item:  # noqa: ARG002 - as every kind
        """Return compact JSON in printable ASCII."""
        text = json.dumps(value, separators=(",", ":")).replace("\x7f", "\\u007f")
        return Item("TEXT", _NOWHERE, text)

    def read(self, item: Item) -> Any:
        """Return the values."""
        try:
            value = json.loads(item.text or "") if item.kind == "TEXT" else None
        except (ValueError, RecursionError):
            raise Unread from None
        if not isinstance(value, dict):
            raise Unread
        return value


@attrs.frozen
class Groups(Kind):
    """A count of groups, or that there are several."""

    number: Numeric
    several: Coded

    def write(self, value: Any, place: Place | None) -> Item:
        """Return the number, or the word."""
        if value == "multiple":
            return Item("CODE", _NOWHERE, self.several)
        return self.number.write(value, place)

    def read(self, item: Item) -> Any:
        """Return the number, or the word."""
        if item.kind == "CODE" and item.value == self.several:
            return "multiple"
        return self.number.read(item)


@attrs.frozen
class Coding(Kind):
    """A value that a table codes in part: what it has no code for is written plainly."""

    codes: dict[str, Coded]
    words: dict[Coded, str]
    rest: Kind

    def write(self, value: Any, place: Place | None) -> Item:
        """Return the code, with the value itself beside it where the code's name differs."""
        shown = _name(value)
        if shown not in self.codes or (place is None and not isinstance(value, str)):
            return self.rest.write(value, place)
        exact = value if isinstance(value, str) and value != shown else None
        return Item("CODE", _NOWHERE, self.codes[shown], exact=exact)

    def read(self, item: Item) -> Any:
        """Return the value of a code, or what was written plainly."""
        if item.kind != "CODE":
            return self.rest.read(item)
        if item.value not in self.words:
            raise Unread
        word = self.words[item.value]
        if item.exact is not None and _name(item.exact) == word:
            return item.exact
        return int(word) if word.isdigit() else word


def _name(value: Any) -> str:
    if isinstance(value, str):
        return value.lower()
    return str(_plain(value))


def _coding(name: str, rest: Kind) -> Coding:
    listed = {word: [coded(one) for one in codes] for word, codes in table()[name].items()}
    return Coding(
        {word: codes[0] for word, codes in listed.items()},
        {code: word for word, codes in listed.items() for code in codes},
        rest,
    )


def kind_of(annotation: Any, metadata: tuple[Any, ...], name: str, family: str) -> Kind:  # noqa: ARG001 - one line per kind
    """Return how the values of an annotation are written.

    Raises:
        TypeError: No kind is known for it: a member of a new type joined the format.
    """
    choices = choices_of(annotation)
    plain = choices[0]
    last = name.rpartition(".")[2]
    unit = _UNITS.get(last.rpartition("_")[2], _ONE)
    if name.endswith("views.name"):
        return _coding("views", String())
    if last == "clock":
        return _coding("hours", Numeric(_ONE, whole=False))
    if any(get_origin(one) is Literal for one in choices):
        return Groups(Numeric(_ONE, whole=True), own(f"{name}.multiple"))
    if get_origin(plain) is dict:
        return Json()
    if isinstance(plain, type):
        if issubclass(plain, StrEnum):
            return Words(vocabulary(plain, name, family))
        if plain in (dt.date, bool, str, dt.datetime):
            return {dt.date: Day(), bool: Flag()}.get(plain, String())
        if plain in (int, float):
            return Numeric(unit, whole=plain is int)
    raise TypeError(f"no content item is known for {name}: {annotation!r}")
