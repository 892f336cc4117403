"""Hold what a report says of the patient: no identity, only what changes a reading."""

from __future__ import annotations

from typing import Annotated

from birads.lexicon.common import Breast, Side
from birads.model import Integer, Maybe, Model, Number, PartialDate, Text
from birads.word import Word

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


class Sex(Word):
    """Administrative sex."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class MenopausalStatus(Word):
    """Where the patient stands in relation to menopause."""

    PREMENOPAUSAL = "premenopausal"
    PERIMENOPAUSAL = "perimenopausal"
    POSTMENOPAUSAL = "postmenopausal"
    UNKNOWN = "unknown"


class Gender(Word):
    """Gender, where it differs from the administrative sex."""

    TRANSFEMININE = "transfeminine"
    TRANSMASCULINE = "transmasculine"
    OTHER = "other"


class Risk(Word):
    """The risk of breast cancer as somebody stated it; it is never computed here."""

    AVERAGE = "average"
    INTERMEDIATE = "intermediate"
    HIGH = "high"


class Relation(Word):
    """How a relative is related to the patient."""

    MOTHER = "mother"
    FATHER = "father"
    SISTER = "sister"
    BROTHER = "brother"
    DAUGHTER = "daughter"
    SON = "son"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    MATERNAL_GRANDMOTHER = "maternal_grandmother"
    PATERNAL_GRANDMOTHER = "paternal_grandmother"
    AUNT = "aunt"
    MATERNAL_AUNT = "maternal_aunt"
    PATERNAL_AUNT = "paternal_aunt"
    UNCLE = "uncle"
    COUSIN = "cousin"
    NIECE = "niece"
    FIRST_DEGREE = "first_degree"
    SECOND_DEGREE = "second_degree"
    OTHER = "other"
    UNKNOWN = "unknown"


class FamilyCancer(Word):
    """The cancer of a relative, as far as it bears on the breast."""

    BREAST = "breast"
    BREAST_BILATERAL = "breast_bilateral"
    BREAST_MALE = "breast_male"
    OVARIAN = "ovarian"
    PANCREATIC = "pancreatic"
    PROSTATE = "prostate"
    OTHER = "other"


class FamilyMember(Model):
    """A relative with cancer; ``age_years`` is the age at diagnosis."""

    relation: Maybe[Relation] = None
    cancer: Maybe[FamilyCancer] = None
    age_years: Maybe[Annotated[float, Number(0, 130)]] = None


class HistoryEvent(Word):
    """What happened to a breast before."""

    EXCISION_NONMALIGNANT = "excision_nonmalignant"
    EXCISION_MALIGNANT = "excision_malignant"
    BREAST_CONSERVATION = "breast_conservation"
    MASTECTOMY_FOR_CANCER = "mastectomy_for_cancer"
    MASTECTOMY_OTHER = "mastectomy_other"
    PROPHYLACTIC_MASTECTOMY = "prophylactic_mastectomy"
    REDUCTION = "reduction"
    IMPLANT_PLACED = "implant_placed"
    IMPLANT_REMOVED = "implant_removed"
    RADIATION = "radiation"
    BIOPSY = "biopsy"
    CANCER = "cancer"


class Margins(Word):
    """What the margins of a specimen showed."""

    NEGATIVE = "negative"
    CLOSE = "close"
    POSITIVE = "positive"
    UNKNOWN = "unknown"


class Reconstruction(Word):
    """How a breast was reconstructed after mastectomy."""

    NONE = "none"
    AUTOLOGOUS = "autologous"
    AUTOLOGOUS_WITH_IMPLANT = "autologous_with_implant"
    IMPLANT = "implant"


class ImplantType(Word):
    """What an implant is filled with."""

    SALINE = "saline"
    SILICONE = "silicone"
    OTHER = "other"


class PlannedReconstruction(Word):
    """A reconstruction that is planned."""

    DEEP_INFERIOR_EPIGASTRIC_FLAP = "deep_inferior_epigastric_flap"


class HistoryItem(Model):
    """One earlier event of a breast, dated to the day, the month or the year, or by years ago."""

    event: HistoryEvent
    breast: Maybe[Breast] = None
    date: Maybe[PartialDate] = None
    years_ago: Maybe[Annotated[float, Number(0, 130)]] = None
    margins: Maybe[Margins] = None
    reconstruction: Maybe[Reconstruction] = None
    implant: Maybe[ImplantType] = None
    text: Maybe[Text] = None


class Patient(Model):
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
