"""Give each category of a text to the breast or the finding that it is stated of, or to none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import attrs

from birads.issue import Severity
from birads.text._categories import Named, named
from birads.text._context import SIDES, Context, View
from birads.text._draft import Part, Span, Told
from birads.text._mentions import Mention
from birads.text._scope import Is

__all__ = ["read_categories"]

_FIRST_OF_TISSUE: Final = "4"
_WORDED: Final = frozenset({"impression"})
_CALM: Final = frozenset({"1", "2"})
_BENIGN: Final = frozenset({"1", "2", "3"})
_NOT_PLAIN: Final = Is.PAST | Is.COMPARED | Is.HEDGED
_ANY: Final = Is.PLAN | Is.DENIED | Is.POSSIBLE


@attrs.frozen(eq=False)
class _Claim:
    """Hold one category with what it is stated of: a breast, ``overall``, or a finding."""

    category: str
    target: tuple[str, str | None] | Part
    spans: tuple[Span, ...]
    view: View
    worded: bool = False


def read_categories(context: Context) -> None:
    """Put the categories of a text into its draft."""
    claims: list[_Claim] = []
    blocked = False
    for view in context.body():
        for one, span in _stated(context, view):
            claim = _claim(context, view, one, span)
            blocked = blocked or claim is None
            if claim is not None:
                claims.append(claim)
    worded = [claim for view in context.body() for claim in _from_words(context, view)]
    numbered = {_key(claim.target) for claim in claims}
    claims += [one for one in worded if _key(one.target) not in numbered and not blocked]
    _settle(context, claims)


def _named(context: Context, view: View) -> list[Named]:
    """Return the categories of a sentence, found once."""
    if view.named is None:
        view.named = named(view.sentence, context.tokens, context.words.language)
    return view.named


def _stated(context: Context, view: View) -> list[tuple[Named, Span]]:
    """Return the categories that a sentence states of this exam, with the span of each."""
    out = []
    for one in _named(context, view):
        cue = one.cue if one.how != "listed" else one.first
        span = context.span(min(cue, one.first), one.last)
        if view.flag(one.first) & _NOT_PLAIN or view.flag(cue) & _NOT_PLAIN or _left(view, cue):
            _past(context, view, one, span)
        elif _denied(context, view, one):
            _tell(
                context,
                "category_denied",
                Severity.WARNING,
                f"{context.said(span)!r} is denied: it is not read.",
                span,
                crosses=(one.category or "4") >= _FIRST_OF_TISSUE,
            )
        elif one.category is None or (one.category == "4" and _divided(view, one)):
            _no_category(context, one, span)
        elif _contradicted(context, view, one):
            _tell(
                context,
                "category_conflict",
                Severity.ERROR,
                f"The number and the words after {context.said(span)!r} disagree: no category is "
                "taken.",
                span,
                crosses=True,
            )
        else:
            out.append((one, span))
            if one.how == "roman":
                _tell(
                    context,
                    "roman_numeral_read",
                    Severity.INFORMATION,
                    f"{context.said(span)!r} is read as category {one.category}.",
                    span,
                )
            elif one.how in ("odd", "word"):
                _tell(
                    context,
                    "category_form_odd",
                    Severity.INFORMATION,
                    f"{context.said(span)!r} is read as category {one.category}.",
                    span,
                )
    return out


def _left(view: View, cue: int) -> bool:
    """Say whether "from" stands right before: the category that was, as in "from 3 to 4A"."""
    return any(m.has("away") and cue - m.last == 1 for m in view.sentence.mentions)


def _past(context: Context, view: View, one: Named, span: Span) -> None:
    past = view.flag(one.first) | view.flag(one.cue)
    if past & (Is.PAST | Is.COMPARED) or not past & Is.HEDGED:
        _tell(
            context,
            "prior_category_ignored",
            Severity.INFORMATION,
            f"{context.said(span)!r} is told of the past or of another exam: it is not read.",
            span,
        )
    else:
        _tell(
            context,
            "hedged_not_read",
            Severity.WARNING,
            f"{context.said(span)!r} is only held possible: it is not read.",
            span,
            crosses=(one.category or "4") >= _FIRST_OF_TISSUE,
        )


def _denied(context: Context, view: View, one: Named) -> bool:
    """Say whether the category itself is denied: "not BI-RADS 4", "no sign of a BI-RADS 5".

    "No mass BI-RADS 1" states a 1; a denial before any other category leaves it unread.
    """
    before = [m for m in view.sentence.mentions if m.has("no") and m.last < one.cue]
    if not before or not view.flag(one.cue) & Is.DENIED:
        return False
    last = before[-1].last
    if one.cue - last <= 1:
        return True
    between = context.tokens[last + 1 : one.cue]
    return (one.category or "3") not in _CALM and all(t.kind != "mark" for t in between)


def _no_category(context: Context, one: Named, span: Span) -> None:
    ranged = one.how == "range"
    _tell(
        context,
        "category_range" if ranged else "category_unknown",
        Severity.WARNING,
        f"{context.said(span)!r} names {'more than one category' if ranged else 'no category'}: "
        "none is taken.",
        span,
        crosses=True,
    )


def _divided(view: View, one: Named) -> bool:
    """Say whether a subcategory is named apart: the number alone is then less than was said."""
    return any(m.has("subcategory") and m.first > one.last for m in view.sentence.mentions)


def _contradicted(context: Context, view: View, one: Named) -> bool:
    """Say whether the words right after a number are those of a category across the line."""
    at = one.last + 1
    while at < view.sentence.end and context.tokens[at].text in ":-\u2013,()=":
        at += 1
    word = next((m.of("statement") for m in view.sentence.mentions if m.first == at), None)
    if word is None or one.category is None or one.category == "0":
        return False
    mention = next(m for m in view.sentence.mentions if m.first == at)
    if not _ends(context, view, mention.last + 1):
        return False
    return (word in _BENIGN) != (one.category[0] in _BENIGN)


def _ends(context: Context, view: View, at: int) -> bool:
    return at >= view.sentence.end or context.tokens[at].kind == "mark"


def _claim(context: Context, view: View, one: Named, span: Span) -> _Claim | None:
    """Return what a category is stated of; ``None``, and an issue, where that is not clear."""
    category = one.category or ""
    side, spans, clear = _side_of(context, view, one)
    lesion, known = _lesion_of(context, view, one, side)
    if not clear or not known:
        _tell(
            context,
            "category_not_assigned",
            Severity.WARNING,
            f"It is not clear of which breast or finding {context.said(span)!r} is stated: it is "
            "not read.",
            span,
            crosses=category[0] >= _FIRST_OF_TISSUE,
        )
        return None
    if lesion is not None:
        return _Claim(category, lesion, (span,), view)
    return _Claim(category, (side, _exam_of(view)), (span, *spans), view)


def _exam_of(view: View) -> str | None:
    return view.sentence.modality


def _side_of(context: Context, view: View, one: Named) -> tuple[str, tuple[Span, ...], bool]:
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
    return ("", (), False) if mention is None else (_side(mention), (context.of(mention),), True)


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
    heading = sentence.side
    if heading is not None:
        clear = not sentence.far and (sentence.lead or not _speaks_of_all(context, view))
        return _side(heading), (context.of(heading),), clear
    return "overall", (), not told and not context.labelled


def _nearest(context: Context, view: View, one: Named, found: Sequence[Mention]) -> Mention | None:
    """Return the one side that a category has, where sides and categories take turns."""
    every = [n for n in _named(context, view) if n.side is None]
    turns = sorted(
        [("s", m.first, m) for m in found] + [("c", n.first, n) for n in every],
        key=lambda turn: turn[1],
    )
    runs = _without_repeats(turns)
    kinds = "".join(turn[0] for turn in runs)
    pairs = len(kinds) // 2
    by_turn: Mention | None = None
    if kinds in ("sc" * pairs, "cs" * pairs) and len(every) == pairs:
        place = next(
            n for n, turn in enumerate(runs) if turn[2] is not None and turn[1] == one.first
        )
        by_turn = runs[place - 1][2] if kinds[0] == "s" else runs[place + 1][2]
    by_clause = _in_clause(context, view, one, found)
    if by_turn is not None and by_clause is not None and _side(by_turn) != _side(by_clause):
        return None
    return by_turn or by_clause


def _without_repeats(turns: Sequence[tuple[str, int, object]]) -> list[tuple[str, int, object]]:
    out: list[tuple[str, int, object]] = []
    for turn in turns:
        if (
            out
            and turn[0] == "s" == out[-1][0]
            and isinstance(turn[2], Mention)
            and isinstance(out[-1][2], Mention)
            and _side(turn[2]) == _side(out[-1][2])
        ):
            continue
        out.append(turn)
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
            if context.tokens[at].text in ",;"
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


def _lesion_of(context: Context, view: View, one: Named, side: str) -> tuple[Part | None, bool]:
    """Return the finding that a category belongs to, if any, and whether that is known."""
    if one.side is not None:
        return None, True
    here = list(view.lesions)
    unclear = any(part is None for _, part in view.nouns) or view.unread_noun
    if here or unclear:
        return _among(context, view, one, side, here, unclear)
    if view.sentence.item:
        return _of_item(context, view, side)
    return None, True


def _among(
    context: Context, view: View, one: Named, side: str, here: list[Part], unclear: bool
) -> tuple[Part | None, bool]:
    if len(here) == 1 and not unclear:
        breast = here[0].get("location.breast")
        if side in ("overall", breast) or breast is None:
            return here[0], True
        return None, True
    owners = [
        part
        for number, (noun, part) in enumerate(view.nouns)
        if noun.first <= one.first
        and (number + 1 == len(view.nouns) or one.first < view.nouns[number + 1][0].first)
    ]
    every = _named(context, view)
    if len(owners) == 1 and owners[0] is not None and len(every) == len(view.nouns):
        return owners[0], True
    return None, False


def _of_item(context: Context, view: View, side: str) -> tuple[Part | None, bool]:
    """Return the only finding of a list item whose only category this is."""
    item = context.items[view.sentence.item]
    lesions = {id(part): part for v in item for part in v.lesions}
    unclear = any(v.unread_noun or any(part is None for _, part in v.nouns) for v in item)
    count = sum(len(_named(context, v)) for v in item)
    if not lesions and not unclear:
        return None, True
    if len(lesions) != 1 or unclear or count != 1:
        return None, False
    part = next(iter(lesions.values()))
    breast = part.get("location.breast")
    if side in ("overall", breast) or breast is None:
        return part, True
    return None, True


def _from_words(context: Context, view: View) -> list[_Claim]:
    """Return the category that a statement without a number names, where nothing else stands."""
    sentence = view.sentence
    mentions = [m for m in sentence.mentions if m.of("statement")]
    named_here = any(m.has("category.named") for m in sentence.mentions)
    if len(mentions) != 1 or not (sentence.section in _WORDED or named_here):
        return []
    statement = mentions[0]
    inside = [m for m in sentence.mentions if m is not statement]
    if any(
        not (
            m.of("side") in SIDES
            or m.has("breast")
            or m.has("link")
            or m.of("category")
            or m.of("reason")
        )
        for m in inside
    ):
        return []
    at_words = sum(m.last - m.first + 1 for m in sentence.mentions)
    others = (
        sum(1 for at in range(sentence.first, sentence.end) if context.tokens[at].kind != "mark")
        - at_words
    )
    if others or not view.plain(statement):
        return []
    side, spans, clear = _side_of(
        context, view, Named(statement.first, statement.last, None, "word", cue=statement.first)
    )
    if not clear:
        return []
    span = context.of(statement)
    category = statement.of("statement") or ""
    return [_Claim(category, (side, _exam_of(view)), (span, *spans), view, worded=True)]


def _key(target: tuple[str, str | None] | Part) -> object:
    return id(target) if isinstance(target, Part) else target


def _settle(context: Context, claims: Sequence[_Claim]) -> None:
    """Put each target's one category into the draft; two of one target are neither."""
    by_target: dict[object, list[_Claim]] = {}
    for claim in claims:
        by_target.setdefault(_key(claim.target), []).append(claim)
    against = _against_both(by_target)
    for key, same in by_target.items():
        found = {claim.category for claim in same}
        if len(found) > 1 or key in against:
            _conflict(context, same, found | against.get(key, set()))
            continue
        if same[0].worded:
            _tell(
                context,
                "category_from_words",
                Severity.WARNING,
                f"{context.said(same[0].spans[0])!r} is read as category {same[0].category}: no "
                "number is stated.",
                same[0].spans[0],
                crosses=same[0].category >= _FIRST_OF_TISSUE,
            )
        _put(context, same)


def _against_both(by_target: dict[object, list[_Claim]]) -> dict[object, set[str]]:
    """Return the targets whose category is against that of both breasts together."""
    out: dict[object, set[str]] = {}
    for key, same in by_target.items():
        if not isinstance(key, tuple) or key[0] != "bilateral":
            continue
        both = {claim.category for claim in same}
        for side in ("left", "right"):
            other = {claim.category for claim in by_target.get((side, key[1]), [])}
            if other and other != both:
                out.setdefault(key, set()).update(other)
                out.setdefault((side, key[1]), set()).update(both)
    return out


def _conflict(context: Context, same: Sequence[_Claim], found: set[str]) -> None:
    span = same[0].spans[0]
    words = ", ".join(sorted(found))
    _tell(
        context,
        "category_conflict",
        Severity.ERROR,
        f"Two categories are stated of one target ({words}): neither is taken.",
        span,
        crosses=any(one >= _FIRST_OF_TISSUE for one in found),
    )


def _put(context: Context, same: Sequence[_Claim]) -> None:
    target = same[0].target
    if isinstance(target, Part):
        target.put("category", same[0].category, *(claim.spans[0] for claim in same))
        return
    part = context.draft.new("assessments")
    own = {claim.spans[0] for claim in same}
    sides = [span for claim in same for span in claim.spans[1:]]
    part.put("breast", target[0], *(sides or sorted(own)))
    part.put("category", same[0].category, *sorted(own))
    exam = next(
        (
            e
            for e in context.draft.sections["exams"]
            if target[1] and e.get("modality") == target[1]
        ),
        None,
    )
    if exam is not None:
        part.links["exam"] = exam
    if same[0].category == "0":
        _reason(context, same[0].view, part)


def _reason(context: Context, view: View, part: Part) -> None:
    """Read why a category is 0, from its sentence and, for the only 0, from the next."""
    place = view.number
    following = context.views[place + 1 : place + 2]
    found = _reasons(view) or [r for v in following for r in _reasons(v)]
    words = {m.of("reason") for m in found}
    if len(words) == 1:
        part.put("reason", words.pop(), *(context.of(m) for m in found))


def _reasons(view: View) -> list[Mention]:
    return [
        m
        for m in view.sentence.mentions
        if m.of("reason") and not view.flag(m.first) & (Is.DENIED | Is.HEDGED)
    ]


def _tell(
    context: Context,
    code: str,
    severity: Severity,
    message: str,
    span: Span,
    *,
    crosses: bool = False,
) -> None:
    context.draft.tell(Told(code, severity, message, span, crosses=crosses))
