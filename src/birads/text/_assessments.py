"""Give each category of a text to the breast or the finding that it is stated of, or to none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from birads.issue import Severity
from birads.text._categories import Named
from birads.text._category_sides import side_of
from birads.text._context import SIDES, Context, View
from birads.text._draft import Part, Span
from birads.text._mentions import Mention
from birads.text._said import NAMED
from birads.text._scope import Is
from birads.text._stated import FIRST_OF_TISSUE, named_in, stated_in, tell

__all__ = ["read_categories"]

_WORDED: Final = frozenset({"impression"})


@attrs.frozen(eq=False)
class _Claim:
    """Hold one category with what it is stated of: a breast, ``overall``, or a finding."""

    category: str
    target: tuple[str, str | None] | Part
    spans: tuple[Span, ...]
    view: View
    worded: bool = False
    modality: str | None = None


def read_categories(context: Context) -> None:
    """Put the categories of a text into its draft."""
    claims: list[_Claim] = []
    blocked = False
    for view in context.body():
        if context.is_said and not (view.sentence.section in _WORDED or _named(view)):
            continue  # the names and codes of a record or of an exam
        for one, span in stated_in(context, view):
            claim = _claim(context, view, one, span)
            blocked = blocked or claim is None
            if claim is not None:
                claims.append(claim)
    worded = [claim for view in context.body() for claim in _from_words(context, view)]
    numbered = {_key(claim.target) for claim in claims}
    claims += [one for one in worded if _key(one.target) not in numbered and not blocked]
    _settle(context, claims)


def _named(view: View) -> bool:
    return any(m.has(NAMED) for m in view.sentence.mentions)


def _claim(context: Context, view: View, one: Named, span: Span) -> _Claim | None:
    """Return what a category is stated of; ``None``, and an issue, where that is not clear."""
    category = one.category or ""
    side, spans, clear = side_of(context, view, one)
    lesion, known = _lesion_of(context, view, one, side)
    if not clear or not known:
        tell(
            context,
            "category_not_assigned",
            Severity.WARNING,
            f"It is not clear of which breast or finding {context.said(span)!r} is stated: it is "
            "not read.",
            span,
            crosses=category[0] >= FIRST_OF_TISSUE,
        )
        return None
    if lesion is not None:
        return _Claim(category, lesion, (span,), view)
    exam = modality = view.sentence.modality
    if context.is_said:
        exam, modality = _exam_said(context, view, one)
    return _Claim(category, (side, exam), (span, *spans), view, modality=modality)


def _exam_said(context: Context, view: View, one: Named) -> tuple[str | None, str | None]:
    """Return the words after a category of a said report, which name its exam, and its kind."""
    words = context.tokens[one.last + 1 : view.sentence.end]
    kinds = {m.of("modality") for m in view.sentence.mentions if m.first > one.last} - {None}
    kind = kinds.pop() if len(kinds) == 1 else None
    return " ".join(token.text for token in words if token.kind != "mark") or None, kind


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
    every = named_in(context, view)
    if len(owners) == 1 and owners[0] is not None and len(every) == len(view.nouns):
        return owners[0], True
    return None, False


def _of_item(context: Context, view: View, side: str) -> tuple[Part | None, bool]:
    """Return the only finding of a list item whose only category this is."""
    item = context.items[view.sentence.item]
    lesions = {id(part): part for v in item for part in v.lesions}
    unclear = any(v.unread_noun or any(part is None for _, part in v.nouns) for v in item)
    count = sum(len(named_in(context, v)) for v in item)
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
    side, spans, clear = side_of(
        context, view, Named(statement.first, statement.last, None, "word", cue=statement.first)
    )
    if not clear:
        return []
    span = context.of(statement)
    category = statement.of("statement") or ""
    target = (side, view.sentence.modality)
    return [_Claim(category, target, (span, *spans), view, worded=True, modality=target[1])]


def _key(target: tuple[str, str | None] | Part) -> object:
    return id(target) if isinstance(target, Part) else target


def _settle(context: Context, claims: Sequence[_Claim]) -> None:
    """Put each target's one category into the draft; two of one target are neither."""
    by_target: dict[object, list[_Claim]] = {}
    for claim in claims:
        by_target.setdefault(_key(claim.target), []).append(claim)
    _join_same(by_target)
    against = _against_both(by_target)
    for key, same in by_target.items():
        found = {claim.category for claim in same}
        if len(found) > 1 or key in against:
            _conflict(context, same, found | against.get(key, set()))
            continue
        if same[0].worded:
            tell(
                context,
                "category_from_words",
                Severity.WARNING,
                f"{context.said(same[0].spans[0])!r} is read as category {same[0].category}: no "
                "number is stated.",
                same[0].spans[0],
                crosses=same[0].category >= FIRST_OF_TISSUE,
            )
        _put(context, same)


def _join_same(by_target: dict[object, list[_Claim]]) -> None:
    """Make one of a breast's category without an exam and the same one of the breast's exam."""
    for key in [one for one in by_target if isinstance(one, tuple) and one[1] is None]:
        found = {claim.category for claim in by_target[key]}
        same = [
            other
            for other in by_target
            if isinstance(other, tuple) and other != key and other[0] == key[0]
            if {claim.category for claim in by_target[other]} == found
        ]
        if len(same) == 1 and len(found) == 1:
            by_target[same[0]] += by_target.pop(key)


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
    tell(
        context,
        "category_conflict",
        Severity.ERROR,
        f"Two categories are stated of one target ({words}): neither is taken.",
        span,
        crosses=any(one >= FIRST_OF_TISSUE for one in found),
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
            if same[0].modality and e.get("modality") == same[0].modality
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
