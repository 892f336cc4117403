"""Say what was probably meant by a word, a kind or a member that there is not.

A proposal comes from a reviewed table (``hints.toml``, and the names in the lexicon), from letter
case and punctuation, or from one slip in a long word. Sides, categories and editions are never
guessed from a spelling. Where nothing is known, the words that there are stand in the hint.

This module is imported only when a document is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from birads.lexicon._fold import key, stems
from birads.lexicon._spelling import can_be_slip, is_slip
from birads.parsing._hint_table import Written, written
from birads.parsing._model_at import TAGGED, model_at, tags, words_at

__all__ = [
    "SIDES",
    "TAGGED",
    "is_descriptor",
    "meaning",
    "member_hint",
    "model_at",
    "tags",
    "word_hint",
]

SIDES: Final = frozenset(
    {"breast", "implants", "laterality", "prior_breast_cancer", "prior_radiation", "prior_surgery"}
)
_NEVER_GUESSED: Final = SIDES | {"category", "edition"}
_CATEGORY: Final = re.compile(r"(?:(?:bi-?rads|acr|category|cat)[ :.]*)*([0-6])\s*([abc]?)\s*")
_OWN_TABLES: Final = frozenset({"node", "request", "patient", "pathology", "management"})
_LONGEST: Final = 80
_MOST_WORDS: Final = 24


def word_hint(
    path: tuple[str | int, ...], word: object, tree: object, words: Sequence[str] = ()
) -> str:
    """Return what ``word`` probably means at ``path``, or the words that there are.

    ``words`` are used where the models do not know the member at ``path``.
    """
    from birads.report.axes import axis_of

    known = tuple(words_at(path, tree) or words)
    if not isinstance(word, str):
        return _list(known)
    axis = axis_of(path, tree)
    if axis is not None and is_descriptor(axis):
        return (_suggest(axis, word) if len(word) <= _LONGEST else None) or _list(known)
    return _said(word, meaning(_name(path), word, known)) or _list(known)


def is_descriptor(axis: str) -> bool:
    """Say whether an axis belongs to BI-RADS: its words are explained by the lexicon alone.

    The words of the report's own axes (patient, request, tissue, ...) are looked for in the
    table of what people write.
    """
    from birads.lexicon._axes import AXES

    return AXES[axis].table not in _OWN_TABLES


@lru_cache(maxsize=2_000)
def meaning(member: str, word: str, words: tuple[str, ...]) -> Written:
    """Return which of ``words`` were probably meant; ``same`` where they mean just that."""
    folded = key(word)
    if len(word) > _LONGEST or not folded or not word.strip()[:1].isalnum():
        return Written(())
    if member == "category":
        return _category(word, words)
    alike = tuple(one for one, own, _ in _folded(words) if own == folded)
    if member == "kind":
        alike = alike or tuple(one for one in words if key(one.rpartition(".")[2]) == folded)
    if alike:
        return Written(alike, same=len(alike) == 1)
    entry = written().get((member, folded))
    if entry is not None:
        return Written(tuple(one for one in entry.words if one in words), entry.same)
    if member in _NEVER_GUESSED:
        return Written(())
    return Written(_slips(word, words))


def _category(word: str, words: tuple[str, ...]) -> Written:
    """Read letter case, blanks and a "BI-RADS" before it; nothing else is a category."""
    match = _CATEGORY.fullmatch(word.strip().lower())
    found = "".join(match.groups()).upper() if match else ""
    return Written((found,) if found in words else ())


def _slips(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    parts = stems(word)
    if not can_be_slip(parts):
        return ()
    near = tuple(one for one, _, own in _folded(words) if is_slip(parts, own))
    return near if len(near) == 1 else ()


@cache
def _folded(words: tuple[str, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return each word with its key and its parts: there are few lists of words."""
    return tuple((word, key(word), tuple(stems(word))) for word in words)


@lru_cache(maxsize=2_000)
def _suggest(axis: str, word: str) -> str | None:
    """Return the lexicon's hint; a feed repeats its wrong words."""
    from birads import lexicon

    return lexicon.suggest(axis, word)


def _said(word: str, meant: Written) -> str | None:
    if not meant.words:
        return None
    if len(meant.words) > 1:
        any_of = "either" if len(meant.words) == 2 else "any of them"  # noqa: PLR2004
        return f"Write {' or '.join(map(repr, meant.words))}: {word!r} could mean {any_of}."
    (one,) = meant.words
    if meant.same or key(one) == key(word) or is_slip(stems(word), stems(one)):
        return f"Did you mean {one!r}?"
    return f"Did you mean {one!r}? It is the nearest word, not the same: keep {word!r} in a text."


def _list(words: Sequence[str]) -> str:
    end = ", ..." if len(words) > _MOST_WORDS else ""
    return f"Use one of: {', '.join(words[:_MOST_WORDS])}{end}."


def _name(path: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def member_hint(path: tuple[str | int, ...], tree: object) -> str | None:
    """Return the name that was probably meant, or where data of one's own belongs."""
    model = model_at(path[:-1], tree)
    if model is None:
        return None
    name = str(path[-1])
    meant = meaning("(name)", name, tuple(model.model_fields))
    if len(meant.words) == 1:
        return f"Did you mean {meant.words[0]!r}?"
    if "extensions" in model.model_fields:
        return "Data of your own belongs under 'extensions'."
    return None
