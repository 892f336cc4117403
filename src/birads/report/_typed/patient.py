"""Members of patient. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from birads.report._typed.words import (
    BreastWord,
    FamilyCancerWord,
    GenderWord,
    HistoryEventWord,
    ImplantTypeWord,
    MarginsWord,
    MenopausalStatusWord,
    PlannedReconstructionWord,
    ReconstructionWord,
    RelationWord,
    RiskWord,
    SexWord,
    SideWord,
)
from birads.report.patient import FamilyMember, HistoryItem


class FamilyMemberOptions(TypedDict, total=False):
    """What FamilyMember may say."""

    relation: RelationWord | None
    """How the relative is related to the patient."""
    cancer: FamilyCancerWord | None
    """The cancer that the relative had."""
    age_years: float | None
    """The relative's age at diagnosis, in years."""


class FamilyMemberMembers(FamilyMemberOptions):
    """What FamilyMember is built from."""


class FamilyMemberChanges(FamilyMemberOptions, total=False):
    """What FamilyMember may be given instead."""


class HistoryItemOptions(TypedDict, total=False):
    """What HistoryItem may say."""

    breast: BreastWord | None
    """The breast that it happened to."""
    date: str | None
    """When it happened: a year, a month or a day."""
    years_ago: float | None
    """How many years ago it happened, where no date is known."""
    margins: MarginsWord | None
    """The margins of an excision."""
    reconstruction: ReconstructionWord | None
    """How the breast was reconstructed."""
    implant: ImplantTypeWord | None
    """What the implant is made of."""
    text: str | None
    """What else was said of it."""


class HistoryItemMembers(HistoryItemOptions):
    """What HistoryItem is built from."""

    event: HistoryEventWord
    """What happened."""


class HistoryItemChanges(HistoryItemOptions, total=False):
    """What HistoryItem may be given instead."""

    event: HistoryEventWord
    """What happened."""


class PatientOptions(TypedDict, total=False):
    """What Patient may say."""

    sex: SexWord | None
    """The patient's sex."""
    age_years: float | None
    """The patient's age in years."""
    menopausal_status: MenopausalStatusWord | None
    """Before, during or after the menopause."""
    cycle_day: int | None
    """The day of the menstrual cycle, counted from 1."""
    pregnant: bool | None
    """Whether the patient is pregnant."""
    lactating: bool | None
    """Whether the patient is lactating."""
    prior_breast_cancer: Sequence[SideWord] | None
    """The sides with an earlier breast cancer; an empty list says none."""
    prior_surgery: Sequence[SideWord] | None
    """The sides with earlier surgery; an empty list says none."""
    prior_radiation: Sequence[SideWord] | None
    """The sides with earlier radiation; an empty list says none."""
    implants: Sequence[SideWord] | None
    """The sides with an implant; an empty list says none."""
    high_risk: bool | None
    """Whether the patient is stated to be at high risk."""
    gender: GenderWord | None
    """The gender that the patient states, where it bears on imaging."""
    risk: RiskWord | None
    """The risk of breast cancer as stated; it is never computed."""
    lifetime_risk_percent: float | None
    """The stated lifetime risk of breast cancer, from 0 to 100."""
    hormone_use_years: float | None
    """For how many years hormones were taken."""
    family_history: Sequence[FamilyMember | FamilyMemberMembers] | None
    """Relatives with cancer; an empty list says none."""
    history: Sequence[HistoryItem | HistoryItemMembers] | None
    """Earlier events of the breasts; an empty list says none."""
    planned_reconstruction: PlannedReconstructionWord | None
    """The reconstruction that is planned."""


class PatientMembers(PatientOptions):
    """What Patient is built from."""


class PatientChanges(PatientOptions, total=False):
    """What Patient may be given instead."""
