"""Read the facts of the patient, and those of a breast that the patient's history tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.acr_criteria.facts._registry import Reading, reads
from birads.report.view._history import implanted, implanted_at, treated_at
from birads.report.view._index import sides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from birads.acr_criteria._subjects import Subject
    from birads.lexicon.common import Side
    from birads.report.report import Report

    _TellsOf = Callable[[Report], Iterator[tuple[str, frozenset[Side]]]]

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


def _on_this_side(
    subject: Subject, listed: str, known: frozenset[Side], told_at: _TellsOf
) -> Reading:
    """Return whether a breast of the subject is one of those known, in whatever form stated.

    "No" needs the list of sides: events and cancers tell what was, never what was not.
    """
    report = subject.view.report
    told: tuple[Side, ...] | None = getattr(report.patient, listed, None)
    breasts = frozenset(sides(subject.breast))
    if breasts & known:
        named = told is not None and breasts & frozenset(told)
        if named:
            return Reading(True, (f"/patient/{listed}",))
        return Reading(True, tuple(pointer for pointer, at in told_at(report) if at & breasts))
    if told is None:
        return Reading()
    # Some breast is meant where none is named: only an empty history says that it is not that one.
    value = False if breasts or not (told or known) else None
    return Reading(value, (f"/patient/{listed}",))


@reads("cancer_treated_here")
def cancer_treated_here(subject: Subject) -> Reading:
    """Answer "Was a cancer of this breast treated before?"."""
    known = subject.view.index.treated_sides
    return _on_this_side(subject, "prior_breast_cancer", known, treated_at)


@reads("implant_here")
def implant_here(subject: Subject) -> Reading:
    """Answer "Is there an implant in this breast?"."""
    return _on_this_side(subject, "implants", implanted(subject.view.report), implanted_at)


@reads("calcifications_located")
def calcifications_located(subject: Subject) -> Reading:
    """Answer "Were calcifications described in a breast that is named?"."""
    placed = [member for member in subject.members if member.breast is not None]
    pointers = tuple(f"{member.pointer}/location/breast" for member in placed)
    return Reading(bool(placed), pointers)
