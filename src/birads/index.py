"""Look things up in a report: what belongs to which finding, breast and exam.

The rules on whose category counts for a finding are those that results rely on: its own, else
its breast's assessment where it is that breast's only finding, else none. A category never
spreads from one finding, or one side, to another.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from birads.assessment import Action, Assessment, AssessmentReason, Recommendation
from birads.exam import ExamBase, Purpose
from birads.findings import FindingBase
from birads.lexicon.common import Breast, Category, Side
from birads.pathology import Pathology, ResultClass
from birads.report import Report

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

_TISSUE_CATEGORIES = "456"
TISSUE_ACTIONS = frozenset(
    {
        Action.TISSUE_DIAGNOSIS,
        Action.CORE_BIOPSY,
        Action.VACUUM_ASSISTED_BIOPSY,
        Action.FINE_NEEDLE_ASPIRATION,
        Action.SURGICAL_EXCISION,
    }
)
"""What a radiologist writes to ask for tissue."""

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
    _tissue: frozenset[Side | None] | None = attrs.field(init=False, default=None)

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

        Of equal ones, that of a named exam counts first, and of a screening exam before others,
        so that the answer does not depend on the order of the list.
        """
        if side not in self._of_breast:
            best = max(self._standing(side), key=self._weight, default=None)
            self._of_breast[side] = (
                Stated(best[1].category, f"/assessments/{best[0]}/category") if best else None
            )
        return self._of_breast[side]

    def breast_categories(self, side: Side) -> tuple[Stated, ...]:
        """Return every category that stands for a breast, each once, the most suspicious first."""
        entries = sorted(self._standing(side), key=self._weight, reverse=True)
        found: dict[Category, Stated] = {}
        for number, entry in entries:
            pointer = f"/assessments/{number}/category"
            found.setdefault(entry.category, Stated(entry.category, pointer))
        return tuple(found.values())

    def _weight(self, entry: tuple[int, Assessment]) -> tuple[int, bool, bool, int]:
        number, assessment = entry
        exam = self.exams.get(assessment.exam) if assessment.exam is not None else None
        screening = exam is not None and exam[1].purpose is Purpose.SCREENING
        return (SUSPICION[assessment.category], exam is not None, screening, -number)

    def _standing(self, side: Side) -> list[tuple[int, Assessment]]:
        """Return the assessments of a breast without the 0s that a later exam replaced.

        A final category of a later diagnostic exam replaces an earlier 0; nothing else is
        replaced, so that another modality never lowers a 4 or 5.
        """
        entries = self.assessed[side]
        if len(entries) == 1:
            return entries
        exams = (self.exams.get(e.exam or "") for _, e in entries if is_final(e.category))
        further = [
            exam[1].date
            for exam in exams
            if exam is not None and stated_purpose(exam[1]) not in (None, Purpose.SCREENING)
        ]
        return [
            entry
            for entry in entries
            if entry[1].category is not Category.C0 or not self._replaced(entry[1], further)
        ]

    def _replaced(self, zero: Assessment, further: list[dt.date | None]) -> bool:
        """Say whether a 0 was replaced; ``further`` holds the dates of later kinds of exam."""
        named = self.exams.get(zero.exam) if zero.exam is not None else None
        if named is None or not further:
            return False
        date, screening = named[1].date, named[1].purpose is Purpose.SCREENING
        dates = [other for other in further if other is not None]
        if date is not None and dates and max(dates) > date:
            return True
        # Without dates, a diagnostic exam is known to follow a screening one only.
        undated = date is None or len(dates) < len(further) or date in dates
        return screening and undated

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
        here = set(sides(breast))
        reasons = {
            entry.reason
            for entry in self.report.assessments
            if entry.category is Category.C0 and here & set(sides(entry.breast))
        }
        return reasons.pop() if len(reasons) == 1 else None

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
        for result in self.report.pathology:
            yield from self._sides_of((result.finding,)) or (None,)

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
