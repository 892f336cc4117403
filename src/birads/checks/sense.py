"""Hold what the checks ask of a report again and again, computed once."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

import attrs

from birads.checks.plan import Plan
from birads.checks.words import (
    BENIGN_WORDS,
    ROUND_WORDS,
    SUSPICIOUS_WORDS,
    TISSUE_LINE,
)
from birads.exam import ExamBase, UltrasoundExam
from birads.findings import FindingBase, MgCalcifications
from birads.index import SUSPICION, ReportIndex, Stated, breast_of, is_final, sides
from birads.lexicon.common import Category, Side
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from birads.pathology import Pathology

__all__ = ["Sense", "suspicious_words"]


@attrs.define(eq=False)
class Sense(ReportIndex):
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

    def is_history(self, result: Pathology) -> bool:
        """Say whether a tissue result is dated before the exam of its finding."""
        entry = self.findings.get(result.finding)
        exam = self.exam_of(entry[1]) if entry else None
        if exam is None or exam.date is None or result.date is None:
            return False
        return result.date < exam.date

    def results(self, finding: FindingBase) -> list[tuple[int, Pathology]]:
        """Return the tissue results of a finding that are not history."""
        entries = self.pathology.get(finding.id, ())
        return [entry for entry in entries if not self.is_history(entry[1])]

    @cached_property
    def sampled(self) -> dict[Side, bool]:
        """Whether a finding of the breast has a tissue result that is not history."""
        findings = self.report.findings
        return {
            side: any(self.results(findings[number]) for number in numbers)
            for side, numbers in self.in_breast.items()
        }

    def is_sampled(self, finding: FindingBase) -> bool:
        """Say whether the lesion of a finding has a tissue result that is not history."""
        return any(self.results(each) for each in self.lesion(finding))

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
    def suspected(self) -> dict[Side, bool]:
        """Whether a finding of the breast has its own category of 4 or more."""
        findings = self.report.findings
        return {
            side: any(findings[number].category in TISSUE_LINE for number in numbers)
            for side, numbers in self.in_breast.items()
        }

    @cached_property
    def has_cancer(self) -> dict[Side, bool]:
        """Whether a finding of the breast has a malignant tissue result."""
        findings = self.report.findings
        return {
            side: any(self.is_cancer(findings[number]) for number in numbers)
            for side, numbers in self.in_breast.items()
        }

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

    def open_category(
        self, number: int, finding: FindingBase, among: frozenset[Category]
    ) -> Stated | None:
        """Return the category that counts, if one of ``among`` and no tissue result answers."""
        stated = self.categories[number]
        if stated is None or stated.category not in among or self.results(finding):
            return None
        return stated

    def lies_in_operated(self, finding: FindingBase) -> bool:
        """Say whether a finding lies in a breast that was treated or operated on."""
        return any(self.operated(side) for side in sides(breast_of(finding)))

    def treated(self, side: Side) -> bool:
        """Say whether the breast was treated for cancer or irradiated."""
        patient = self.report.patient
        if patient is None:
            return False
        return side in (patient.prior_breast_cancer or ()) or side in (
            patient.prior_radiation or ()
        )

    def operated(self, side: Side) -> bool:
        """Say whether the breast was treated or operated on."""
        patient = self.report.patient
        if patient is None:
            return False
        return self.treated(side) or side in (patient.prior_surgery or ())

    @cached_property
    def _general(self) -> tuple[Plan, dict[Side, Plan], dict[Side, Plan]]:
        anywhere = Plan()
        unnamed: dict[Side, Plan] = defaultdict(Plan)
        every: dict[Side, Plan] = defaultdict(Plan)
        for entry in self.report.recommendations:
            covered = set(sides(entry.breast))
            for name in entry.findings or ():
                known = self.findings.get(name)
                covered.update(sides(breast_of(known[1])) if known else ())
            for side in covered:
                every[side].add(entry)
                if not entry.findings:
                    unnamed[side].add(entry)
            if not covered and not entry.findings:
                anywhere.add(entry)
        return anywhere, unnamed, every

    def plan_of_breast(self, side: Side) -> Plan:
        """Return all that was recommended for a breast, its findings included."""
        anywhere, _, every = self._general
        return anywhere.with_plan(every.get(side, Plan()))

    def plan_of_finding(self, finding: FindingBase) -> Plan:
        """Return what was recommended for a lesion: by its name, its breast, or for all."""
        anywhere, unnamed, _ = self._general
        plan = anywhere.with_plan(Plan())
        for side in sides(breast_of(finding)):
            plan = plan.with_plan(unnamed.get(side, Plan()))
        for each in self.lesion(finding):
            for _, entry in self.recommendations.get(each.id, ()):
                plan.add(entry)
        return plan

    @cached_property
    def _linked(self) -> dict[str, list[FindingBase]]:
        """The findings that one finding names as its full description, and the way back."""
        out: dict[str, list[FindingBase]] = defaultdict(list)
        for _, finding in self.calcifications:
            for entry in (finding.ultrasound, finding.cem, finding.mri):
                known = self.findings.get(entry.finding or "") if entry is not None else None
                if known is not None:
                    out[finding.id].append(known[1])
                    out[known[1].id].append(finding)
        return out

    def lesion(self, finding: FindingBase) -> list[FindingBase]:
        """Return the finding, and those that the report calls the same lesion."""
        return [finding, *self._linked.get(finding.id, ())]

    @cached_property
    def ultrasounds(self) -> dict[Side, bool]:
        """Whether an ultrasound of the breast is in the report; one without a side shows both."""
        shown = [
            sides(exam.laterality) or tuple(Side)
            for exam in self.report.exams
            if isinstance(exam, UltrasoundExam)
        ]
        return {side: any(side in places for places in shown) for side in Side}

    def only_exam(self, name: str | None) -> tuple[int, ExamBase] | None:
        """Return the exam of that id, or the report's only exam where none is named."""
        if name is not None:
            return self.exams.get(name)
        exams = self.report.exams
        return (0, exams[0]) if len(exams) == 1 else None

    @cached_property
    def dismissed_when_bilateral(self) -> set[int]:
        """The findings that are commonly called benign because both breasts show the same.

        Diffuse amorphous calcifications in both breasts, and two or more groups of coarse
        heterogeneous ones in each breast.
        """
        diffuse: dict[Side, list[int]] = {Side.LEFT: [], Side.RIGHT: []}
        grouped: dict[Side, list[int]] = {Side.LEFT: [], Side.RIGHT: []}
        count: dict[Side, int] = {Side.LEFT: 0, Side.RIGHT: 0}
        for number, finding in self.calcifications:
            words = set(finding.morphology or ()) - BENIGN_WORDS
            places = sides(breast_of(finding))
            one = words - ROUND_WORDS
            if one == {CalcMorphology.AMORPHOUS}:
                if finding.distribution is CalcDistribution.DIFFUSE:
                    for side in places:
                        diffuse[side].append(number)
            elif words == {CalcMorphology.COARSE_HETEROGENEOUS} and finding.distribution in (
                None,
                CalcDistribution.GROUPED,
            ):
                for side in places:
                    grouped[side].append(number)
                    count[side] += _groups(finding)
        out: set[int] = set()
        if all(diffuse.values()):
            out.update(*diffuse.values())
        if min(count.values()) > 1:
            out.update(*grouped.values())
        return out


def _groups(finding: MgCalcifications) -> int:
    return 2 if finding.groups == "multiple" else int(finding.groups or 1)


def suspicious_words(finding: MgCalcifications) -> list[CalcMorphology]:
    """Return the suspicious words of a finding, in the order they were written."""
    return [word for word in finding.morphology or () if word in SUSPICIOUS_WORDS]
