"""Read which exams a text reports: modality, purpose, side, composition, comparisons."""

from __future__ import annotations

from typing import Final

from birads.issue import Severity
from birads.text._context import SIDES, Context, View
from birads.text._dates import read_dates
from birads.text._draft import Part, Span, Told
from birads.text._mentions import Mention
from birads.text._scope import Is

__all__ = ["read_exams"]

_BPE_NEAR: Final = 5
_DENSITY_NEAR: Final = 6
_LETTERS: Final = {
    "a": "almost_entirely_fatty",
    "b": "scattered_fibroglandular_density",
    "c": "heterogeneously_dense",
    "d": "extremely_dense",
}
_TITLE_CODES: Final = ("modality", "purpose", "side")


def read_exams(context: Context) -> None:
    """Put the exams of a text into its draft."""
    for view in context.body():
        _title(context, view)
        view.modality = view.sentence.modality or _on(context, view) or context.modality
        _composition(context, view)
        _enhancement(context, view)
    for view in context.body():
        read_dates(context, view)


def _title(context: Context, view: View) -> None:
    sentence = view.sentence
    spoken = [m for m in sentence.mentions if m.of("modality") and view.plain(m)]
    if sentence.section in ("recommendation", "history", "comparison", "pathology"):
        return
    if context.is_said and sentence.section != "technique":
        return
    titled = [
        m for m in spoken if sentence.section in ("exam", "technique") or _leads(context, view, m)
    ]
    previous: Mention | None = None
    for mention in titled:
        exam = _exam(context, mention)
        _purpose(context, view, exam, mention, previous)
        view.title_end = max(view.title_end, _title_end(context, view, mention))
        _laterality(context, view, exam, mention, previous)
        previous = mention
    if titled:
        found = {m.of("modality") for m in titled}
        context.modality = found.pop() if len(found) == 1 else None


def _leads(context: Context, view: View, mention: Mention) -> bool:
    """Say whether a modality stands in a title: nothing before it but words of a title."""
    at = view.sentence.first
    known = {m.first: m for m in view.sentence.mentions}
    while at < mention.first:
        inner = known.get(at)
        token = context.tokens[at]
        if inner is not None and _titles(inner):
            at = inner.last + 1
        elif token.kind in ("date", "number", "mark"):
            at += 1
        else:
            return False
    action = mention.of("action") and any(
        m.has("plan") or m.has("follow_up") for m in view.sentence.mentions
    )
    return not action


def _titles(mention: Mention) -> bool:
    return (
        any(mention.of(family) for family in _TITLE_CODES)
        or mention.has("in_title")
        or mention.has("breast")
        or mention.has("and")
    )


def _title_end(context: Context, view: View, mention: Mention) -> int:
    known = {m.first: m for m in view.sentence.mentions}
    at = mention.last + 1
    while at < view.sentence.end:
        inner, token = known.get(at), context.tokens[at]
        if inner is not None and (
            inner.of("side")
            or inner.has("breast")
            or inner.has("in_title")
            or inner.of("purpose")
            or inner.has("article")
        ):
            at = inner.last + 1
        elif token.kind == "mark" and token.text == "," and _side_next(known, at + 1):
            at += 1
        else:
            break
    return at


def _side_next(known: dict[int, Mention], at: int) -> bool:
    inner = known.get(at)
    return inner is not None and inner.of("side") in SIDES


def _exam(context: Context, mention: Mention) -> Part:
    modality = mention.of("modality")
    for part in context.draft.sections["exams"]:
        if part.get("modality") == modality:
            part.put("modality", modality, context.of(mention))
            return part
    part = context.draft.new("exams")
    part.put("modality", modality, context.of(mention))
    return part


def _purpose(
    context: Context, view: View, exam: Part, mention: Mention, previous: Mention | None
) -> None:
    start = previous.last + 1 if previous else view.sentence.first
    for inner in view.sentence.mentions:
        purpose = inner.of("purpose")
        near = start <= inner.first <= mention.last + 3
        if purpose and near and exam.get("purpose") in (None, purpose):
            exam.put("purpose", purpose, context.of(inner))


def _laterality(
    context: Context, view: View, exam: Part, mention: Mention, previous: Mention | None
) -> None:
    start = previous.last + 1 if previous else view.sentence.first
    inside = view.sentence.mentions
    before = [m for m in inside if start <= m.first < mention.first and m.of("side") in SIDES]
    after = [m for m in inside if mention.last < m.first < view.title_end and m.of("side") in SIDES]
    found = before or after
    words = {SIDES[m.of("side") or ""] for m in found}
    if len(words) == 1 and exam.get("laterality") in (None, *words):
        exam.put("laterality", words.pop(), *(context.of(m) for m in found))


def _on(context: Context, view: View) -> str | None:
    """Return the modality that a sentence names for itself, as in "on ultrasound"."""
    found = set()
    mentions = view.sentence.mentions
    for number, mention in enumerate(mentions):
        modality = mention.of("modality")
        if not modality or not view.plain(mention) or view.sentence.section == "recommendation":
            continue
        before = mentions[number - 1] if number else None
        close = before is not None and mention.first - before.last <= 2  # noqa: PLR2004 - "on the"
        if context.is_said and context.tokens[mention.first - 1].text != "(":
            continue
        if close and before is not None and before.has("seen_on"):
            _exam(context, mention)
            found.add(modality)
        elif mention.first < view.title_end:
            found.add(modality)
    return found.pop() if len(found) == 1 else None


def _composition(context: Context, view: View) -> None:
    if view.modality in ("ultrasound", "mri") or view.sentence.section in ("history", "comparison"):
        return
    if context.is_said and view.sentence.section != "composition":
        return
    for mention in view.sentence.mentions:
        if not view.plain(mention):
            continue
        word = mention.of("mg.composition")
        if word is not None:
            _compose(context, view, word, (mention.first, mention.last))
        elif mention.has("density"):
            _letter(context, view, mention)
    if view.sentence.section == "composition":
        _lettered(context, view, view.sentence.first)


def _letter(context: Context, view: View, mention: Mention) -> None:
    _lettered(context, view, mention.last + 1)


def _lettered(context: Context, view: View, at: int) -> None:
    """Read a letter a to d after a word for density."""
    known = {m.first: m for m in view.sentence.mentions}
    for _ in range(_DENSITY_NEAR):
        if at >= view.sentence.end:
            return
        token, inner = context.tokens[at], known.get(at)
        following = context.tokens[at + 1] if at + 1 < view.sentence.end else None
        scale = known.get(at + 1)
        ends = following is None or following.kind == "mark" or following.lines > 0
        ends = ends or (scale is not None and scale.has("by_scale"))
        if token.kind == "word" and token.text in _LETTERS and ends:
            _compose(context, view, _LETTERS[token.text], (at, at))
            return
        if inner is not None and (
            inner.has("link")
            or inner.has("density")
            or inner.has("in_title")
            or inner.of("category")
            or inner.has("article")
        ):
            at = inner.last + 1
        elif token.kind == "mark" and token.text in ":=(-\u2013":
            at += 1
        else:
            return


def _compose(context: Context, view: View, word: str, at: tuple[int, int]) -> None:
    span = context.span(*at)
    exams = [
        one
        for one in context.draft.sections["exams"]
        if one.get("modality") in ("mammography", "cem")
    ]
    if view.side_words(view.sentence.first, view.sentence.end, Is.PLAIN) & {"left", "right"}:
        return
    if not exams:
        if context.draft.sections["exams"]:
            return
        exams = [context.draft.new("exams")]
        exams[0].put("modality", "mammography", span)
        context.modality = view.modality = context.modality or "mammography"
    exam = next((one for one in exams if one.get("modality") == view.modality), exams[0])
    stated = exam.get("composition")
    if stated not in (None, word):
        exam.drop("composition")
        context.draft.tell(
            Told(
                "composition_conflict",
                Severity.WARNING,
                f"Two compositions are stated, the second as {context.said(span)!r}; neither is "
                "taken.",
                span,
                exam,
            )
        )
        exam.values[("_composition",)] = True
    elif exam.get("_composition") is None:
        exam.put("composition", word, span)


def _enhancement(context: Context, view: View) -> None:
    """Read the level and symmetry of background enhancement."""
    bpe = next((m for m in view.sentence.mentions if m.has("bpe") and view.plain(m)), None)
    exams = [e for e in context.draft.sections["exams"] if e.get("modality") in ("mri", "cem")]
    exam = next((e for e in exams if e.get("modality") == view.modality), next(iter(exams), None))
    if bpe is None or exam is None:
        return
    found: dict[str, tuple[str, Span]] = {}
    for mention in view.sentence.mentions:
        near = -_BPE_NEAR <= mention.first - bpe.first <= _BPE_NEAR + bpe.last - bpe.first
        if not near or not view.plain(mention):
            continue
        for code in mention.codes:
            family, _, word = code.rpartition(".")
            for part in ("bpe.level", "bpe.symmetry"):
                if family == f"{exam.get('modality')}.{part}":
                    found[part] = (word, context.of(mention))
    _put_enhancement(context, exam, found)


def _put_enhancement(context: Context, exam: Part, found: dict[str, tuple[str, Span]]) -> None:
    """Hold the enhancement of one sentence; two sentences that say different things say none."""
    parts = ("bpe.level", "bpe.symmetry")
    if not found or exam.get("_bpe") is not None:
        return
    held = {part: exam.get(part) for part in parts if exam.get(part) is not None}
    told = {part: word for part, (word, _) in found.items()}
    if held and held != told:
        exam.values[("_bpe",)] = True
        for part in parts:
            exam.drop(part)
        span = next(span for _, span in found.values())
        context.draft.tell(
            Told(
                "enhancement_conflict",
                Severity.WARNING,
                f"Background enhancement is stated twice, the second time as "
                f"{context.said(span)!r}; neither is taken.",
                span,
                exam,
            )
        )
        return
    for part, (word, span) in found.items():
        exam.put(part, word, span)
