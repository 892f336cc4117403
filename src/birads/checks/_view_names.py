"""Read the name of a mammographic view: whether it is one, and which side it says itself."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

import attrs

from birads.lexicon.common import Side

__all__ = ["ViewName", "read_view"]

_LONGEST: Final = 200
_ABBREVIATION: Final = 4
_SIDES: Final = {
    "l": (Side.LEFT,),
    "lt": (Side.LEFT,),
    "left": (Side.LEFT,),
    "r": (Side.RIGHT,),
    "rt": (Side.RIGHT,),
    "right": (Side.RIGHT,),
    "both": (Side.LEFT, Side.RIGHT),
    "bilateral": (Side.LEFT, Side.RIGHT),
}


@attrs.frozen
class ViewName:
    """Say whether every word of a name belongs to views, and which breasts it names."""

    known: bool
    sides: frozenset[Side]


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words of views and modifiers, those of the manner, and the longer phrases."""
    table: dict[str, list[dict[str, Any]]] = tomllib.loads(
        (files(__package__) / "views.toml").read_text("utf-8")
    )
    views = _spellings(table["view"]) | _spellings(table["modifier"])
    phrases = frozenset(word for word in views if " " in word)
    return views - phrases, _spellings(table["manner"]), phrases


def _spellings(rows: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(word for row in rows for word in (row["word"], *row["also"]))


@cache
def _joined() -> re.Pattern[str]:
    """Return the form of abbreviations written as one: side, modifiers, view, modifiers."""
    views, _, _ = _words()
    short = "|".join(
        sorted((word for word in views if len(word) <= _ABBREVIATION), key=len, reverse=True)
    )
    return re.compile(rf"(?P<side>[lr])?(?:{short}){{1,3}}")


def read_view(name: str) -> ViewName:
    """Read one name, in any letter case: "L-MLO", "RCCM", "spot magnification CC"."""
    views, manner, phrases = _words()
    text = " ".join(["", *re.split(r"[\s,;:/_+()-]+", name[:_LONGEST].casefold()), ""])
    named = False
    for phrase in sorted(phrases, key=len, reverse=True):
        if f" {phrase} " in text:
            named = True
            text = text.replace(f" {phrase} ", " ")
    sides: set[Side] = set()
    known = len(name) <= _LONGEST
    for word in text.split():
        if word in views:
            named = True
        elif word in _SIDES:
            sides.update(_SIDES[word])
        elif word not in manner:
            joined = _joined().fullmatch(word)
            known = known and joined is not None
            if joined is not None:
                named = True
                sides.update(_SIDES.get(joined["side"] or "", ()))
    return ViewName(known and named, frozenset(sides))
