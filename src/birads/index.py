"""Look things up in a report: what belongs to which finding, breast and exam.

The rules on whose category counts for a finding are those that results rely on: its own, else
its breast's assessment where it is that breast's only finding, else none. A category never
spreads from one finding, or one side, to another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from birads.assessment import Assessment, AssessmentReason, Recommendation
from birads.exam import ExamBase, Purpose
from birads.findings import FindingBase
from birads.lexicon.common import Breast, Category, Side
from birads.pathology import Pathology, ResultClass
from birads.report import Report

__all__ = [
    "SUSPICION",
    "ReportIndex",
    "Stated",
    "breast_of",
    "is_final",
    "sides",
    "stated_purpose",
]

SUSPICION: Mapping[Category, int] = MappingProxyType(
    {
        category: rank
        for rank, category in enumerate(
            (
                Category.C1,
                Category.C2,
                Category.C3,
                Category.C6,
                Category.C0,
                Category.C4A,
                Category.C4,
                Category.C4B,
                Category.C4C,
                Category.C5,
            )
        )
    }
)
"""The order of categories, least to most suspicious."""

_BOTH = (Side.LEFT, Side.RIGHT)
_SIDES: Mapping[str, tuple[Side, ...]] = MappingProxyType(
    {"left": (Side.LEFT,), "right": (Side.RIGHT,), "bilateral": _BOTH}
)


def sides(breast: str | None) -> tuple[Side, ...]:
    """Return the breasts that a word names; none for a missing word or ``overall``."""
    return _SIDES.get(breast, ()) if breast is not None else ()


def is_final(category: Category) -> bool:
    """Say whether a category is final (1-6), not incomplete (0)."""
    return category is not Category.C0


def stated_purpose(exam: ExamBase | None) -> Purpose | None:
    """Return the purpose of an exam; ``unknown`` is the same as not stated."""
    purpose = exam.purpose if exam is not None else None
    return None if purpose is Purpose.UNKNOWN else purpose


@attrs.frozen
class Stated:
    """Hold a category and the pointer it was read from."""

    category: Category
    pointer: str


@attrs.define(eq=False)
class ReportIndex:
    """Hold a report's parts by what they belong to; the first of two equal ids counts."""

    report: Report
    exams: dict[str, tuple[int, ExamBase]] = attrs.field(init=False)
    findings: dict[str, tuple[int, FindingBase]] = attrs.field(init=False)
    pathology: dict[str, list[tuple[int, Pathology]]] = attrs.field(init=False)
    recommendations: dict[str, list[tuple[int, Recommendation]]] = attrs.field(init=False)
    in_breast: dict[Side, list[int]] = attrs.field(init=False)
    assessed: dict[Side, list[tuple[int, Assessment]]] = attrs.field(init=False)
    _categories: dict[int, Stated | None] = attrs.field(init=False, factory=dict)
    _of_breast: dict[Side, Stated | None] = attrs.field(init=False, factory=dict)

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
        self.pathology = defaultdict(list)
        for number, result in enumerate(report.pathology):
            self.pathology[result.finding].append((number, result))
        self.recommendations = defaultdict(list)
        for number, written in enumerate(report.recommendations):
            for name in written.findings or ():
                self.recommendations[name].append((number, written))
        self.assessed = {Side.LEFT: [], Side.RIGHT: []}
        for number, assessment in enumerate(report.assessments):
            for side in sides(assessment.breast):
                self.assessed[side].append((number, assessment))

    def exam_of(self, finding: FindingBase) -> ExamBase | None:
        """Return the exam that a finding names, if it is there."""
        entry = self.exams.get(finding.exam) if finding.exam is not None else None
        return entry[1] if entry else None

    def breast_category(self, side: Side) -> Stated | None:
        """Return the most suspicious category stated for a breast.

        A final category of a later diagnostic exam replaces an earlier 0; nothing else is
        replaced, so that another modality never lowers a 4 or 5.
        """
        if side not in self._of_breast:
            self._of_breast[side] = self._most_suspicious(side)
        return self._of_breast[side]

    def _most_suspicious(self, side: Side) -> Stated | None:
        best: tuple[int, Assessment] | None = None
        entries = self.assessed[side]
        for number, entry in entries:
            if entry.category is Category.C0 and any(
                self._replaces(other, entry) for _, other in entries
            ):
                continue
            if best is None or SUSPICION[entry.category] > SUSPICION[best[1].category]:
                best = (number, entry)
        return Stated(best[1].category, f"/assessments/{best[0]}/category") if best else None

    def _replaces(self, later: Assessment, earlier: Assessment) -> bool:
        if not is_final(later.category) or later.exam is None or earlier.exam is None:
            return False
        after, before = self.exams.get(later.exam), self.exams.get(earlier.exam)
        if after is None or before is None or after[0] == before[0]:
            return False
        if stated_purpose(after[1]) in (None, Purpose.SCREENING):
            return False
        dates = after[1].date, before[1].date
        if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
            return after[0] > before[0]
        return dates[0] > dates[1]

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
        """Return why a category 0 is incomplete, as its breast's assessments state it."""
        if category is None or category.category is not Category.C0:
            return None
        reasons = {
            entry.reason
            for entry in self.report.assessments
            if entry.category is Category.C0
            and entry.reason is not None
            and (breast is None or set(sides(breast)) & set(sides(entry.breast)))
        }
        return reasons.pop() if len(reasons) == 1 else None

    def is_cancer(self, finding: FindingBase) -> bool:
        """Say whether a tissue result of the finding is malignant."""
        return any(
            result.result_class is ResultClass.MALIGNANT
            for _, result in self.pathology.get(finding.id, ())
        )


def breast_of(finding: FindingBase) -> Breast | None:
    """Return the side of a finding, or ``None`` where it is not stated."""
    return finding.location.breast if finding.location is not None else None
