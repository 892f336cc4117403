"""Check that no other modality lowers a mammographic 4 or 5."""

from __future__ import annotations

from collections.abc import Iterator

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import NO_ENHANCEMENT, OTHER_MODALITY
from birads.checks._suspected import tissue_answers
from birads.checks._words import BELOW_LINE, FOUR_OR_FIVE, SURGEON, TISSUE
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.report.assessment import Assessment, AssessmentScope
from birads.report.exam import CemExam, ExamBase, MammographyExam, Purpose
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
        stated = _mammographic(sense, side)
        lower = _lower(sense, side, stated[1]) if stated else None
        if stated is None or lower is None:
            continue
        number, entry, exam = lower
        yield Found(
            f"/assessments/{number}/category",
            f"The {side} breast had category {stated[0].category} on mammography "
            f"({stated[0].pointer}) and has {entry.category} on {exam.id!r}, without a tissue "
            "result.",
            "Ultrasound, MRI or CEM never cancels the biopsy of a mammographic 4 or 5.",
            crosses=True,
        )


def _mammographic(sense: Sense, side: Side) -> tuple[Stated, ExamBase] | None:
    """Return a 4 or 5 of the breast, or of a finding in it, that no later mammogram lowered."""
    for number, entry in sense.assessed[side]:
        exam = _mammogram(sense, entry.exam)
        if exam is None or entry.category not in FOUR_OR_FIVE:
            continue
        if not _lowered_by_mammogram(sense, side, exam):
            return Stated(entry.category, f"/assessments/{number}/category"), exam
    for number in sense.in_breast[side]:
        finding = sense.report.findings[number]
        exam = _mammogram(sense, finding.exam)
        own = finding.category
        if exam is None or own is None or own not in FOUR_OR_FIVE:
            continue
        if not _lowered_by_mammogram(sense, side, exam):
            return Stated(own, f"/findings/{number}/category"), exam
    return None


def _mammogram(sense: Sense, name: str | None) -> ExamBase | None:
    known = sense.exams.get(name) if name is not None else None
    shows = MammographyExam | CemExam
    return known[1] if known and isinstance(known[1], shows) else None


def _lowered_by_mammogram(sense: Sense, side: Side, first: ExamBase) -> bool:
    for _, entry in sense.assessed[side]:
        exam = _mammogram(sense, entry.exam)
        if exam is None or exam is first or isinstance(exam, CemExam):
            continue
        if entry.category not in BELOW_LINE:
            continue
        if stated_purpose(exam) not in (None, Purpose.SCREENING) and not _before(exam, first):
            return True
    return False


def _lower(
    sense: Sense, side: Side, mammogram: ExamBase
) -> tuple[int, Assessment, ExamBase] | None:
    for number, entry in sense.assessed[side]:
        known = sense.exams.get(entry.exam) if entry.exam is not None else None
        if known is None or known[1] is mammogram or isinstance(known[1], MammographyExam):
            continue
        if entry.category in BELOW_LINE and not _before(known[1], mammogram):
            return number, entry, known[1]
    return None


def _before(exam: ExamBase, other: ExamBase) -> bool:
    return exam.date is not None and other.date is not None and exam.date < other.date
