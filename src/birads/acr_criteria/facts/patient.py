"""Read the facts of the patient, and those of a breast that the patient's history tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.acr_criteria.facts._registry import Reading, reads
from birads.report.view.index import sides

if TYPE_CHECKING:
    from birads.acr_criteria.subjects import Subject
    from birads.lexicon.common import Side

__all__: list[str] = []

_PLAIN = ("sex", "age_years", "pregnant", "lactating", "menopausal_status")


def _member(name: str) -> None:
    """Register the reader of a member of the patient that is a fact as it stands."""

    @reads(name)
    def reader(subject: Subject) -> Reading:
        patient = subject.view.report.patient
        value: Any = None if patient is None else getattr(patient, name)
        return Reading(value, () if patient is None else (f"/patient/{name}",))


for _name in _PLAIN:
    _member(_name)


def _on_this_side(subject: Subject, name: str) -> Reading:
    """Return whether a history, told as a list of sides, names a breast of the subject."""
    patient = subject.view.report.patient
    told: tuple[Side, ...] | None = None if patient is None else getattr(patient, name)
    if told is None:
        return Reading()
    breasts = sides(subject.breast)
    value = any(side in told for side in breasts) if breasts or not told else None
    return Reading(value, (f"/patient/{name}",))


@reads("cancer_treated_here")
def cancer_treated_here(subject: Subject) -> Reading:
    """Answer "Was a cancer of this breast treated before?"."""
    return _on_this_side(subject, "prior_breast_cancer")


@reads("implant_here")
def implant_here(subject: Subject) -> Reading:
    """Answer "Is there an implant in this breast?"."""
    return _on_this_side(subject, "implants")


@reads("presentation")
def presentation(subject: Subject) -> Reading:
    """Answer "Which symptoms were stated for the patient, or for this breast?".

    A symptom without a side is read for the patient only: no side is guessed.
    """
    stated = subject.view.report.presentation
    breasts = frozenset(sides(subject.breast))
    of_patient = subject.is_patient
    found = {
        entry.symptom.value: f"/presentation/{place}/symptom"
        for place, entry in enumerate(stated or ())
        if of_patient or breasts & frozenset(sides(entry.breast))
    }
    return Reading(tuple(found) or None, tuple(found.values()))


@reads("calcifications_located")
def calcifications_located(subject: Subject) -> Reading:
    """Answer "Were calcifications described in a breast that is named?"."""
    placed = [member for member in subject.members if member.breast is not None]
    pointers = tuple(f"{member.pointer}/location/breast" for member in placed)
    return Reading(bool(placed), pointers)
