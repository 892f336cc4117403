"""Say of which breast a category is stated, by its sentence or by its heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from birads.text._categories import Named
from birads.text._context import SIDES, Context, View
from birads.text._draft import Span
from birads.text._mentions import Mention
from birads.text._scope import Is
from birads.text._stated import named_in

__all__ = ["side_of"]

_OF_CATEGORIES: Final = ("link", "breast", "in_between")
_ANY: Final = Is.PLAN | Is.DENIED | Is.POSSIBLE


def side_of(context: Context, view: View, one: Named) -> tuple[str, tuple[Span, ...], bool]:
    """Return the breast of a category, the words that say so, and whether that is clear."""
    if one.side is not None:
        side = (one.side.of("side") or "").removesuffix("_mark")
        return SIDES[side], (context.of(one.side),), True
    sentence = view.sentence
    if any(m.has("overall") for m in sentence.mentions if abs(m.first - one.cue) <= 3):  # noqa: PLR2004
        return "overall", (), True
    found = _sides(context, view)
    words = {_side(m) for m in found}
    if not found:
        return _from_heading(context, view)
    heading = sentence.side
    if heading is not None and words != {_side(heading)}:
        return _beside_heading(context, view, one, found)
    if len(words) == 1:
        return words.pop(), tuple(context.of(m) for m in found), True
    mention = _nearest(context, view, one, found)
    if mention is None:
        return "", (), False
    return _side(mention), (context.of(mention),), True


def _speaks_of_all(context: Context, view: View) -> bool:
    """Say whether the last heading's category may be that of all: no heading before has one."""
    sentence = view.sentence
    blocks = context.blocks[sentence.part]
    if len(blocks) == 1 or sentence.block != max(blocks):
        return False
    return not any(told for block, told in blocks.items() if block != sentence.block)


def _beside_heading(
    context: Context, view: View, one: Named, found: Sequence[Mention]
) -> tuple[str, tuple[Span, ...], bool]:
    """Return the side of a category whose sentence names another side than its heading."""
    heading = view.sentence.side
    mention = None
    if view.sentence.lead and heading is not None:
        mention = _nearest(context, view, one, [heading, *found])
    else:
        mention = _in_clause(context, view, one, found)
        if mention is None and _says_no_more(context, view, one):
            mention = found[0] if len({_side(m) for m in found}) == 1 else None
    return ("", (), False) if mention is None else (_side(mention), (context.of(mention),), True)


def _says_no_more(context: Context, view: View, one: Named) -> bool:
    """Say whether a sentence is one category and its side: "BI-RADS 4B, right breast."."""
    sentence = view.sentence
    if len(named_in(context, view)) != 1:
        return False
    covered = set(range(one.first, one.last + 1))
    for m in sentence.mentions:
        if m.of("side") or m.of("category") or any(m.has(code) for code in _OF_CATEGORIES):
            covered.update(range(m.first, m.last + 1))
    return all(
        at in covered or context.tokens[at].kind == "mark"
        for at in range(sentence.first, sentence.end)
    )


def _side(mention: Mention) -> str:
    return SIDES[(mention.of("side") or "").removesuffix("_mark")]


def _sides(context: Context, view: View) -> list[Mention]:
    """Return the sides of a sentence; L and R count where a colon or the category follows."""
    sentence = view.sentence
    plain = view.sides(sentence.first, sentence.end, _ANY)
    marks = [
        m
        for m in sentence.mentions
        if m.of("side") in ("left_mark", "right_mark")
        and m.first >= view.title_end
        and m.last + 1 < sentence.end
        and (
            context.tokens[m.last + 1].text == ":"
            or any(n.first == m.last + 1 and n.of("category") for n in sentence.mentions)
        )
    ]
    return sorted([*plain, *marks], key=lambda m: m.first)


def _from_heading(context: Context, view: View) -> tuple[str, tuple[Span, ...], bool]:
    sentence = view.sentence
    told = any(
        m.of("side") in SIDES and view.flag(m.first) & (Is.PAST | Is.COMPARED)
        for m in sentence.mentions
        if m.first >= view.title_end
    )
    if _goes_on(context, view):
        return "", (), False
    heading = sentence.side
    if sentence.loose:
        return "", (), False
    if heading is not None:
        clear = not sentence.far and (sentence.lead or not _speaks_of_all(context, view))
        return _side(heading), (context.of(heading),), clear
    return "overall", (), not told and not context.labelled


def _goes_on(context: Context, view: View) -> bool:
    """Say whether a part after a semicolon may still speak of the side that the part before names.

    "Left breast at first BI-RADS 0; after ultrasound BI-RADS 2" says 2 of the left breast.
    """
    first = view.sentence.first
    if not first or not view.number or context.tokens[first - 1].text != ";":
        return False
    before = context.views[view.number - 1].sentence
    return before.end == first and any(m.of("side") in SIDES for m in before.mentions)


def _nearest(context: Context, view: View, one: Named, found: Sequence[Mention]) -> Mention | None:
    """Return the one side that a category has, where sides and categories take turns."""
    every = [n for n in named_in(context, view) if n.side is None]
    turns: list[tuple[int, Mention | None]] = [(m.first, m) for m in found]
    turns += [(n.first, None) for n in every]
    runs = _without_repeats(sorted(turns, key=lambda turn: turn[0]))
    kinds = "".join("c" if mention is None else "s" for _, mention in runs)
    pairs = len(kinds) // 2
    by_turn: Mention | None = None
    if kinds in ("sc" * pairs, "cs" * pairs) and len(every) == pairs:
        place = next((n for n, turn in enumerate(runs) if turn == (one.first, None)), None)
        if place is not None:
            by_turn = runs[place - 1][1] if kinds[0] == "s" else runs[place + 1][1]
    by_clause = _in_clause(context, view, one, found)
    if by_turn is not None and by_clause is not None and _side(by_turn) != _side(by_clause):
        return None
    return by_turn or by_clause


def _without_repeats(
    turns: Sequence[tuple[int, Mention | None]],
) -> list[tuple[int, Mention | None]]:
    """Drop a side that only says again what the side before it said."""
    out: list[tuple[int, Mention | None]] = []
    for place, mention in turns:
        last = out[-1][1] if out else None
        if mention is None or last is None or _side(mention) != _side(last):
            out.append((place, mention))
    return out


def _in_clause(
    context: Context, view: View, one: Named, found: Sequence[Mention]
) -> Mention | None:
    """Return the one side between the commas and joins around a category."""
    cuts = [
        view.sentence.first,
        *(
            at
            for at in range(view.sentence.first, view.sentence.end)
            if context.tokens[at].text in ",;|"
            or (context.tokens[at].text == "/" and not context.tokens[at].glued)
            or any(m.first == at and (m.has("and") or m.has("but")) for m in view.sentence.mentions)
        ),
        view.sentence.end,
    ]
    before: set[str] = set()
    for start, end in pairwise(cuts):
        inside = [m for m in found if start <= m.first < end]
        words = {_side(m) for m in inside}
        if start <= one.first < end:
            clear = len(words) == 1 and before <= words
            return inside[0] if clear else None
        told = any(
            m.of("category") or m.of("noun")
            for m in view.sentence.mentions
            if start <= m.first < end
        )
        before = set() if told else words
    return None
