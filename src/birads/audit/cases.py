"""Turn a report into cases: one per exam and one per lesion, each with what became of it.

A report is one episode: results are joined to exams inside it and never across reports, because
a report carries no identity of a patient.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from birads.assessment import Outcome
from birads.audit.case import Case, Read
from birads.audit.definitions import Definition
from birads.audit.outcome import Followed, Judge, Truth, reaches
from birads.audit.words import words_of
from birads.exam import ExamBase
from birads.findings import FindingBase
from birads.index import SUSPICION, ReportIndex, breast_of, sides, stated_purpose
from birads.lexicon.common import Category, Side
from birads.report import Report, Status

__all__ = ["cases"]

_BOTH = (Side.LEFT, Side.RIGHT)
_MOST_PAIRS = 1_000_000
_FIRST_TO_ACT = SUSPICION[Category.C0]
_NOT_COUNTED = {
    Status.CANCELLED: "report_cancelled",
    Status.PRELIMINARY: "report_preliminary",
}


def cases(report: Report, chosen: Definition, site: str | None = None) -> Read:
    """Return the exams and the lesions of a report, judged by a definition set."""
    reader = _Reader(report, chosen, site)
    if len(report.exams) * max(1, len(report.findings) + len(report.outcomes)) > _MOST_PAIRS:
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


class _Reader:
    def __init__(self, report: Report, chosen: Definition, site: str | None) -> None:
        self.report = report
        self.chosen = chosen
        self.site = site
        self.index = ReportIndex(report)
        self.judge = Judge(chosen)
        self.only = report.exams[0] if len(report.exams) == 1 else None
        self.outcomes: dict[str, list[tuple[int, Outcome]]] = {}
        self.of_breast: list[tuple[int, Outcome]] = []
        self._truths: dict[tuple[str, dt.date | None], Followed] = {}
        for number, outcome in enumerate(report.outcomes):
            if outcome.finding is None:
                self.of_breast.append((number, outcome))
            else:
                self.outcomes.setdefault(outcome.finding, []).append((number, outcome))

    # -------- exams

    def exams(self) -> Iterator[Case]:
        """Yield one case per exam; the first of two equal ids counts."""
        for _, exam in self.index.exams.values():
            category = self._exam_category(exam)
            followed = self._exam_followed(exam)
            yield self._case("exam", exam, category, followed, exam.laterality)

    def _exam_of(self, finding: FindingBase) -> ExamBase | None:
        return self.index.exam_of(finding) or (self.only if finding.exam is None else None)

    def _exam_category(self, exam: ExamBase) -> Category | None:
        """Return what an exam was assessed as: a suspicious finding is never lost under it."""
        entries = [
            entry
            for entry in self.report.assessments
            if entry.exam == exam.id or (entry.exam is None and exam is self.only)
        ]
        stated = [entry.category for entry in entries]
        assessed = {side for entry in entries for side in sides(entry.breast) or _BOTH}
        under: list[Category] = []
        for _, finding in self.index.findings.values():
            if finding.category is None or self._exam_of(finding) is not exam:
                continue
            of = sides(breast_of(finding)) or _BOTH
            (under if assessed.issuperset(of) else stated).append(finding.category)
        top = max(stated, key=SUSPICION.__getitem__, default=None)
        worst = max(under, key=SUSPICION.__getitem__, default=None)
        if top is None or worst is None:
            return top
        if SUSPICION[top] >= _FIRST_TO_ACT or SUSPICION[worst] < _FIRST_TO_ACT:
            return top
        self.judge.say(
            "finding_above_assessment",
            "",
            f"Exam {exam.id[:80]!r} is assessed {top.value} and holds a finding of category "
            f"{worst.value}; the finding's category counts.",
        )
        return worst

    def _exam_followed(self, exam: ExamBase) -> Followed:
        covered = sides(exam.laterality) or _BOTH
        parts: list[Followed] = []
        suspicious: list[Followed] = []
        for number, finding in self.index.findings.values():
            of = sides(breast_of(finding))
            if of and not set(of) & set(covered):
                continue
            truth = self._truth(finding, exam.date)
            parts.append(truth)
            stated = self.index.category_of(number, finding)
            if stated is not None and stated.category in self.chosen.tissue_categories:
                suspicious.append(truth)
        breasts = [self._breast_followed(side, exam.date) for side in covered]
        if all(one.truth is Truth.NO_CANCER for one in breasts):
            return Followed.joined([*parts, *breasts], breasts)
        return Followed.joined([*parts, *breasts], suspicious or parts)

    def _breast_followed(self, side: Side, start: dt.date | None) -> Followed:
        reached = [entry for entry in self.of_breast if reaches(entry[1], side)]
        return self.judge.lesion(start, (), reached) if reached else Followed()

    # -------- lesions

    def lesions(self) -> Iterator[Case]:
        """Yield one case per finding; the first of two equal ids counts."""
        for number, finding in self.index.findings.values():
            exam = self._exam_of(finding)
            stated = self.index.category_of(number, finding)
            category = stated.category if stated is not None else None
            followed = self._truth(finding, exam.date if exam is not None else None)
            words = tuple(words_of(finding, exam))
            breast = breast_of(finding)
            case = self._case("lesion", exam, category, followed, breast)
            yield attrs.evolve(
                case,
                finding=finding.id,
                words=words,
                modality=case.modality or _modality(finding),
                tracking_uid=finding.tracking_uid,
            )

    def _truth(self, finding: FindingBase, start: dt.date | None) -> Followed:
        key = finding.id, start
        found = self._truths.get(key)
        if found is None:
            followed = [*self.outcomes.get(finding.id, ()), *self._from_breast(finding)]
            tissue = self.index.pathology.get(finding.id, ())
            found = self._truths[key] = (
                self.judge.lesion(start, tissue, followed) if tissue or followed else Followed()
            )
        return found

    def _from_breast(self, finding: FindingBase) -> Iterator[tuple[int, Outcome]]:
        """Yield what is known of a breast and so of its lesion.

        No cancer in a breast holds for every lesion; a cancer only where there is one lesion.
        """
        if not self.of_breast:
            return
        of = sides(breast_of(finding))
        for entry in self.of_breast:
            if not of or not all(reaches(entry[1], side) for side in of):
                continue
            alone = len(of) == 1 and len(self.index.in_breast[of[0]]) == 1
            one_side = len(sides(entry[1].breast)) == 1
            if not entry[1].malignant or (alone and one_side):
                yield entry

    # -------- both

    def _case(
        self,
        unit: str,
        exam: ExamBase | None,
        category: Category | None,
        followed: Followed,
        breast: str | None,
    ) -> Case:
        purpose = stated_purpose(exam)
        modality: str | None = exam.modality.value if exam is not None else None  # type: ignore[attr-defined]
        group = self.chosen.group_of(purpose)
        excluded = self._excluded(exam, modality, category, followed, breast)
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
            decision=_decision(self.chosen, group.id if group else None, category),
            followed=followed,
        )

    def _excluded(
        self,
        exam: ExamBase | None,
        modality: str | None,
        category: Category | None,
        followed: Followed,
        breast: str | None,
    ) -> str | None:
        status = self.report.status
        if status is not None and status in _NOT_COUNTED:
            return _NOT_COUNTED[status]
        if modality is not None and modality not in self.chosen.modalities:
            return "modality_outside_definition"
        purpose = stated_purpose(exam)
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
            entry = self.index.findings.get(result.finding)
            of = sides(breast_of(entry[1])) if entry is not None else ()
            self._without_exam(of, covered, f"/pathology/{number}/finding")

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


def _decision(chosen: Definition, group: str | None, category: Category | None) -> str:
    if category is None:
        return "category_not_stated"
    if group is None:
        return "purpose_outside_definition"
    of = chosen.group(group)
    if category in of.positive:
        return "positive"
    return "negative" if category in of.negative else f"category_{category.value}_not_counted"


def _modality(finding: FindingBase) -> str | None:
    kind: str = finding.kind  # type: ignore[attr-defined]
    prefix = kind.partition(".")[0]
    return {"mg": "mammography", "us": "ultrasound"}.get(prefix, prefix if "." in kind else None)
