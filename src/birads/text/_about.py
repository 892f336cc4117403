"""Put into a finding what its part of the sentence says: descriptors, place, side, size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from birads.issue import Severity
from birads.text._context import SIDES, Context, View
from birads.text._draft import Part, Told
from birads.text._kinds import members_of, size_of
from birads.text._mentions import Mention
from birads.text._scope import Is
from birads.text._sizes import distances, hours, sizes

__all__ = ["Found", "about"]

_LISTS: Final = frozenset({"morphology", "associated", "calcifications"})
_BEFORE: Final = 4


@attrs.define(eq=False)
class Found:
    """Hold one finding of one sentence, before it is known whether another place names it too."""

    kind: str
    noun: Mention
    part: Part
    start: int
    end: int
    definite: bool
    points_back: bool = False
    several_sides: bool = False
    by_id: bool = False
    retired: list[Mention] = attrs.field(factory=list)


def about(context: Context, view: View, found: Found) -> None:
    """Put into a finding what its part of the sentence says about it."""
    axes = members_of(found.kind)
    allowed = Is.PLAN | Is.POSSIBLE
    inside = [
        m
        for m in view.sentence.mentions
        if found.start <= m.first < found.end
        and m.first >= view.title_end
        and view.plain(m, allowed)
    ]
    for mention in inside:
        _describe(context, found, mention, axes, inside)
    if view.flag(found.noun.first) & Is.POSSIBLE and found.kind == "mg.calcifications":
        possible = [m for m in view.sentence.mentions if m.has("possible")]
        spans = [context.of(m) for m in possible if m.first < found.noun.first]
        found.part.put("certainty", "uncertain", *spans[-1:])
    _groups(context, view, found)
    _place(context, view, found, inside)
    _size(context, view, found)
    if found.noun.spelled:
        _slip(context, found.noun)


def _describe(
    context: Context,
    found: Found,
    mention: Mention,
    axes: dict[str, str],
    inside: Sequence[Mention],
) -> None:
    part, span = found.part, context.of(mention)
    used = False
    paths = {axes.get(code.rpartition(".")[0]) for code in mention.codes}
    for code in mention.codes:
        axis, _, word = code.rpartition(".")
        path = axes.get(axis)
        if path == "margin" and "shape" in paths:
            continue  # a word of both, without "margin" beside it, is that of the shape
        if code.startswith("change.") and part.get("change") is None:
            part.put("change", word, span)
        elif code == "associated.none" and "associated" in axes.values():
            part.put("associated", [], span)
        elif (
            path is None
            or (axis == "cem.enhancement" and not _is_cem(context))
            or (mention.of("noun") and not _belongs(found, mention, path, inside))
        ):
            continue
        else:
            used = _say(part, path, word, span) or used
            if f"retired.{code}" in mention.codes:
                _retired(context, mention, word)
    if used and mention.spelled:
        _slip(context, mention)


def _belongs(found: Found, mention: Mention, path: str, inside: Sequence[Mention]) -> bool:
    """Say whether a noun says something of a finding: its own, or a feature that it is with."""
    if found.by_id and path == "special_case":
        return True
    if mention.of("noun") != "feature":
        return mention is found.noun and path != "associated"
    between = [m for m in inside if found.noun.last < m.first < mention.first]
    return path == "associated" and any(m.has("with") for m in between)


def _is_cem(context: Context) -> bool:
    return any(exam.get("modality") == "cem" for exam in context.draft.sections["exams"])


def _say(part: Part, path: str, word: str | float, span: tuple[int, int]) -> bool:
    """Put a word at a member; two words of one member stay only where it is a list."""
    if path in _LISTS:
        part.add(path, word, span)
        return True
    if path == "margin":
        return _margin(part, str(word), span)
    stated = part.get(path)
    if stated is None and part.get(f"_{path.replace('.', '_')}") is None:
        part.put(path, word, span)
        return True
    if stated == word:
        part.put(path, word, span)
        return True
    if part.of(path) and part.of(path)[0] == span:
        return False  # one phrase that two axes know: the first is meant
    part.drop(path)
    part.values[(f"_{path.replace('.', '_')}",)] = True
    return False


def _margin(part: Part, word: str, span: tuple[int, int]) -> bool:
    stated = part.get("margin")
    if stated is None and not part.list_at("margin"):
        part.put("margin", word, span)
        return True
    if stated is not None and stated != word:
        spans = part.of("margin")
        part.drop("margin")
        for one in spans:
            part.add("margin", stated, one)
    if stated != word:
        part.add("margin", word, span)
    return True


def _groups(context: Context, view: View, found: Found) -> None:
    if found.kind != "mg.calcifications":
        return
    for mention in view.sentence.mentions:
        if not found.start <= mention.first < found.end:
            continue
        if not view.plain(mention, Is.PLAN | Is.POSSIBLE):
            continue
        if mention.has("group.many"):
            found.part.put("groups", "multiple", context.of(mention))
        elif mention.has("group.word"):
            _count(context, view, found, mention)


def _count(context: Context, view: View, found: Found, mention: Mention) -> None:
    before = [
        m for m in view.sentence.mentions if mention.first - _BEFORE <= m.first < mention.first
    ]
    for inner in reversed(before):
        number = inner.of("number")
        if inner.has("article") or number == "1":
            span = context.span(inner.first, mention.last)
            found.part.put("groups", 1, span)
            return
        if number is not None and number.isdigit() and int(number) > 1:
            found.part.put("groups", int(number), context.span(inner.first, mention.last))
            return
        if inner.has("definite") or inner.has("many"):
            return
    token = context.tokens[mention.first - 1] if mention.first > view.sentence.first else None
    if token is not None and token.kind == "number" and token.text.isdecimal():
        number_of = int(token.text)
        if 1 <= number_of < 10:  # noqa: PLR2004 - a count, not a size
            found.part.put("groups", number_of, context.span(mention.first - 1, mention.last))


def _place(context: Context, view: View, found: Found, inside: Sequence[Mention]) -> None:
    part = found.part
    for mention in inside:
        for code in mention.codes:
            axis, _, word = code.rpartition(".")
            if axis in ("location.quadrant", "location.region", "location.depth"):
                _say(part, axis, word, context.of(mention))
    for hour, span in hours(context, view, found.start, found.end):
        _say(part, "location.clock", hour, span)
    for distance, span in distances(context, view, found.start, found.end):
        _say(part, "location.distance_from_nipple_mm", distance, span)
    _side(context, view, found)


def _side(context: Context, view: View, found: Found) -> None:
    """Take the side from the words about the noun, from the sentence's start, from the heading."""
    allowed = Is.PLAN | Is.POSSIBLE
    own = view.sides(found.start, found.end, allowed)
    if not own and found.start > view.sentence.first:
        own = _leading(view, allowed)
    words = view.side_words(0, 0, allowed)
    for mention in own:
        words |= {m for m in (_word(mention),) if m}
    if len(words) == 1:
        found.part.put("location.breast", words.pop(), *(context.of(m) for m in own))
        return
    if len(words) > 1:
        found.several_sides = True
        return
    heading = view.sentence.side
    if heading is not None and not view.sentence.far:
        side = _word(heading)
        if side:
            found.part.put("location.breast", side, context.of(heading))


def _word(mention: Mention) -> str | None:
    return SIDES.get(mention.of("side") or "")


def _leading(view: View, allowed: Is) -> list[Mention]:
    """Return the side that opens the sentence, where it is the only one and before every noun."""
    every = view.sides(view.sentence.first, view.sentence.end, allowed)
    first = min(m.first for m in view.sentence.mentions if m.of("noun"))
    words = {_word(m) for m in every}
    return every[:1] if len(words) == 1 and every and every[0].first < first else []


def _size(context: Context, view: View, found: Found) -> None:
    name = size_of(found.kind)
    if name is None:
        return
    read = sizes(context, view, found.start, found.end)
    if len({size for size, _ in read}) == 1:
        for size, span in read:
            found.part.put(name, size, span)
    elif read:
        context.draft.tell(
            Told(
                "size_not_clear",
                Severity.INFORMATION,
                f"Several sizes stand beside one finding: {context.said(read[0][1])!r} and "
                f"{context.said(read[1][1])!r}; none is taken.",
                read[0][1],
            )
        )


def _slip(context: Context, mention: Mention) -> None:
    span = context.of(mention)
    context.draft.tell(
        Told(
            "spelling_read",
            Severity.INFORMATION,
            f"{context.said(span)!r} is read as a slip of the pen.",
            span,
        )
    )


def _retired(context: Context, mention: Mention, word: str) -> None:
    span = context.of(mention)
    context.draft.tell(
        Told(
            "retired_word_read",
            Severity.INFORMATION,
            f"{context.said(span)!r} is a word of an earlier edition, read as {word!r}.",
            span,
        )
    )
