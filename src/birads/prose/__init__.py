"""Write reports as prose: the whole report, its impression, statements, letters, breast maps.

The words come from tables, one per language; this package adds none of its own and never guesses.
``birads.say`` is the way in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from birads._base.door import through

if TYPE_CHECKING:
    from birads.prose._letter import Letterhead
    from birads.prose._letter_texts import Deadline, LetterTexts, letter_texts
    from birads.prose._map._draw import BreastMap, breast_map
    from birads.prose._page import page
    from birads.prose._said import CannotSay, Said, Section, Sentence
    from birads.prose._say import say
    from birads.prose._vocabulary import Language, Style

__all__ = [
    "BreastMap",
    "CannotSay",
    "Deadline",
    "Language",
    "LetterTexts",
    "Letterhead",
    "Said",
    "Section",
    "Sentence",
    "Style",
    "breast_map",
    "letter_texts",
    "page",
    "say",
]

_HOME = {
    "_letter": ("Letterhead",),
    "_letter_texts": ("Deadline", "LetterTexts", "letter_texts"),
    "_page": ("page",),
    "_said": ("CannotSay", "Said", "Section", "Sentence"),
    "_say": ("say",),
    "_vocabulary": ("Language", "Style"),
    "_map._draw": ("BreastMap", "breast_map"),
}
_MODULES = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    return through(globals(), _MODULES, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
