"""Words of contrast-enhanced mammography (2022 supplement to the 2013 edition).

The facts about each word are the rows of ``data/cem.toml``. The three-way reading of
enhancement at calcifications (enhancing, none, indeterminate) is that of Zhao, Int J Gen Med
2025:273-280.
"""

from birads._base.word import Word

__all__ = [
    "CemEnhancement",
    "CemMassInternalEnhancement",
    "CemMassMargin",
    "CemMassShape",
    "CemNmeDistribution",
    "CemNmeInternalEnhancement",
    "Conspicuity",
    "EnhancingAsymmetryInternal",
    "ExtentOfEnhancement",
]


class Conspicuity(Word):
    """Enhancement of a lesion against the tissue around it."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class CemMassShape(Word):
    """The shape of an enhancing mass."""

    OVAL = "oval"
    ROUND = "round"
    IRREGULAR = "irregular"


class CemMassMargin(Word):
    """The margin of an enhancing mass."""

    CIRCUMSCRIBED = "circumscribed"
    NOT_CIRCUMSCRIBED = "not_circumscribed"
    IRREGULAR = "irregular"
    SPICULATED = "spiculated"


class CemMassInternalEnhancement(Word):
    """The enhancement inside a mass."""

    HOMOGENEOUS = "homogeneous"
    HETEROGENEOUS = "heterogeneous"
    RIM = "rim"


class CemNmeDistribution(Word):
    """How non-mass enhancement is arranged."""

    DIFFUSE = "diffuse"
    MULTIPLE_REGIONS = "multiple_regions"
    REGIONAL = "regional"
    FOCAL = "focal"
    LINEAR = "linear"
    SEGMENTAL = "segmental"


class CemNmeInternalEnhancement(Word):
    """The pattern inside non-mass enhancement."""

    HOMOGENEOUS = "homogeneous"
    HETEROGENEOUS = "heterogeneous"
    CLUMPED = "clumped"


class EnhancingAsymmetryInternal(Word):
    """The pattern inside an enhancing asymmetry."""

    HOMOGENEOUS = "homogeneous"
    HETEROGENEOUS = "heterogeneous"


class ExtentOfEnhancement(Word):
    """How far enhancement reaches around a lesion that the low-energy image shows too."""

    LESION_PARTIALLY_ENHANCES = "lesion_partially_enhances"
    LESION_COMPLETELY_ENHANCES = "lesion_completely_enhances"
    ENHANCEMENT_EXTENDS_BEYOND_THE_LESION = "enhancement_extends_beyond_the_lesion"
    NO_ENHANCEMENT_IN_THE_LESION_BUT_IN_ADJACENT_TISSUE = (
        "no_enhancement_in_the_lesion_but_in_adjacent_tissue"
    )


class CemEnhancement(Word):
    """What CEM shows at the site of mammographic calcifications."""

    MASS = "mass"
    NME = "nme"
    ENHANCING_ASYMMETRY = "enhancing_asymmetry"
    NONE = "none"
    INDETERMINATE = "indeterminate"
