"""Find, for each breast, the exams that worked up what an earlier look showed.

Everything is read once per breast, modality and kind of finding, so that a report costs as much
as it is long, however many exams, findings and assessments it multiplies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from birads.lexicon.common import Category, Modality, Side
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.view._further import can_work_up, family_of, shows
from birads.report.view._index import ReportIndex, breast_of, is_final, sides

__all__ = ["FurtherExams", "kind_of"]

_Placed = tuple[int, ExamBase]
_BENIGN, _SUSPICIOUS, _ZERO = "benign", "suspicious", "zero"
_BOUNDING = (Category.C1, Category.C2, Category.C3)


def kind_of(finding: FindingBase) -> str:
    """Return the kind of a finding."""
    kind: str = getattr(finding, "kind", "other")
    return kind


@attrs.frozen
class _Latest:
    """The latest dated exam of a set, and one without a date, by their places."""

    date: dt.date | None
    dated: int | None
    undated: int | None

    def not_before(self, exam: ExamBase | None) -> int | None:
        """Return the place of an exam that is not known to be earlier than another."""
        if self.date is not None and (exam is None or exam.date is None or self.date >= exam.date):
            return self.dated
        return self.undated


def _latest(exams: Iterable[_Placed]) -> _Latest:
    date: dt.date | None = None
    dated = undated = None
    for place, exam in exams:
        if exam.date is None:
            undated = place if undated is None else undated
        elif date is None or exam.date > date:
            date, dated = exam.date, place
    return _Latest(date, dated, undated)


@attrs.define(eq=False)
class FurtherExams:
    """The exams of a report that can have worked up a breast, and what they describe."""

    index: ReportIndex
    _said: dict[tuple[Side | None, str | None], set[str]] = attrs.field(init=False, factory=dict)
    _described: dict[tuple[Side, str], set[str]] = attrs.field(init=False, factory=dict)
    _assessing: dict[tuple[Side, Modality], dict[str, _Placed]] = attrs.field(
        init=False, factory=dict
    )
    _silent: dict[tuple[Side, Modality, str], _Latest] = attrs.field(init=False, factory=dict)
    _whole: dict[tuple[Side, Modality], _Latest] = attrs.field(init=False, factory=dict)
    _of_lesion: dict[tuple[int, Side, Modality], _Latest] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Read assessments and findings once."""
        index = self.index
        for side in Side:
            for _, entry in index.assessed[side]:
                self._say(side, entry.exam, entry.category)
        for _, entry in index.overall:
            self._say(None, entry.exam, entry.category)
        for finding in index.report.findings:
            if finding.exam is not None:
                # A finding without a side may lie in either breast.
                for side in sides(breast_of(finding)) or tuple(Side):
                    self._described.setdefault((side, kind_of(finding)), set()).add(finding.exam)

    def _say(self, side: Side | None, exam: str | None, category: Category) -> None:
        word = _BENIGN if category in _BOUNDING else _SUSPICIOUS if is_final(category) else _ZERO
        self._said.setdefault((side, exam), set()).add(word)

    def of_finding(self, number: int, finding: FindingBase, side: Side) -> str | None:
        """Return the pointer of an exam that worked up a finding in one breast.

        The exam describes the finding (or its lesion) and has a final category for it, or it
        describes no finding of the kind in this breast and assesses the breast.
        """
        if finding.category is Category.C0:
            return None
        exam = self.index.exam_of(finding)
        family = family_of(finding, exam)
        if exam is not None and self._describes(exam, finding, side, family):
            return f"/exams/{self.index.exams[exam.id][0]}"
        place = self._by_lesion(number, side, family).not_before(exam)
        if place is None:
            place = self._without_its_kind(side, family, kind_of(finding)).not_before(exam)
        return None if place is None else f"/exams/{place}"

    def of_breast(self, side: Side, exam: ExamBase | None, family: Modality) -> str | None:
        """Return the pointer of an exam that worked up a breast, not earlier than ``exam``."""
        key = (side, family)
        if key not in self._whole:
            self._whole[key] = _latest(self.assessing(side, family).values())
        place = self._whole[key].not_before(exam)
        return None if place is None else f"/exams/{place}"

    def assessing(self, side: Side, family: Modality) -> dict[str, _Placed]:
        """Return the exams that can work up a modality and have a final category of a breast."""
        key = (side, family)
        if key not in self._assessing:
            self._assessing[key] = {
                name: placed
                for name, placed in self.index.exams.items()
                if can_work_up(placed[1], family, side)
                and shows(placed[1], side)
                and self._is_assessed(name, side)
            }
        return self._assessing[key]

    def _is_assessed(self, exam: str, side: Side) -> bool:
        """Say whether an exam has a final category of a breast; what is nearest to it counts.

        Its own category of the breast, one of the breast without an exam, its overall one, one
        without exam or side. Where a 0 stands beside a final one, the breast is not finished.
        """
        for key in ((side, exam), (side, None), (None, exam), (None, None)):
            said = self._said.get(key)
            if said:
                return _ZERO not in said
        return False

    def _may_be_the_other(self, exam: ExamBase, side: Side) -> bool:
        """Say whether an exam of both breasts has nothing but an overall 4-6.

        It may speak of the other breast, and hide that this one is not finished.
        """
        if exam.laterality == side.value or self._said.keys() & {(side, exam.id), (side, None)}:
            return False
        said = self._said.get((None, exam.id)) or self._said.get((None, None), set())
        return _SUSPICIOUS in said

    def _describes(
        self, exam: ExamBase, finding: FindingBase, side: Side, family: Modality
    ) -> bool:
        if not can_work_up(exam, family, side) or not shows(exam, side):
            return False
        if finding.category is not None:
            return is_final(finding.category)
        return exam.id in self.assessing(side, family)

    def _by_lesion(self, number: int, side: Side, family: Modality) -> _Latest:
        numbers = self.index.lesion_of(number)
        key = (numbers[0], side, family)
        if key not in self._of_lesion:
            self._of_lesion[key] = _latest(self._of_mates(numbers, side, family))
        return self._of_lesion[key]

    def _of_mates(self, numbers: tuple[int, ...], side: Side, family: Modality) -> list[_Placed]:
        if len(numbers) == 1:
            return []
        found = []
        for number in numbers:
            mate = self.index.report.findings[number]
            exam = self.index.exam_of(mate)
            if exam is not None and self._describes(exam, mate, side, family):
                found.append(self.index.exams[exam.id])
        return found

    def _without_its_kind(self, side: Side, family: Modality, kind: str) -> _Latest:
        key = (side, family, kind)
        if key not in self._silent:
            described = self._described.get((side, kind), set())
            self._silent[key] = _latest(
                placed
                for name, placed in self.assessing(side, family).items()
                if name not in described and not self._may_be_the_other(placed[1], side)
            )
        return self._silent[key]
