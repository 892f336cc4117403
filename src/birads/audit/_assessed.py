"""Read what an exam was assessed as, and why where that is a category 0."""

from __future__ import annotations

from collections import defaultdict

import attrs

from birads.audit._definitions import Definition
from birads.audit._outcome import Judge
from birads.lexicon.common import Category, Side
from birads.report.assessment import Assessment, AssessmentReason
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.view._index import SUSPICION, ReportIndex, breast_of, sides

__all__ = ["NO_RECALL", "RECALL", "RECALL_NOT_KNOWN", "Assessed", "Reading"]

RECALL, NO_RECALL, RECALL_NOT_KNOWN = "recall", "no_recall", "not_known"
_BOTH = (Side.LEFT, Side.RIGHT)
_FIRST_TO_ACT = SUSPICION[Category.C0]
_NOT_STATED = AssessmentReason.NOT_STATED.value


@attrs.frozen
class Assessed:
    """Hold the category of an exam; of a category 0 also why, and whether that is a recall."""

    category: Category | None
    reason: str | None = None
    recall: str | None = None


class Reading:
    """Read the assessments of one report, exam by exam."""

    def __init__(self, index: ReportIndex, chosen: Definition, judge: Judge) -> None:
        self._chosen = chosen
        self._judge = judge
        exams = index.report.exams
        only = exams[0] if len(exams) == 1 else None
        self._index = index
        self._only = only
        self._stated: defaultdict[str | None, list[Assessment]] = defaultdict(list)
        for entry in index.report.assessments:
            self._stated[only.id if only and entry.exam is None else entry.exam].append(entry)
        self._found: defaultdict[str, list[FindingBase]] = defaultdict(list)
        for _, finding in index.findings.values():
            exam = self.exam_of(finding)
            if exam is not None and finding.category is not None:
                self._found[exam.id].append(finding)

    def exam_of(self, finding: FindingBase) -> ExamBase | None:
        """Return the exam of a finding; where none is named, the only one of the report."""
        return self._index.exam_of(finding) or (self._only if finding.exam is None else None)

    def of_exam(self, exam: ExamBase) -> Assessed:
        """Return what an exam was assessed as: a suspicious finding is never lost under it."""
        entries = self._stated[exam.id]
        category = self._category(exam, entries)
        if category is not Category.C0:
            return Assessed(category)
        reasons = [entry.reason for entry in entries if entry.category is Category.C0]
        return self._zero(reasons)

    def of_finding(self, category: Category | None, exam: ExamBase | None) -> Assessed:
        """Return the category of a lesion; of a 0 the reason that its exam states."""
        if category is not Category.C0:
            return Assessed(category)
        entries = self._stated[exam.id] if exam is not None else ()
        return self._zero([e.reason for e in entries if e.category is Category.C0])

    def _zero(self, reasons: list[AssessmentReason | None]) -> Assessed:
        stated = sorted({_NOT_STATED if r is None else r.value for r in reasons} or {_NOT_STATED})
        return Assessed(Category.C0, "+".join(stated), _recall(self._chosen, reasons or [None]))

    def _category(self, exam: ExamBase, entries: list[Assessment]) -> Category | None:
        stated = [entry.category for entry in entries]
        assessed = {side for entry in entries for side in sides(entry.breast) or _BOTH}
        under: list[Category] = []
        for finding in self._found[exam.id]:
            if finding.category is not None:
                of = sides(breast_of(finding)) or _BOTH
                (under if assessed.issuperset(of) else stated).append(finding.category)
        top = max(stated, key=SUSPICION.__getitem__, default=None)
        worst = max(under, key=SUSPICION.__getitem__, default=None)
        if top is None or worst is None:
            return top
        if SUSPICION[top] >= _FIRST_TO_ACT or SUSPICION[worst] < _FIRST_TO_ACT:
            return top
        self._judge.say(
            "finding_above_assessment",
            "",
            f"Exam {exam.id[:80]!r} is assessed {top.value} and holds a finding of category "
            f"{worst.value}; the finding's category counts.",
        )
        return worst


def _recall(chosen: Definition, reasons: list[AssessmentReason | None]) -> str:
    """Say whether a category 0 is a recall: one reason that is one is enough."""
    said = [chosen.is_recall(reason) for reason in reasons]
    if True in said:
        return RECALL
    return RECALL_NOT_KNOWN if None in said else NO_RECALL
