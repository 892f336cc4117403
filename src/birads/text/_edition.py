"""Read the edition of the lexicon that a text names: a number or a year beside the word."""

from __future__ import annotations

from typing import Final

from birads.text._context import Context, View
from birads.text._draft import Span
from birads.text._mentions import Mention
from birads.text._scope import Is

__all__ = ["read_edition"]

_EDITIONS: Final = {"4": "2003", "5": "2013", "2003": "2003", "2013": "2013", "2025": "2025"}
_ORDINAL: Final = frozenset(".\u00ba\u00aa\u00b0")
_SHORT: Final = 3  # letters of an ordinal, as in "5th", "5e" and "5eme"
_YEAR: Final = 4


def read_edition(context: Context) -> None:
    """Read the edition where it is named: a number or a year beside the word."""
    found: dict[str, Span] = {}
    for view in context.body():
        if view.sentence.section in ("history", "comparison"):
            continue
        for mention in view.sentence.mentions:
            if mention.has("edition") and _of_birads(view, mention):
                place = _edition_number(context, view, mention)
                if place is not None:
                    text = context.tokens[place].text
                    first, last = min(place, mention.first), max(place, mention.last)
                    found.setdefault(_EDITIONS[text], context.span(first, last))
    if len(found) == 1:
        context.draft.edition = next(iter(found.items()))


def _of_birads(view: View, mention: Mention) -> bool:
    return any(m.has("category.named") for m in view.sentence.mentions) and not (
        view.flag(mention.first) & Is.DENIED
    )


def _edition_number(context: Context, view: View, mention: Mention) -> int | None:
    for at in (*range(mention.first - 1, mention.first - 4, -1), mention.last + 1):
        if not view.sentence.first <= at < view.sentence.end:
            continue
        token = context.tokens[at]
        if token.kind == "number":
            return at if token.text in _EDITIONS else None
        ordinal = token.text in _ORDINAL or (token.kind == "word" and len(token.text) <= _SHORT)
        if at < mention.first and not ordinal:
            return _year_after(context, view, mention.last + 1)
    return _year_after(context, view, mention.last + 1)


def _year_after(context: Context, view: View, at: int) -> int | None:
    """Return where the year of an edition stands: "edition of BI-RADS 2025"."""
    known = {m.first: m for m in view.sentence.mentions}
    while at < view.sentence.end:
        token, inner = context.tokens[at], known.get(at)
        if token.kind == "number":
            return at if token.text in _EDITIONS and len(token.text) == _YEAR else None
        if inner is None or not (inner.has("category.named") or inner.has("link")):
            return None
        at = inner.last + 1
    return None
