"""Turn a report into cases: one per exam and one per lesion, each with what became of it.

A report is one episode: results are joined to exams inside it and never across reports, because
a report carries no identity of a patient.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from birads.audit._assessed import Assessed, Reading
from birads.audit._case import Case, Read
from birads.audit._definitions import Definition, Group
from birads.audit._followed import NOT_FOLLOWED, Followed, Truth
from birads.audit._lesions import Member, as_one
from birads.audit._outcome import Judge
from birads.audit._truths import Truths
from birads.audit._words import words_of
from birads.lexicon.common import Category, Side
from birads.report.exam import ExamBase, Purpose
from birads.report.findings import FindingBase
from birads.report.report import Report, Status
from birads.report.view._index import ReportIndex, breast_of, sides, stated_purpose

__all__ = ["cases"]

_BOTH = (Side.LEFT, Side.RIGHT)
_MOST_LOOKS = 100_000
_FEW = 10  # exams of different dates or sides that an episode of any size may have
_NOT_COUNTED = {
    Status.CANCELLED: "report_cancelled",
    Status.PRELIMINARY: "report_preliminary",
    Status.ENTERED_IN_ERROR: "report_entered_in_error",
}


def cases(report: Report, chosen: Definition, site: str | None = None) -> Read:
    """Return the exams and the lesions of a report, judged by a definition set."""
    reader = _Reader(report, chosen, site)
    if _looks(report) > _MOST_LOOKS:
        reader.judge.say(
            "report_too_large_to_audit",
            "",
            f"The report has {len(report.exams)} exams and {len(report.findings)} findings: it is "
            "no episode of one patient and is not counted.",
        )
        return Read((), tuple(reader.judge.issues))
    found = (*reader.exams(), *reader.lesions())
    reader.sides_without_exam()
    return Read(found, tuple(reader.judge.issues))


def _looks(report: Report) -> int:
    """Return how often results are looked at: once for each kind and date of exam."""
    kinds = {(exam.laterality, exam.date) for exam in report.exams}
    results = len(report.outcomes) + len(report.pathology)
    return max(0, len(kinds) - _FEW) * (len(report.findings) + results)


class _Reader:
    def __init__(self, report: Report, chosen: Definition, site: str | None) -> None:
        self.report = report
        self.chosen = chosen
        self.site = site
        self.index = ReportIndex(report)
        self.judge = Judge(chosen)
        self.reading = Reading(self.index, chosen, self.judge)
        self.truths = Truths(self.index, self.judge)
        self._followed: dict[tuple[tuple[Side, ...], dt.date | None], Followed] = {}

    # -------- exams

    def exams(self) -> Iterator[Case]:
        """Yield one case per exam; the first of two equal ids counts."""
        for _, exam in self.index.exams.values():
            covered = sides(exam.laterality) or _BOTH
            key = covered, exam.date
            if key not in self._followed:
                self._followed[key] = self._exam_followed(covered, exam.date)
            assessed = self.reading.of_exam(exam)
            yield self._case("exam", exam, assessed, self._followed[key], exam.laterality)

    def _exam_followed(self, covered: tuple[Side, ...], date: dt.date | None) -> Followed:
        if not (self.report.outcomes or self.report.pathology):
            return NOT_FOLLOWED
        parts: list[Followed] = []
        suspicious: list[Followed] = []
        for number, finding in self.index.findings.values():
            of = sides(breast_of(finding))
            if of and not set(of) & set(covered):
                continue
            truth = self.truths.lesion(number, date)
            parts.append(truth)
            stated = self.index.category_of(number, finding)
            if stated is not None and stated.category in self.chosen.tissue_categories:
                suspicious.append(truth)
        breasts = [self.truths.breast(side, date) for side in covered]
        proven = [self.truths.cancer_of_breast(side, date) for side in covered]
        if all(one.truth is Truth.NO_CANCER for one in breasts):
            return Followed.joined([*parts, *breasts, *proven], breasts)
        return Followed.joined([*parts, *breasts, *proven], suspicious or parts)

    # -------- lesions

    def lesions(self) -> Iterator[Case]:
        """Yield one case per lesion, in the order of its first finding."""
        for number, _ in self.index.findings.values():
            members = self.truths.members(number)
            if members[0][0] == number:
                yield as_one([self._member(n, finding) for n, finding in members])

    def _member(self, number: int, finding: FindingBase) -> Member:
        exam = self.reading.exam_of(finding)
        stated = self.index.category_of(number, finding)
        assessed = self.reading.of_finding(stated.category if stated else None, exam)
        followed = self.truths.lesion(number, exam.date if exam is not None else None)
        case = self._case("lesion", exam, assessed, followed, breast_of(finding))
        case = attrs.evolve(
            case,
            finding=finding.id,
            words=tuple(words_of(finding, exam)),
            modality=case.modality or _modality(finding),
            tracking_uid=finding.tracking_uid,
        )
        return Member(finding, exam, case)

    # -------- both

    def _case(
        self,
        unit: str,
        exam: ExamBase | None,
        assessed: Assessed,
        followed: Followed,
        breast: str | None,
    ) -> Case:
        category = assessed.category
        purpose = stated_purpose(exam)
        modality: str | None = exam.modality.value if exam is not None else None
        group = self.chosen.group_of(purpose)
        excluded = self._excluded(exam, purpose, category, followed, breast)
        return Case(
            unit=unit,
            report=self.report.id,
            exam=exam.id if exam is not None else None,
            finding=None,
            modality=modality,
            purpose=purpose.value if purpose is not None else None,
            group=group.id if group is not None else None,
            date=exam.date if exam is not None else None,
            breast=str(breast) if breast is not None else None,
            category=category,
            readers=self.report.authors,
            site=self.site,
            excluded=excluded,
            decision=_decision(group, category),
            followed=followed,
            reason=assessed.reason,
            recall=assessed.recall,
        )

    def _excluded(
        self,
        exam: ExamBase | None,
        purpose: Purpose | None,
        category: Category | None,
        followed: Followed,
        breast: str | None,
    ) -> str | None:
        status = self.report.status
        if status is not None and status in _NOT_COUNTED:
            return _NOT_COUNTED[status]
        if exam is not None and exam.modality not in self.chosen.modalities:
            return "modality_outside_definition"
        if purpose is not None and purpose in self.chosen.excluded_purposes:
            return f"purpose_{purpose.value}"
        if self.chosen.group_of(purpose) is None:
            return "purpose_outside_definition"
        if category is Category.C6 or followed.known_before:
            return "known_cancer"
        if exam is not None and _uncovered(exam, breast):
            return "side_without_exam"
        return None

    def sides_without_exam(self) -> None:
        """Say which results speak of a breast that no exam of the report covers."""
        exams = self.report.exams
        covered = {side for exam in exams for side in sides(exam.laterality) or _BOTH}
        if not exams or len(covered) == len(_BOTH):
            return
        for number, outcome in enumerate(self.report.outcomes):
            self._without_exam(sides(outcome.breast), covered, f"/outcomes/{number}/breast")
        for number, result in enumerate(self.report.pathology):
            member = "breast" if result.finding is None else "finding"
            self._without_exam(
                self.index.breasts_of(result), covered, f"/pathology/{number}/{member}"
            )

    def _without_exam(self, of: Iterable[Side], covered: set[Side], pointer: str) -> None:
        missing = [side.value for side in of if side not in covered]
        if missing:
            self.judge.say(
                "side_without_exam",
                pointer,
                f"The result speaks of the {' and '.join(missing)} breast, which no exam of the "
                "report covers; it is not counted.",
            )


def _uncovered(exam: ExamBase, breast: str | None) -> bool:
    """Say whether a lesion lies in a breast that its exam does not cover."""
    covered = sides(exam.laterality)
    return bool(covered) and not set(sides(breast)) <= set(covered)


def _decision(group: Group | None, category: Category | None) -> str:
    if category is None:
        return "category_not_stated"
    if group is None:
        return "purpose_outside_definition"
    if category in group.positive:
        return "positive"
    return "negative" if category in group.negative else f"category_{category.value}_not_counted"


def _modality(finding: FindingBase) -> str | None:
    kind: str = finding.kind
    prefix = kind.partition(".")[0]
    return {"mg": "mammography", "us": "ultrasound"}.get(prefix, prefix if "." in kind else None)
