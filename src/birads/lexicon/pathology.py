"""Words of tissue: how it was taken, what it showed, what was said of it.

Each enumeration is one axis of the lexicon; the facts about its words are rows of ``data/``.
"""

from birads._base.word import Word

__all__ = [
    "BCategory",
    "BiopsyProcedure",
    "CancerState",
    "CancerType",
    "ClinicalStage",
    "Complication",
    "Concordance",
    "Grade",
    "Guidance",
    "Margins",
    "Nodes",
    "PathologyResult",
    "PathologyState",
    "ReceptorStatus",
    "ResultClass",
    "SpecimenRadiograph",
]


class BiopsyProcedure(Word):
    """How tissue was taken."""

    CORE_BIOPSY = "core_biopsy"
    VACUUM_ASSISTED_BIOPSY = "vacuum_assisted_biopsy"
    FINE_NEEDLE_ASPIRATION = "fine_needle_aspiration"
    SURGICAL_EXCISION = "surgical_excision"
    MASTECTOMY = "mastectomy"
    OTHER = "other"


class Guidance(Word):
    """What guided the needle."""

    STEREOTACTIC = "stereotactic"
    TOMOSYNTHESIS = "tomosynthesis"
    ULTRASOUND = "ultrasound"
    MRI = "mri"
    CEM = "cem"
    PALPATION = "palpation"
    OTHER = "other"


class SpecimenRadiograph(Word):
    """Whether the specimen was X-rayed and what that showed."""

    CALCIFICATIONS_PRESENT = "calcifications_present"
    ABSENT = "absent"
    NOT_DONE = "not_done"


class PathologyResult(Word):
    """What the tissue showed."""

    BENIGN = "benign"
    FIBROADENOMA = "fibroadenoma"
    FIBROCYSTIC_CHANGE = "fibrocystic_change"
    SCLEROSING_ADENOSIS = "sclerosing_adenosis"
    FAT_NECROSIS = "fat_necrosis"
    PAPILLOMA = "papilloma"
    RADIAL_SCAR = "radial_scar"
    ATYPICAL_DUCTAL_HYPERPLASIA = "atypical_ductal_hyperplasia"
    ATYPICAL_LOBULAR_HYPERPLASIA = "atypical_lobular_hyperplasia"
    FLAT_EPITHELIAL_ATYPIA = "flat_epithelial_atypia"
    LOBULAR_CARCINOMA_IN_SITU = "lobular_carcinoma_in_situ"
    HIGH_RISK = "high_risk"
    DUCTAL_CARCINOMA_IN_SITU = "ductal_carcinoma_in_situ"
    MICROINVASIVE_CARCINOMA = "microinvasive_carcinoma"
    INVASIVE_DUCTAL_CARCINOMA = "invasive_ductal_carcinoma"
    INVASIVE_LOBULAR_CARCINOMA = "invasive_lobular_carcinoma"
    MALIGNANT = "malignant"
    NON_DIAGNOSTIC = "non_diagnostic"
    OTHER = "other"


class ResultClass(Word):
    """What a result means for the next step."""

    BENIGN = "benign"
    HIGH_RISK = "high_risk"
    MALIGNANT = "malignant"
    NON_DIAGNOSTIC = "non_diagnostic"


class PathologyState(Word):
    """Whether the tissue was read already."""

    PENDING = "pending"
    FINAL = "final"


class BCategory(Word):
    """The European class of a breast biopsy, normal tissue to malignant."""

    B1 = "B1"
    B2 = "B2"
    B3 = "B3"
    B4 = "B4"
    B5 = "B5"


class Concordance(Word):
    """Whether the radiologist finds image and tissue in agreement."""

    CONCORDANT = "concordant"
    DISCORDANT = "discordant"
    UNDETERMINED = "undetermined"


class Complication(Word):
    """What went wrong at a biopsy."""

    NONE = "none"
    HEMATOMA = "hematoma"
    BLEEDING = "bleeding"
    INFECTION = "infection"
    VASOVAGAL = "vasovagal"
    PNEUMOTHORAX = "pneumothorax"
    IMPLANT_RUPTURE = "implant_rupture"
    OTHER = "other"


class CancerType(Word):
    """What kind of cancer it is; ``unspecified`` is a cancer whose kind is not stated."""

    DCIS = "dcis"
    INVASIVE = "invasive"
    UNSPECIFIED = "unspecified"


class CancerState(Word):
    """Where the cancer stands in its treatment."""

    NEWLY_DIAGNOSED = "newly_diagnosed"
    ACTIVE_SURVEILLANCE = "active_surveillance"
    PRE_NEOADJUVANT = "pre_neoadjuvant"
    DURING_NEOADJUVANT = "during_neoadjuvant"
    POST_NEOADJUVANT = "post_neoadjuvant"
    TREATED = "treated"
    RECURRENT_LOCAL = "recurrent_local"


class ClinicalStage(Word):
    """The clinical stage group, as it was stated."""

    S0 = "0"
    I = "I"  # noqa: E741 - the stage is called so
    IA = "IA"
    IB = "IB"
    II = "II"
    IIA = "IIA"
    IIB = "IIB"
    III = "III"
    IIIA = "IIIA"
    IIIB = "IIIB"
    IIIC = "IIIC"
    IV = "IV"


class Nodes(Word):
    """Whether axillary nodes hold cancer, clinically or by tissue, as stated."""

    NEGATIVE = "negative"
    POSITIVE = "positive"


class ReceptorStatus(Word):
    """The result of one receptor test."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    LOW = "low"
    EQUIVOCAL = "equivocal"
    UNKNOWN = "unknown"


class Grade(Word):
    """Histologic grade: 1 to 3 for invasive cancer, low to high for nuclear grade."""

    G1 = "1"
    G2 = "2"
    G3 = "3"
    LOW = "low"
    INTERMEDIATE = "intermediate"
    HIGH = "high"


class Margins(Word):
    """What the margins of a specimen showed."""

    NEGATIVE = "negative"
    CLOSE = "close"
    POSITIVE = "positive"
    UNKNOWN = "unknown"
