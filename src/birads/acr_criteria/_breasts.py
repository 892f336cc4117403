"""Give the steps of what was stated outside the patterns: of breasts, and of other findings."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from birads.acr_criteria._procedures import Role
from birads.acr_criteria._shared_lesions import SUSPICIOUS, is_calcification
from birads.acr_criteria._stated import (
    Tissue,
    category_steps,
    tissue_of,
    tissue_steps,
)
from birads.acr_criteria._subjects import View
from birads.acr_criteria._tissue import done_by
from birads.acr_criteria._workup import Basis, Step
from birads.lexicon.common import Breast, Category, Side
from birads.report.assessment import Assessment, AssessmentReason
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.view._index import ReportIndex, Stated, breast_of, is_history, sides

__all__ = ["breast_steps", "loose_tissue_steps", "other_finding_steps", "unassigned"]

_NOT_MAMMOGRAPHY = ("us.", "mri.")


def other_finding_steps(view: View, answered: frozenset[int]) -> Iterator[Step]:
    """Yield the steps of categories and tissue of findings that no pattern answers for.

    ``answered`` holds the numbers of those that one does.
    """
    index = view.index
    for number, finding in enumerate(index.report.findings):
        if number in answered:
            continue
        category = index.category_of(number, finding)
        breast = breast_of(finding)
        results = view.lesions.current(number, finding)
        if category is not None:
            yield from category_steps(
                category,
                view.stages.of_finding(number, finding, category),
                breast,
                (finding.id,),
                reason=index.reason_of(category, breast),
                completes=_completes(finding, finding.kind, view),
                tissue=tissue_of(number, view.lesions.of(number), view.lesions.done(number)),
                open_recall=view.recalls.of(sides(breast)),
            )
        if results:
            calcified = is_calcification(finding)
            lesion = view.lesions.of(number)
            asked = category if lesion is None else lesion.category
            yield from tissue_steps(results, asked, breast, (finding.id,), calcifications=calcified)


def _completes(finding: FindingBase, kind: str, view: View) -> Role:
    exam = view.index.exam_of(finding)
    other = kind.startswith(_NOT_MAMMOGRAPHY) or not (
        exam is None or view.stages.completed_by_mammography(exam)
    )
    return Role.ADDITIONAL_IMAGING if other else Role.COMPLETES_MAMMOGRAPHY


def loose_tissue_steps(index: ReportIndex) -> Iterator[Step]:
    """Yield the steps of tissue results whose finding is not in the report, or is not named."""
    for place, result in index.tissue_results:
        if index.finding_named(result.finding) is None:
            yield from tissue_steps([(place, result)], None, result.breast, ())


def breast_steps(view: View, diagnostic: frozenset[Side]) -> Iterator[Step]:
    """Yield once the steps of each category that no single finding carries.

    ``diagnostic`` holds the breasts for which a pattern recommends diagnostic mammography.
    """
    carried = _carried(view.index)
    known: set[Category] = set()
    for side, categories in carried.items():
        known |= categories
        for stated in view.index.breast_categories(side):
            known.add(stated.category)
            if stated.category not in categories:
                yield from _Whole(view, stated, side).steps(done=side in diagnostic)
    described = {side for side in Side if view.index.in_breast[side]}
    done = bool(described) and described <= diagnostic
    for stated in view.index.overall_categories():
        if stated.category not in known:
            yield from _Whole(view, stated, None).steps(done=done)


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


@attrs.frozen
class _Whole:
    """A category of a whole breast, or of the whole report where ``side`` is ``None``."""

    view: View
    stated: Stated
    side: Side | None

    def steps(self, *, done: bool) -> Iterator[Step]:
        """Yield its steps; ``done`` says that diagnostic mammography is recommended already."""
        view, side = self.view, self.side
        exam = self._exam()
        breasts = () if side is None else (side,)
        by_mammography = view.stages.completed_by_mammography(exam)
        recalls = view.recalls
        yield from category_steps(
            self.stated,
            view.stages.of_category(self.stated, breasts, exam),
            None if side is None else Breast(side.value),
            (),
            reason=self._reason(),
            completes=(None if done else Role.COMPLETES_MAMMOGRAPHY)
            if by_mammography
            else Role.ADDITIONAL_IMAGING,
            tissue=Tissue(done_by=self._done_by()),
            open_recall=recalls.anywhere if side is None else recalls.of(breasts),
        )

    def _done_by(self) -> str | None:
        """Return the tissue of the only lesion that the category can mean."""
        only = self.view.lesions.sole(self.side)
        if only is None:
            return self._done_in_breast()
        own = self.view.index.report.findings[only].category
        return self.view.lesions.done(only) if own is None or own in SUSPICIOUS else None

    def _done_in_breast(self) -> str | None:
        """Return the tissue of a breast in which no finding is described."""
        index, side = self.view.index, self.side
        if side is None or index.in_breast[side]:
            return None
        return done_by(
            [
                entry
                for entry in index.tissue_results
                if entry[1].finding is None and sides(entry[1].breast) == (side,)
                if not is_history(entry[1], self._exam())
            ]
        )

    def _entry(self) -> Assessment:
        return self.view.index.report.assessments[int(self.stated.pointer.split("/")[2])]

    def _exam(self) -> ExamBase | None:
        """Return the exam that the category names, or the only one of the report."""
        index = self.view.index
        named = self._entry().exam
        if named is not None and named in index.exams:
            return index.exams[named][1]
        return index.report.exams[0] if len(index.report.exams) == 1 else None

    def _reason(self) -> AssessmentReason | None:
        """Return why a 0 is incomplete, where all that is said of it agrees."""
        if self.side is not None:
            return self.view.index.reason_of(self.stated, Breast(self.side.value))
        if self.stated.category is not Category.C0:
            return None
        zeros = (entry for _, entry in self.view.index.overall)
        reasons = {entry.reason for entry in zeros if entry.category is Category.C0}
        return reasons.pop() if len(reasons) == 1 else None
