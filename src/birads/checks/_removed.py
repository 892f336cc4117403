"""Check the history: a breast that was removed is not there to be assessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import FORMAT
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.report.assessment import AssessmentScope
from birads.report.exam import ExamBase
from birads.report.pathology import BiopsyProcedure
from birads.report.patient import HistoryItem, Reconstruction
from birads.report.view._further import shows
from birads.report.view._history import MASTECTOMIES
from birads.report.view._index import sides

_HINT: Final = (
    "Wrong side or wrong finding? If the chest wall or a reconstruction is meant, say so in the "
    "text."
)


@declare(
    "breast_removed_before",
    Severity.WARNING,
    silent="Silent where the date of a mastectomy among the results, or of the exam, is missing or "
    "they are of one day; an event of the history without a date is the past. Silent where the "
    "side is not stated, after a reconstruction, and for an overall category.",
    source=FORMAT,
)
def breast_removed_before(sense: Sense) -> Iterator[Found]:
    """Find a breast that is assessed or described on an exam after its mastectomy."""
    removed = _removed(sense)
    for side, (day, place) in removed.items():
        for pointer, exam in islice(_spoken_of(sense, side, _after(day)), 1):
            yield Found(
                pointer,
                f"The {side} breast was removed on {day} (/pathology/{place}), before exam "
                f"{exam.id!r} of {exam.date}.",
                _HINT,
            )
    for side, (place, item) in _in_history(sense).items():
        if side not in removed:
            yield from islice(_told(sense, side, place, item), 1)


def _after(day: dt.date) -> Callable[[ExamBase], bool]:
    return lambda exam: exam.date is not None and exam.date > day


def _told(sense: Sense, side: Side, place: int, item: HistoryItem) -> Iterator[Found]:
    for pointer, exam in _spoken_of(sense, side, lambda exam: _before(item, exam)):
        yield Found(
            pointer,
            f"The {side} breast was removed ({item.event.replace('_', ' ')}, "
            f"/patient/history/{place}), before exam {exam.id!r}.",
            _HINT,
        )


def _in_history(sense: Sense) -> dict[Side, tuple[int, HistoryItem]]:
    """Return the first removal of each breast in the history, but of those built anew."""
    out: dict[Side, tuple[int, HistoryItem]] = {}
    patient = sense.report.patient
    for place, item in enumerate((patient.history or ()) if patient is not None else ()):
        rebuilt = item.reconstruction not in (None, Reconstruction.NONE)
        for side in sides(item.breast) if item.event in MASTECTOMIES and not rebuilt else ():
            out.setdefault(side, (place, item))
    return out


def _before(item: HistoryItem, exam: ExamBase) -> bool:
    """Say whether an event is known to come before an exam; what has no date is the past."""
    if item.date is None:
        return True
    return exam.date is not None and item.date < exam.date.isoformat()[: len(item.date)]


def _removed(sense: Sense) -> dict[Side, tuple[dt.date, int]]:
    """Return when each breast was first removed, and the result that says so."""
    out: dict[Side, tuple[dt.date, int]] = {}
    for number, result in enumerate(sense.report.pathology):
        if result.procedure is not BiopsyProcedure.MASTECTOMY or result.date is None:
            continue
        for side in sense.breasts_of(result):
            before = out.get(side)
            if before is None or result.date < before[0]:
                out[side] = result.date, number
    return out


def _spoken_of(
    sense: Sense, side: Side, is_later: Callable[[ExamBase], bool]
) -> Iterator[tuple[str, ExamBase]]:
    """Yield where a breast is assessed or described on an exam after its removal."""
    shown = [exam for _, exam in sense.exams.values() if shows(exam, side)]
    later = {exam.id: exam for exam in shown if is_later(exam)}
    # What names no exam speaks of all: it is held against the removal only if all came after it.
    every = shown[0] if shown and len(later) == len(shown) else None
    for number, entry in enumerate(sense.report.assessments):
        if entry.breast is AssessmentScope.OVERALL or side not in sides(entry.breast):
            continue
        exam = later.get(entry.exam) if entry.exam is not None else every
        if exam is not None:
            yield f"/assessments/{number}/breast", exam
    for number in sense.in_breast[side]:
        finding = sense.report.findings[number]
        exam = later.get(finding.exam) if finding.exam is not None else every
        if exam is not None:
            yield f"/findings/{number}/location/breast", exam
