"""Hold content items of a structured report as plain values, apart from any DICOM library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

__all__ = ["OWN", "Coded", "ImageRef", "Item", "Measure", "clean", "coded", "is_uid", "own"]

OWN = "99BIRADS"
"""The coding scheme of everything for which DICOM has no code."""

# A new line is kept. Everything else that steers a device, or that XML cannot hold, is not.
_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_UID = re.compile(r"[0-2](\.(0|[1-9][0-9]*))+", re.ASCII)
_LONGEST_UID = 64
_NAME = re.compile(r"[\^=\\\n]")
_MOST_NAME = 64


@attrs.frozen
class Coded:
    """A code; two are equal where scheme and value are, whatever their meaning says."""

    scheme: str
    value: str
    meaning: str = attrs.field(default="", eq=False)


@attrs.frozen
class Measure:
    """A number with its unit."""

    value: float | int
    unit: Coded


@attrs.frozen
class ImageRef:
    """A reference to an image, or to one of its frames; the series stands in the evidence."""

    sop_class: str
    sop_instance: str
    series: str | None = None
    frame: int | None = None


@attrs.define(eq=False)
class Item:
    """One content item.

    ``value`` is a ``Coded``, a ``Measure``, an ``ImageRef`` or a text, as ``kind`` says; ``None``
    where it could not be read. ``exact`` is the text itself where DICOM cannot hold it as it is,
    and ``member`` names it. ``path`` is the item's place in its document, such as ``1.4.2``.
    """

    kind: str
    concept: Coded
    value: Any = None
    relation: str = "CONTAINS"
    children: list[Item] = attrs.field(factory=list)
    exact: str | None = None
    member: str = ""
    template: str = ""
    path: str = ""
    used: bool = False

    @property
    def text(self) -> str | None:
        """The text, as it was before DICOM."""
        if self.exact is not None:
            return self.exact
        return self.value if isinstance(self.value, str) else None

    def add(self, *items: Item) -> Item:
        """Add children and return this item."""
        self.children.extend(items)
        return self

    def walk(self) -> Iterator[Item]:
        """Yield this item and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def coded(text: str) -> Coded:
    """Return the code that ``value|scheme|meaning`` writes."""
    value, scheme, meaning = text.split("|")
    return Coded(scheme, value, meaning)


def own(name: str, meaning: str = "") -> Coded:
    """Return our own code of a dotted name."""
    return Coded(OWN, name, meaning or re.sub(r"[._]", " ", name))


def clean(text: str, *, name: bool = False) -> str:
    """Return the text as DICOM can hold it: equal to ``text`` where nothing had to change."""
    out = _STEERING.sub(" ", text)
    if name:
        out = " ".join(_NAME.sub(" ", out).split(" "))[:_MOST_NAME].strip()
    return out.rstrip() or "-"


def is_uid(text: str) -> bool:
    """Say whether a text is a unique identifier as DICOM writes them."""
    return (
        len(text) <= _LONGEST_UID
        and _UID.fullmatch(text) is not None
        and text.strip("0.") != ""  # of zeros only: no registered root
    )
