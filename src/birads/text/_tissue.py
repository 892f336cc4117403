"""Read a tissue result and the procedure it came from, where a finding or one breast is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.issue import Severity
from birads.text._context import Context, View
from birads.text._draft import Part, Told
from birads.text._mentions import Mention
from birads.text._scope import Is

__all__ = ["read_tissue"]

_PROCEDURES: Final = frozenset(
    {"core_biopsy", "vacuum_assisted_biopsy", "fine_needle_aspiration", "surgical_excision"}
)
_NOT: Final = Is.DENIED | Is.PAST | Is.HEDGED | Is.COMPARED
_GAUGES: Final = range(6, 26)
_SAMPLES: Final = range(1, 60)


def read_tissue(context: Context) -> None:
    """Put the one tissue result of a text into its draft."""
    found: list[tuple[str, Mention, View]] = []
    for view in _body(context):
        if view.sentence.section != "pathology":
            continue
        for mention in view.sentence.mentions:
            result = mention.of("pathology.result")
            if result and not view.flag(mention.first) & _NOT:
                found.append((result, mention, view))
    words = {result for result, _, _ in found}
    if not words:
        return
    findings = [] if context.is_said else context.draft.sections["findings"]
    sides = {
        side
        for view in _body(context)
        if _procedure(view) or view.sentence.section == "pathology"
        for side in view.side_words(view.sentence.first, view.sentence.end, Is.PLAN)
    }
    apart = context.is_said and sum(1 for _ in _body(context)) > 1  # each sentence is a sample
    clear = (
        not apart and len(words) == 1 and (len(findings) == 1 or (not findings and len(sides) == 1))
    )
    if not clear:
        span = context.of(found[0][1])
        context.draft.tell(
            Told(
                "pathology_not_linked",
                Severity.WARNING,
                f"{context.said(span)!r}: it is not clear which finding it is of; not read.",
                span,
                crosses=True,
            )
        )
        return
    _write(context, found, findings, sides)


def _body(context: Context) -> Iterator[View]:
    """Yield the sentences that may speak of a sample: in a said report those of its section."""
    for view in context.body():
        if not context.is_said or view.sentence.section == "pathology":
            yield view


def _write(
    context: Context,
    found: list[tuple[str, Mention, View]],
    findings: list[Part],
    sides: set[str],
) -> None:
    part = context.draft.new("pathology")
    part.put("result", found[0][0], *(context.of(mention) for _, mention, _ in found))
    if findings:
        part.links["finding"] = findings[0]
    else:
        spans = [
            context.of(m)
            for view in _body(context)
            for m in view.sides(view.sentence.first, view.sentence.end, Is.PLAN)
        ]
        part.put("breast", sides.pop(), *spans)
    for view in _body(context):
        if _procedure(view):
            _performed(context, view, part)
        _specimen(context, view, part)


def _procedure(view: View) -> Mention | None:
    if view.sentence.section in ("history", "comparison", "recommendation"):
        return None
    return next(
        (
            m
            for m in view.sentence.mentions
            if m.of("action") in _PROCEDURES and not view.flag(m.first) & (_NOT | Is.PLAN)
        ),
        None,
    )


def _performed(context: Context, view: View, part: Part) -> None:
    procedure = _procedure(view)
    if procedure is None or part.get("procedure") is not None:
        return
    part.put("procedure", procedure.of("action"), context.of(procedure))
    for mention in view.sentence.mentions:
        guidance = mention.of("guidance")
        if guidance and part.get("guidance") is None:
            part.put("guidance", guidance, context.of(mention))
        before = context.tokens[mention.first - 1] if mention.first > view.sentence.first else None
        if before is None or not before.text.isdecimal() or before.kind != "number":
            continue
        number, span = int(before.text), context.span(mention.first - 1, mention.last)
        if mention.has("gauge") and number in _GAUGES:
            part.put("gauge", number, span)
        elif mention.has("samples") and number in _SAMPLES:
            part.put("samples", number, span)


def _specimen(context: Context, view: View, part: Part) -> None:
    for mention in view.sentence.mentions:
        if view.flag(mention.first) & _NOT:
            continue
        told = mention.of("specimen")
        if told and any(m.has("specimen") for m in view.sentence.mentions):
            part.put("specimen_radiograph", told, context.of(mention))
        elif mention.has("clip"):
            part.put("marker_clip", True, context.of(mention))
