"""Words of mammography: composition, mass, calcifications, asymmetry, associated features.

The facts about each word (editions, synonyms, codes, sources) are the rows of
``data/mammography.toml``.
"""

from birads._base.word import Word

__all__ = [
    "AssociatedFeature",
    "AsymmetryType",
    "CalcDistribution",
    "CalcMorphology",
    "Composition",
    "MassDensity",
    "MassMargin",
    "MassShape",
]


class Composition(Word):
    """The density of the breast on mammography; the letters a-d are synonyms."""

    ALMOST_ENTIRELY_FATTY = "almost_entirely_fatty"
    SCATTERED_FIBROGLANDULAR_DENSITY = "scattered_fibroglandular_density"
    HETEROGENEOUSLY_DENSE = "heterogeneously_dense"
    EXTREMELY_DENSE = "extremely_dense"


class MassShape(Word):
    """The shape of a mass on mammography."""

    OVAL = "oval"
    ROUND = "round"
    IRREGULAR = "irregular"
    LOBULATED = "lobulated"


class MassMargin(Word):
    """The margin of a mass on mammography."""

    CIRCUMSCRIBED = "circumscribed"
    NOT_CIRCUMSCRIBED = "not_circumscribed"
    OBSCURED = "obscured"
    MICROLOBULATED = "microlobulated"
    INDISTINCT = "indistinct"
    SPICULATED = "spiculated"


class MassDensity(Word):
    """The density of a mass against an equal volume of fibroglandular tissue."""

    HIGH = "high"
    EQUAL = "equal"
    LOW = "low"
    FAT = "fat"


class CalcMorphology(Word):
    """The form of calcifications, the typically benign words first."""

    SKIN = "skin"
    VASCULAR = "vascular"
    COARSE_POPCORN = "coarse_popcorn"
    LARGE_ROD_LIKE = "large_rod_like"
    ROUND = "round"
    PUNCTATE = "punctate"
    RIM = "rim"
    LUCENT_CENTERED = "lucent_centered"
    DYSTROPHIC = "dystrophic"
    MILK_OF_CALCIUM = "milk_of_calcium"
    LAYERING = "layering"
    SUTURE = "suture"
    AMORPHOUS = "amorphous"
    COARSE_HETEROGENEOUS = "coarse_heterogeneous"
    FINE_PLEOMORPHIC = "fine_pleomorphic"
    FINE_LINEAR_BRANCHING = "fine_linear_branching"


class CalcDistribution(Word):
    """How calcifications are arranged in the breast."""

    DIFFUSE = "diffuse"
    REGIONAL = "regional"
    GROUPED = "grouped"
    LINEAR = "linear"
    SEGMENTAL = "segmental"


class AsymmetryType(Word):
    """The kind of an asymmetry."""

    ASYMMETRY = "asymmetry"
    GLOBAL_ASYMMETRY = "global_asymmetry"
    FOCAL_ASYMMETRY = "focal_asymmetry"
    DEVELOPING_ASYMMETRY = "developing_asymmetry"


class AssociatedFeature(Word):
    """What was seen beside a mammographic finding.

    The first three are findings of their own that the criteria ask for by name; the others are
    the lexicon's associated features.
    """

    MASS = "mass"
    ASYMMETRY = "asymmetry"
    FOCAL_ASYMMETRY = "focal_asymmetry"
    SKIN_RETRACTION = "skin_retraction"
    NIPPLE_RETRACTION = "nipple_retraction"
    SKIN_THICKENING = "skin_thickening"
    TRABECULAR_THICKENING = "trabecular_thickening"
    AXILLARY_ADENOPATHY = "axillary_adenopathy"
    ARCHITECTURAL_DISTORTION = "architectural_distortion"
    CALCIFICATIONS = "calcifications"
