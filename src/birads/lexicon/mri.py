"""Words of breast MRI: tissue, focus, mass, non-mass enhancement, kinetics, implants.

The facts about each word are the rows of ``data/mri.toml``.
"""

from birads._base.word import Word

__all__ = [
    "EnhancementCause",
    "FibroglandularTissue",
    "KineticsDelayed",
    "KineticsInitial",
    "MriAssociatedFeature",
    "MriEnhancement",
    "MriImplantFeature",
    "MriMassInternalEnhancement",
    "MriMassMargin",
    "MriMassShape",
    "MriNmeDistribution",
    "MriNmeInternalEnhancement",
    "MriSpecialCase",
]


class FibroglandularTissue(Word):
    """The amount of fibroglandular tissue on MRI; the letters a-d are synonyms."""

    ALMOST_ENTIRELY_FAT = "almost_entirely_fat"
    SCATTERED_FIBROGLANDULAR_TISSUE = "scattered_fibroglandular_tissue"
    HETEROGENEOUS_FIBROGLANDULAR_TISSUE = "heterogeneous_fibroglandular_tissue"
    EXTREME_FIBROGLANDULAR_TISSUE = "extreme_fibroglandular_tissue"


class MriMassShape(Word):
    """The shape of an enhancing mass."""

    OVAL = "oval"
    ROUND = "round"
    IRREGULAR = "irregular"


class MriMassMargin(Word):
    """The margin of an enhancing mass."""

    CIRCUMSCRIBED = "circumscribed"
    NOT_CIRCUMSCRIBED = "not_circumscribed"
    IRREGULAR = "irregular"
    SPICULATED = "spiculated"


class MriMassInternalEnhancement(Word):
    """The enhancement inside a mass; the last two are 2003 words."""

    HOMOGENEOUS = "homogeneous"
    HETEROGENEOUS = "heterogeneous"
    RIM = "rim"
    DARK_SEPTATIONS = "dark_septations"
    ENHANCING_SEPTATIONS = "enhancing_septations"
    CENTRAL = "central"


class MriNmeDistribution(Word):
    """How non-mass enhancement is arranged."""

    FOCAL = "focal"
    LINEAR = "linear"
    SEGMENTAL = "segmental"
    REGIONAL = "regional"
    MULTIPLE_REGIONS = "multiple_regions"
    DIFFUSE = "diffuse"


class MriNmeInternalEnhancement(Word):
    """The pattern inside non-mass enhancement; the last two are 2003 words."""

    HOMOGENEOUS = "homogeneous"
    HETEROGENEOUS = "heterogeneous"
    CLUMPED = "clumped"
    CLUSTERED_RING = "clustered_ring"
    STIPPLED = "stippled"
    RETICULAR = "reticular"


class KineticsInitial(Word):
    """The signal rise in the first two minutes."""

    SLOW = "slow"
    MEDIUM = "medium"
    FAST = "fast"


class KineticsDelayed(Word):
    """The signal course after two minutes."""

    PERSISTENT = "persistent"
    PLATEAU = "plateau"
    WASHOUT = "washout"


class MriAssociatedFeature(Word):
    """What was seen beside an MRI finding; the last four are 2003 words."""

    NIPPLE_RETRACTION = "nipple_retraction"
    NIPPLE_INVASION = "nipple_invasion"
    SKIN_RETRACTION = "skin_retraction"
    SKIN_THICKENING = "skin_thickening"
    SKIN_INVASION_DIRECT = "skin_invasion_direct"
    SKIN_INVASION_INFLAMMATORY = "skin_invasion_inflammatory"
    AXILLARY_ADENOPATHY = "axillary_adenopathy"
    PECTORALIS_MUSCLE_INVASION = "pectoralis_muscle_invasion"
    CHEST_WALL_INVASION = "chest_wall_invasion"
    ARCHITECTURAL_DISTORTION = "architectural_distortion"
    EDEMA = "edema"
    PRECONTRAST_HIGH_DUCTAL_SIGNAL = "precontrast_high_ductal_signal"
    ABNORMAL_SIGNAL_VOID = "abnormal_signal_void"
    HEMATOMA = "hematoma"


class MriSpecialCase(Word):
    """Non-enhancing findings, fat-containing lesions and findings with a name of their own."""

    INTRAMAMMARY_LYMPH_NODE = "intramammary_lymph_node"
    SKIN_LESION = "skin_lesion"
    DUCTAL_PRECONTRAST_HIGH_SIGNAL = "ductal_precontrast_high_signal"
    CYST = "cyst"
    POSTOPERATIVE_COLLECTION = "postoperative_collection"
    POST_THERAPY_THICKENING = "post_therapy_thickening"
    NON_ENHANCING_MASS = "non_enhancing_mass"
    ARCHITECTURAL_DISTORTION = "architectural_distortion"
    SIGNAL_VOID = "signal_void"
    FAT_NORMAL_LYMPH_NODE = "fat_normal_lymph_node"
    FAT_ABNORMAL_LYMPH_NODE = "fat_abnormal_lymph_node"
    FAT_NECROSIS = "fat_necrosis"
    HAMARTOMA = "hamartoma"
    SEROMA_HEMATOMA_WITH_FAT = "seroma_hematoma_with_fat"


class MriImplantFeature(Word):
    """What MRI shows of an implant."""

    SALINE = "saline"
    SILICONE_INTACT = "silicone_intact"
    SILICONE_RUPTURED = "silicone_ruptured"
    OTHER_MATERIAL = "other_material"
    SINGLE_LUMEN = "single_lumen"
    DOUBLE_LUMEN = "double_lumen"
    RETROGLANDULAR = "retroglandular"
    RETROPECTORAL = "retropectoral"
    FOCAL_BULGE = "focal_bulge"
    RADIAL_FOLDS = "radial_folds"
    SUBCAPSULAR_LINE = "subcapsular_line"
    KEYHOLE_SIGN = "keyhole_sign"
    LINGUINE_SIGN = "linguine_sign"
    EXTRACAPSULAR_SILICONE_BREAST = "extracapsular_silicone_breast"
    EXTRACAPSULAR_SILICONE_LYMPH_NODES = "extracapsular_silicone_lymph_nodes"
    WATER_DROPLETS = "water_droplets"
    PERI_IMPLANT_FLUID = "peri_implant_fluid"


class MriEnhancement(Word):
    """What MRI shows at the site of mammographic calcifications."""

    MASS = "mass"
    NME = "nme"
    FOCUS = "focus"
    NONE = "none"
    INDETERMINATE = "indeterminate"


class EnhancementCause(Word):
    """Why enhancement could not be judged."""

    MASKED_BY_BPE = "masked_by_bpe"
    INCOMPLETE_COVERAGE = "incomplete_coverage"
    ARTEFACT = "artefact"
    INADEQUATE_CONTRAST = "inadequate_contrast"
    OTHER = "other"
