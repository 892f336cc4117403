"""Look things up in a report: what belongs to which finding, breast and exam.

The rules on whose category counts for a finding are those that results rely on: its own, else
its breast's assessment where it is that breast's only finding, else none. A category never
spreads from one finding, or one side, to another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import attrs

from birads.lexicon._meanings import meaning
from birads.lexicon.common import Breast, Category, Side
from birads.report.assessment import (
    Action,
    Assessment,
    AssessmentReason,
    AssessmentScope,
    Recommendation,
)
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.pathology import Pathology, ResultClass
from birads.report.report import Report
from birads.report.view._further import stated_purpose
from birads.report.view._history import treated
from birads.report.view._lesions import lesions
from birads.report.view._standing import Standing
from birads.report.view._suspicion import SUSPICION, Stated, is_final, sides

__all__ = [
    "SUSPICION",
    "TISSUE_ACTIONS",
    "ReportIndex",
    "Stated",
    "breast_of",
    "is_final",
    "is_history",
    "sides",
    "stated_purpose",
]

_TISSUE_CATEGORIES = "456"
TISSUE_ACTIONS = frozenset(map(Action, meaning("recommendation.action", "tissue")))
"""What a radiologist writes to ask for tissue."""


@attrs.define(eq=False)
class ReportIndex:
    """Hold a report's parts by what they belong to; the first of two equal ids counts.

    ``pathology`` and ``tissue_results`` hold what was read; samples that are pending, or whose
    result is not stated, are ``unread`` and answer nothing.
    """

    report: Report
    exams: dict[str, tuple[int, ExamBase]] = attrs.field(init=False)
    findings: dict[str, tuple[int, FindingBase]] = attrs.field(init=False)
    pathology: dict[str, list[tuple[int, Pathology]]] = attrs.field(init=False)
    tissue_results: list[tuple[int, Pathology]] = attrs.field(init=False)
    unread: list[tuple[int, Pathology]] = attrs.field(init=False)
    recommendations: dict[str, list[tuple[int, Recommendation]]] = attrs.field(init=False)
    in_breast: dict[Side, list[int]] = attrs.field(init=False)
    assessed: dict[Side, list[tuple[int, Assessment]]] = attrs.field(init=False)
    overall: list[tuple[int, Assessment]] = attrs.field(init=False)
    _categories: dict[int, Stated | None] = attrs.field(init=False, factory=dict)
    _bounds: dict[int, Stated | None] = attrs.field(init=False, factory=dict)
    _reasons: dict[Side, set[AssessmentReason | None]] | None = attrs.field(
        init=False, default=None
    )
    _standing: Standing | None = attrs.field(init=False, default=None)
    _lesions: dict[int, tuple[int, ...]] | None = attrs.field(init=False, default=None)
    _tissue: frozenset[Side | None] | None = attrs.field(init=False, default=None)
    _treated_sides: frozenset[Side] | None = attrs.field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        """Read the report once."""
        report = self.report
        self.exams = {}
        for number, exam in enumerate(report.exams):
            self.exams.setdefault(exam.id, (number, exam))
        self.findings = {}
        self.in_breast = {Side.LEFT: [], Side.RIGHT: []}
        for number, finding in enumerate(report.findings):
            self.findings.setdefault(finding.id, (number, finding))
            for side in sides(breast_of(finding)):
                self.in_breast[side].append(number)
        self._read_tissue()
        self.recommendations = defaultdict(list)
        for number, written in enumerate(report.recommendations):
            for name in written.findings or ():
                self.recommendations[name].append((number, written))
        self.assessed = {Side.LEFT: [], Side.RIGHT: []}
        self.overall = []
        for number, assessment in enumerate(report.assessments):
            if assessment.breast is AssessmentScope.OVERALL:
                self.overall.append((number, assessment))
            for side in sides(assessment.breast):
                self.assessed[side].append((number, assessment))

    def _read_tissue(self) -> None:
        self.pathology = defaultdict(list)
        self.tissue_results = []
        self.unread = []
        for number, result in enumerate(self.report.pathology):
            if result.read_as is None:
                self.unread.append((number, result))
                continue
            self.tissue_results.append((number, result))
            if result.finding is not None:
                self.pathology[result.finding].append((number, result))

    def finding_named(self, name: str | None) -> tuple[int, FindingBase] | None:
        """Return the finding of an id with its number, if a name is stated and it is there."""
        return self.findings.get(name) if name is not None else None

    def breasts_of(self, result: Pathology) -> tuple[Side, ...]:
        """Return the breasts that tissue was taken of: its finding's, else those it states."""
        known = self.finding_named(result.finding)
        return (sides(breast_of(known[1])) if known else ()) or sides(result.breast)

    def exam_of(self, finding: FindingBase) -> ExamBase | None:
        """Return the exam that a finding names, if it is there."""
        entry = self.exams.get(finding.exam) if finding.exam is not None else None
        return entry[1] if entry else None

    def breast_category(self, side: Side) -> Stated | None:
        """Return the most suspicious category that stands for a breast.

        Of equal ones, that of a named exam counts first, and of a screening exam before others,
        so that the answer does not depend on the order of the list.
        """
        return next(iter(self.breast_categories(side)), None)

    def breast_categories(self, side: Side) -> tuple[Stated, ...]:
        """Return every category that stands for a breast, each once, the most suspicious first."""
        return self.standing.of_breast[side]

    def overall_categories(self) -> tuple[Stated, ...]:
        """Return every ``overall`` category that stands, each once, the most suspicious first."""
        return self.standing.overall

    @property
    def treated_sides(self) -> frozenset[Side]:
        """The breasts that were treated for cancer, in whatever form that was stated."""
        if self._treated_sides is None:
            self._treated_sides = treated(self.report)
        return self._treated_sides

    @property
    def standing(self) -> Standing:
        """The assessments that stand: all but the 0s that a workup replaced."""
        if self._standing is None:
            self._standing = Standing.of(self)
        return self._standing

    def bound_of(self, number: int, finding: FindingBase) -> Stated | None:
        """Return the category that a finding cannot exceed: its own, its breast's or the overall.

        A breast called 1, 2 or 3 is so with all its findings, and so is a report with an overall
        1, 2 or 3. A bilateral finding is bound by the lower of its breasts, one without a side
        by the only breast that its exam shows. ``None`` where nothing was stated, or an overall
        0 or 4-6, which names no finding.
        """
        if number not in self._bounds:
            self._bounds[number] = self._bound(number, finding)
        return self._bounds[number]

    def _bound(self, number: int, finding: FindingBase) -> Stated | None:
        if finding.category is not None:
            return Stated(finding.category, f"/findings/{number}/category")
        found = [self.standing.on(side, finding.exam) for side in self._places(finding)]
        stated = [each for each in found if each is not None]
        if stated:
            return min(stated, key=lambda each: SUSPICION[each.category])
        return self.standing.ceiling(finding.exam)

    def _places(self, finding: FindingBase) -> tuple[Side, ...]:
        """Return the breasts of a finding; without a side, the one breast that its exam shows."""
        stated = breast_of(finding)
        if stated is not None:
            return sides(stated)
        exam = self.exam_of(finding)
        shown = sides(exam.laterality) if exam is not None else ()
        return shown if len(shown) == 1 else ()

    def lesion_of(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the findings that are the same lesion, the finding included."""
        if self._lesions is None:
            self._lesions = lesions(self.report.findings)
        return self._lesions.get(number, (number,))

    def category_of(self, number: int, finding: FindingBase) -> Stated | None:
        """Return the category that counts for a finding, or ``None`` where none was stated."""
        if number not in self._categories:
            self._categories[number] = self._category(number, finding)
        return self._categories[number]

    def _category(self, number: int, finding: FindingBase) -> Stated | None:
        if finding.category is not None:
            return Stated(finding.category, f"/findings/{number}/category")
        stated: Stated | None = None
        for side in sides(breast_of(finding)):
            of_breast = self.breast_category(side)
            if of_breast is None or self.in_breast[side] != [number]:
                return None
            if stated is not None and stated.category is not of_breast.category:
                return None
            stated = stated or of_breast
        if stated is not None and stated.category is Category.C6 and not self.is_cancer(finding):
            return None
        return stated

    def reason_of(self, category: Stated | None, breast: Breast | None) -> AssessmentReason | None:
        """Return why a category 0 is incomplete, where all its breast's assessments agree."""
        if category is None or category.category is not Category.C0 or breast is None:
            return None
        reasons = {reason for side in sides(breast) for reason in self._zero_reasons()[side]}
        return reasons.pop() if len(reasons) == 1 else None

    def _zero_reasons(self) -> Mapping[Side, set[AssessmentReason | None]]:
        if self._reasons is None:
            self._reasons = {
                side: {entry.reason for _, entry in entries if entry.category is Category.C0}
                for side, entries in self.assessed.items()
            }
        return self._reasons

    def results_of(self, number: int, finding: FindingBase) -> list[tuple[int, Pathology]]:
        """Return the tissue results of a finding; of two equal ids the first finding has them."""
        results = self.pathology.get(finding.id)
        if not results or self.findings[finding.id][0] != number:
            return []
        return results

    def is_cancer(self, finding: FindingBase) -> bool:
        """Say whether a tissue result of the finding, not older than its exam, is malignant."""
        exam = self.exam_of(finding)
        return any(
            result.result_class is ResultClass.MALIGNANT and not is_history(result, exam)
            for _, result in self.pathology.get(finding.id, ())
        )

    def tissue_stated(self, breast: Breast | None) -> bool:
        """Say whether a 4, 5 or 6, a biopsy or a tissue result was stated for a breast.

        What was stated without a side counts for both, and so does a breast without a side.
        """
        if self._tissue is None:
            self._tissue = frozenset(self._tissue_sides())
        if breast is None or None in self._tissue:
            return bool(self._tissue)
        return any(side in self._tissue for side in sides(breast))

    def _tissue_sides(self) -> Iterator[Side | None]:
        for assessment in self.report.assessments:
            if assessment.category[0] in _TISSUE_CATEGORIES:
                yield from sides(assessment.breast) or (None,)
        for finding in self.report.findings:
            if finding.category is not None and finding.category[0] in _TISSUE_CATEGORIES:
                yield from sides(breast_of(finding)) or (None,)
        for written in self.report.recommendations:
            if written.action in TISSUE_ACTIONS:
                named = self._sides_of(written.findings or ())
                yield from (*sides(written.breast), *named) or (None,)
        for _, result in self.tissue_results:
            yield from self.breasts_of(result) or (None,)

    def _sides_of(self, ids: tuple[str, ...]) -> tuple[Side, ...]:
        known = (self.findings[name][1] for name in ids if name in self.findings)
        return tuple(side for finding in known for side in sides(breast_of(finding)))


def is_history(result: Pathology, exam: ExamBase | None) -> bool:
    """Say whether a tissue result is older than the exam that shows the finding."""
    return (
        exam is not None
        and result.date is not None
        and exam.date is not None
        and result.date < exam.date
    )


def breast_of(finding: FindingBase) -> Breast | None:
    """Return the side of a finding, or ``None`` where it is not stated."""
    return finding.location.breast if finding.location is not None else None
