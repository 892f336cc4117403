"""Say how far the workup of a finding has come, and whether the table speaks of it at all.

The 2009 table rates the first workup of calcifications found at screening. Shown as advice for
a worked-up category 4 or 5 it would be dangerous, so everything downstream asks here first.
"""

from __future__ import annotations

import attrs

from birads.exam import ExamBase, Purpose
from birads.findings import FindingBase, MgCalcifications
from birads.index import (
    ReportIndex,
    Stated,
    breast_of,
    is_final,
    is_history,
    sides,
    stated_purpose,
)
from birads.lexicon.common import Category, Side
from birads.patient import Sex
from birads.word import Word

__all__ = ["Stage", "StageOf", "outside", "side_stage", "stage_of"]


class Stage(Word):
    """How far the workup has come."""

    INITIAL = "initial"
    WORKED_UP = "worked_up"
    UNKNOWN = "unknown"


@attrs.frozen
class StageOf:
    """Hold a stage, why, and the pointers it was read from."""

    stage: Stage
    reason: str
    pointers: tuple[str, ...] = ()


def stage_of(
    index: ReportIndex, number: int, finding: MgCalcifications, category: Stated | None
) -> StageOf:
    """Return the stage of a finding; what is not stated leaves it unknown."""
    exam = index.exam_of(finding)
    for place, result in index.results_of(number, finding):
        if not is_history(result, exam):
            return StageOf(Stage.WORKED_UP, "tissue_result", (f"/pathology/{place}",))
    breasts = sides(breast_of(finding))
    worked_up = [_worked_up(index, finding, side) for side in breasts]
    if worked_up and all(worked_up):
        return StageOf(
            Stage.WORKED_UP, "final_category_of_a_further_exam", tuple(p for p in worked_up if p)
        )
    return _before_workup(index, exam, category, f"/findings/{number}")


def side_stage(
    index: ReportIndex,
    side: Side | None,
    exam: ExamBase | None,
    category: Stated,
    finding: FindingBase | None = None,
) -> StageOf:
    """Return the stage of a breast, or of a finding of it that is no calcification."""
    pointer = _worked_up(index, finding, side) if side is not None else None
    if pointer:
        return StageOf(Stage.WORKED_UP, "final_category_of_a_further_exam", (pointer,))
    return _before_workup(index, exam, category, category.pointer)


def _before_workup(
    index: ReportIndex, exam: ExamBase | None, category: Stated | None, fallback: str
) -> StageOf:
    purpose = stated_purpose(exam)
    where = fallback
    if exam is not None:
        where = f"/exams/{index.exams[exam.id][0]}"
    if purpose is Purpose.SCREENING:
        return StageOf(Stage.INITIAL, "screening_exam", (f"{where}/purpose",))
    if purpose is None and category is not None and category.category is Category.C0:
        return StageOf(Stage.INITIAL, "incomplete_category", (category.pointer,))
    if purpose is None:
        return StageOf(Stage.UNKNOWN, "purpose_not_stated", (where,))
    return StageOf(Stage.UNKNOWN, "no_final_category", (f"{where}/purpose",))


def _worked_up(index: ReportIndex, finding: FindingBase | None, side: Side) -> str | None:
    """Return the pointer of an exam of the breast after screening that has a final category.

    An exam dated before the finding's own is not its workup.
    """
    seen_on = index.exam_of(finding) if finding is not None else None
    for place, exam in index.exams.values():
        if _is_earlier(exam, seen_on):
            continue
        if stated_purpose(exam) in (None, Purpose.SCREENING):
            continue
        if exam.laterality is not None and side not in sides(exam.laterality):
            continue
        own = (
            finding is not None
            and finding.exam == exam.id
            and finding.category is not None
            and is_final(finding.category)
        )
        if own or any(
            is_final(entry.category) and entry.exam in (None, exam.id)
            for _, entry in index.assessed[side]
        ):
            return f"/exams/{place}"
    return None


def _is_earlier(exam: ExamBase, other: ExamBase | None) -> bool:
    return (
        other is not None
        and exam.date is not None
        and other.date is not None
        and exam.date < other.date
    )


def outside(
    index: ReportIndex, finding: MgCalcifications, category: Stated | None
) -> tuple[str, ...]:
    """Return the reasons why the table does not speak of a finding; none where it does."""
    reasons = []
    patient = index.report.patient
    if patient is not None:
        if patient.sex is Sex.MALE:
            reasons.append("male_patient")
        treated = patient.prior_breast_cancer or ()
        if any(side in treated for side in sides(breast_of(finding))):
            reasons.append("cancer_treated_in_this_breast")
    if category is not None and category.category is Category.C6:
        reasons.append("known_cancer")
    if finding.palpable:
        reasons.append("palpable_lump")
    return tuple(reasons)
