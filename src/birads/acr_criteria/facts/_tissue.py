"""Read the facts of tissue: which results there are, and how they were taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from birads.acr_criteria._tissue import (
    closed_by_excision,
    excised_after_high_risk,
    latest,
    worst_class,
)
from birads.acr_criteria.facts._registry import Reading, reads
from birads.acr_criteria.table._facts import facts
from birads.report.pathology import (
    BiopsyProcedure,
    Guidance,
    Pathology,
    ResultClass,
    SpecimenRadiograph,
)

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject

__all__: list[str] = []

_NEEDLE = (BiopsyProcedure.CORE_BIOPSY, BiopsyProcedure.VACUUM_ASSISTED_BIOPSY)
_STEREOTACTIC = (None, Guidance.STEREOTACTIC, Guidance.TOMOSYNTHESIS)
_NOT_TOLD = "unstated"

_Found = tuple[Any, str]


def _several(found: Iterable[_Found]) -> Reading:
    pairs = tuple(found)
    values = tuple(dict.fromkeys(value for value, _ in pairs))
    return Reading(values or None, tuple(dict.fromkeys(pointer for _, pointer in pairs)))


def _results(subject: Subject) -> Iterator[tuple[str, Pathology]]:
    for member in subject.members:
        for place, result in member.results:
            yield f"/pathology/{place}", result


def _of_needles(subject: Subject) -> Iterator[tuple[str, Pathology]]:
    return ((where, one) for where, one in _results(subject) if one.procedure in _NEEDLE)


def _by_finding(subject: Subject) -> Iterator[tuple[str, list[Pathology]]]:
    for member in subject.members:
        if member.results:
            yield f"/pathology/{member.results[0][0]}", [result for _, result in member.results]


@reads("tissue")
def tissue(subject: Subject) -> Reading:
    """Return whether there are results; one finding without any is enough for "none"."""
    return _several(
        ("some", f"/pathology/{member.results[0][0]}")
        if member.results
        else ("none", member.pointer)
        for member in subject.members
    )


@reads("worst_result")
def worst_result(subject: Subject) -> Reading:
    """Answer "What is the most malignant class of the results of each finding?"."""
    found = ((worst_class(results), where) for where, results in _by_finding(subject))
    return _several((worst, where) for worst, where in found if worst is not None)


@reads("result")
def result(subject: Subject) -> Reading:
    """Answer "Which classes do the results have?"."""
    return _several(
        (one.result_class, where) for where, one in _results(subject) if one.result_class
    )


@reads("excised")
def excised(subject: Subject) -> Reading:
    """Answer "Does the last benign result come from surgery?"."""
    return _several((closed_by_excision(results), where) for where, results in _by_finding(subject))


@reads("needle")
def needle(subject: Subject) -> Reading:
    """Answer "Was tissue taken with a core or vacuum needle?"."""
    return _one_of(where for where, _ in _of_needles(subject))


@reads("fine_needle")
def fine_needle(subject: Subject) -> Reading:
    """Answer "Was tissue of calcifications aspirated under stereotactic guidance?"."""
    return _one_of(
        where
        for where, one in _results(subject)
        if one.procedure is BiopsyProcedure.FINE_NEEDLE_ASPIRATION and one.guidance in _STEREOTACTIC
    )


@reads("high_risk_core")
def high_risk_core(subject: Subject) -> Reading:
    """Answer "Is a high-risk result of a needle still without surgery after it?"."""
    return _one_of(
        f"/pathology/{place}"
        for member in subject.members
        if not _settled([result for _, result in member.results])
        for place, one in member.results
        if one.procedure in _NEEDLE and one.result_class is ResultClass.HIGH_RISK
    )


def _settled(results: list[Pathology]) -> bool:
    worst = worst_class(results)
    return excised_after_high_risk(results) and worst is not ResultClass.MALIGNANT


@reads("specimen")
def specimen(subject: Subject) -> Reading:
    """Return what the radiographs of specimens show, and of the last result that it is empty."""
    found: list[_Found] = [
        (one.specimen_radiograph or _NOT_TOLD, where) for where, one in _of_needles(subject)
    ]
    for where, results in _by_finding(subject):
        if latest(results).specimen_radiograph is SpecimenRadiograph.ABSENT:
            found.append((SpecimenRadiograph.ABSENT, where))
    return _several(found)


@reads("clip")
def clip(subject: Subject) -> Reading:
    """Answer "Was a marker clip left, and is its place written down?"."""
    return _several((_clip(one), where) for where, one in _of_needles(subject))


def _clip(one: Pathology) -> str:
    if one.marker_clip is None:
        return _NOT_TOLD
    if one.marker_clip and not one.marker_position_documented:
        return "undocumented"
    return "documented" if one.marker_clip else "none"


@reads("fewest_samples")
def fewest_samples(subject: Subject) -> Reading:
    """Answer "How few samples did a needle of the published gauge take?"."""
    gauge = facts()["fewest_samples"].given["gauge"]
    taken = [
        (one.samples, where)
        for where, one in _results(subject)
        if one.gauge == gauge and one.samples is not None
    ]
    if not taken:
        return Reading()
    fewest, where = min(taken)
    return Reading(fewest, (where,))


def _one_of(pointers: Iterable[str]) -> Reading:
    """Return yes where there is one, and otherwise nothing: no report says that there is none."""
    found = tuple(dict.fromkeys(pointers))
    return Reading(True, found) if found else Reading()
