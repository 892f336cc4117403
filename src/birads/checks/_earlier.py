"""Check what is planned by a date, and what an earlier exam was called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT, FORMAT
from birads.checks._words import FOUR_OR_FIVE, ONE_TO_THREE
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.lexicon.patient import HistoryEvent
from birads.report.view._index import sides

_MONTH: Final = 365.25 / 12
_LEEWAY: Final = 1.5
"""Months by which a date may differ from an interval that is told in whole months."""

_ANSWERS: Final = frozenset(HistoryEvent) - {
    HistoryEvent.IMPLANT_PLACED,
    HistoryEvent.IMPLANT_REMOVED,
    HistoryEvent.REDUCTION,
}


def _today(sense: Sense) -> dt.date | None:
    """Return the day of the report: its latest exam, else the day it was issued."""
    days = [exam.date for exam in sense.report.exams if exam.date is not None]
    issued = sense.report.issued
    return max(days) if days else issued.date() if issued is not None else None


@declare(
    "due_differs_from_interval",
    Severity.WARNING,
    silent="Silent where only one of the two is stated, where neither an exam nor the report is "
    "dated, and within six weeks.",
    source=FORMAT,
    needs=(Need.RECOMMENDATIONS,),
)
def due_differs_from_interval(sense: Sense) -> Iterator[Found]:
    """Find a plan whose date is not the day of the exam and the stated interval."""
    today = _today(sense)
    for number, entry in enumerate(sense.report.recommendations):
        if today is None or entry.due is None or entry.interval_months is None:
            continue
        months = (entry.due - today).days / _MONTH
        if abs(months - entry.interval_months) > _LEEWAY:
            yield Found(
                f"/recommendations/{number}/due",
                f"The plan is due on {entry.due}, but its interval is {entry.interval_months} "
                f"months from {today}.",
                "Correct the date or the interval.",
            )


@declare(
    "due_before_exam",
    Severity.ERROR,
    silent="Silent where neither an exam nor the report is dated.",
    source=FORMAT,
    needs=(Need.RECOMMENDATIONS,),
)
def due_before_exam(sense: Sense) -> Iterator[Found]:
    """Find a plan that is due before the exam that it follows."""
    today = _today(sense)
    for number, entry in enumerate(sense.report.recommendations):
        if today is not None and entry.due is not None and entry.due < today:
            yield Found(
                f"/recommendations/{number}/due",
                f"The plan is due on {entry.due}, before the exam of {today}.",
                "Correct one of the two dates.",
            )


@declare(
    "earlier_suspicion_not_answered",
    Severity.INFORMATION,
    silent="Silent where a comparison states no category or no side that the report assesses, "
    "where a biopsy, an operation or a cancer of that breast is in the history, and where a tissue "
    "result is in the report.",
    source=ASSESSMENT,
    needs=(Need.EXAMS,),
)
def earlier_suspicion_not_answered(sense: Sense) -> Iterator[Found]:
    """Find a breast called 1, 2 or 3 now and 4 or 5 on an earlier exam, with nothing between."""
    for number, exam in enumerate(sense.report.exams):
        for place, prior in enumerate(exam.comparisons or ()):
            if prior.category not in FOUR_OR_FIVE:
                continue
            for side in sides(prior.breast) or sides(exam.laterality):
                stated = sense.bound_of_breast(side)
                if stated is None or stated.category not in ONE_TO_THREE or _past(sense, side):
                    continue
                yield Found(
                    f"/exams/{number}/comparisons/{place}/category",
                    f"An earlier exam was category {prior.category}, and the {side} breast has "
                    f"{sense.named(stated)} now.",
                    "Say what answered the earlier category: a biopsy, or another exam.",
                )
                break


def _past(sense: Sense, side: Side) -> bool:
    """Say whether tissue, or an event of the history, answers for a breast."""
    patient = sense.report.patient
    events = any(
        item.event in _ANSWERS and (item.breast is None or side in sides(item.breast))
        for item in (patient.history or () if patient is not None else ())
    )
    tissue = any(side in (sense.breasts_of(one) or Side) for one in sense.report.pathology)
    return events or tissue or sense.operated(side)
