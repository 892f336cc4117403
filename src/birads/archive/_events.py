"""Read from a report what an archive must know of it: its exams, its categories and its tissue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property

import attrs

from birads.archive._patients import Held
from birads.archive._versions import Versions
from birads.lexicon.common import Category, Modality, Side
from birads.report.assessment import Assessment, AssessmentScope
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.pathology import Pathology
from birads.report.report import Report
from birads.report.view._further import shows
from birads.report.view._index import ReportIndex, breast_of, is_final, sides

__all__ = ["Look", "Read", "Tissue", "look_at", "modality_of", "read", "stated_categories"]


@attrs.define(eq=False, slots=False)
class Read:
    """One report with what is looked up in it."""

    held: Held
    place: int
    stands: bool = True
    doubtful: bool = False
    """Whether a void report has its id, and nothing says which of the two is the later."""
    is_void: bool = False
    """Whether it was cancelled or entered in error, by itself or by a later report of its id."""

    @cached_property
    def index(self) -> ReportIndex:
        """What is looked up in the report, read once and only where it is asked for."""
        return ReportIndex(self.held.report)

    @property
    def name(self) -> str:
        """The name of the report."""
        return self.held.name

    @cached_property
    def issued(self) -> dt.date | None:
        """The day on which the report was issued, as its own offset has it."""
        moment = self.held.report.issued
        return moment.date() if moment is not None else None

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Every day of an exam or of tissue of the report, else the day of its issue."""
        report = self.held.report
        found = {one.date for one in (*report.exams, *report.pathology, *report.outcomes)}
        known = sorted(day for day in found if day is not None)
        return tuple(known) or ((self.issued,) if self.issued is not None else ())

    @cached_property
    def only_exam(self) -> ExamBase | None:
        """The exam of the report, where it has one."""
        exams = self.held.report.exams
        return exams[0] if len(exams) == 1 else None

    def exam(self, name: str | None) -> ExamBase | None:
        """Return the exam of an id; without an id the only one of the report."""
        if name is None:
            return self.only_exam
        return self._exams.get(name)

    @cached_property
    def _exams(self) -> dict[str, ExamBase]:
        return {exam.id: exam for exam in reversed(self.held.report.exams)}

    def exam_of(self, finding: FindingBase) -> ExamBase | None:
        """Return the exam of a finding; where none is named, the only one of the report."""
        return self.exam(finding.exam)

    @cached_property
    def assessments(self) -> tuple[tuple[int, Assessment, ExamBase | None], ...]:
        """Every assessment with its number and its exam."""
        stated = self.held.report.assessments
        return tuple((number, entry, self.exam(entry.exam)) for number, entry in enumerate(stated))

    @cached_property
    def findings(self) -> tuple[tuple[int, FindingBase], ...]:
        """Every finding with its number; the first of two equal ids counts."""
        return tuple(self.index.findings.values()) if self.held.report.findings else ()

    @cached_property
    def categories(self) -> frozenset[Category]:
        """Every category that the report states."""
        return stated_categories(self.held.report)

    def final_on(self, exam: ExamBase, side: Side) -> Category | None:
        """Return the final category that an exam gives a breast; ``None`` beside a 0 of it."""
        entries = [
            entry
            for _, entry, of in self.assessments
            if (of is exam or (entry.exam is None and of is None)) and _speaks_of(entry, side, exam)
        ]
        named = [e.category for e in entries if e.breast is not AssessmentScope.OVERALL]
        stated = named or [e.category for e in entries]
        if not stated:
            stated = [
                finding.category
                for _, finding in self.findings
                if finding.category is not None
                and self.exam_of(finding) is exam
                and side in sides(breast_of(finding))
            ]
        if not stated or not all(map(is_final, stated)):
            return None
        return stated[0]

    def kinds_on(self, exam: ExamBase, side: Side) -> list[tuple[int, str]]:
        """Return the findings that an exam describes in a breast, by number and kind."""
        return [
            (number, finding.kind)
            for number, finding in self.findings
            if self.exam_of(finding) is exam and side in (sides(breast_of(finding)) or tuple(Side))
        ]


def _speaks_of(entry: Assessment, side: Side, exam: ExamBase) -> bool:
    """Say whether an assessment gives a breast its category.

    An overall 1 to 3 speaks of both breasts; an overall 4 to 6 may speak of the other, unless its
    exam shows one only. An overall 0 leaves both open.
    """
    if entry.breast is AssessmentScope.OVERALL:
        both = entry.category in _OF_BOTH
        return both or exam.laterality == side.value
    return side in sides(entry.breast)


_OF_BOTH = frozenset({Category.C0, Category.C1, Category.C2, Category.C3})


@attrs.frozen(eq=False)
class Look:
    """One exam of one breast with the final category that it gave."""

    read: Read
    exam: ExamBase
    side: Side
    category: Category


@attrs.frozen(eq=False)
class Tissue:
    """One tissue result, the breasts that it was taken of, and the lesion where one is named."""

    read: Read
    number: int
    result: Pathology
    sides: tuple[Side, ...]
    lesion: int | None
    finding: FindingBase | None = None
    lost: str | None = None
    """Why its place is not known, where it names a finding that is not found."""

    @property
    def pointer(self) -> str:
        """Where the result stands in its report."""
        return f"/pathology/{self.number}"


def read(found: Versions, *, former: bool = False) -> tuple[Read, ...]:
    """Return the reports of a patient that stand, each with its place among them.

    With ``former`` those that no longer stand follow.
    """
    standing = [
        Read(held, place, doubtful=held.data in found.doubtful)
        for place, held in enumerate(found.standing)
    ]
    ended = [
        Read(gone.held, place, stands=False, is_void=gone.by is None)
        for place, gone in enumerate(found.gone if former else (), len(standing))
    ]
    return (*standing, *ended)


def look_at(one: Read) -> Iterator[Look]:
    """Yield what each exam of a report finally said of each breast that it shows."""
    for exam in one.held.report.exams:
        for side in Side:
            category = one.final_on(exam, side) if shows(exam, side) else None
            if category is not None:
                yield Look(one, exam, side, category)


def stated_categories(report: Report) -> frozenset[Category]:
    """Return every category that a report states, of whatever."""
    found = {entry.category for entry in report.assessments}
    found.update(one.category for one in report.findings if one.category is not None)
    return frozenset(found)


def modality_of(one: Read) -> Modality:
    """Return the modality of the exams of a report; mammography, the strictest, where unclear."""
    found = {exam.modality for exam in one.held.report.exams}
    return found.pop() if len(found) == 1 else Modality.MAMMOGRAPHY
