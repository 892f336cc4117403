"""Read which imaging was done of a breast, what it was called, and what it showed of nodes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from birads.acr_criteria.facts._history import never_imaged
from birads.acr_criteria.facts._registry import Reading, reads
from birads.acr_criteria.facts._sides import concerning, concerns
from birads.lexicon.common import Category, Modality
from birads.lexicon.management import AssessmentScope
from birads.lexicon.node import NodePlace
from birads.report.view._further import family_of
from birads.report.view._suspicion import SUSPICION, sides

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject
    from birads.report.exam import ExamBase

__all__: list[str] = []

_MAMMOGRAPHY, _TOMOSYNTHESIS, _US, _MRI = "mammography", "tomosynthesis", "us", "mri"
_WORDS: Mapping[Modality, str] = MappingProxyType(
    {
        Modality.MAMMOGRAPHY: _MAMMOGRAPHY,
        Modality.CEM: _MAMMOGRAPHY,
        Modality.ULTRASOUND: _US,
        Modality.MRI: _MRI,
    }
)
_NODE: Final = "lymph_node"
_CEILING = frozenset({Category.C1, Category.C2, Category.C3})
_SUSPICIOUS = frozenset({Category.C4, Category.C4A, Category.C4B, Category.C4C, Category.C5})
# The words of the topic on men for the categories; the words for 0 and 3 wait for a signature.
_RESULT: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("1", "2"), "negative"),
        **dict.fromkeys(("0", "3"), "indeterminate"),
        **dict.fromkeys(("4", "4A", "4B", "4C", "5"), "suspicious"),
    }
)


@attrs.frozen
class _Seen:
    """What one exam was called for a breast; ``kinds`` are the words of its modality."""

    kinds: tuple[str, ...]
    category: Category
    pointer: str
    day: dt.date | None
    prior: bool = False


def _kinds(exam: ExamBase) -> tuple[str, ...]:
    word = _WORDS[exam.modality]
    return (word, _TOMOSYNTHESIS) if getattr(exam, "tomosynthesis", None) else (word,)


def _of(subject: Subject) -> tuple[_Seen, ...]:
    memo = subject.view.memo
    key = ("seen", subject.kind, subject.breast)
    if key not in memo:
        memo[key] = (*_assessed(subject), *_found(subject), *_compared(subject))
    seen: tuple[_Seen, ...] = memo[key]
    return seen


def _assessed(subject: Subject) -> Iterator[_Seen]:
    """Yield the categories of exams; one that names no exam is that of each."""
    report = subject.view.report
    for place, one in enumerate(report.assessments):
        for exam in report.exams:
            if one.exam in (None, exam.id) and _speaks_of(subject, one, exam):
                pointer = f"/assessments/{place}/category"
                yield _Seen(_kinds(exam), one.category, pointer, exam.date)


def _speaks_of(subject: Subject, one: Any, exam: ExamBase) -> bool:
    """Say whether an assessment is one of the subject; an overall 1-3 bounds both breasts."""
    if one.breast is not AssessmentScope.OVERALL:
        return concerns(subject, one.breast.value) and _shows(subject, exam)
    if one.category in _CEILING:
        return _shows(subject, exam)
    return len(sides(exam.laterality)) == 1 and concerns(subject, exam.laterality)


def _shows(subject: Subject, exam: ExamBase) -> bool:
    return exam.laterality is None or concerns(subject, exam.laterality)


def _found(subject: Subject) -> Iterator[_Seen]:
    """Yield the categories of findings, by the exam that they name or the words they speak."""
    index = subject.view.index
    for number, finding in enumerate(subject.view.report.findings):
        breast = finding.location.breast if finding.location is not None else None
        if finding.category is None or not concerns(subject, breast):
            continue
        exam = index.exam_of(finding)
        if exam is None and finding.kind.partition(".")[2] == "":
            continue  # of a finding without an exam and a modality, nothing says what showed it
        kinds = _kinds(exam) if exam else (_WORDS[family_of(finding, None)],)
        day = exam.date if exam else None
        yield _Seen(kinds, finding.category, f"/findings/{number}/category", day)


def _compared(subject: Subject) -> Iterator[_Seen]:
    """Yield the stated categories of earlier exams."""
    for place, exam in enumerate(subject.view.report.exams):
        for number, one in enumerate(exam.comparisons or ()):
            if one.category is None or one.modality is None:
                continue
            about = concerns(subject, one.breast) if one.breast else one.category in _CEILING
            if about:
                pointer = f"/exams/{place}/comparisons/{number}/category"
                yield _Seen((_WORDS[one.modality],), one.category, pointer, one.date, prior=True)


def _category(subject: Subject, kind: str) -> Reading:
    """Return the category of a modality: of exams of the report the latest, then the highest."""
    seen = [one for one in _of(subject) if kind in one.kinds]
    seen = [one for one in seen if not one.prior] or seen
    days = [one.day for one in seen if one.day is not None]
    if days and len(days) == len(seen):
        seen = [one for one in seen if one.day == max(days)]
    if not seen:
        return Reading()
    worst = max(seen, key=lambda one: SUSPICION[one.category])
    return Reading(worst.category.value, (worst.pointer,))


@reads("prior_mammography_category")
def prior_mammography_category(subject: Subject) -> Reading:
    """Answer "Which category did the mammogram get?"."""
    return _category(subject, _MAMMOGRAPHY)


@reads("prior_tomosynthesis_category")
def prior_tomosynthesis_category(subject: Subject) -> Reading:
    """Answer "Which category did tomosynthesis get?"."""
    return _category(subject, _TOMOSYNTHESIS)


@reads("prior_us_category")
def prior_us_category(subject: Subject) -> Reading:
    """Answer "Which category did ultrasound get?"."""
    return _category(subject, _US)


@reads("prior_mammography_result")
def prior_mammography_result(subject: Subject) -> Reading:
    """Answer "What did the mammogram show?", from its category."""
    found = _category(subject, _MAMMOGRAPHY)
    return Reading(_RESULT.get(found.value), found.pointers)


@reads("prior_result_at_symptom_site")
def prior_result_at_symptom_site(subject: Subject) -> Reading:
    """Answer "Does the earlier result lie where the symptom is?"; no report says that it does not.

    It does where a symptom names the finding that answers it, or where the finding can be felt.
    """
    for pointer, entry in concerning(subject, subject.view.report.presentation, "/presentation"):
        if subject.view.index.finding_named(entry.finding) is not None:
            return Reading(True, (f"{pointer}/finding",))
    for number, finding in enumerate(subject.view.report.findings):
        breast = finding.location.breast if finding.location is not None else None
        if finding.palpable and concerns(subject, breast):
            return Reading(True, (f"/findings/{number}/palpable",))
    return Reading()


@reads("initial_imaging_done")
def initial_imaging_done(subject: Subject) -> Reading:
    """Answer "Was the first imaging done?"; a result says so, and nothing says that it was not."""
    seen = _of(subject)
    return Reading(True, (seen[0].pointer,)) if seen else Reading()


@reads("breast_imaging_done")
def breast_imaging_done(subject: Subject) -> Reading:
    """Answer "Which imaging of the breast was done?", of this report or compared with."""
    found: dict[str, str] = {}
    for place, exam in enumerate(subject.view.report.exams):
        if _shows(subject, exam):
            for word in _kinds(exam):
                found.setdefault(word, f"/exams/{place}/modality")
        for number, one in enumerate(exam.comparisons or ()):
            if one.modality is not None and (one.breast is None or concerns(subject, one.breast)):
                pointer = f"/exams/{place}/comparisons/{number}/modality"
                found.setdefault(_WORDS[one.modality], pointer)
    return Reading(tuple(found) or None, tuple(found.values()))


def _nodes(subject: Subject) -> Iterator[tuple[int, Any]]:
    """Yield the axillary nodes of a subject that are described, with the number of each."""
    for number, finding in enumerate(subject.view.report.findings):
        if not finding.kind.endswith(_NODE):
            continue
        location = finding.location
        place = getattr(finding, "place", None)
        axillary = place is NodePlace.AXILLARY or (
            place is None and location is not None and location.region == "axilla"
        )
        if axillary and concerns(subject, location.breast if location is not None else None):
            yield number, finding


@reads("suspicious_node_on")
def suspicious_node_on(subject: Subject) -> Reading:
    """Answer "Which modalities show a suspicious axillary node?"."""
    found: dict[str, str] = {}
    for number, finding in _nodes(subject):
        called = getattr(finding, "suspicious", None)
        if called or (called is None and finding.category in _SUSPICIOUS):
            exam = subject.view.index.exam_of(finding)
            for word in _kinds(exam) if exam else (_WORDS[family_of(finding, None)],):
                found.setdefault(word, f"/findings/{number}")
    return Reading(tuple(found) or None, tuple(found.values()))


@reads("node_positive_on_prior_imaging")
def node_positive_on_prior_imaging(subject: Subject) -> Reading:
    """Answer "Was a node positive on earlier imaging?"; a suspicious node of the report says so."""
    found = suspicious_node_on(subject)
    return Reading(True, found.pointers) if found.value else Reading()


@reads("axilla_imaged_before")
def axilla_imaged_before(subject: Subject) -> Reading:
    """Answer "Was the axilla imaged before?"; no, where no exam came before and no node is told."""
    for number, _ in _nodes(subject):
        return Reading(True, (f"/findings/{number}",))
    for pointer, one in concerning(subject, subject.view.report.absent, "/absent"):
        if one.what.value.endswith(_NODE):
            return Reading(True, (f"{pointer}/what",))
    pointer_of_none = never_imaged(subject)
    return Reading(False, (pointer_of_none,)) if pointer_of_none else Reading()
