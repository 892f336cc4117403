"""Check the history: one form of it against another, and against what the images show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import FORMAT
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.lexicon.patient import FamilyCancer, HistoryEvent, Relation, Risk
from birads.report.findings import MriImplant
from birads.report.patient import Patient
from birads.report.view._history import CANCER_EVENTS, implanted
from birads.report.view._index import breast_of, sides

_E = HistoryEvent
_LISTS: Final = {
    "prior_breast_cancer": CANCER_EVENTS,
    "prior_radiation": frozenset({_E.RADIATION}),
    "prior_surgery": frozenset(
        {
            _E.EXCISION_NONMALIGNANT,
            _E.EXCISION_MALIGNANT,
            _E.BREAST_CONSERVATION,
            _E.REDUCTION,
            _E.MASTECTOMY_FOR_CANCER,
            _E.MASTECTOMY_OTHER,
            _E.PROPHYLACTIC_MASTECTOMY,
        }
    ),
}
_WOMEN: Final = frozenset(
    {
        Relation.MOTHER,
        Relation.SISTER,
        Relation.DAUGHTER,
        Relation.GRANDMOTHER,
        Relation.MATERNAL_GRANDMOTHER,
        Relation.PATERNAL_GRANDMOTHER,
        Relation.AUNT,
        Relation.MATERNAL_AUNT,
        Relation.PATERNAL_AUNT,
        Relation.NIECE,
    }
)
_MEN: Final = frozenset(
    {Relation.FATHER, Relation.BROTHER, Relation.SON, Relation.GRANDFATHER, Relation.UNCLE}
)


@declare(
    "risk_contradicts",
    Severity.ERROR,
    silent="Silent where only one of the two is stated, and beside an intermediate risk that is "
    "not called high. No number is compared: what counts as high is for the caller to say.",
    source=FORMAT,
    needs=(Need.PATIENT,),
)
def risk_contradicts(sense: Sense) -> Iterator[Found]:
    """Find a patient who is called of high risk and of another risk at once."""
    patient = sense.report.patient
    if patient is None or patient.risk is None or patient.high_risk is None:
        return
    if patient.high_risk is not (patient.risk is Risk.HIGH):
        said = "of high risk" if patient.high_risk else "not of high risk"
        yield Found(
            "/patient/risk",
            f"The patient is called {said} ('high_risk') and of {patient.risk} risk ('risk').",
            "Say the risk once, as it was stated.",
        )


@declare(
    "history_contradicts",
    Severity.ERROR,
    silent="Silent where a list of sides is not stated (which is not 'none'), and for an event "
    "without a side unless the list is empty.",
    source=FORMAT,
    needs=(Need.PATIENT,),
)
def history_contradicts(sense: Sense) -> Iterator[Found]:
    """Find an event of a breast that the list of sides for it does not have."""
    patient = sense.report.patient
    if patient is None:
        return
    for number, item in enumerate(patient.history or ()):
        for name, events in _LISTS.items():
            listed: tuple[Side, ...] | None = getattr(patient, name)
            if item.event not in events or listed is None:
                continue
            missing = [side for side in sides(item.breast) if side not in listed]
            if missing or not (listed or item.breast):
                yield Found(
                    f"/patient/history/{number}/event",
                    f"The history holds {item.event.replace('_', ' ')}, but {name!r} "
                    f"{'does not list that breast' if listed else 'says none'}.",
                    "Correct one of the two; a list that is not known is left out.",
                )


@declare(
    "implant_contradicts",
    Severity.WARNING,
    silent="Silent where 'implants' is not stated, and for events without a side.",
    source=FORMAT,
    needs=(Need.PATIENT,),
)
def implant_contradicts(sense: Sense) -> Iterator[Found]:
    """Find an implant in the history or on the images that 'implants' does not list."""
    patient = sense.report.patient
    if patient is None or patient.implants is None:
        return
    hint = "Say which breasts hold an implant now; one that was removed is an event of its own."
    removed = _sides_of(patient, _E.IMPLANT_REMOVED)
    for number, item in enumerate(patient.history or ()):
        for side in sides(item.breast) if item.event is _E.IMPLANT_PLACED else ():
            if side not in patient.implants and side not in removed:
                message = f"An implant was placed in the {side} breast, but 'implants' has none."
                yield Found(f"/patient/history/{number}/event", message, hint)
    for number, finding in enumerate(sense.report.findings):
        for side in sides(breast_of(finding)) if isinstance(finding, MriImplant) else ():
            if side not in patient.implants:
                message = (
                    f"Finding {finding.id!r} describes an implant of the {side} breast, but "
                    "'implants' has none."
                )
                yield Found(f"/findings/{number}/location/breast", message, hint)


@declare(
    "implant_not_in_history",
    Severity.INFORMATION,
    silent="Silent where the side of the finding is not stated, and where 'implants' is stated, "
    "which has its own check.",
    source=FORMAT,
    needs=(Need.FINDINGS,),
)
def implant_not_in_history(sense: Sense) -> Iterator[Found]:
    """Find an implant on MRI of which the patient's part says nothing."""
    patient = sense.report.patient
    if patient is not None and patient.implants is not None:
        return
    known = implanted(sense.report)
    for number, finding in enumerate(sense.report.findings):
        for side in sides(breast_of(finding)) if isinstance(finding, MriImplant) else ():
            if side not in known:
                yield Found(
                    f"/findings/{number}/location/breast",
                    f"Finding {finding.id!r} describes an implant of the {side} breast; the "
                    "history names none.",
                    "Add it to 'implants'.",
                )


def _sides_of(patient: Patient, event: HistoryEvent) -> set[Side]:
    return {
        side for item in patient.history or () if item.event is event for side in sides(item.breast)
    }


@declare(
    "relative_cannot_have_cancer",
    Severity.ERROR,
    silent="Silent where the relation does not say the sex, or the cancer is not stated.",
    source=FORMAT,
    needs=(Need.PATIENT,),
)
def relative_cannot_have_cancer(sense: Sense) -> Iterator[Found]:
    """Find a relative with a cancer of an organ that this relative does not have."""
    patient = sense.report.patient
    for number, entry in enumerate((patient.family_history or ()) if patient else ()):
        woman, man = entry.relation in _WOMEN, entry.relation in _MEN
        of_women = entry.cancer is FamilyCancer.OVARIAN
        of_men = entry.cancer in (FamilyCancer.PROSTATE, FamilyCancer.BREAST_MALE)
        if entry.relation and entry.cancer and ((man and of_women) or (woman and of_men)):
            yield Found(
                f"/patient/family_history/{number}/cancer",
                f"The {entry.relation.replace('_', ' ')} is said to have had "
                f"{_CANCERS[entry.cancer]}.",
                "Correct the relative or the cancer.",
            )


_CANCERS: Final = {
    FamilyCancer.OVARIAN: "cancer of the ovary",
    FamilyCancer.PROSTATE: "cancer of the prostate",
    FamilyCancer.BREAST_MALE: "male breast cancer",
}


@declare(
    "cancer_contradicts_history",
    Severity.ERROR,
    silent="Silent where 'prior_breast_cancer' is not stated, for cancers that are not said to be "
    "treated or to have recurred, and for cancers without a side unless the list is empty.",
    source=FORMAT,
    needs=(Need.PATIENT,),
)
def cancer_contradicts_history(sense: Sense) -> Iterator[Found]:
    """Find a cancer that was treated in a breast whose history says that it had none."""
    patient = sense.report.patient
    listed = patient.prior_breast_cancer if patient is not None else None
    if listed is None:
        return
    for number, cancer in enumerate(sense.report.cancers or ()):
        if cancer.state not in ("treated", "recurrent_local"):
            continue
        if any(side not in listed for side in sides(cancer.breast)) or not (
            listed or cancer.breast
        ):
            yield Found(
                f"/cancers/{number}/state",
                f"A cancer is called {cancer.state.replace('_', ' ')}, but 'prior_breast_cancer' "
                f"{'does not list that breast' if listed else 'says none'}.",
                "A relative's cancer belongs to 'family_history'; else correct one of the two.",
            )
