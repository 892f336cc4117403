"""Hold what a report says of the patient: no identity, only what changes a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from birads._base.model import Integer, Maybe, Number, PartialDate, Text
from birads.lexicon.common import Breast, Side
from birads.lexicon.pathology import Margins
from birads.lexicon.patient import (
    FamilyCancer,
    Gender,
    HistoryEvent,
    ImplantType,
    MenopausalStatus,
    PlannedReconstruction,
    Reconstruction,
    Relation,
    Risk,
    Sex,
)
from birads.report._part import Part

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.patient import (
        FamilyMemberChanges,
        FamilyMemberMembers,
        HistoryItemChanges,
        HistoryItemMembers,
        PatientChanges,
        PatientMembers,
    )

__all__ = [
    "FamilyCancer",
    "FamilyMember",
    "Gender",
    "HistoryEvent",
    "HistoryItem",
    "ImplantType",
    "Margins",
    "MenopausalStatus",
    "Patient",
    "PlannedReconstruction",
    "Reconstruction",
    "Relation",
    "Risk",
    "Sex",
]


class FamilyMember(Part):
    """A relative with cancer; ``age_years`` is the age at diagnosis."""

    relation: Maybe[Relation] = None
    """How the relative is related to the patient."""
    cancer: Maybe[FamilyCancer] = None
    """The cancer that the relative had."""
    age_years: Maybe[Annotated[float, Number(0, 130)]] = None
    """The relative's age at diagnosis, in years."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[FamilyMemberMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[FamilyMemberChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class HistoryItem(Part):
    """One earlier event of a breast, dated to the day, the month or the year, or by years ago."""

    event: HistoryEvent
    """What happened."""
    breast: Maybe[Breast] = None
    """The breast that it happened to."""
    date: Maybe[PartialDate] = None
    """When it happened: a year, a month or a day."""
    years_ago: Maybe[Annotated[float, Number(0, 130)]] = None
    """How many years ago it happened, where no date is known."""
    margins: Maybe[Margins] = None
    """The margins of an excision."""
    reconstruction: Maybe[Reconstruction] = None
    """How the breast was reconstructed."""
    implant: Maybe[ImplantType] = None
    """What the implant is made of."""
    text: Maybe[Text] = None
    """What else was said of it."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[HistoryItemMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[HistoryItemChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Patient(Part):
    """State the facts of the patient that a criterion or a check may need.

    The four histories are lists of sides; an empty list says asked and none, a missing one says
    not stated.
    """

    sex: Maybe[Sex] = None
    """The patient's sex."""
    age_years: Maybe[Annotated[float, Number(0, 130)]] = None
    """The patient's age in years."""
    menopausal_status: Maybe[MenopausalStatus] = None
    """Before, during or after the menopause."""
    cycle_day: Maybe[Annotated[int, Integer(1, 99)]] = None
    """The day of the menstrual cycle, counted from 1."""
    pregnant: Maybe[bool] = None
    """Whether the patient is pregnant."""
    lactating: Maybe[bool] = None
    """Whether the patient is lactating."""
    prior_breast_cancer: Maybe[tuple[Side, ...]] = None
    """The sides with an earlier breast cancer; an empty list says none."""
    prior_surgery: Maybe[tuple[Side, ...]] = None
    """The sides with earlier surgery; an empty list says none."""
    prior_radiation: Maybe[tuple[Side, ...]] = None
    """The sides with earlier radiation; an empty list says none."""
    implants: Maybe[tuple[Side, ...]] = None
    """The sides with an implant; an empty list says none."""
    high_risk: Maybe[bool] = None
    """Whether the patient is stated to be at high risk."""
    gender: Maybe[Gender] = None
    """The gender that the patient states, where it bears on imaging."""
    risk: Maybe[Risk] = None
    """The risk of breast cancer as stated; it is never computed."""
    lifetime_risk_percent: Maybe[Annotated[float, Number(0, 100)]] = None
    """The stated lifetime risk of breast cancer, from 0 to 100."""
    hormone_use_years: Maybe[Annotated[float, Number(0, 130)]] = None
    """For how many years hormones were taken."""
    family_history: Maybe[tuple[FamilyMember, ...]] = None
    """Relatives with cancer; an empty list says none."""
    history: Maybe[tuple[HistoryItem, ...]] = None
    """Earlier events of the breasts; an empty list says none."""
    planned_reconstruction: Maybe[PlannedReconstruction] = None
    """The reconstruction that is planned."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[PatientMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[PatientChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
