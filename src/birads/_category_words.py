"""Read which BI-RADS category an English text states, and which it only tells of the past.

Read are numbers (or words and Roman numerals for them) after "BI-RADS" or "category", and after
"upgraded to" and its like. Densities and editions are no categories. The reader never assigns a
category; it finds texts that say another one than the structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from birads._side_words import read_sides
from birads.lexicon.common import Category, Side

__all__ = ["NamedCategory", "read_categories"]

_NUMBERS: Final = {
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "iii": "3",
    "ii": "2",
    "iv": "4",
    "vi": "6",
    "v": "5",
    "i": "1",
}
_VALUE: Final = rf"(?P<value>[0-6]|{'|'.join(_NUMBERS)})[\s-]?(?P<letter>[abc])?(?![\w%]|[.,]\d)"
_LINK: Final = (
    r"(?:[\s:=#()®™-]|(?:bi[\s-]?rads|final|assessment|category|categories|cat|score|code|of|is|as|to"
    r"|now|a)\b\.?){0,8}"
)
_MOVED: Final = (
    r"(?:upgraded|downgraded|changed|revised|amended|raised|lowered|reclassified|corrected)"
)
_NAMED: Final = re.compile(
    r"(?:\bbi[\s-]?rads\b|\bcategor(?:y|ies)\b|\bcat\b\.?"
    rf"|\b(?P<moved>{_MOVED})\s+"
    r"(?:from\s+(?:bi[\s-]?rads\s*)?(?:category\s*)?[0-6][abc]?\s+)?(?:to|as)\b)"
    rf"{_LINK}{_VALUE}",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[.!?](?=\s|$)|[;\n]")
_PAST: Final = re.compile(
    r"\b(?:previous(?:ly)?|prior|was|were|had been|former(?:ly)?|initial(?:ly)?|original(?:ly)?"
    r"|earlier|instead of|rather than|not|from|no longer|last|old)\b[^,]{0,60}$",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(rf"\b{_MOVED}\b", re.IGNORECASE)
_DENSITY: Final = re.compile(
    r"densit|composition|tissue|parenchym|enhancement|edition", re.IGNORECASE
)
_AROUND: Final = 25


@attrs.frozen
class NamedCategory:
    """Hold a category that a text states as today's, and the one breast it says it of, if any."""

    category: Category
    side: Side | None


def read_categories(text: str) -> tuple[NamedCategory, ...]:
    """Return the categories that a text states as today's, in the order of the text."""
    return tuple(_named(text))


def _named(text: str) -> Iterator[NamedCategory]:
    for clause in _CLAUSE.split(text):
        sides = read_sides(clause)
        named = sides.plain | sides.doubtful
        side = next(iter(named)) if len(named) == 1 else None
        for match in _NAMED.finditer(clause):
            before = clause[max(0, match.start() - 2 * _AROUND) : match.start()]
            if _is_past(before, match["moved"]) or _is_density(clause, match):
                continue
            yield NamedCategory(_category(match), side)


def _category(match: re.Match[str]) -> Category:
    value = match["value"].casefold()
    number = _NUMBERS.get(value, value)
    letter = (match["letter"] or "").upper() if number == "4" else ""
    return Category(number + letter)


def _is_past(before: str, moved: str | None) -> bool:
    """Say whether the words before tell of an earlier category: "was", but not "was changed to"."""
    found = _PAST.search(before)
    if found is None or moved is not None:
        return False
    return _CHANGED.search(before) is None or "from" in found.group().casefold().split()


def _is_density(clause: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    after = clause[end : end + _AROUND]
    return bool(
        _DENSITY.search(clause[max(0, start - _AROUND) : start])
        or _DENSITY.search(match.group())
        or _DENSITY.match(after.strip())
    )
