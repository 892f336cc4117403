"""Words that the four modalities share: place, change over time and what was seen beside.

Each enumeration is one axis of the lexicon; the facts about its words (editions, synonyms,
codes, sources) are the rows of ``data/common.toml``.
"""

from birads._base.word import Word

__all__ = [
    "BpeLevel",
    "BpeSymmetry",
    "Breast",
    "Category",
    "Change",
    "Depth",
    "Modality",
    "Quadrant",
    "Region",
    "Side",
]


class Modality(Word):
    """The imaging modality of an exam."""

    MAMMOGRAPHY = "mammography"
    ULTRASOUND = "ultrasound"
    MRI = "mri"
    CEM = "cem"


class Side(Word):
    """One breast."""

    LEFT = "left"
    RIGHT = "right"


class Breast(Word):
    """One breast or both."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"


class Quadrant(Word):
    """A quadrant of the breast, seen as by an observer who faces the patient."""

    UPPER_OUTER = "upper_outer"
    UPPER_INNER = "upper_inner"
    LOWER_OUTER = "lower_outer"
    LOWER_INNER = "lower_inner"


class Region(Word):
    """A part of the breast that is wider or other than a quadrant."""

    UPPER = "upper"
    LOWER = "lower"
    MEDIAL = "medial"
    LATERAL = "lateral"
    CENTRAL = "central"
    RETROAREOLAR = "retroareolar"
    AXILLARY_TAIL = "axillary_tail"
    AXILLA = "axilla"


class Depth(Word):
    """A third of the breast, counted from the nipple."""

    ANTERIOR = "anterior"
    MIDDLE = "middle"
    POSTERIOR = "posterior"


class Change(Word):
    """How a finding compares with earlier exams."""

    NEW = "new"
    INCREASING = "increasing"
    STABLE = "stable"
    DECREASING = "decreasing"
    RESOLVED = "resolved"


class BpeLevel(Word):
    """The amount of background parenchymal enhancement, on MRI and CEM."""

    MINIMAL = "minimal"
    MILD = "mild"
    MODERATE = "moderate"
    MARKED = "marked"


class BpeSymmetry(Word):
    """Whether background parenchymal enhancement is alike in both breasts."""

    SYMMETRIC = "symmetric"
    ASYMMETRIC = "asymmetric"


class Category(Word):
    """A BI-RADS assessment category, as the radiologist stated it."""

    C0 = "0"
    C1 = "1"
    C2 = "2"
    C3 = "3"
    C4 = "4"
    C4A = "4A"
    C4B = "4B"
    C4C = "4C"
    C5 = "5"
    C6 = "6"
