"""Check that no other modality lowers a mammographic 4 or 5."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import NO_ENHANCEMENT, OTHER_MODALITY
from birads.checks._suspected import tissue_answers
from birads.checks._words import BELOW_LINE, FOUR_OR_FIVE, SURGEON, TISSUE
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.report.assessment import AssessmentScope
from birads.report.exam import CemExam, ExamBase, MammographyExam, Purpose
from birads.report.view._further import is_earlier
from birads.report.view._index import Stated, stated_purpose


@declare(
    "lowered_by_other_modality",
    Severity.WARNING,
    silent="Silent where a tissue result answers, where its tissue diagnosis or a surgeon "
    "is recommended or the overall category is still 4 to 6 (the 4 or 5 then stands), where the "
    "other exam is dated before the mammogram, and where a later diagnostic mammogram lowered it. "
    "The low-energy image of a CEM exam is a mammogram too.",
    source=f"{OTHER_MODALITY}; {NO_ENHANCEMENT}",
    crosses=True,
    needs=(Need.HIGH, Need.SEVERAL_EXAMS),
)
def lowered_by_other_modality(sense: Sense) -> Iterator[Found]:
    """Find a mammographic 4 or 5 that ultrasound, MRI or CEM lowers to 0-3 without tissue."""
    overall = [
        entry.category
        for entry in sense.report.assessments
        if entry.breast is AssessmentScope.OVERALL
    ]
    if any(category not in BELOW_LINE for category in overall):
        return
    for side in Side:
        plan = sense.plan_of_breast(side)
        if tissue_answers(sense, side) or not plan.actions.isdisjoint(TISSUE | SURGEON):
            continue
        high = sorted(_mammographic(sense, side), key=lambda on: _first_day(on.exam))[:2]
        low = sorted(_lower(sense, side), key=lambda on: _last_day(on.exam), reverse=True)[:2]
        pairs = ((one, two) for one in high for two in low if _follows(two.exam, one.exam))
        lowered = next(pairs, None)
        if lowered is None:
            continue
        one, two = lowered
        yield Found(
            two.stated.pointer,
            f"The {side} breast had category {one.stated.category} on mammography "
            f"({one.stated.pointer}) and has {two.stated.category} on {two.exam.id!r}, without a "
            "tissue result.",
            "Ultrasound, MRI or CEM never cancels the biopsy of a mammographic 4 or 5.",
            crosses=True,
        )


@attrs.frozen
class _On:
    """A category and the exam that it was given on."""

    stated: Stated
    exam: ExamBase


# Two of each are enough: only where the first of both are one exam does a second decide.
def _first_day(exam: ExamBase) -> dt.date:
    return exam.date or dt.date.min


def _last_day(exam: ExamBase) -> dt.date:
    return exam.date or dt.date.max


def _follows(later: ExamBase, first: ExamBase) -> bool:
    return later is not first and not is_earlier(later, first)


def _mammographic(sense: Sense, side: Side) -> Iterable[_On]:
    """Return by exam a 4 or 5 of the breast, or of a finding, that no later mammogram lowered."""
    found: dict[str, _On] = {}
    for number, entry in sense.assessed[side]:
        _keep(found, sense, entry.exam, entry.category, f"/assessments/{number}/category")
    for number in sense.in_breast[side]:
        finding = sense.report.findings[number]
        _keep(found, sense, finding.exam, finding.category, f"/findings/{number}/category")
    mammograms = _later_mammograms(sense, side)
    return [on for on in found.values() if not any(_follows(exam, on.exam) for exam in mammograms)]


def _keep(
    found: dict[str, _On], sense: Sense, name: str | None, category: Category | None, pointer: str
) -> None:
    exam = _mammogram(sense, name)
    if exam is not None and category is not None and category in FOUR_OR_FIVE:
        found.setdefault(exam.id, _On(Stated(category, pointer), exam))


def _mammogram(sense: Sense, name: str | None) -> ExamBase | None:
    known = sense.exams.get(name) if name is not None else None
    shows = MammographyExam | CemExam
    return known[1] if known and isinstance(known[1], shows) else None


def _later_mammograms(sense: Sense, side: Side) -> list[ExamBase]:
    """Return the two last mammograms that can lower what another showed: not CEM, not screening."""
    found: dict[str, ExamBase] = {}
    for _, entry in sense.assessed[side]:
        exam = _mammogram(sense, entry.exam)
        if exam is None or isinstance(exam, CemExam) or entry.category not in BELOW_LINE:
            continue
        if stated_purpose(exam) not in (None, Purpose.SCREENING):
            found[exam.id] = exam
    return sorted(found.values(), key=_last_day, reverse=True)[:2]


def _lower(sense: Sense, side: Side) -> Iterator[_On]:
    """Yield what another modality calls 0 to 3, once for each exam."""
    seen: set[str] = set()
    for number, entry in sense.assessed[side]:
        known = sense.exams.get(entry.exam) if entry.exam is not None else None
        if known is None or isinstance(known[1], MammographyExam) or known[1].id in seen:
            continue
        if entry.category in BELOW_LINE:
            seen.add(known[1].id)
            yield _On(Stated(entry.category, f"/assessments/{number}/category"), known[1])
