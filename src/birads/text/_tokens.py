"""Cut a text into words, numbers and marks, each with its place in the text as given."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import attrs

__all__ = ["Token", "fold", "tokens"]

# Letters with their accents in any form; what is invisible inside a word belongs to the word.
_INSIDE: Final = "\u0300-\u036f\u00ad\u200b-\u200d\ufeff"
_TOKEN: Final = re.compile(
    r"(?P<date>\d{1,4}([./-])\d{1,2}\2\d{2,4}(?!\d))"
    r"|(?P<number>\d++(?:[.,]\d++)?)"
    rf"|(?P<word>(?:[^\W\d_][{_INSIDE}]*+)++)"
    r"|(?P<mark>\S)"
)
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\ufeff]")
_JOINS: Final = frozenset("-\u2010\u2011\u2012\u2013/'\u2019`\u00b4_")


@attrs.frozen(slots=True, eq=False)
class Token:
    """Hold one word, number, date or mark.

    ``start`` and ``end`` are code points, half-open. ``lines`` counts the line ends before it;
    ``glued`` says that nothing stands between it and the token before.
    """

    kind: str
    text: str
    start: int
    end: int
    lines: int
    glued: bool
    upper: bool


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return a word in small letters without accents; all ways to write it fold to one."""
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text; a hyphen or a slash that joins letters is none."""
    found = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or "mark"
        word = match.group()
        lines = text.count("\n", last, start) if start > last else 0
        kind = "date" if match["date"] is not None else kind
        token = Token(
            kind,
            fold(word) if kind != "date" else word,
            start,
            end,
            lines,
            start == last and start > 0,
            word[:1].isupper(),
        )
        last = end
        found.append(token)
    return _joined(found)


def _joined(found: list[Token]) -> list[Token]:
    """Drop the marks that only join the letters around them, at the end of a line too."""
    out: list[Token] = []
    for number, token in enumerate(found):
        if token.kind == "mark" and token.text in _JOINS and token.glued and out:
            after = found[number + 1] if number + 1 < len(found) else None
            if (
                after is not None
                and after.kind == "word"
                and out[-1].kind == "word"
                and out[-1].end == token.start
                and (after.glued or (after.lines == 1 and token.text != "/"))
            ):
                # The word that follows is glued to nothing, so that it can begin a phrase.
                found[number + 1] = attrs.evolve(after, glued=False, lines=0)
                continue
        out.append(token)
    return out
