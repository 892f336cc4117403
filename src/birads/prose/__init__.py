"""Write reports as prose: the whole report, its impression, statements, letters, breast maps.

The words come from tables, one per language; this package adds none of its own and never guesses.
``birads.say`` is the way in.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from birads.prose._said import CannotSay, Said, Section, Sentence
    from birads.prose._say import say
    from birads.prose._vocabulary import Language, Style

__all__ = ["CannotSay", "Language", "Said", "Section", "Sentence", "Style", "say"]

_HOME = {
    "_said": ("CannotSay", "Said", "Section", "Sentence"),
    "_say": ("say",),
    "_vocabulary": ("Language", "Style"),
}
_MODULES = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
