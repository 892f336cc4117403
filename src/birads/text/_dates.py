"""Read the days of earlier exams, and say which dates can be two days."""

from __future__ import annotations

import re
from typing import Final

from birads.issue import Severity
from birads.text._context import Context, View
from birads.text._draft import Told
from birads.text._scope import Is

__all__ = ["read_dates"]

_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_MONTHS: Final = 12
_DAYS: Final = 31


def read_dates(context: Context, view: View) -> None:
    """Put the days of earlier exams into the only exam of the draft."""
    section = view.sentence.section
    exams = context.draft.sections["exams"]
    for at in range(view.sentence.first, view.sentence.end):
        token = context.tokens[at]
        if token.kind != "date":
            continue
        day, ambiguous = _day(token.text)
        if ambiguous:
            span = context.span(at, at)
            context.draft.tell(
                Told(
                    "date_ambiguous",
                    Severity.INFORMATION,
                    f"{token.text!r} can be two days: it is not read.",
                    span,
                )
            )
        compared = section == "comparison" or bool(view.flag(at) & Is.COMPARED)
        own = len(exams) == 1 and _of_exam(context, view, exams[0].get("modality"))
        if day is not None and compared and own and section != "history":
            number = len({k[1] for k in exams[0].values if k[0] == "comparisons"})
            exams[0].put_at(("comparisons", number, "date"), day, context.span(at, at))


def _of_exam(context: Context, view: View, modality: str) -> bool:
    """Say whether a sentence of a said report is of an exam: it names its exam last."""
    kinds = [m.of("modality") for m in view.sentence.mentions if m.of("modality")]
    return not context.is_said or not kinds or kinds[-1] == modality


def _day(text: str) -> tuple[str | None, bool]:
    """Return the day that a date means, and whether it may mean another one."""
    iso = _ISO.fullmatch(text)
    if iso is not None:
        good = 1 <= int(iso[2]) <= _MONTHS and 1 <= int(iso[3]) <= _DAYS
        return (text if good else None), False
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None, False
    first, second, year = int(match[1]), int(match[3]), match[4]
    if match[2] == ".":
        good = first <= _DAYS and second <= _MONTHS
        return (f"{year}-{second:02d}-{first:02d}" if good else None), False
    if first <= _MONTHS and second <= _MONTHS and first != second:
        return None, True
    day, month = (first, second) if second <= _MONTHS else (second, first)
    good = 1 <= month <= _MONTHS and 1 <= day <= _DAYS
    return (f"{year}-{month:02d}-{day:02d}" if good else None), False
