"""Read the findings of a sentence: the noun, the words about it, its place and its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from birads.issue import Severity
from birads.text._about import Found, about
from birads.text._context import Context, View
from birads.text._draft import Part, Told
from birads.text._kinds import kind_of, members_of, needed_of
from birads.text._mentions import Mention
from birads.text._said import NAMED, kind_named
from birads.text._scope import Is

__all__ = ["found_in"]

_BEFORE: Final = 4
_UNSEEN: Final = Is.DENIED | Is.PAST | Is.HEDGED | Is.COMPARED


def found_in(context: Context, view: View) -> Iterator[Found]:
    """Yield the findings that a sentence states plainly, in their order."""
    sentence = view.sentence
    if any(m.has("elsewhere") for m in sentence.mentions):
        view.unread_noun = True
        return
    nouns = [m for m in sentence.mentions if m.of("noun") and m.first >= view.title_end]
    named = [m for m in sentence.mentions if m.has(NAMED)]
    if named:
        yield from _named(context, view, named)
    if named or context.is_said:  # a said report names each of its findings
        return
    real = [m for m in nouns if m.of("noun") != "feature"]
    owners = [m for m in real if not _is_feature(view, m, real)]
    for noun, (start, end) in zip(owners, _bounds(context, view, owners), strict=True):
        if not _is_read(context, view, noun):
            continue
        kind = kind_of(view, noun, start, end)
        if kind is None:
            view.unread_noun = True
            _no_modality(context, noun)
            continue
        found = Found(kind, noun, Part(), start, end, _before(view, noun, "definite"))
        found.points_back = _before(view, noun, "this")
        found.part.put("kind", kind, context.of(noun))
        about(context, view, found)
        for feature in real:
            if start <= feature.first < end and feature not in owners and view.plain(feature):
                _feature(context, feature, found)
        yield found


def _named(context: Context, view: View, named: Sequence[Mention]) -> Iterator[Found]:
    """Yield the finding of a sentence that names it by its id; its other nouns are features."""
    noun, sentence = named[0], view.sentence
    if not sentence.lead:
        sentence.side = None  # such a sentence says its own breast, or none is stated
    kind = kind_named(noun)
    if len(named) > 1 or view.flag(noun.first) & _UNSEEN:
        view.unread_noun = True
        return
    found = Found(kind, noun, Part(), sentence.first, sentence.end, definite=False, by_id=True)
    found.part.put("kind", kind, context.of(noun))
    about(context, view, found)
    if any(found.part.get(name) is None for name in needed_of(kind)):
        view.unread_noun = True
        return
    yield found


def _is_read(context: Context, view: View, noun: Mention) -> bool:
    """Say whether a noun is plainly stated, and tell where it is only held possible."""
    name = noun.of("noun") or ""
    flag = view.flag(noun.first)
    doubted = flag & Is.HEDGED and not flag & (Is.DENIED | Is.PAST)
    unsure = flag & Is.POSSIBLE and name != "calcifications"
    if doubted or (unsure and not flag & _UNSEEN):
        _hedged(context, noun)
    if flag & _UNSEEN or unsure:
        return False
    view.unread_noun = view.unread_noun or name == "unread"
    return name != "unread"


def _bounds(context: Context, view: View, nouns: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the part of the sentence that speaks of each noun."""
    out = []
    start = view.sentence.first
    for number, noun in enumerate(nouns):
        following = nouns[number + 1] if number + 1 < len(nouns) else None
        end = view.sentence.end if following is None else _cut(context, view, noun, following)
        out.append((start, end))
        start = end
    return out


def _cut(context: Context, view: View, noun: Mention, following: Mention) -> int:
    """Return where the words about one noun end and those about the next begin."""
    if view.flag(following.first) & Is.DENIED and not view.flag(noun.first) & Is.DENIED:
        places = range(noun.last + 1, following.first + 1)
        return next(at for at in places if view.flag(at) & Is.DENIED)
    between = [m for m in view.sentence.mentions if noun.last < m.first < following.first]
    joins = [m.first for m in between if m.has("and") or m.has("but")]
    commas = [
        at
        for at in range(noun.last + 1, following.first)
        if context.tokens[at].kind == "mark" and context.tokens[at].text in ",:"
    ]
    articles = {m.first for m in between if m.has("article") or m.has("many")}
    opening = [at for at in commas if at + 1 in articles]
    if opening:
        return opening[-1] + 1
    if joins:
        return joins[0]
    return commas[-1] + 1 if commas else noun.last + 1


def _is_feature(view: View, noun: Mention, nouns: Sequence[Mention]) -> bool:
    """Say whether a noun is a feature of the one before it: "a mass with calcifications"."""
    place = nouns.index(noun)
    if place == 0 or nouns[place - 1].of("noun") == "unread":
        return False
    inside = [m for m in view.sentence.mentions if nouns[place - 1].last < m.first < noun.first]
    return any(m.has("with") and noun.first - m.last == 1 for m in inside)


def _feature(context: Context, noun: Mention, before: Found) -> None:
    """Add a feature to the finding that has it."""
    path = members_of(before.kind).get("mg.associated")
    words = [code for code in noun.codes if code.startswith("mg.associated.")]
    if path is not None and words:
        before.part.add(path, words[0].rpartition(".")[2], context.of(noun))


def _before(view: View, noun: Mention, code: str) -> bool:
    """Say whether "the", or "this", stands before a noun."""
    before = [m for m in view.sentence.mentions if noun.first - _BEFORE <= m.first < noun.first]
    return any(m.has(code) for m in before)


def _hedged(context: Context, noun: Mention) -> None:
    span = context.of(noun)
    context.draft.tell(
        Told(
            "hedged_not_read",
            Severity.WARNING,
            f"{context.said(span)!r} is only held possible: no finding is read.",
            span,
        )
    )


def _no_modality(context: Context, noun: Mention) -> None:
    span = context.of(noun)
    context.draft.tell(
        Told(
            "modality_not_stated",
            Severity.WARNING,
            f"{context.said(span)!r}: the text does not say on which kind of exam; not read.",
            span,
            hint="Name the exam: give the argument modality.",
        )
    )
