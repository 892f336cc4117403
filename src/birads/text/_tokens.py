"""Cut a text into words, numbers and marks, each with its place in the text as given."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final

import attrs

__all__ = ["Token", "fold", "tokens"]

# Letters with their accents in any form; what is invisible inside a word belongs to the word.
_INSIDE: Final = "\u0300-\u036f\u00ad\u061c\u200b-\u200f\u2060\ufeff"
_LETTER: Final = r"[^\W\d_]|&[A-Za-z](?:acute|grave|circ|uml|tilde|cedil);|&szlig;"
_TOKEN: Final = re.compile(
    r"(?P<date>\d{1,4}([./-])\d{1,2}\2\d{2,4}(?!\d))"
    r"|(?P<number>\d++(?:[.,]\d++)?)"
    rf"|(?P<word>(?:(?:{_LETTER})[{_INSIDE}]*+)++)"
    r"|(?P<entity>&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});)"
    r"|(?P<tag></?(?P<name>b|i|u|em|strong|span|font|p|br|div|li|ul|ol|tr|td|th|table|h[1-6])"
    r"(?:\s[^<>]{0,200})?/?>)"
    r"|(?P<mark>\S)",
    re.IGNORECASE,
)
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u2060\ufeff]")
_UNSEEN: Final = frozenset(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_JOINS: Final = frozenset("-\u2010\u2011\u2012\u2013\u2212/'\u2019`\u00b4_")
_BREAKS: Final = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "table"})
# Letters of other alphabets that look as these do: the languages read here have none of them.
_LOOKALIKES: Final = str.maketrans(
    "\u0410\u0412\u0415\u0406\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405"
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0455"
    "\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u03bf\u03b9",
    "ABEIKMHOPCTXSaeopcxyisABEHIKMNOPTXoi",
)


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
    seen = _INVISIBLE.sub("", html.unescape(word) if "&" in word else word)
    plain = unicodedata.normalize("NFKD", seen.translate(_LOOKALIKES).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text; a hyphen or a slash that joins letters is none."""
    found: list[Token] = []
    last = lines = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind, word = match.lastgroup or "mark", match.group()
        lines += text.count("\n", last, start) if start > last else 0
        glued = start == last and start > 0
        last = end
        if match["tag"] is not None:
            lines += match["name"].lower() in _BREAKS
            continue
        kind = "date" if match["date"] is not None else kind
        if match["entity"] is not None:
            kind, word = "mark", html.unescape(word)
        if kind == "mark" and (word.isspace() or word in _UNSEEN):
            last = end if word in _UNSEEN else -1
            continue
        said = fold(word) if kind != "date" else word
        found.append(Token(kind, said, start, end, lines, glued, word[:1].isupper()))
        lines = 0
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
                and not _divides(out, after)
            ):
                # The word that follows is glued to nothing, so that it can begin a phrase.
                found[number + 1] = attrs.evolve(after, glued=False, lines=0)
                continue
        out.append(token)
    return out


def _divides(before: list[Token], after: Token) -> bool:
    """Say whether a mark stands between two letters after a number: "4A/B" is no word."""
    return (
        len(before) > 1
        and before[-2].kind == "number"
        and before[-1].glued
        and len(before[-1].text) == len(after.text) == 1
    )
