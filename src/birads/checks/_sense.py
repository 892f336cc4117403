"""Hold what the checks ask of a report again and again, computed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

import attrs

from birads.checks._dismissed import dismissed_when_bilateral
from birads.checks._innocent import is_cyst
from birads.checks._plan import Plan, Plans
from birads.checks._registry import Found
from birads.checks._same import linked
from birads.checks._tissue_sense import TissueSense
from birads.checks._words import GROWING, ONE_TO_THREE, SUSPICIOUS_WORDS, TISSUE_LINE
from birads.lexicon.common import Category, Side
from birads.lexicon.mammography import CalcMorphology
from birads.report.assessment import AssessmentScope
from birads.report.exam import ExamBase, UltrasoundExam
from birads.report.findings import FindingBase, MgCalcifications
from birads.report.pathology import Pathology
from birads.report.view import _history as history
from birads.report.view._index import (
    SUSPICION,
    Stated,
    breast_of,
    is_final,
    sides,
)

__all__ = ["Sense", "suspicious_words"]


@attrs.define(eq=False)
class Sense(TissueSense):
    """Extend the shared lookup by what only checks ask."""

    @cached_property
    def categories(self) -> list[Stated | None]:
        """The category that counts for each finding, in the order of the findings."""
        return [self.category_of(n, finding) for n, finding in enumerate(self.report.findings)]

    @cached_property
    def calcifications(self) -> list[tuple[int, MgCalcifications]]:
        """The calcification findings with their numbers."""
        return [
            (n, finding)
            for n, finding in enumerate(self.report.findings)
            if isinstance(finding, MgCalcifications)
        ]

    # Tissue results

    @cached_property
    def sampled(self) -> dict[Side, bool]:
        """Whether a finding of the breast has a tissue result that is not history."""
        findings = self.report.findings
        return {
            side: any(self.results(findings[number]) for number in numbers)
            for side, numbers in self.in_breast.items()
        }

    @cached_property
    def answered(self) -> set[int]:
        """The findings whose lesion has a current tissue result that answers the images."""
        findings = self.report.findings
        base = {n for n, finding in enumerate(findings) if self.tissue(finding).answering}
        lesions = {self.lesion_of(n)[0]: self.lesion_of(n) for n in base}
        calcified = {
            self.lesion_of(n)[0] for n in base if self.tissue(findings[n]).answers_calcifications
        }
        out = base | {
            member
            for first, members in lesions.items()
            for member in members
            if first in calcified or not isinstance(findings[member], MgCalcifications)
        }
        return out | {n for n in range(len(findings)) if not base.isdisjoint(self.linked(n))}

    @cached_property
    def answered_in(self) -> dict[Side, bool]:
        """Whether a finding of the breast has a tissue result that answers its images."""
        return {
            side: not self.answered.isdisjoint(numbers) for side, numbers in self.in_breast.items()
        }

    @cached_property
    def suspected(self) -> dict[Side, bool]:
        """Whether a finding of the breast has its own category of 4 or more."""
        findings = self.report.findings
        return {
            side: any(findings[number].category in TISSUE_LINE for number in numbers)
            for side, numbers in self.in_breast.items()
        }

    @cached_property
    def with_cyst(self) -> set[Side]:
        """The breasts in which a finding is called a cyst."""
        findings = self.report.findings
        return {side for finding in findings if is_cyst(finding) for side in _sides(finding)}

    @cached_property
    def has_cancer(self) -> dict[Side, bool]:
        """Whether a finding of the breast has a malignant tissue result."""
        findings = self.report.findings
        return {
            side: any(self.is_cancer(findings[number]) for number in numbers)
            for side, numbers in self.in_breast.items()
        }

    @cached_property
    def outcomes(self) -> set[str]:
        """The ids of the findings whose outcome is known without a tissue result."""
        return {entry.finding for entry in self.report.outcomes if entry.finding is not None}

    @cached_property
    def followed(self) -> dict[Side, bool]:
        """Whether an outcome of the breast, or of a finding in it, is known."""
        covered: set[Side] = set()
        for entry in self.report.outcomes:
            known = self.findings.get(entry.finding) if entry.finding is not None else None
            covered.update(sides(entry.breast), sides(breast_of(known[1])) if known else ())
        return {side: side in covered for side in Side}

    # Categories

    @cached_property
    def completed(self) -> dict[Side, bool]:
        """Whether a breast has a 0 on one exam and a final category on another."""
        out = {}
        for side, entries in self.assessed.items():
            final = {entry.exam for _, entry in entries if is_final(entry.category)} - {None}
            zero = {entry.exam for _, entry in entries if not is_final(entry.category)}
            out[side] = bool(zero and final) and (len(final) > 1 or zero != final)
        return out

    @cached_property
    def assessed_on(self) -> dict[tuple[Side, str | None], Stated]:
        """The most suspicious category of each breast on each exam, or on none named."""
        out: dict[tuple[Side, str | None], Stated] = {}
        for side, entries in self.assessed.items():
            for number, entry in entries:
                before = out.get((side, entry.exam))
                if before is None or SUSPICION[entry.category] > SUSPICION[before.category]:
                    out[side, entry.exam] = Stated(
                        entry.category, f"/assessments/{number}/category"
                    )
        return out

    def called(
        self, number: int, finding: FindingBase, among: frozenset[Category] = ONE_TO_THREE
    ) -> Stated | None:
        """Return the category that a finding cannot exceed, if it is one of ``among``.

        ``None`` where a tissue result answers: a current one, or an earlier benign one of what
        is stable or smaller since.
        """
        stated = self.bound_of(number, finding) or self._bound_of_both(finding)
        if stated is None or stated.category not in among:
            return None
        known = self.tissue(finding)
        return None if known.answering or known.residual else stated

    def _bound_of_both(self, finding: FindingBase) -> Stated | None:
        """Return the higher category of both breasts, which bounds a finding without a side."""
        both = [stated for side in Side if (stated := self.breast_category(side)) is not None]
        if breast_of(finding) is not None or len(both) < len(Side):
            return None
        return max(both, key=lambda stated: SUSPICION[stated.category])

    def bound_of_breast(self, side: Side) -> Stated | None:
        """Return the category of a breast, else the overall 1, 2 or 3 that bounds it."""
        return self.breast_category(side) or self.standing.ceiling(None)

    def scope(self, stated: Stated) -> AssessmentScope | None:
        """Return what the assessment of a category speaks of; ``None`` for a finding's own."""
        section, number = stated.pointer.split("/")[1:3]
        return self.report.assessments[int(number)].breast if section == "assessments" else None

    def named(self, stated: Stated) -> str:
        """Return a category as a message says it, with whose it is if not the finding's own."""
        scope = self.scope(stated)
        return f"category {stated.category}{'' if scope is None else _WHOSE[scope]}"

    # History

    def is_scar(self, finding: FindingBase) -> bool:
        """Say whether an operation of the breast can explain a mass or a distortion.

        Never where it is new or increasing: a scar stays as it is, or shrinks.
        """
        return finding.change not in GROWING and any(
            self.operated(side) for side in sides(breast_of(finding))
        )

    def treated(self, side: Side) -> bool:
        """Say whether the breast was treated for cancer or irradiated."""
        return side in self._treated

    def operated(self, side: Side) -> bool:
        """Say whether the breast was treated or operated on."""
        return side in self._treated or side in self._operated

    @cached_property
    def _treated(self) -> frozenset[Side]:
        return history.treated(self.report) | history.irradiated(self.report)

    @cached_property
    def _operated(self) -> frozenset[Side]:
        return history.operated(self.report)

    # Recommendations and lesions

    @cached_property
    def plans(self) -> Plans:
        """The recommendations of the report, by what they speak of."""
        return Plans(self, self._linked)

    def plan_of_breast(self, side: Side) -> Plan:
        """Return all that was recommended for a breast, its findings included."""
        return self.plans.of_breast(side)

    def plan_of_finding(self, finding: FindingBase) -> Plan:
        """Return what was recommended for a lesion: by its name, its breast, or for all."""
        return self.plans.of_finding(finding)

    def plan_of_result(self, result: Pathology) -> Plan:
        """Return what was recommended for the finding of a result, else for its breasts."""
        known = self.finding_named(result.finding)
        if known is not None:
            return self.plan_of_finding(known[1])
        plan = self.plans.anywhere
        for side in sides(result.breast):
            plan = plan.with_plan(self.plan_of_breast(side))
        return plan

    @cached_property
    def _linked(self) -> dict[int, set[int]]:
        return linked(self.report.findings, self.findings, self.in_breast)

    def linked(self, number: int) -> set[int]:
        """Return the findings that a finding's correlates, or its place, join to it."""
        return self._linked.get(number, set())

    def once(self, found: Iterable[tuple[int, Found]]) -> Iterator[Found]:
        """Yield what was found of each lesion once, however many findings describe it."""
        told: set[int] = set()
        for number, each in found:
            if number not in told:
                told.update(self.lesion_of(number))
                yield each

    @cached_property
    def ultrasounds(self) -> dict[Side, bool]:
        """Whether an ultrasound of the breast is in the report; one without a side shows both."""
        shown = [
            sides(exam.laterality) or tuple(Side)
            for exam in self.report.exams
            if isinstance(exam, UltrasoundExam)
        ]
        return {side: any(side in places for places in shown) for side in Side}

    @property
    def lone_exam(self) -> str | None:
        """The id of the report's exam; ``None`` where it has none or several."""
        exams = self.report.exams
        return exams[0].id if len(exams) == 1 else None

    def only_exam(self, name: str | None) -> tuple[int, ExamBase] | None:
        """Return the exam of that id, or the report's only exam where none is named."""
        if name is not None:
            return self.exams.get(name)
        exams = self.report.exams
        return (0, exams[0]) if len(exams) == 1 else None

    @cached_property
    def dismissed_when_bilateral(self) -> set[int]:
        """The calcifications that are commonly called benign because both breasts show them."""
        return dismissed_when_bilateral(self.calcifications)


def _sides(finding: FindingBase) -> tuple[Side, ...]:
    return sides(breast_of(finding))


_WHOSE: Final = {
    AssessmentScope.LEFT: " of the left breast",
    AssessmentScope.RIGHT: " of the right breast",
    AssessmentScope.BILATERAL: " of both breasts",
    AssessmentScope.OVERALL: " overall",
}


def suspicious_words(finding: MgCalcifications) -> list[CalcMorphology]:
    """Return the suspicious words of a finding, in the order they were written."""
    return [word for word in finding.morphology or () if word in SUSPICIOUS_WORDS]
