"""Read a narrative into a draft of a report, each value with the words of the text that say it.

Nothing is guessed: what is not plainly stated of this exam is left out, and an issue says so. The
narrative is kept whole, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from birads.issue import InvalidReport, Issue, Severity
from birads.text._assessments import read_categories
from birads.text._context import Context, View
from birads.text._corrected import unsay
from birads.text._draft import Span, Told, merged
from birads.text._edition import read_edition
from birads.text._exams import read_exams
from birads.text._lesions import read_findings
from birads.text._mentions import mentions
from birads.text._plans import read_plans
from birads.text._said import as_said, is_said
from birads.text._scope import scope
from birads.text._sentences import LONGEST, Sentence, sentences
from birads.text._tissue import read_tissue
from birads.text._tokens import Token, tokens
from birads.text._turned import tell_turned
from birads.text._words import LANGUAGES, Words, words_of

__all__ = ["MOST_BYTES", "Reading", "TextTooLong", "read_text"]

MOST_BYTES: Final = 200_000
"""The longest text that is read, in bytes of UTF-8."""

_MODALITIES: Final = ("mammography", "ultrasound", "mri", "cem")
_SAMPLE: Final = 4_000  # tokens that are enough to tell a language


class TextTooLong(ValueError):
    """A text has more than :data:`MOST_BYTES` bytes."""


@attrs.frozen
class Reading:
    """Hold what was read of a text.

    ``spans`` has the places of every value by its pointer in ``draft``; ``unread`` the sentences
    that gave nothing. ``report`` is there where the draft is a whole report and no issue is an
    error. ``places`` has the place of each issue, in the order of ``issues``.
    """

    text: str
    language: str
    draft: dict[str, Any]
    spans: dict[str, list[Span]]
    issues: tuple[Issue, ...]
    unread: tuple[Span, ...]
    places: tuple[Span | None, ...] = ()
    report: Any = None

    def to_dict(self) -> dict[str, Any]:
        """Return the reading as plain values; each issue has the place that it is about."""
        return {
            "language": self.language,
            "draft": self.draft,
            "spans": {
                pointer: [list(one) for one in found] for pointer, found in self.spans.items()
            },
            "issues": [
                {**issue.to_dict(), "span": list(place) if place else None}
                for issue, place in zip(self.issues, self.places, strict=True)
            ],
            "unread": [list(one) for one in self.unread],
            "report": self.report.to_dict() if self.report is not None else None,
        }


def read_text(
    text: str,
    *,
    edition: str | None = None,
    language: str | None = None,
    modality: str | None = None,
    words: Words | None = None,
) -> Reading:
    """Return the draft of a report that a narrative states, with the places of each value.

    ``edition``, ``language`` and ``modality`` are taken as given where the text does not say them;
    ``words`` are those of :func:`load_words`, with the rows of a site.

    Raises:
        TextTooLong: The text has more than 200,000 bytes.
        LookupError: The language, the edition or the modality is none that there is.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise TextTooLong(f"The text has more than {MOST_BYTES:,} bytes.")
    edition = _known("edition", edition, ("2003", "2013", "2025"))
    modality = _known("modality", modality, _MODALITIES)
    found = tokens(text)
    if words is None:
        words = words_of(language if language is not None else _language(found))
    context = _context(text, found, words, modality)
    read_exams(context)
    read_findings(context)
    read_categories(context)
    read_plans(context)
    read_tissue(context)
    _addenda(context)
    read_edition(context)
    _nothing_stated(context)
    return _reading(context, edition)


def _known(name: str, value: str | None, known: tuple[str, ...]) -> str | None:
    if value is not None and str(value) not in known:
        raise LookupError(f"{str(value)!r} is no {name}; use one of {', '.join(known)}")
    return None if value is None else str(value)


def _context(text: str, found: list[Token], words: Words, modality: str | None) -> Context:
    context = Context(text, found, words, modality=modality)
    context.is_said = is_said(found, words.language)
    spoken = as_said(found, mentions(found, words), words.language)
    for sentence in sentences(found, spoken, words, text):
        if sentence.end - sentence.first >= LONGEST:
            _too_long(context, sentence)
            continue
        context.add(View(sentence, scope(sentence, found), context))
    unsay(context)
    tell_turned(context)
    return context


def _too_long(context: Context, sentence: Sentence) -> None:
    span = context.span(sentence.first, sentence.end - 1)
    context.draft.tell(
        Told(
            "sentence_too_long",
            Severity.WARNING,
            f"A sentence of more than {LONGEST} words is not read.",
            span,
            crosses=True,
        )
    )


def _language(found: list[Token]) -> str:
    """Return the language whose words a text has most of; English where none leads."""
    texts = [token for token in found[:_SAMPLE] if token.kind == "word" and len(token.text) > 1]
    best, most = "en", 0.0
    distinct = {}
    for language in LANGUAGES:
        words = words_of(language)
        distinct[language] = {t.text for t in texts if words.knows(words.stem(t))}
    for language, known in distinct.items():
        others = set().union(*(words for name, words in distinct.items() if name != language))
        alone = sum(words_of(language).alone(word) for word in known)
        score = len(known) + 2 * len(known - others) + alone / 2
        if score > most:
            best, most = language, score
    return best


def _addenda(context: Context) -> None:
    """Keep each addendum as text, and say where one changes what was read."""
    parts: dict[int, list[View]] = {}
    for view in context.views:
        if view.sentence.section == "addendum":
            parts.setdefault(view.sentence.part, []).append(view)
    for views in parts.values():
        start = context.tokens[views[0].sentence.first].start
        end = context.tokens[views[-1].sentence.end - 1].end
        addendum = context.draft.new("addenda")
        addendum.put("text", context.text[start:end], (start, end))
        spoken = [m for view in views for m in view.sentence.mentions]
        changes = [
            m
            for m in spoken
            if m.of("side")
            or m.of("category")
            or m.of("pathology.result")
            or m.of("noun")
            or m.of("statement")
        ]
        if changes:
            context.draft.tell(
                Told(
                    "addendum_changes_reading",
                    Severity.ERROR,
                    f"The addendum says {context.said(context.of(changes[0]))!r}: the body is read "
                    "as it stands, and nothing is merged.",
                    (start, end),
                    addendum,
                    crosses=True,
                    hint="A person has to say what holds now.",
                )
            )


def _nothing_stated(context: Context) -> None:
    sections = context.draft.sections
    stated = any(part.get("category") for part in (*sections["findings"], *sections["assessments"]))
    if not stated and not any(told.code.startswith("category_") for told in context.draft.told):
        context.draft.tell(
            Told("category_not_stated", Severity.INFORMATION, "No category is stated.")
        )


def _reading(context: Context, edition: str | None) -> Reading:
    draft = context.draft.tree()
    if edition is not None:
        draft.setdefault("edition", edition)
    spans = context.draft.spans()
    told = sorted(context.draft.issues(), key=lambda one: not one[0].crosses)
    if context.text.strip():
        draft["narrative"] = context.text
    issues = tuple(issue for issue, _ in told)
    return Reading(
        text=context.text,
        language=context.words.language,
        draft=draft,
        spans=spans,
        issues=issues,
        unread=tuple(_unread(context, spans)),
        places=tuple(place for _, place in told),
        report=_report(draft, issues),
    )


def _unread(context: Context, spans: dict[str, list[Span]]) -> Iterator[Span]:
    """Yield the sentences of which nothing was taken, in order."""
    used = merged(span for found in spans.values() for span in found)
    at = 0
    for view in context.views:
        start, end = context.span(view.sentence.first, view.sentence.end - 1)
        while at < len(used) and used[at][1] <= start:
            at += 1
        if at == len(used) or used[at][0] >= end:
            yield (start, end)


def _report(draft: dict[str, Any], issues: tuple[Issue, ...]) -> Any:
    """Return the report that a draft is, or ``None`` where it is none."""
    if any(issue.severity is Severity.ERROR for issue in issues) or "edition" not in draft:
        return None
    import json

    from birads.parsing._parse import parse

    try:
        return parse(json.dumps(draft).encode())
    except InvalidReport:
        return None
