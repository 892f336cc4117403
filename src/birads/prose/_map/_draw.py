"""Draw the breast map of a report: two pictures, and every entry in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from birads.lexicon.edition import Edition
from birads.prose._map._entries import Entry, entries
from birads.prose._map._picture import Words, picture
from birads.prose._map._places import EDGE_MM
from birads.prose._phrase import Phrase
from birads.prose._said import CannotSay
from birads.prose._teller import Teller
from birads.prose._vocabulary import Language, vocabulary
from birads.report.report import Report

__all__ = ["BreastMap", "breast_map"]

_SIDES = ("right", "left")  # as the reader sees them, who faces the patient


@attrs.frozen
class BreastMap:
    """Hold the map of a report.

    ``pictures`` are SVG texts by side. ``lines`` say in words all that the pictures show, and
    ``unplaced`` the findings that no picture can show because no side is stated, or
    because their place is outside the breast.
    """

    language: Language
    title: str
    notes: tuple[str, ...]
    pictures: Mapping[str, str]
    lines: tuple[str, ...]
    unplaced: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "language": self.language.value,
            "title": self.title,
            "notes": list(self.notes),
            "pictures": dict(self.pictures),
            "lines": list(self.lines),
            "unplaced": list(self.unplaced),
        }


def breast_map(report: Report, *, language: Language | str = Language.EN) -> BreastMap:
    """Return the map of a report: what is not stated of a place is a band, never a point.

    Raises:
        CannotSay: The language lacks a word that is needed.
        ValueError: There is no such language.
    """
    spoken = Language(language)
    words = vocabulary(spoken, Edition(report.edition))
    teller = Teller(report.to_dict(), words)
    found = entries(teller, report)
    placed = tuple(one for one in found if one.spots)
    said = {one.number: _line(teller, one) for one in found}
    pictures = {
        side: picture(side, placed, _words(teller, side, placed, said), f"map-{side}")
        for side in _SIDES
    }
    if teller.issues:
        raise CannotSay(teller.issues)
    scale = words.text("map", "scale").format(EDGE_MM)
    return BreastMap(
        spoken,
        words.text("map", "title"),
        (words.text("map", "facing"), scale),
        MappingProxyType(pictures),
        tuple(said[one.number] for one in placed),
        tuple(said[one.number] for one in found if not one.spots),
    )


def _line(teller: Teller, entry: Entry) -> str:
    text = entry.text
    if entry.spots:
        how = teller.words.text("map", "point" if entry.is_point else "band")
        text = text + Phrase(f" ({how})")
    return f"{entry.number}. {teller.end(text).text}"


def _words(teller: Teller, side: str, placed: tuple[Entry, ...], said: Mapping[int, str]) -> Words:
    words = teller.words
    here = [said[one.number] for one in placed if any(spot.side == side for spot in one.spots)]
    breast = words.text("breast", side)
    return Words(
        breast=breast[:1].upper() + breast[1:],
        front=words.text("map", "front"),
        side=words.text("map", "side"),
        outer=words.text("map", "outer"),
        inner=words.text("map", "inner"),
        depths=(
            words.label("location.depth", "anterior"),
            words.label("location.depth", "middle"),
            words.label("location.depth", "posterior"),
        ),
        description=" ".join(here) or words.text("map", "none"),
    )
