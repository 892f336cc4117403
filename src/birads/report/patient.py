"""Hold what a report says of the patient: no identity, only what changes a reading."""

from __future__ import annotations

from typing import Annotated

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
    cancer: Maybe[FamilyCancer] = None
    age_years: Maybe[Annotated[float, Number(0, 130)]] = None


class HistoryItem(Part):
    """One earlier event of a breast, dated to the day, the month or the year, or by years ago."""

    event: HistoryEvent
    breast: Maybe[Breast] = None
    date: Maybe[PartialDate] = None
    years_ago: Maybe[Annotated[float, Number(0, 130)]] = None
    margins: Maybe[Margins] = None
    reconstruction: Maybe[Reconstruction] = None
    implant: Maybe[ImplantType] = None
    text: Maybe[Text] = None


class Patient(Part):
    """State the facts of the patient that a criterion or a check may need.

    The four histories are lists of sides; an empty list says asked and none, a missing one says
    not stated.
    """

    sex: Maybe[Sex] = None
    age_years: Maybe[Annotated[float, Number(0, 130)]] = None
    menopausal_status: Maybe[MenopausalStatus] = None
    cycle_day: Maybe[Annotated[int, Integer(1, 99)]] = None
    pregnant: Maybe[bool] = None
    lactating: Maybe[bool] = None
    prior_breast_cancer: Maybe[tuple[Side, ...]] = None
    prior_surgery: Maybe[tuple[Side, ...]] = None
    prior_radiation: Maybe[tuple[Side, ...]] = None
    implants: Maybe[tuple[Side, ...]] = None
    high_risk: Maybe[bool] = None
    gender: Maybe[Gender] = None
    risk: Maybe[Risk] = None
    lifetime_risk_percent: Maybe[Annotated[float, Number(0, 100)]] = None
    hormone_use_years: Maybe[Annotated[float, Number(0, 130)]] = None
    family_history: Maybe[tuple[FamilyMember, ...]] = None
    history: Maybe[tuple[HistoryItem, ...]] = None
    planned_reconstruction: Maybe[PlannedReconstruction] = None
