"""Words of the patient: sex, risk, family, and what happened to a breast before.

Each enumeration is one axis of the lexicon; the facts about its words are rows of ``data/``.
"""

from birads._base.word import Word

__all__ = [
    "FamilyCancer",
    "Gender",
    "HistoryEvent",
    "ImplantType",
    "MenopausalStatus",
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
