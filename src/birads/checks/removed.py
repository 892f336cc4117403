"""Check the history: a breast that was removed is not there to be assessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from birads.checks.registry import Found, declare
from birads.checks.sense import Sense
from birads.checks.sources import FORMAT
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.report.assessment import AssessmentScope
from birads.report.exam import ExamBase
from birads.report.pathology import BiopsyProcedure
from birads.report.view.further import shows
from birads.report.view.index import sides


@declare(
    "breast_removed_before",
    Severity.WARNING,
    silent="Silent where the date of the mastectomy or of the exam is missing or they are of one "
    "day, where the side of the mastectomy is not stated, and for an overall category.",
    source=FORMAT,
)
def breast_removed_before(sense: Sense) -> Iterator[Found]:
    """Find a breast that is assessed or described on an exam after its mastectomy."""
    for side, (removed, place) in _removed(sense).items():
        for pointer, exam in islice(_spoken_of(sense, side, removed), 1):
            yield Found(
                pointer,
                f"The {side} breast was removed on {removed} (/pathology/{place}), before exam "
                f"{exam.id!r} of {exam.date}.",
                "Wrong side or wrong finding? If the chest wall or a reconstruction is meant, say "
                "so in the text.",
            )


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


def _spoken_of(sense: Sense, side: Side, removed: dt.date) -> Iterator[tuple[str, ExamBase]]:
    """Yield where a breast is assessed or described on an exam after a day."""
    shown = [exam for _, exam in sense.exams.values() if shows(exam, side)]
    later = {exam.id: exam for exam in shown if exam.date is not None and exam.date > removed}
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
