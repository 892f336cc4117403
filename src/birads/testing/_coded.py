"""Let a few bytes choose a member of an object: whether it stands, and its value.

A choice is what takes time when a report is drawn, so an object is one choice: its bytes. A value
of few forms (a word, a boolean, a reference, a day) is coded there. Each member has its own bytes,
whichever others stand, so that a search for a smaller example can leave one out and keep the rest;
bytes that are 0 leave it out, or give its simplest value where it has to stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypothesis.strategies import SearchStrategy

__all__ = ["Coded", "Place", "coded_list", "coded_words", "either", "place"]

_MOST = 2**16
"""The most values of one member: with more of them, its bytes would be many to shrink."""
_LEFT_OUT = 3 / 4


class Coded(NamedTuple):
    """Hold the values that the numbers below ``size`` choose; 0 chooses the simplest."""

    size: int
    at: Callable[[int], Any]

    def strategy(self) -> SearchStrategy[Any]:
        """Return a strategy of the same values."""
        return st.integers(0, self.size - 1).map(self.at) if self.size else st.nothing()


def coded_words(words: Sequence[Any]) -> Coded:
    """Return one of some words, which are values of any type."""
    return Coded(len(words), tuple(words).__getitem__)


def coded_list(items: Coded, least: int, most: int) -> Coded | None:
    """Return lists of ``least`` to ``most`` items, no word twice; nothing where they are many."""
    lengths = most - least + 1
    size = lengths * items.size**most
    if size > _MOST:
        return None

    def at(number: int) -> list[Any]:
        rest, length = divmod(number, lengths)
        drawn = list(_digits(rest, items, least + length))
        # A word that stands twice says nothing more.
        return list(dict.fromkeys(drawn)) if least <= 1 else drawn

    return Coded(size, at)


def _digits(number: int, items: Coded, count: int) -> Iterator[Any]:
    for _ in range(count):
        number, digit = divmod(number, items.size)
        yield items.at(digit)


def either(choices: Sequence[Coded]) -> Coded | None:
    """Return a value of any of the ``choices``, each as likely; nothing where they are many."""
    widest = max(choice.size for choice in choices)
    size = len(choices) * widest
    if size > _MOST:
        return None

    def at(number: int) -> Any:
        rest, which = divmod(number, len(choices))
        return choices[which].at(rest % choices[which].size)

    return Coded(size, at)


class Place(NamedTuple):
    """Say where the bytes of a member are, and from which number on it stands."""

    start: int
    stop: int
    least: int

    def read(self, drawn: bytes, size: int) -> int | None:
        """Return which of ``size`` values the bytes choose; nothing where it is left out."""
        number = int.from_bytes(drawn[self.start : self.stop], "big") - self.least
        room = 256 ** (self.stop - self.start) - self.least
        return None if number < 0 else number * size // room


def place(start: int, size: int, *, optional: bool) -> Place:
    """Return the place of a member of ``size`` values whose bytes begin at ``start``."""
    width = 1
    while 256**width * (1 - _LEFT_OUT if optional else 1) < size:
        width += 1
    return Place(start, start + width, int(256**width * _LEFT_OUT) if optional else 0)
