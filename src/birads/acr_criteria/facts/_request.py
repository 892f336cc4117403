"""Read the question, the symptoms and the suspicions that a report states."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from birads.acr_criteria.facts._registry import Reading, reads
from birads.acr_criteria.facts._sides import concerning, concerns
from birads.lexicon.request import SuspectedWhat, Symptom
from birads.report.view._index import sides

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject

__all__: list[str] = []

_LUMP: Final = Symptom.AXILLARY_LUMP
_PAIN = frozenset({Symptom.FOCAL_PAIN, Symptom.FOCAL_NONCYCLICAL_PAIN, Symptom.INSIGNIFICANT_PAIN})
_HARMLESS = _PAIN | {Symptom.DISCHARGE_PHYSIOLOGIC, Symptom.GYNECOMASTIA_OR_PSEUDOGYNECOMASTIA}
_MASS = ".mass"
_NONE: Final = "none"
_BOTH: Final = 2
_RECURRENCE: Mapping[SuspectedWhat, str] = MappingProxyType(
    {SuspectedWhat.LOCAL_RECURRENCE: "local", SuspectedWhat.METASTASIS: "distant"}
)


def _asked(subject: Subject, member: str) -> Reading:
    """Return a member of the report's question as it stands."""
    value = getattr(subject.view.report.question, member, None)
    return Reading() if value is None else Reading(value.value, (f"/question/{member}",))


@reads("purpose")
def purpose(subject: Subject) -> Reading:
    """Answer "What is the imaging for?", as the report's question states it."""
    return _asked(subject, "purpose")


@reads("evaluate")
def evaluate(subject: Subject) -> Reading:
    """Answer "Which part is to be looked at?", as the report's question states it."""
    return _asked(subject, "evaluate")


@reads("presentation")
def presentation(subject: Subject) -> Reading:
    """Answer "Which symptoms or signs are there?".

    An empty list says that there are none. A mass that is called palpable is a palpable mass. A
    symptom without a side is read for the patient, and for a breast whose side is not stated.
    """
    stated = subject.view.report.presentation
    found: dict[str, str] = {}
    for pointer, entry in concerning(subject, stated, "/presentation"):
        found.setdefault(_word(subject, entry.symptom), f"{pointer}/symptom")
    if not any(word.endswith(Symptom.PALPABLE_MASS.value) for word in found):
        for pointer in _felt(subject):
            found.setdefault(Symptom.PALPABLE_MASS.value, pointer)
    if not found and stated == ():
        return Reading((_NONE,), ("/presentation",))
    return Reading(tuple(found) or None, tuple(found.values()))


def _word(subject: Subject, symptom: Symptom) -> str:
    """Return the word of a symptom; a lump of the axilla says whether one side or both have it."""
    if symptom is not _LUMP:
        return symptom.value
    stated = subject.view.report.presentation or ()
    named = {side for entry in stated if entry.symptom is _LUMP for side in sides(entry.breast)}
    if not named:
        return symptom.value
    return f"{symptom.value}_{'bilateral' if len(named) == _BOTH else 'unilateral'}"


def _felt(subject: Subject) -> list[str]:
    """Return where masses of the subject are called palpable."""
    out = []
    for number, finding in enumerate(subject.view.report.findings):
        breast = finding.location.breast if finding.location is not None else None
        if finding.palpable and finding.kind.endswith(_MASS) and concerns(subject, breast):
            out.append(f"/findings/{number}/palpable")
    return out


@reads("other_suspicious_sign")
def other_suspicious_sign(subject: Subject) -> Reading:
    """Answer "Is there another suspicious sign beside the symptom?", from the list of symptoms."""
    found = list(concerning(subject, subject.view.report.presentation, "/presentation"))
    pointers = tuple(f"{pointer}/symptom" for pointer, _ in found)
    if not found:
        return Reading()
    other = any(entry.symptom not in _HARMLESS for _, entry in found)
    return Reading(other or bool(_felt(subject)), pointers)


@reads("symptom_on_surgery_side")
def symptom_on_surgery_side(subject: Subject) -> Reading:
    """Answer "Is the symptom on the side of the surgery?": a breast that has both says yes."""
    from birads.acr_criteria.facts._history import operations

    symptoms = list(concerning(subject, subject.view.report.presentation, "/presentation"))
    surgery = list(operations(subject))
    if not symptoms or not surgery or subject.breast is None:
        return Reading()
    return Reading(True, (*(f"{pointer}/symptom" for pointer, _ in symptoms), surgery[0][0]))


@reads("recurrence_suspected")
def recurrence_suspected(subject: Subject) -> Reading:
    """Answer "Which recurrence is suspected?"; where both are, neither is chosen."""
    stated = subject.view.report.suspected
    if stated == ():
        return Reading("no", ("/suspected",))
    found: dict[str, str] = {}
    for place, entry in enumerate(stated or ()):
        if entry.breast is None or concerns(subject, entry.breast):
            found.setdefault(_RECURRENCE[entry.what], f"/suspected/{place}/what")
    word = next(iter(found)) if len(found) == 1 else None
    return Reading(word, tuple(found.values()))


@reads("metastasis_suspected")
def metastasis_suspected(subject: Subject) -> Reading:
    """Answer "Is metastasis suspected?"; only an empty list says that nothing is."""
    stated = subject.view.report.suspected
    if stated == ():
        return Reading(False, ("/suspected",))
    for place, entry in enumerate(stated or ()):
        if entry.what is SuspectedWhat.METASTASIS:
            return Reading(True, (f"/suspected/{place}/what",))
    return Reading()


@reads("planned_reconstruction")
def planned_reconstruction(subject: Subject) -> Reading:
    """Answer "Which reconstruction is planned?"."""
    patient = subject.view.report.patient
    if patient is None or patient.planned_reconstruction is None:
        return Reading()
    return Reading(patient.planned_reconstruction.value, ("/patient/planned_reconstruction",))
