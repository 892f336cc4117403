"""Join pieces of text and keep, for every piece, the pointer of the member that it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

__all__ = ["EMPTY", "Mark", "Phrase", "fill", "join", "plain"]

_SLOT = re.compile(r"\{(\w*)\}")


@attrs.frozen
class Mark:
    """Say that the text from ``start`` to before ``end`` says the member at ``pointer``."""

    pointer: str
    start: int
    end: int


@attrs.frozen
class Phrase:
    """Hold a piece of text with the marks of what it says."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Phrase) -> Phrase:
        return Phrase(self.text + other.text, self.marks + other.moved(len(self.text)))

    def __bool__(self) -> bool:
        return bool(self.text)

    def moved(self, by: int) -> tuple[Mark, ...]:
        """Return the marks as they stand when so many characters come before."""
        return tuple(Mark(one.pointer, one.start + by, one.end + by) for one in self.marks)

    def says(self, *pointers: str) -> Phrase:
        """Return the phrase with all of its text marked as saying the members."""
        end = len(self.text)
        return Phrase(self.text, (*self.marks, *(Mark(one, 0, end) for one in pointers)))

    def capital(self) -> Phrase:
        """Return the phrase with a capital first letter, where one letter stays one letter."""
        first = self.text[:1].upper()
        return attrs.evolve(self, text=first + self.text[1:]) if len(first) == 1 else self


EMPTY = Phrase("")


def plain(text: str) -> Phrase:
    """Return a text that says no member."""
    return Phrase(text)


def join(between: str, phrases: Iterable[Phrase]) -> Phrase:
    """Return the phrases that are not empty, one after the other."""
    whole = EMPTY
    for one in phrases:
        if one:
            whole = whole + Phrase(between) + one if whole else one
    return whole


def fill(template: str, slots: Mapping[str, Phrase] | Phrase) -> Phrase:
    """Return a template with its slots filled; a lone phrase fills ``{}``."""
    given = {"": slots} if isinstance(slots, Phrase) else slots
    whole, last = EMPTY, 0
    for slot in _SLOT.finditer(template):
        whole = whole + Phrase(template[last : slot.start()]) + given[slot[1]]
        last = slot.end()
    return whole + Phrase(template[last:])
