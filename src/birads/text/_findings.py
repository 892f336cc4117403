"""Read the findings of a sentence: the noun, the words about it, its place and its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import attrs

from birads.issue import Severity
from birads.text._context import Context, View
from birads.text._draft import Part, Told
from birads.text._mentions import Mention
from birads.text._scope import Is
from birads.text._sizes import distances, hours, sizes

__all__ = ["Found", "about", "found_in", "members_of"]

_LISTS: Final = frozenset({"morphology", "associated", "calcifications"})
_KINDS: Final = {
    "calcifications": {
        None: "mg.calcifications",
        "mammography": "mg.calcifications",
        "cem": "mg.calcifications",
    },
    "mass": {"mammography": "mg.mass", "ultrasound": "us.mass", "mri": "mri.mass"},
    "nme": {"mri": "mri.nme", "cem": "cem.nme"},
    "focus": {"mri": "mri.focus"},
    "asymmetry": {None: "mg.asymmetry", "mammography": "mg.asymmetry", "cem": "mg.asymmetry"},
    "enhancing_asymmetry": {"cem": "cem.enhancing_asymmetry", None: "cem.enhancing_asymmetry"},
    "distortion": {
        None: "mg.architectural_distortion",
        "mammography": "mg.architectural_distortion",
        "cem": "mg.architectural_distortion",
    },
    "special": {None: "us.special_case", "ultrasound": "us.special_case"},
}
_EVIDENCE: Final = frozenset(
    {"mg.mass.density", "us.mass.orientation", "us.mass.echo_pattern"}
    | {"us.mass.posterior_features", "mri.kinetics.initial", "mri.kinetics.delayed"}
)
_MASS_AXES: Final = ("mg.mass.", "us.mass.", "mri.mass.", "cem.mass.", "mri.kinetics.")
_BEFORE: Final = 4
_UNSEEN: Final = Is.DENIED | Is.PAST | Is.HEDGED | Is.COMPARED


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
    retired: list[Mention] = attrs.field(factory=list)


@cache
def members_of(kind: str) -> dict[str, str]:
    """Return the members of a kind of finding that speak an axis, by the axis."""
    from typing import get_args

    from birads.report.axes import spoken
    from birads.report.findings import FINDING_MODELS

    for model in FINDING_MODELS:
        if kind in get_args(model.model_fields["kind"].annotation):
            return {one.axis: ".".join(one.path) for one in spoken(model, kind)}
    raise LookupError(kind)


@cache
def _has_size(kind: str) -> str | None:
    from typing import get_args

    from birads.report.findings import FINDING_MODELS

    for model in FINDING_MODELS:
        if kind in get_args(model.model_fields["kind"].annotation):
            names = model.model_fields
            return next((n for n in ("extent_mm", "longest_mm") if n in names), None)
    return None


def found_in(context: Context, view: View) -> Iterator[Found]:
    """Yield the findings that a sentence states plainly, in their order."""
    sentence = view.sentence
    if any(m.has("elsewhere") for m in sentence.mentions):
        view.unread_noun = True
        return
    nouns = [m for m in sentence.mentions if m.of("noun") and m.first >= view.title_end]
    real = [m for m in nouns if m.of("noun") != "feature"]
    bounds = _bounds(context, view, real)
    before: Found | None = None
    for noun, (start, end) in zip(real, bounds, strict=True):
        name = noun.of("noun") or ""
        flag = view.flag(noun.first)
        if flag & Is.HEDGED and not flag & (Is.DENIED | Is.PAST):
            _hedged(context, noun)
        if flag & _UNSEEN:
            continue
        if flag & Is.POSSIBLE and name != "calcifications":
            _hedged(context, noun)
            continue
        if name == "unread":
            view.unread_noun = True
            continue
        if before is not None and _is_feature(view, noun, real):
            _feature(context, noun, before)
            continue
        kind = _kind(view, noun, start, end)
        if kind is None:
            view.unread_noun = True
            _no_modality(context, noun)
            continue
        found = Found(kind, noun, Part(), start, end, _before(view, noun, "definite"))
        found.points_back = _before(view, noun, "this")
        found.part.put("kind", kind, context.of(noun))
        about(context, view, found)
        before = found
        yield found


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
    if place == 0:
        return False
    inside = [m for m in view.sentence.mentions if nouns[place - 1].last < m.first < noun.first]
    return any(m.has("with") and noun.first - m.last == 1 for m in inside)


def _feature(context: Context, noun: Mention, before: Found) -> None:
    """Add a feature to the finding that has it."""
    path = members_of(before.kind).get("mg.associated")
    words = [code for code in noun.codes if code.startswith("mg.associated.")]
    if path is not None and words:
        before.part.add(path, words[0].rpartition(".")[2], context.of(noun))


def _kind(view: View, noun: Mention, start: int, end: int) -> str | None:
    name = noun.of("noun") or ""
    modality = view.modality
    if name == "mass":
        shown = {
            kinds[0]
            for m in view.sentence.mentions
            if start <= m.first < end and view.plain(m, Is.PLAN | Is.POSSIBLE)
            if len(kinds := _shown_by(m)) == 1
        }
        if len(shown) == 1:
            return shown.pop()
        if modality == "cem":
            return "cem.mass" if any(m.has("enhancing") for m in view.sentence.mentions) else None
    return _KINDS.get(name, {}).get(modality)


def _shown_by(mention: Mention) -> list[str]:
    """Return the kinds of mass that have a word at all; one alone says which kind is meant."""
    axes = {code.rpartition(".")[0] for code in mention.codes}
    masses = {f"{axis.partition('.')[0]}.mass" for axis in axes if axis.startswith(_MASS_AXES)}
    return sorted(masses) if axes & _EVIDENCE else []


def _before(view: View, noun: Mention, code: str) -> bool:
    """Say whether "the", or "this", stands before a noun."""
    before = [m for m in view.sentence.mentions if noun.first - _BEFORE <= m.first < noun.first]
    return any(m.has(code) for m in before)


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
    if mention.of("noun") != "feature":
        return mention is found.noun and path != "associated"
    between = [m for m in inside if found.noun.last < m.first < mention.first]
    return path == "associated" and any(m.has("with") for m in between)


def _is_cem(context: Context) -> bool:
    return any(exam.get("modality") == "cem" for exam in context.draft.sections["exams"])


def _say(part: Part, path: str, word: str, span: tuple[int, int]) -> bool:
    """Put a word at a member; two words of one member stay only where it is a list."""
    if path in _LISTS:
        part.add(path, word, span)
        return True
    if path == "margin":
        return _margin(part, word, span)
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
    from birads.text._context import SIDES

    return SIDES.get(mention.of("side") or "")


def _leading(view: View, allowed: Is) -> list[Mention]:
    """Return the side that opens the sentence, where it is the only one and before every noun."""
    every = view.sides(view.sentence.first, view.sentence.end, allowed)
    first = min(m.first for m in view.sentence.mentions if m.of("noun"))
    words = {_word(m) for m in every}
    return every[:1] if len(words) == 1 and every and every[0].first < first else []


def _size(context: Context, view: View, found: Found) -> None:
    name = _has_size(found.kind)
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
