"""Say how far the workup of a finding has come.

The 2009 table rates the first workup of calcifications found at screening. Shown as advice for
a worked-up category 4 or 5 it would be dangerous, so everything downstream asks here first.
"""

from __future__ import annotations

import attrs

from birads._base.word import Word
from birads.acr_criteria._further_exams import FurtherExams, kind_of
from birads.lexicon.common import Category, Modality, Side
from birads.report.exam import ExamBase, UltrasoundExam
from birads.report.findings import FindingBase
from birads.report.view._further import MAMMOGRAMS, can_work_up, is_first_look, shows
from birads.report.view._index import (
    ReportIndex,
    Stated,
    breast_of,
    is_final,
    is_history,
    sides,
    stated_purpose,
)

__all__ = ["Stage", "StageOf", "Stages"]

_SEEN_BY_ULTRASOUND = frozenset({"mg.mass", "mg.asymmetry"})
_FURTHER = "final_category_of_a_further_exam"


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


@attrs.define(eq=False)
class Stages:
    """The stages of what one report states; reading one takes no walk over the report."""

    index: ReportIndex
    further: FurtherExams = attrs.field(init=False)
    modalities: frozenset[Modality] = attrs.field(init=False)
    _first_looks: bool = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Read the exams once."""
        exams = self.index.report.exams
        self.further = FurtherExams(self.index)
        self.modalities = frozenset(_family(exam) for exam in exams)
        self._first_looks = bool(exams) and all(map(is_first_look, exams))

    def of_finding(self, number: int, finding: FindingBase, category: Stated | None) -> StageOf:
        """Return the stage of a finding; what is not stated leaves it unknown."""
        index = self.index
        exam = index.exam_of(finding)
        for place, result in index.results_of(number, finding):
            if not is_history(result, exam):
                return StageOf(Stage.WORKED_UP, "tissue_result", (f"/pathology/{place}",))
        breasts = sides(breast_of(finding))
        pointers = [self.further.of_finding(number, finding, side) for side in breasts]
        found = tuple(pointer for pointer in pointers if pointer)
        if found and len(found) == len(pointers):
            return StageOf(Stage.WORKED_UP, _FURTHER, found)
        by_ultrasound = self._ultrasound(finding, category)
        if by_ultrasound is not None:
            return StageOf(Stage.WORKED_UP, _FURTHER, (by_ultrasound,))
        return self._before_workup(exam, category, f"/findings/{number}", breasts)

    def of_category(
        self, category: Stated, breasts: tuple[Side, ...], exam: ExamBase | None
    ) -> StageOf:
        """Return the stage of a category that no finding carries.

        Without ``breasts`` every breast that the exam shows must be worked up.
        """
        shown = tuple(side for side in Side if exam is None or shows(exam, side))
        pointers = [self._of_breast(side, exam) for side in breasts or shown]
        found = tuple(dict.fromkeys(pointer for pointer in pointers if pointer))
        if found and all(pointers) and is_final(category.category):
            return StageOf(Stage.WORKED_UP, _FURTHER, found)
        if exam is None and self._first_looks:
            return StageOf(Stage.INITIAL, "screening_exam", ("/exams",))
        return self._before_workup(exam, category, category.pointer, breasts)

    def completed_by_mammography(self, exam: ExamBase | None) -> bool:
        """Say whether diagnostic mammography completes a first look.

        Without an exam it does, unless no exam of the report is a mammogram.
        """
        if exam is not None:
            return _family(exam) in MAMMOGRAMS
        return not self.modalities or not self.modalities.isdisjoint(MAMMOGRAMS)

    def _of_breast(self, side: Side, exam: ExamBase | None) -> str | None:
        """Return an exam that worked up a breast, for every modality that can be meant."""
        families: frozenset[Modality]
        if exam is not None:
            families = frozenset({_family(exam)})
        elif self.completed_by_mammography(None):
            families = frozenset({Modality.MAMMOGRAPHY})
        else:
            families = self.modalities
        found = [
            self.further.of_breast(side, exam, Modality.MAMMOGRAPHY if f in MAMMOGRAMS else f)
            for f in sorted(families)
        ]
        return found[0] if all(found) else None

    def _ultrasound(self, finding: FindingBase, category: Stated | None) -> str | None:
        """Return the ultrasound that completed the recall of a mass or asymmetry.

        It did where the category of the breast that counts for the finding was given on it.
        """
        if kind_of(finding) not in _SEEN_BY_ULTRASOUND or category is None:
            return None
        if finding.category is not None or not is_final(category.category):
            return None
        named = self.index.report.assessments[int(category.pointer.split("/")[2])].exam
        known = self.index.exams.get(named) if named is not None else None
        if known is None or not isinstance(known[1], UltrasoundExam):
            return None
        return f"/exams/{known[0]}" if can_work_up(known[1], Modality.ULTRASOUND) else None

    def _before_workup(
        self,
        exam: ExamBase | None,
        category: Stated | None,
        fallback: str,
        breasts: tuple[Side, ...],
    ) -> StageOf:
        purpose = stated_purpose(exam)
        where = fallback
        if exam is not None:
            where = f"/exams/{self.index.exams[exam.id][0]}"
        if any(is_first_look(exam, side) for side in breasts or (None,)):
            reason = f"{purpose.value}_exam" if purpose is not None else "screening_exam"
            return StageOf(Stage.INITIAL, reason, (f"{where}/purpose",))
        if purpose is None and category is not None and category.category is Category.C0:
            return StageOf(Stage.INITIAL, "incomplete_category", (category.pointer,))
        if purpose is None:
            return StageOf(Stage.UNKNOWN, "purpose_not_stated", (where,))
        return StageOf(Stage.UNKNOWN, "no_final_category", (f"{where}/purpose",))


def _family(exam: ExamBase) -> Modality:
    modality: Modality = exam.modality
    return modality
