"""Write the letter to a patient: result by breast, density, and a site's own notices.

A letter says in everyday words what the radiologist stated. It decides nothing, and stands outside
of what this library says about decision support.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from birads.issue import Issue, Severity
from birads.lexicon._review import review_status
from birads.lexicon._statements import density_statement, statements
from birads.lexicon.management import Status
from birads.prose._letter_texts import Deadline, LetterTexts, letter_texts
from birads.prose._phrase import Phrase, fill, join
from birads.prose._results import Result, results
from birads.prose._said import CannotSay, Said, compose
from birads.prose._teller import Teller
from birads.prose._vocabulary import Language, NoWord, Style
from birads.report.report import Report
from birads.tables._review import ReviewState

__all__ = ["Letterhead", "letter"]

_WITHDRAWN = (Status.CANCELLED, Status.ENTERED_IN_ERROR)


@attrs.frozen(kw_only=True)
class Letterhead:
    """Hold what a letter needs and a report does not have; all of it comes from the caller."""

    facility: str | None = None
    facility_address: tuple[str, ...] = ()
    patient: str | None = None
    patient_address: tuple[str, ...] = ()
    exam_date: str | None = None
    signed: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Letterhead:
        """Return a letterhead of plain values, such as those of a TOML or JSON file.

        Raises:
            ValueError: A member is not known, or is no text.
        """
        known = {field.name for field in attrs.fields(cls)}
        if not set(values) <= known:
            raise ValueError(f"A letterhead has {', '.join(sorted(known))}.")
        lists = {name for name in values if name.endswith("_address")}
        for name, value in values.items():
            texts = value if name in lists and isinstance(value, list | tuple) else [value]
            if not all(isinstance(text, str) for text in texts):
                raise ValueError(f"{name} of a letterhead is text.")
        members: dict[str, Any] = dict(values)
        members |= {name: tuple(values[name]) for name in lists}
        return cls(**members)


@attrs.define
class _Texts:
    """Hand out texts, and remember whether all that were used are signed."""

    language: Language
    texts: LetterTexts
    signed: bool = True

    def get(self, table: str, key: str) -> str:
        found = self.texts.text(table, key, self.language)
        if found is None and table == "density" and self.language is Language.EN:
            one = next(each for each in statements().lay if each.id == key)
            state = review_status("statements").state
            found = (one.text, one.checked and state is ReviewState.REVIEWED)
        if found is None:
            raise NoWord(f"{table}.{key}")
        self.signed = self.signed and found[1]
        return found[0]


def letter(
    teller: Teller,
    report: Report,
    head: Letterhead | None = None,
    texts: LetterTexts | None = None,
) -> Said:
    """Return the letter of a report.

    Raises:
        CannotSay: The report is withdrawn, states no category, or the language lacks a text.
    """
    told = results(report)
    _refuse(report, told)
    source = _Texts(teller.words.language, texts or letter_texts())
    head = head or Letterhead()
    try:
        parts = [*_parts(teller, report, told, source, head)]
    except NoWord as lack:
        raise CannotSay([_lacking(str(lack.args[0]), teller.words.language)]) from None
    draft = teller.words.draft or not source.signed
    deadline = source.texts.deadline(tuple(one.id for one in told))
    return compose(
        Style.LETTER,
        teller.words.language,
        parts,
        banner=teller.words.text("form", "draft") if draft else None,
        issues=_warnings(report),
        facts={
            "results": [_told(one) for one in told],
            "deadline": _due(deadline, report) if deadline is not None else None,
        },
    )


def _parts(
    teller: Teller, report: Report, told: tuple[Result, ...], texts: _Texts, head: Letterhead
) -> Iterator[tuple[str, str, list[Phrase]]]:
    words = teller.words
    yield "facility", "", _lines(head.facility, head.facility_address)
    yield "address", "", _lines(head.patient, head.patient_address)
    if head.patient:
        yield "greeting", "", [fill(words.text("letter", "greeting"), Phrase(head.patient))]
    yield "subject", "", [_subject(teller, report, head)]
    yield "result", "", [_result(teller, one, texts) for one in told]
    density = _density(report)
    if density is not None:
        kind, pointers = density
        yield "density", "", [Phrase(texts.get("density", kind)).says(*pointers)]
    for notice in texts.texts.notices:
        if notice.when == "always" or (density and notice.when == density[0]):
            if texts.language.value not in notice.text:
                raise NoWord(f"notice.{notice.id}")
            texts.signed = texts.signed and texts.texts.reviewed
            yield "notice", "", [Phrase(notice.text[texts.language.value])]
    yield "closing", "", [Phrase(words.text("letter", "closing"))]
    yield "signed", "", _lines(head.signed, ())


def _told(one: Result) -> dict[str, Any]:
    return {"scope": one.scope.value, "id": one.id, "pointers": list(one.pointers)}


def _lines(first: str | None, more: tuple[str, ...]) -> list[Phrase]:
    return [Phrase(" ".join(line.split())) for line in (first, *more) if line]


def _subject(teller: Teller, report: Report, head: Letterhead) -> Phrase:
    if head.exam_date:
        return fill(teller.words.text("letter", "exam"), Phrase(head.exam_date))
    dates = {str(exam.date) for exam in report.exams if exam.date is not None}
    if len(dates) != 1:
        return Phrase(teller.words.text("letter", "exam_undated"))
    pointers = [f"/exams/{n}/date" for n, exam in enumerate(report.exams) if exam.date is not None]
    return fill(teller.words.text("letter", "exam"), Phrase(dates.pop()).says(*pointers))


def _result(teller: Teller, result: Result, texts: _Texts) -> Phrase:
    breast = Phrase(teller.words.text("breast", result.scope)).capital()
    text = Phrase(texts.get("results", result.id)).says(*result.pointers)
    return join(teller.words.text("form", "colon"), (breast, text))


def _density(report: Report) -> tuple[str, tuple[str, ...]] | None:
    """Return the density notice and where it comes from; dense where any composition is."""
    found: dict[str, list[str]] = {}
    for number, exam in enumerate(report.exams):
        composition = getattr(exam, "composition", None)
        if composition is not None:
            lay = density_statement(composition).lay_statement.id
            found.setdefault(lay, []).append(f"/exams/{number}/composition")
        for item, each in enumerate(getattr(exam, "compositions", None) or ()):
            if each.composition is not None:
                lay = density_statement(each.composition).lay_statement.id
                pointer = f"/exams/{number}/compositions/{item}/composition"
                found.setdefault(lay, []).append(pointer)
    for lay in ("dense", "not_dense"):
        if lay in found:
            return lay, tuple(found[lay])
    return None


def _due(deadline: Deadline, report: Report) -> dict[str, Any]:
    """Return the deadline as data, with its day where the report states what it counts from."""
    start: dt.date | None = None
    if deadline.counted_from == "exam":
        dates = [dt.date.fromisoformat(str(e.date)) for e in report.exams if e.date is not None]
        start = min(dates, default=None)
    elif report.issued is not None:
        start = dt.date.fromisoformat(str(report.to_dict()["issued"])[:10])
    due = start + dt.timedelta(days=deadline.days) if start else None
    return {
        "days": deadline.days,
        "counted_from": deadline.counted_from,
        "due": due.isoformat() if due else None,
        "paragraph": deadline.paragraph,
        "checked": deadline.checked,
    }


def _refuse(report: Report, told: tuple[Result, ...]) -> None:
    if report.status in _WITHDRAWN:
        raise CannotSay(
            [
                Issue(
                    "report_withdrawn",
                    Severity.ERROR,
                    "/status",
                    f"No letter is written for a report that is {report.status.value}.",
                    "Write the letter for the report that takes its place.",
                )
            ]
        )
    if not told:
        raise CannotSay(
            [
                Issue(
                    "result_not_stated",
                    Severity.ERROR,
                    "/assessments" if report.assessments else "",
                    "The report states no category, so that a letter has no result.",
                    "State the assessment of each breast.",
                )
            ]
        )


def _warnings(report: Report) -> tuple[Issue, ...]:
    if report.status is not Status.PRELIMINARY:
        return ()
    message = "The report is preliminary: its result may change before it is final."
    return (Issue("report_preliminary", Severity.WARNING, "/status", message),)


def _lacking(what: str, language: Language) -> Issue:
    return Issue(
        "text_not_translated",
        Severity.ERROR,
        "",
        f"The letter has no text {what!r} in the language {language.value!r}.",
        "Add the text to the table of the site, or choose another language.",
    )
