"""Check recalls: one that only another modality followed is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import attrs

from birads.checks._categories import with_tissue
from birads.checks._citations import FIRST_STEP
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._words import TISSUE
from birads.issue import Severity
from birads.lexicon.common import Category, Modality, Side
from birads.report.assessment import Action, Assessment, Recommendation
from birads.report.exam import CemExam, ExamBase, MammographyExam, Purpose
from birads.report.findings import FindingBase
from birads.report.view._further import can_work_up, family_of, is_earlier, shows
from birads.report.view._index import Stated, breast_of, is_final, sides

_PURSUES: Final = frozenset(
    {
        Action.DIAGNOSTIC_MAMMOGRAPHY,
        Action.MAGNIFICATION_VIEWS,
        Action.TANGENTIAL_VIEW,
        Action.CEM,
        Action.OBTAIN_PRIORS,
    }
)


@declare(
    "recall_still_open",
    Severity.WARNING,
    silent="Silent where a mammogram that can work it up has a final category, where masses or "
    "asymmetries alone were recalled and a diagnostic ultrasound followed, where the other exam "
    "is dated before the recall, where diagnostic mammography, its views, CEM or earlier exams "
    "are recommended for that breast or finding, and where the recalled findings have a tissue "
    "result or a recommended biopsy that names them.",
    source=FIRST_STEP,
    crosses=True,
    needs=(Need.ZERO,),
)
def recall_still_open(sense: Sense) -> Iterator[Found]:
    """Find a mammographic recall (0) that only ultrasound, MRI or a marker film followed."""
    answered = _with_tissue(sense)
    for side in Side:
        if not _pursued(sense, side):
            yield from islice(_still_open(sense, side, answered), 1)


def _still_open(sense: Sense, side: Side, answered: set[str]) -> Iterator[Found]:
    followers = _followers(sense, side)
    for zero, exam in _zeros(sense, side):
        follower = followers.of(exam)
        if follower is not None and not _settled(sense, side, exam, answered):
            yield _open(zero.pointer, f"The {side} breast was recalled (0)", follower)
    for number, finding in _own_zeros(sense, side):
        follower = followers.of(sense.exam_of(finding))
        if follower is not None and finding.id not in answered:
            what = f"Finding {finding.id!r} is incomplete (0)"
            yield _open(f"/findings/{number}/category", what, follower)


def _with_tissue(sense: Sense) -> set[str]:
    """Return the ids of findings with a tissue result, or with a biopsy that names them."""
    return set(with_tissue(sense)).union(
        *(entry.findings or () for entry in sense.report.recommendations if entry.action in TISSUE)
    )


def _open(pointer: str, what: str, follower: ExamBase) -> Found:
    purpose = (follower.purpose or "").replace("_", " ")
    modality = str(follower.modality).replace("cem", "contrast mammography")
    said = f"{purpose} {modality}".strip()
    return Found(
        pointer,
        f"{what}, and only another exam followed with a final category: {follower.id!r}, {said}.",
        "What a mammogram recalled is worked up by mammography: recommend it, or name the exam "
        "that completed the recall.",
        crosses=True,
    )


def _zeros(sense: Sense, side: Side) -> Iterator[tuple[Stated, ExamBase | None]]:
    """Yield the 0s of a mammogram, or of an exam not named, that still stand for a breast."""
    standing = [*sense.breast_categories(side), *sense.overall_categories()]
    for stated in standing:
        if stated.category is not Category.C0:
            continue
        entry = sense.report.assessments[int(stated.pointer.split("/")[2])]
        known = sense.exams.get(entry.exam) if entry.exam is not None else None
        exam = known[1] if known is not None else None
        if exam is not None and not _is_mammogram(exam):
            continue
        overall = not sides(entry.breast)
        if overall and (exam is None or not _recalls(sense, side, exam)):
            continue
        yield stated, exam


def _recalls(sense: Sense, side: Side, exam: ExamBase) -> bool:
    """Say whether an overall 0 can speak of a breast: shown, and not final on that exam."""
    return shows(exam, side) and not any(
        entry.exam in (exam.id, None) and is_final(entry.category)
        for _, entry in sense.assessed[side]
    )


def _own_zeros(sense: Sense, side: Side) -> Iterator[tuple[int, FindingBase]]:
    for number in sense.in_breast[side]:
        finding = sense.report.findings[number]
        family = family_of(finding, sense.exam_of(finding))
        if finding.category is Category.C0 and family is Modality.MAMMOGRAPHY:
            yield number, finding


def _is_mammogram(exam: ExamBase) -> bool:
    return isinstance(exam, MammographyExam | CemExam)


@attrs.frozen
class _Followers:
    """The exams of a breast with a final category: those that can work a recall up, and others.

    Each is sorted, the latest first and before it those without a date, which may be later.
    """

    able: tuple[ExamBase, ...]
    others: tuple[ExamBase, ...]

    def of(self, zero: ExamBase | None) -> ExamBase | None:
        """Return an exam that cannot work up the recall, if none that can followed it."""
        if _latest(self.able, zero) is not None:
            return None
        return _latest(self.others, zero)


def _latest(exams: tuple[ExamBase, ...], zero: ExamBase | None) -> ExamBase | None:
    """Return the latest of some exams, if it is not the recalling one nor dated before it."""
    exam = next((exam for exam in exams if exam is not zero), None)
    return None if exam is None or is_earlier(exam, zero) else exam


def _followers(sense: Sense, side: Side) -> _Followers:
    exams = sorted(_final_exams(sense, side), key=lambda exam: exam.date or dt.date.max)[::-1]
    able = tuple(exam for exam in exams if can_work_up(exam, Modality.MAMMOGRAPHY, side))
    others = tuple(
        exam for exam in exams if not _is_mammogram(exam) or exam.purpose is Purpose.POST_PROCEDURE
    )
    return _Followers(able, others)


def _final_exams(sense: Sense, side: Side) -> Iterable[ExamBase]:
    """Return the exams of a breast that a final category speaks of."""
    entries: list[tuple[int, Assessment]] = [*sense.assessed[side], *sense.overall]
    names = {entry.exam for _, entry in entries if is_final(entry.category)}
    return [
        exam
        for exam in sense.report.exams
        if (exam.id in names or None in names) and shows(exam, side)
    ]


def _pursued(sense: Sense, side: Side) -> bool:
    """Say whether the right next step is recommended for the breast, or for one of its findings."""
    return any(
        entry.action in _PURSUES and side in _covered(sense, entry)
        for entry in sense.report.recommendations
    )


def _covered(sense: Sense, entry: Recommendation) -> set[Side]:
    covered = set(sides(entry.breast))
    for name in entry.findings or ():
        known = sense.findings.get(name)
        covered.update(sides(breast_of(known[1])) if known else ())
    return covered or (set() if entry.findings else set(Side))


def _settled(sense: Sense, side: Side, exam: ExamBase | None, answered: set[str]) -> bool:
    """Say whether each finding that was recalled has tissue, or a biopsy that names it."""
    recalled = [
        finding
        for number in sense.in_breast[side]
        if (finding := sense.report.findings[number]).exam in (None, exam.id if exam else None)
        and family_of(finding, sense.exam_of(finding)) is Modality.MAMMOGRAPHY
    ]
    return bool(recalled) and all(finding.id in answered for finding in recalled)
