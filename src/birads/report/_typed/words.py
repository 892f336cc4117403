"""The words of a report. Written by tools/render_members.py."""

from __future__ import annotations

from typing import Literal

from birads.lexicon.cem import (
    CemEnhancement,
    CemMassInternalEnhancement,
    CemMassMargin,
    CemMassShape,
    CemNmeDistribution,
    CemNmeInternalEnhancement,
    Conspicuity,
    EnhancingAsymmetryInternal,
    ExtentOfEnhancement,
)
from birads.lexicon.common import (
    BpeLevel,
    BpeSymmetry,
    Breast,
    Category,
    Change,
    Depth,
    Modality,
    Quadrant,
    Region,
    Side,
)
from birads.lexicon.edition import Edition
from birads.lexicon.mammography import (
    AssociatedFeature,
    AsymmetryType,
    CalcDistribution,
    CalcMorphology,
    Composition,
    MassDensity,
    MassMargin,
    MassShape,
)
from birads.lexicon.management import (
    Action,
    AssessmentReason,
    AssessmentScope,
    AssessmentStatement,
    OutcomeBasis,
    Status,
)
from birads.lexicon.mri import (
    EnhancementCause,
    FibroglandularTissue,
    KineticsDelayed,
    KineticsInitial,
    MriAssociatedFeature,
    MriEnhancement,
    MriImplantFeature,
    MriMassInternalEnhancement,
    MriMassMargin,
    MriMassShape,
    MriNmeDistribution,
    MriNmeInternalEnhancement,
    MriSpecialCase,
)
from birads.lexicon.node import Hilum, NodePlace
from birads.lexicon.pathology import (
    BCategory,
    BiopsyProcedure,
    CancerState,
    CancerType,
    ClinicalStage,
    Complication,
    Concordance,
    Grade,
    Guidance,
    Margins,
    Nodes,
    PathologyResult,
    PathologyState,
    ReceptorStatus,
    SpecimenRadiograph,
)
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
from birads.lexicon.request import Evaluate, Purpose, QuestionPurpose, SuspectedWhat, Symptom
from birads.lexicon.ultrasound import (
    CalcLocation,
    EchoPattern,
    Elasticity,
    LesionBoundary,
    PosteriorFeatures,
    TissueComposition,
    UsAssociatedFeature,
    UsMassMargin,
    UsMassOrientation,
    UsMassShape,
    UsSpecialCase,
    Vascularity,
    Visibility,
)
from birads.report.findings.absent import AbsentWhat
from birads.report.findings.mammography import Certainty

AbsentWhatWord = (
    AbsentWhat
    | Literal[
        "mg.calcifications",
        "mg.mass",
        "mg.asymmetry",
        "mg.architectural_distortion",
        "mg.lymph_node",
        "mg.skin_lesion",
        "mg.dilated_duct",
        "us.mass",
        "us.calcifications",
        "us.nonmass",
        "us.special_case",
        "us.lymph_node",
        "mri.focus",
        "mri.mass",
        "mri.nme",
        "mri.special_case",
        "mri.implant",
        "mri.lymph_node",
        "cem.mass",
        "cem.nme",
        "cem.enhancing_asymmetry",
        "other",
        "skin_retraction",
        "nipple_retraction",
        "skin_thickening",
        "trabecular_thickening",
        "axillary_adenopathy",
        "mass",
        "asymmetry",
        "focal_asymmetry",
        "architectural_distortion",
        "calcifications",
        "duct_changes",
        "edema",
        "nipple_invasion",
        "skin_invasion_direct",
        "skin_invasion_inflammatory",
        "pectoralis_muscle_invasion",
        "chest_wall_invasion",
    ]
)
ActionWord = (
    Action
    | Literal[
        "routine_screening",
        "short_interval_follow_up",
        "diagnostic_mammography",
        "magnification_views",
        "tangential_view",
        "targeted_ultrasound",
        "mri",
        "cem",
        "obtain_priors",
        "tissue_diagnosis",
        "core_biopsy",
        "vacuum_assisted_biopsy",
        "fine_needle_aspiration",
        "surgical_excision",
        "surgical_consultation",
        "clinical_management",
        "wire_localisation",
        "lymph_node_biopsy",
        "cyst_aspiration",
        "clinical_follow_up",
        "annual_mammography",
        "other",
    ]
)
AssessmentReasonWord = (
    AssessmentReason
    | Literal["needs_additional_imaging", "needs_priors", "technical_recall", "not_stated"]
)
AssessmentScopeWord = AssessmentScope | Literal["left", "right", "bilateral", "overall"]
AssessmentStatementWord = (
    AssessmentStatement | Literal["post_procedure_mammogram_for_marker_placement"]
)
AssociatedFeatureWord = (
    AssociatedFeature
    | Literal[
        "mass",
        "asymmetry",
        "focal_asymmetry",
        "skin_retraction",
        "nipple_retraction",
        "skin_thickening",
        "trabecular_thickening",
        "axillary_adenopathy",
        "architectural_distortion",
        "calcifications",
    ]
)
AsymmetryTypeWord = (
    AsymmetryType
    | Literal["asymmetry", "global_asymmetry", "focal_asymmetry", "developing_asymmetry"]
)
BCategoryWord = BCategory | Literal["B1", "B2", "B3", "B4", "B5"]
BiopsyProcedureWord = (
    BiopsyProcedure
    | Literal[
        "core_biopsy",
        "vacuum_assisted_biopsy",
        "fine_needle_aspiration",
        "surgical_excision",
        "mastectomy",
        "other",
    ]
)
BpeLevelWord = BpeLevel | Literal["minimal", "mild", "moderate", "marked"]
BpeSymmetryWord = BpeSymmetry | Literal["symmetric", "asymmetric"]
BreastWord = Breast | Literal["left", "right", "bilateral"]
CalcDistributionWord = (
    CalcDistribution | Literal["diffuse", "regional", "grouped", "linear", "segmental"]
)
CalcLocationWord = CalcLocation | Literal["in_mass", "outside_mass", "intraductal"]
CalcMorphologyWord = (
    CalcMorphology
    | Literal[
        "skin",
        "vascular",
        "coarse_popcorn",
        "large_rod_like",
        "round",
        "punctate",
        "rim",
        "lucent_centered",
        "dystrophic",
        "milk_of_calcium",
        "layering",
        "suture",
        "amorphous",
        "coarse_heterogeneous",
        "fine_pleomorphic",
        "fine_linear_branching",
    ]
)
CancerStateWord = (
    CancerState
    | Literal[
        "newly_diagnosed",
        "active_surveillance",
        "pre_neoadjuvant",
        "during_neoadjuvant",
        "post_neoadjuvant",
        "treated",
        "recurrent_local",
    ]
)
CancerTypeWord = CancerType | Literal["dcis", "invasive", "unspecified"]
CategoryWord = Category | Literal["0", "1", "2", "3", "4", "4A", "4B", "4C", "5", "6"]
CemEnhancementWord = (
    CemEnhancement | Literal["mass", "nme", "enhancing_asymmetry", "none", "indeterminate"]
)
CemMassInternalEnhancementWord = (
    CemMassInternalEnhancement | Literal["homogeneous", "heterogeneous", "rim"]
)
CemMassMarginWord = (
    CemMassMargin | Literal["circumscribed", "not_circumscribed", "irregular", "spiculated"]
)
CemMassShapeWord = CemMassShape | Literal["oval", "round", "irregular"]
CemNmeDistributionWord = (
    CemNmeDistribution
    | Literal["diffuse", "multiple_regions", "regional", "focal", "linear", "segmental"]
)
CemNmeInternalEnhancementWord = (
    CemNmeInternalEnhancement | Literal["homogeneous", "heterogeneous", "clumped"]
)
CertaintyWord = Certainty | Literal["definite", "uncertain"]
ChangeWord = Change | Literal["new", "increasing", "stable", "decreasing", "resolved"]
ClinicalStageWord = (
    ClinicalStage
    | Literal["0", "I", "IA", "IB", "II", "IIA", "IIB", "III", "IIIA", "IIIB", "IIIC", "IV"]
)
ComplicationWord = (
    Complication
    | Literal[
        "none",
        "hematoma",
        "bleeding",
        "infection",
        "vasovagal",
        "pneumothorax",
        "implant_rupture",
        "other",
    ]
)
CompositionWord = (
    Composition
    | Literal[
        "almost_entirely_fatty",
        "scattered_fibroglandular_density",
        "heterogeneously_dense",
        "extremely_dense",
    ]
)
ConcordanceWord = Concordance | Literal["concordant", "discordant", "undetermined"]
ConspicuityWord = Conspicuity | Literal["low", "moderate", "high"]
DepthWord = Depth | Literal["anterior", "middle", "posterior"]
EchoPatternWord = (
    EchoPattern
    | Literal["anechoic", "hyperechoic", "complex", "hypoechoic", "isoechoic", "heterogeneous"]
)
EditionWord = Edition | Literal["2003", "2013", "2025"]
ElasticityWord = Elasticity | Literal["soft", "intermediate", "hard"]
EnhancementCauseWord = (
    EnhancementCause
    | Literal["masked_by_bpe", "incomplete_coverage", "artefact", "inadequate_contrast", "other"]
)
EnhancingAsymmetryInternalWord = (
    EnhancingAsymmetryInternal | Literal["homogeneous", "heterogeneous"]
)
EvaluateWord = Evaluate | Literal["breast", "axilla", "locoregional", "local_recurrence", "distant"]
ExtentOfEnhancementWord = (
    ExtentOfEnhancement
    | Literal[
        "lesion_partially_enhances",
        "lesion_completely_enhances",
        "enhancement_extends_beyond_the_lesion",
        "no_enhancement_in_the_lesion_but_in_adjacent_tissue",
    ]
)
FamilyCancerWord = (
    FamilyCancer
    | Literal[
        "breast", "breast_bilateral", "breast_male", "ovarian", "pancreatic", "prostate", "other"
    ]
)
FibroglandularTissueWord = (
    FibroglandularTissue
    | Literal[
        "almost_entirely_fat",
        "scattered_fibroglandular_tissue",
        "heterogeneous_fibroglandular_tissue",
        "extreme_fibroglandular_tissue",
    ]
)
GenderWord = Gender | Literal["transfeminine", "transmasculine", "other"]
GradeWord = Grade | Literal["1", "2", "3", "low", "intermediate", "high"]
GuidanceWord = (
    Guidance
    | Literal["stereotactic", "tomosynthesis", "ultrasound", "mri", "cem", "palpation", "other"]
)
HilumWord = Hilum | Literal["preserved", "displaced", "absent"]
HistoryEventWord = (
    HistoryEvent
    | Literal[
        "excision_nonmalignant",
        "excision_malignant",
        "breast_conservation",
        "mastectomy_for_cancer",
        "mastectomy_other",
        "prophylactic_mastectomy",
        "reduction",
        "implant_placed",
        "implant_removed",
        "radiation",
        "biopsy",
        "cancer",
    ]
)
ImplantTypeWord = ImplantType | Literal["saline", "silicone", "other"]
KineticsDelayedWord = KineticsDelayed | Literal["persistent", "plateau", "washout"]
KineticsInitialWord = KineticsInitial | Literal["slow", "medium", "fast"]
LesionBoundaryWord = LesionBoundary | Literal["abrupt_interface", "echogenic_halo"]
MarginsWord = Margins | Literal["negative", "close", "positive", "unknown"]
MassDensityWord = MassDensity | Literal["high", "equal", "low", "fat"]
MassMarginWord = (
    MassMargin
    | Literal[
        "circumscribed",
        "not_circumscribed",
        "obscured",
        "microlobulated",
        "indistinct",
        "spiculated",
    ]
)
MassShapeWord = MassShape | Literal["oval", "round", "irregular", "lobulated"]
MenopausalStatusWord = (
    MenopausalStatus | Literal["premenopausal", "perimenopausal", "postmenopausal", "unknown"]
)
ModalityWord = Modality | Literal["mammography", "ultrasound", "mri", "cem"]
MriAssociatedFeatureWord = (
    MriAssociatedFeature
    | Literal[
        "nipple_retraction",
        "nipple_invasion",
        "skin_retraction",
        "skin_thickening",
        "skin_invasion_direct",
        "skin_invasion_inflammatory",
        "axillary_adenopathy",
        "pectoralis_muscle_invasion",
        "chest_wall_invasion",
        "architectural_distortion",
        "edema",
        "precontrast_high_ductal_signal",
        "abnormal_signal_void",
        "hematoma",
    ]
)
MriEnhancementWord = MriEnhancement | Literal["mass", "nme", "focus", "none", "indeterminate"]
MriImplantFeatureWord = (
    MriImplantFeature
    | Literal[
        "saline",
        "silicone_intact",
        "silicone_ruptured",
        "other_material",
        "single_lumen",
        "double_lumen",
        "retroglandular",
        "retropectoral",
        "focal_bulge",
        "radial_folds",
        "subcapsular_line",
        "keyhole_sign",
        "linguine_sign",
        "extracapsular_silicone_breast",
        "extracapsular_silicone_lymph_nodes",
        "water_droplets",
        "peri_implant_fluid",
    ]
)
MriMassInternalEnhancementWord = (
    MriMassInternalEnhancement
    | Literal[
        "homogeneous", "heterogeneous", "rim", "dark_septations", "enhancing_septations", "central"
    ]
)
MriMassMarginWord = (
    MriMassMargin | Literal["circumscribed", "not_circumscribed", "irregular", "spiculated"]
)
MriMassShapeWord = MriMassShape | Literal["oval", "round", "irregular"]
MriNmeDistributionWord = (
    MriNmeDistribution
    | Literal["focal", "linear", "segmental", "regional", "multiple_regions", "diffuse"]
)
MriNmeInternalEnhancementWord = (
    MriNmeInternalEnhancement
    | Literal["homogeneous", "heterogeneous", "clumped", "clustered_ring", "stippled", "reticular"]
)
MriSpecialCaseWord = (
    MriSpecialCase
    | Literal[
        "intramammary_lymph_node",
        "skin_lesion",
        "ductal_precontrast_high_signal",
        "cyst",
        "postoperative_collection",
        "post_therapy_thickening",
        "non_enhancing_mass",
        "architectural_distortion",
        "signal_void",
        "fat_normal_lymph_node",
        "fat_abnormal_lymph_node",
        "fat_necrosis",
        "hamartoma",
        "seroma_hematoma_with_fat",
    ]
)
NodePlaceWord = (
    NodePlace | Literal["intramammary", "axillary", "internal_mammary", "supraclavicular"]
)
NodesWord = Nodes | Literal["negative", "positive"]
OutcomeBasisWord = (
    OutcomeBasis | Literal["imaging_follow_up", "clinical_follow_up", "registry", "unknown"]
)
PathologyResultWord = (
    PathologyResult
    | Literal[
        "benign",
        "fibroadenoma",
        "fibrocystic_change",
        "sclerosing_adenosis",
        "fat_necrosis",
        "papilloma",
        "radial_scar",
        "atypical_ductal_hyperplasia",
        "atypical_lobular_hyperplasia",
        "flat_epithelial_atypia",
        "lobular_carcinoma_in_situ",
        "high_risk",
        "ductal_carcinoma_in_situ",
        "microinvasive_carcinoma",
        "invasive_ductal_carcinoma",
        "invasive_lobular_carcinoma",
        "malignant",
        "non_diagnostic",
        "other",
    ]
)
PathologyStateWord = PathologyState | Literal["pending", "final"]
PlannedReconstructionWord = PlannedReconstruction | Literal["deep_inferior_epigastric_flap"]
PosteriorFeaturesWord = PosteriorFeatures | Literal["none", "enhancement", "shadowing", "combined"]
PurposeWord = (
    Purpose
    | Literal[
        "screening",
        "diagnostic",
        "short_interval_follow_up",
        "extent_of_disease",
        "post_procedure",
        "surveillance",
        "other",
        "unknown",
    ]
)
QuadrantWord = Quadrant | Literal["upper_outer", "upper_inner", "lower_outer", "lower_inner"]
QuestionPurposeWord = (
    QuestionPurpose
    | Literal[
        "screening",
        "supplemental_screening",
        "symptom_evaluation",
        "implant_evaluation",
        "postsurgical",
        "staging",
        "response_monitoring",
        "surveillance",
        "recurrence_evaluation",
        "surgical_planning",
    ]
)
ReceptorStatusWord = ReceptorStatus | Literal["positive", "negative", "low", "equivocal", "unknown"]
ReconstructionWord = (
    Reconstruction | Literal["none", "autologous", "autologous_with_implant", "implant"]
)
RegionWord = (
    Region
    | Literal[
        "upper", "lower", "medial", "lateral", "central", "retroareolar", "axillary_tail", "axilla"
    ]
)
RelationWord = (
    Relation
    | Literal[
        "mother",
        "father",
        "sister",
        "brother",
        "daughter",
        "son",
        "grandmother",
        "grandfather",
        "maternal_grandmother",
        "paternal_grandmother",
        "aunt",
        "maternal_aunt",
        "paternal_aunt",
        "uncle",
        "cousin",
        "niece",
        "first_degree",
        "second_degree",
        "other",
        "unknown",
    ]
)
RiskWord = Risk | Literal["average", "intermediate", "high"]
SexWord = Sex | Literal["female", "male", "other", "unknown"]
SideWord = Side | Literal["left", "right"]
SpecimenRadiographWord = (
    SpecimenRadiograph | Literal["calcifications_present", "absent", "not_done"]
)
StatusWord = (
    Status
    | Literal[
        "preliminary", "final", "amended", "addended", "cancelled", "corrected", "entered_in_error"
    ]
)
SuspectedWhatWord = SuspectedWhat | Literal["local_recurrence", "metastasis"]
SymptomWord = (
    Symptom
    | Literal[
        "palpable_mass",
        "indeterminate_palpable_mass",
        "suspicious_palpable_mass",
        "focal_pain",
        "focal_noncyclical_pain",
        "insignificant_pain",
        "discharge_physiologic",
        "discharge_pathologic",
        "discharge_clinically_suspicious",
        "nipple_discharge",
        "nipple_retraction",
        "skin_change",
        "axillary_lump",
        "axillary_adenopathy",
        "unexplained_axillary_adenopathy",
        "gynecomastia_or_pseudogynecomastia",
        "infection_or_abscess_suspected",
        "implant_rupture_equivocal_exam",
        "implant_complication_suspected",
        "bia_alcl_suspected",
        "other",
    ]
)
TissueCompositionWord = TissueComposition | Literal["fat", "fibroglandular", "heterogeneous"]
UsAssociatedFeatureWord = (
    UsAssociatedFeature
    | Literal[
        "architectural_distortion",
        "duct_changes",
        "skin_thickening",
        "skin_retraction",
        "edema",
        "cooper_ligament_changes",
    ]
)
UsMassMarginWord = (
    UsMassMargin
    | Literal[
        "circumscribed",
        "not_circumscribed",
        "indistinct",
        "angular",
        "microlobulated",
        "spiculated",
    ]
)
UsMassOrientationWord = UsMassOrientation | Literal["parallel", "not_parallel"]
UsMassShapeWord = UsMassShape | Literal["oval", "round", "irregular"]
UsSpecialCaseWord = (
    UsSpecialCase
    | Literal[
        "simple_cyst",
        "clustered_microcysts",
        "complicated_cyst",
        "mass_in_or_on_skin",
        "foreign_body_including_implants",
        "intramammary_lymph_node",
        "axillary_lymph_node",
        "vascular_abnormalities",
        "avm_pseudoaneurysm",
        "mondor_disease",
        "postsurgical_fluid_collection",
        "fat_necrosis",
    ]
)
VascularityWord = (
    Vascularity
    | Literal[
        "absent",
        "internal_vascularity",
        "vessels_in_rim",
        "not_assessed",
        "adjacent",
        "diffusely_increased",
    ]
)
VisibilityWord = (
    Visibility
    | Literal[
        "with_hypoechoic_area_or_mass_or_ducts",
        "isolated",
        "other_parenchymal_changes",
        "not_visible",
    ]
)
