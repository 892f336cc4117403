"""Words of ultrasound: tissue, mass, calcifications, associated features, special cases.

The facts about each word are the rows of ``data/ultrasound.toml``. The visibility classes of
mammographic calcifications are those of Hrkac Pustahija and Brkljacic, Diagn Interv Radiol
2018;24:187-194.
"""

from birads._base.word import Word

__all__ = [
    "CalcLocation",
    "EchoPattern",
    "Elasticity",
    "LesionBoundary",
    "PosteriorFeatures",
    "TissueComposition",
    "UsAssociatedFeature",
    "UsMassMargin",
    "UsMassOrientation",
    "UsMassShape",
    "UsSpecialCase",
    "Vascularity",
    "Visibility",
]


class TissueComposition(Word):
    """The background echotexture of the breast."""

    FAT = "fat"
    FIBROGLANDULAR = "fibroglandular"
    HETEROGENEOUS = "heterogeneous"


class UsMassShape(Word):
    """The shape of a mass on ultrasound."""

    OVAL = "oval"
    ROUND = "round"
    IRREGULAR = "irregular"


class UsMassOrientation(Word):
    """The long axis of a mass against the skin."""

    PARALLEL = "parallel"
    NOT_PARALLEL = "not_parallel"


class UsMassMargin(Word):
    """The margin of a mass on ultrasound; the last four are kinds of not circumscribed."""

    CIRCUMSCRIBED = "circumscribed"
    NOT_CIRCUMSCRIBED = "not_circumscribed"
    INDISTINCT = "indistinct"
    ANGULAR = "angular"
    MICROLOBULATED = "microlobulated"
    SPICULATED = "spiculated"


class EchoPattern(Word):
    """The echogenicity of a mass against fat; complex means cystic and solid."""

    ANECHOIC = "anechoic"
    HYPERECHOIC = "hyperechoic"
    COMPLEX = "complex"
    HYPOECHOIC = "hypoechoic"
    ISOECHOIC = "isoechoic"
    HETEROGENEOUS = "heterogeneous"


class PosteriorFeatures(Word):
    """What a mass does to the echoes behind it."""

    NONE = "none"
    ENHANCEMENT = "enhancement"
    SHADOWING = "shadowing"
    COMBINED = "combined"


class LesionBoundary(Word):
    """The transition from mass to tissue, a 2003 axis that the 2013 edition dropped."""

    ABRUPT_INTERFACE = "abrupt_interface"
    ECHOGENIC_HALO = "echogenic_halo"


class CalcLocation(Word):
    """Where calcifications lie on ultrasound."""

    IN_MASS = "in_mass"
    OUTSIDE_MASS = "outside_mass"
    INTRADUCTAL = "intraductal"


class UsAssociatedFeature(Word):
    """What was seen beside an ultrasound finding."""

    ARCHITECTURAL_DISTORTION = "architectural_distortion"
    DUCT_CHANGES = "duct_changes"
    SKIN_THICKENING = "skin_thickening"
    SKIN_RETRACTION = "skin_retraction"
    EDEMA = "edema"
    COOPER_LIGAMENT_CHANGES = "cooper_ligament_changes"


class Vascularity(Word):
    """Blood flow in or around a finding; the last three are 2003 words."""

    ABSENT = "absent"
    INTERNAL_VASCULARITY = "internal_vascularity"
    VESSELS_IN_RIM = "vessels_in_rim"
    NOT_ASSESSED = "not_assessed"
    ADJACENT = "adjacent"
    DIFFUSELY_INCREASED = "diffusely_increased"


class Elasticity(Word):
    """Stiffness, never to be read alone."""

    SOFT = "soft"
    INTERMEDIATE = "intermediate"
    HARD = "hard"


class UsSpecialCase(Word):
    """Findings with a diagnosis or a name of their own."""

    SIMPLE_CYST = "simple_cyst"
    CLUSTERED_MICROCYSTS = "clustered_microcysts"
    COMPLICATED_CYST = "complicated_cyst"
    MASS_IN_OR_ON_SKIN = "mass_in_or_on_skin"
    FOREIGN_BODY_INCLUDING_IMPLANTS = "foreign_body_including_implants"
    INTRAMAMMARY_LYMPH_NODE = "intramammary_lymph_node"
    AXILLARY_LYMPH_NODE = "axillary_lymph_node"
    VASCULAR_ABNORMALITIES = "vascular_abnormalities"
    AVM_PSEUDOANEURYSM = "avm_pseudoaneurysm"
    MONDOR_DISEASE = "mondor_disease"
    POSTSURGICAL_FLUID_COLLECTION = "postsurgical_fluid_collection"
    FAT_NECROSIS = "fat_necrosis"


class Visibility(Word):
    """What ultrasound shows at the site of mammographic calcifications (a study's classes)."""

    WITH_HYPOECHOIC_AREA_OR_MASS_OR_DUCTS = "with_hypoechoic_area_or_mass_or_ducts"
    ISOLATED = "isolated"
    OTHER_PARENCHYMAL_CHANGES = "other_parenchymal_changes"
    NOT_VISIBLE = "not_visible"
