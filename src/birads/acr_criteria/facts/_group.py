"""Read who the patient is: group, pregnancy, risk, density, hormones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from birads.acr_criteria.facts._registry import Reading, reads
from birads.lexicon.mammography import Composition
from birads.lexicon.patient import Gender, Sex

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject

__all__: list[str] = []

_LETTERS: Mapping[Composition, str] = MappingProxyType(dict(zip(Composition, "ABCD", strict=True)))


@reads("patient_group")
def patient_group(subject: Subject) -> Reading:
    """Answer "Which group does the patient belong to?": the stated gender, else the sex."""
    patient = subject.view.report.patient
    if patient is None:
        return Reading()
    if patient.gender is not None:
        known = patient.gender is not Gender.OTHER
        return Reading(patient.gender.value if known else None, ("/patient/gender",))
    if patient.sex in (Sex.FEMALE, Sex.MALE):
        return Reading(patient.sex.value, ("/patient/sex",))
    return Reading(None, ("/patient/sex",) if patient.sex is not None else ())


@reads("reproductive_state")
def reproductive_state(subject: Subject) -> Reading:
    """Answer "Is the patient pregnant or lactating?"; neither only where both are denied."""
    patient = subject.view.report.patient
    if patient is None:
        return Reading()
    if patient.pregnant:
        return Reading("pregnant", ("/patient/pregnant",))
    if patient.lactating:
        return Reading("lactating", ("/patient/lactating",))
    if patient.pregnant is False and patient.lactating is False:
        return Reading("neither", ("/patient/pregnant", "/patient/lactating"))
    return Reading()


@reads("risk")
def risk(subject: Subject) -> Reading:
    """Answer "Which risk of breast cancer was stated?"; it is never computed.

    That a patient is not at high risk does not say which of the others it is.
    """
    patient = subject.view.report.patient
    if patient is None:
        return Reading()
    if patient.risk is not None:
        return Reading(patient.risk.value, ("/patient/risk",))
    return Reading("high", ("/patient/high_risk",)) if patient.high_risk else Reading()


@reads("hormone_use_years")
def hormone_use_years(subject: Subject) -> Reading:
    """Answer "For how many years were hormones taken?"."""
    patient = subject.view.report.patient
    if patient is None or patient.hormone_use_years is None:
        return Reading()
    return Reading(patient.hormone_use_years, ("/patient/hormone_use_years",))


@reads("breast_density")
def breast_density(subject: Subject) -> Reading:
    """Answer "Which density was stated?": of two breasts the denser, of two exams the later."""
    exams = subject.view.report.exams
    found = [(exam, list(_densities(exam, place))) for place, exam in enumerate(exams)]
    stated = [(exam, words) for exam, words in found if words]
    if not stated:
        return Reading()
    days = [exam.date for exam, _ in stated if exam.date is not None]
    if len(days) == len(stated):
        stated = [(exam, words) for exam, words in stated if exam.date == max(days)]
    densest = [max(words) for _, words in stated]
    pointers = tuple(pointer for _, pointer in densest)
    letters = {letter for letter, _ in densest}
    return Reading(letters.pop() if len(letters) == 1 else None, pointers)


def _densities(exam: Any, place: int) -> Iterator[tuple[str, str]]:
    """Yield each stated density of an exam with its pointer."""
    if getattr(exam, "composition", None) is not None:
        yield _LETTERS[exam.composition], f"/exams/{place}/composition"
    for number, one in enumerate(getattr(exam, "compositions", None) or ()):
        yield _LETTERS[one.composition], f"/exams/{place}/compositions/{number}/composition"
