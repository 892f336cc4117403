"""Say which assessments stand, when a later exam has completed an earlier recall.

A category 0 is replaced only by a final category of a later exam that can work up what was
recalled, whatever the order of the list. Nothing else is ever replaced, so that no exam and no
modality lowers a 4 or 5.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from birads.lexicon.common import Category, Modality, Side
from birads.report.assessment import Assessment, AssessmentScope
from birads.report.exam import ExamBase, UltrasoundExam
from birads.report.view._further import (
    MAMMOGRAMS,
    can_work_up,
    family_of,
    is_first_look,
    shows,
    stated_purpose,
)
from birads.report.view._suspicion import SUSPICION, Stated, is_final, sides

if TYPE_CHECKING:
    from birads.report.view._index import ReportIndex

__all__ = ["Standing"]

_ULTRASOUND_ANSWERS = frozenset({"mg.mass", "mg.asymmetry"})
_NOT_RECALLED = "not recalled"
"""Stands for a finding that no exam recalls: a node or a skin lesion, or one called 1 or 2.

Calcifications stay what they are, whatever they are called: ultrasound answers none.
"""

_INNOCENT = frozenset({"mg.lymph_node", "mg.skin_lesion"})
_BENIGN = frozenset({Category.C1, Category.C2})
_BOUNDING = frozenset({Category.C1, Category.C2, Category.C3})
_Entry = tuple[int, Assessment]


@attrs.frozen
class _Later:
    """The exams with a final category that can complete a recall of one breast and modality."""

    latest: dt.date | None
    days: frozenset[dt.date]
    undated: bool

    def completes(self, exam: ExamBase) -> bool:
        """Say whether one of them is known to follow an exam.

        Without dates, or on one day, a workup is known to follow a first look only.
        """
        if exam.date is not None and self.latest is not None and self.latest > exam.date:
            return True
        if not is_first_look(exam):
            return False
        return self.undated or (bool(self.days) if exam.date is None else exam.date in self.days)


@attrs.define(eq=False)
class Standing:
    """The assessments of a report that stand, by breast and ``overall``.

    It keeps what it reads of the index and not the index, which keeps it: a circle of the two
    would stay in memory for a while after each report of a stream.
    """

    exams: Mapping[str, tuple[int, ExamBase]]
    assessed: Mapping[Side, list[_Entry]]
    stated: list[_Entry]
    _kinds: dict[tuple[Side, str | None], set[str]]
    of_breast: dict[Side, tuple[Stated, ...]] = attrs.field(init=False)
    overall: tuple[Stated, ...] = attrs.field(init=False)
    _entries: dict[Side, list[_Entry]] = attrs.field(init=False)
    _overall: list[_Entry] = attrs.field(init=False)
    _on: dict[tuple[Side, str | None], Stated] = attrs.field(init=False)
    _later: dict[tuple[Side, Modality, bool], _Later] = attrs.field(init=False, factory=dict)
    _answered: dict[tuple[Side, str], bool] = attrs.field(init=False, factory=dict)

    @classmethod
    def of(cls, index: ReportIndex) -> Standing:
        """Return what stands in a report."""
        return cls(index.exams, index.assessed, index.overall, _kinds(index))

    def __attrs_post_init__(self) -> None:
        """Read the assessments once."""
        self._entries = {
            side: [entry for entry in self.assessed[side] if not self._replaced(entry[1], side)]
            for side in Side
        }
        self._overall = [entry for entry in self.stated if not self._overall_replaced(entry[1])]
        self.of_breast = {side: self._ranked(self._entries[side]) for side in Side}
        self.overall = self._ranked(self._overall)
        self._on = {}
        for side, entries in self._entries.items():
            for entry in sorted(entries, key=self._weight):
                self._on[side, entry[1].exam] = _stated(entry)

    def on(self, side: Side, exam: str | None) -> Stated | None:
        """Return the category of a breast on an exam, else the most suspicious that stands."""
        stated = self._on.get((side, exam)) if exam is not None else None
        return stated or next(iter(self.of_breast[side]), None)

    def ceiling(self, exam: str | None) -> Stated | None:
        """Return the overall 1, 2 or 3 that bounds findings of an exam; ``None`` without one."""
        on_exam = [entry for entry in self._overall if exam is not None and entry[1].exam == exam]
        highest = max(on_exam or self._overall, key=self._weight, default=None)
        if highest is None or highest[1].category not in _BOUNDING:
            return None
        return _stated(highest)

    def _ranked(self, entries: list[_Entry]) -> tuple[Stated, ...]:
        found: dict[Category, Stated] = {}
        for entry in sorted(entries, key=self._weight, reverse=True):
            found.setdefault(entry[1].category, _stated(entry))
        return tuple(found.values())

    def _weight(self, entry: _Entry) -> tuple[int, bool, bool, bool, bool, bool, str, int]:
        """Return what orders entries; the place in the list decides only between equal ones.

        Of equal categories the one counts whose exam asks for the most workup, and that of one
        breast before that of both.
        """
        number, assessment = entry
        exam = self._exam(assessment)
        return (
            SUSPICION[assessment.category],
            exam is not None,
            exam is not None and is_first_look(exam),
            exam is not None and exam.modality in MAMMOGRAMS,
            exam is not None and stated_purpose(exam) is None,
            assessment.breast is not AssessmentScope.BILATERAL,
            exam.id if exam is not None else "",
            -number,
        )

    def _exam(self, assessment: Assessment) -> ExamBase | None:
        known = self.exams.get(assessment.exam) if assessment.exam is not None else None
        return known[1] if known else None

    def _replaced(self, zero: Assessment, side: Side) -> bool:
        """Say whether the 0 of a breast was completed by a later exam."""
        if is_final(zero.category) or (exam := self._exam(zero)) is None:
            return False
        key = (side, exam.id)
        if key not in self._answered:
            self._answered[key] = self._completed(exam, side)
        return self._answered[key]

    def _completed(self, exam: ExamBase, side: Side) -> bool:
        kinds = self._kinds.get((side, exam.id), set()) | self._kinds.get((side, None), set())
        kinds = kinds - {_NOT_RECALLED}
        solid = bool(kinds) and kinds <= _ULTRASOUND_ANSWERS
        return self._later_of(side, _recalled_by(exam, kinds), solid).completes(exam)

    def _overall_replaced(self, zero: Assessment) -> bool:
        """Say whether an overall 0 was completed for each breast that it can have recalled."""
        if is_final(zero.category) or (exam := self._exam(zero)) is None:
            return False
        final = {
            side
            for side in Side
            for _, entry in self.assessed[side]
            if entry.exam == exam.id and is_final(entry.category)
        }
        recalled = [side for side in Side if shows(exam, side) and side not in final]
        described = [side for side in recalled if (side, exam.id) in self._kinds]
        open_sides = described or recalled
        return bool(open_sides) and all(self._completed(exam, side) for side in open_sides)

    def _later_of(self, side: Side, family: Modality, solid: bool) -> _Later:
        key = (side, family, solid)
        if key not in self._later:
            exams = [
                exam
                for exam in self._assessed_exams(side)
                if can_work_up(exam, family, side)
                or (solid and isinstance(exam, UltrasoundExam) and _is_workup(exam))
            ]
            days = frozenset(exam.date for exam in exams if exam.date is not None)
            undated = any(exam.date is None for exam in exams)
            self._later[key] = _Later(max(days, default=None), days, undated)
        return self._later[key]

    def _assessed_exams(self, side: Side) -> Iterator[ExamBase]:
        """Yield the exams of a breast that a final category speaks of."""
        named: set[str] = set()
        for exams in (_finals(self.assessed[side]), self._overall_finals(side)):
            for name in exams:
                if name is None:
                    named.update(self.exams)
                else:
                    named.add(name)
        for name in named:
            known = self.exams.get(name)
            if known is not None and shows(known[1], side):
                yield known[1]

    def _overall_finals(self, side: Side) -> Iterator[str | None]:
        """Yield the exams that an overall category completes for a breast.

        An overall 4-6 may speak of the other breast, so it counts where its exam shows one only.
        """
        for _, entry in self.stated:
            exam = self._exam(entry)
            alone = exam is not None and exam.laterality == side.value
            if entry.category in _BOUNDING or (is_final(entry.category) and alone):
                yield entry.exam


def _finals(entries: Iterable[_Entry]) -> Iterator[str | None]:
    return (entry.exam for _, entry in entries if is_final(entry.category))


def _is_workup(exam: ExamBase) -> bool:
    return can_work_up(exam, Modality.ULTRASOUND)


def _recalled_by(exam: ExamBase, kinds: set[str]) -> Modality:
    """Return the modality that must work up what an exam recalled."""
    contrast = exam.modality is Modality.CEM
    if contrast and kinds and all(kind.startswith("cem.") for kind in kinds):
        return Modality.CEM
    ours: Modality = Modality.MAMMOGRAPHY if contrast else exam.modality
    return ours


def _kinds(index: ReportIndex) -> dict[tuple[Side, str | None], set[str]]:
    """Return the kinds of the findings of each breast and exam; ``None`` is no exam named."""
    kinds: dict[tuple[Side, str | None], set[str]] = {}
    for finding in index.report.findings:
        place = finding.location.breast if finding.location is not None else None
        exam = index.exam_of(finding)
        name = finding.exam
        kind: str = finding.kind
        if name is None and family_of(finding, exam) is not Modality.MAMMOGRAPHY:
            continue
        for side in sides(place) or tuple(Side):
            kinds.setdefault((side, name), set()).add(_recalled_kind(kind, finding.category))
    return kinds


def _recalled_kind(kind: str, category: Category | None) -> str:
    innocent = kind in _INNOCENT or (category in _BENIGN and kind != "mg.calcifications")
    return _NOT_RECALLED if innocent else kind


def _stated(entry: _Entry) -> Stated:
    return Stated(entry[1].category, f"/assessments/{entry[0]}/category")
