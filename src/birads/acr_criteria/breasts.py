"""Give the steps of what was stated outside the patterns: of breasts, and of other findings."""

from __future__ import annotations

from collections.abc import Iterator

from birads.acr_criteria.stage import side_stage
from birads.acr_criteria.stated import category_steps, done_by, tissue_steps
from birads.acr_criteria.workup import Basis, Step
from birads.assessment import AssessmentScope
from birads.exam import ExamBase, MriExam, UltrasoundExam
from birads.findings import MgCalcifications
from birads.index import SUSPICION, ReportIndex, Stated, breast_of, is_history, sides
from birads.lexicon.common import Breast, Category, Side

__all__ = ["breast_steps", "loose_tissue_steps", "other_finding_steps", "unassigned"]

_NOT_MAMMOGRAPHY = ("us.", "mri.")


def other_finding_steps(index: ReportIndex) -> Iterator[Step]:
    """Yield the steps of categories and tissue of findings that are no calcifications."""
    for number, finding in enumerate(index.report.findings):
        if type(finding) is MgCalcifications:
            continue
        category = index.category_of(number, finding)
        breast = breast_of(finding)
        exam = index.exam_of(finding)
        results = [
            entry for entry in index.results_of(number, finding) if not is_history(entry[1], exam)
        ]
        if category is not None:
            side = next(iter(sides(breast)), None)
            yield from category_steps(
                category,
                side_stage(index, side, exam, category, finding),
                breast,
                (finding.id,),
                reason=index.reason_of(category, breast),
                diagnostic=_not_mammography(exam) or finding.kind.startswith(_NOT_MAMMOGRAPHY),
                done_by=done_by(results),
            )
        if results:
            yield from tissue_steps(results, category, breast, (finding.id,))


def loose_tissue_steps(index: ReportIndex) -> Iterator[Step]:
    """Yield the steps of tissue results whose finding is not in the report."""
    for place, result in enumerate(index.report.pathology):
        if result.finding not in index.findings:
            yield from tissue_steps([(place, result)], None, None, ())


def breast_steps(index: ReportIndex, diagnostic: frozenset[Side]) -> Iterator[Step]:
    """Yield once the steps of each category of a breast that no single finding carries.

    ``diagnostic`` holds the breasts for which a pattern recommends diagnostic mammography.
    """
    carried = _carried(index)
    known: set[Category] = set()
    for side, categories in carried.items():
        known |= categories
        for stated in index.breast_categories(side):
            known.add(stated.category)
            if stated.category not in categories:
                yield from _breast(index, stated, side, done=side in diagnostic)
    least = max((SUSPICION[category] for category in known), default=-1)
    for number, entry in enumerate(index.report.assessments):
        # A lower overall category beside a higher one of a breast contradicts; it adds no step.
        if entry.breast is AssessmentScope.OVERALL and SUSPICION[entry.category] > least:
            least = SUSPICION[entry.category]
            category = Stated(entry.category, f"/assessments/{number}/category")
            stage = side_stage(index, None, None, category)
            yield from category_steps(
                category, stage, None, (), reason=entry.reason, diagnostic=True
            )


def unassigned(index: ReportIndex, steps: tuple[Step, ...]) -> bool:
    """Say whether a breast's category stands alone although the breast has findings."""
    return any(
        step.basis is Basis.ASSESSMENT
        and not step.findings
        and any(index.in_breast[side] for side in sides(step.breast))
        for step in steps
    )


def _carried(index: ReportIndex) -> dict[Side, set[Category]]:
    """Return the categories that findings of each breast carry themselves."""
    carried: dict[Side, set[Category]] = {Side.LEFT: set(), Side.RIGHT: set()}
    for number, finding in enumerate(index.report.findings):
        category = index.category_of(number, finding)
        if category is not None:
            for side in sides(breast_of(finding)):
                carried[side].add(category.category)
    return carried


def _breast(index: ReportIndex, whole: Stated, side: Side, *, done: bool) -> Iterator[Step]:
    named = index.report.assessments[int(whole.pointer.split("/")[2])].exam
    exam: ExamBase | None = None
    if named is not None and named in index.exams:
        exam = index.exams[named][1]
    elif len(index.report.exams) == 1:
        exam = index.report.exams[0]
    breast = Breast(side.value)
    yield from category_steps(
        whole,
        side_stage(index, side, exam, whole),
        breast,
        (),
        reason=index.reason_of(whole, breast),
        diagnostic=done or _not_mammography(exam),
    )


def _not_mammography(exam: ExamBase | None) -> bool:
    """Say whether an exam is one that diagnostic mammography does not follow from."""
    return isinstance(exam, UltrasoundExam | MriExam)
