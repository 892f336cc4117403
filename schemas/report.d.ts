// The types of a report, made by tools/render_schemas.py from the schema of the models.
// What a type cannot say, such as the bounds of a number, the schema does.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Grade background parenchymal enhancement. */
export interface Bpe {
  /** How much the normal tissue enhances. */
  level?: BpeLevel;
  /** Whether both breasts enhance alike. */
  symmetry?: BpeSymmetry;
}

/** The amount of background parenchymal enhancement, on MRI and CEM. */
export type BpeLevel =
  | "minimal"
  | "mild"
  | "moderate"
  | "marked";

/** Whether background parenchymal enhancement is alike in both breasts. */
export type BpeSymmetry =
  | "symmetric"
  | "asymmetric";

/** The computer-aided detection that was used. */
export interface Cad {
  /** The name of the product. */
  product?: string;
  /** The version of the product. */
  version?: string;
}

/** Point at an earlier exam that was looked at, with its category where it is stated. */
export interface Comparison {
  /** The date of the earlier exam. */
  date?: string;
  /** The modality of the earlier exam. */
  modality?: Modality;
  /** The category of the earlier exam. */
  category?: Category;
  /** The breast that the earlier exam showed. */
  breast?: Breast;
}

/** One breast or both. */
export type Breast =
  | "left"
  | "right"
  | "bilateral";

/** A BI-RADS assessment category, as the radiologist stated it. */
export type Category =
  | "0"
  | "1"
  | "2"
  | "3"
  | "4"
  | "4A"
  | "4B"
  | "4C"
  | "5"
  | "6";

/** The imaging modality of an exam. */
export type Modality =
  | "mammography"
  | "ultrasound"
  | "mri"
  | "cem";

/** The density of the breast on mammography; the letters a-d are synonyms. */
export type Composition =
  | "almost_entirely_fatty"
  | "scattered_fibroglandular_density"
  | "heterogeneously_dense"
  | "extremely_dense";

/** The composition of one breast, where the two differ. */
export interface BreastComposition {
  /** The breast that is meant. */
  breast: Breast;
  /** How dense that breast is. */
  composition: Composition;
}

/** The contrast agent that was given. */
export interface Contrast {
  /** The name of the contrast agent. */
  agent?: string;
}

/** The amount of fibroglandular tissue on MRI; the letters a-d are synonyms. */
export type FibroglandularTissue =
  | "almost_entirely_fat"
  | "scattered_fibroglandular_tissue"
  | "heterogeneous_fibroglandular_tissue"
  | "extreme_fibroglandular_tissue";

/** Name the procedure as the order or the device did. */
export interface Procedure {
  /** The code of the procedure in the ordering system. */
  code?: string;
  /** The name of the procedure. */
  text?: string;
}

/** Why an exam was done; the criteria table applies to the first workup after screening. */
export type Purpose =
  | "screening"
  | "diagnostic"
  | "short_interval_follow_up"
  | "extent_of_disease"
  | "post_procedure"
  | "surveillance"
  | "other"
  | "unknown";

/** The background echotexture of the breast. */
export type TissueComposition =
  | "fat"
  | "fibroglandular"
  | "heterogeneous";

/** Name one projection. */
export interface View {
  /** The name of the view, such as CC, MLO or ML. */
  name?: string;
  /** Whether the view was magnified. */
  magnification?: boolean;
  /** The breast that the view shows. */
  breast?: Breast;
}

/** The transition from mass to tissue, a 2003 axis that the 2013 edition dropped. */
export type LesionBoundary =
  | "abrupt_interface"
  | "echogenic_halo";

/** Where calcifications lie on ultrasound. */
export type CalcLocation =
  | "in_mass"
  | "outside_mass"
  | "intraductal";

/** Say what CEM showed at the site; `cause` only where it is indeterminate. */
export interface CemCorrelate {
  /** How the site enhances. */
  enhancement: CemEnhancement;
  /** Why the enhancement is indeterminate. */
  cause?: EnhancementCause;
  /** The id of the CEM finding that describes it in full. */
  finding?: string;
}

/** Why enhancement could not be judged. */
export type EnhancementCause =
  | "masked_by_bpe"
  | "incomplete_coverage"
  | "artefact"
  | "inadequate_contrast"
  | "other";

/** What CEM shows at the site of mammographic calcifications. */
export type CemEnhancement =
  | "mass"
  | "nme"
  | "enhancing_asymmetry"
  | "none"
  | "indeterminate";

/** How sure the reader is of the words chosen. */
export type Certainty =
  | "definite"
  | "uncertain";

/** How a finding compares with earlier exams. */
export type Change =
  | "new"
  | "increasing"
  | "stable"
  | "decreasing"
  | "resolved";

/** Enhancement of a lesion against the tissue around it. */
export type Conspicuity =
  | "low"
  | "moderate"
  | "high";

/** The density of a mass against an equal volume of fibroglandular tissue. */
export type MassDensity =
  | "high"
  | "equal"
  | "low"
  | "fat";

/** The echogenicity of a mass against fat; complex means cystic and solid. */
export type EchoPattern =
  | "anechoic"
  | "hyperechoic"
  | "complex"
  | "hypoechoic"
  | "isoechoic"
  | "heterogeneous";

/** Stiffness, never to be read alone. */
export type Elasticity =
  | "soft"
  | "intermediate"
  | "hard";

/** How far enhancement reaches around a lesion that the low-energy image shows too. */
export type ExtentOfEnhancement =
  | "lesion_partially_enhances"
  | "lesion_completely_enhances"
  | "enhancement_extends_beyond_the_lesion"
  | "no_enhancement_in_the_lesion_but_in_adjacent_tissue";

/** What MRI shows of an implant. */
export type MriImplantFeature =
  | "saline"
  | "silicone_intact"
  | "silicone_ruptured"
  | "other_material"
  | "single_lumen"
  | "double_lumen"
  | "retroglandular"
  | "retropectoral"
  | "focal_bulge"
  | "radial_folds"
  | "subcapsular_line"
  | "keyhole_sign"
  | "linguine_sign"
  | "extracapsular_silicone_breast"
  | "extracapsular_silicone_lymph_nodes"
  | "water_droplets"
  | "peri_implant_fluid";

/** What the fatty hilum of a node looks like. */
export type Hilum =
  | "preserved"
  | "displaced"
  | "absent";

/** Point at an image that shows a finding; a frame counts from 1. */
export interface Image {
  /** The DICOM SOP instance UID of the image. */
  sop_instance_uid: string;
  /** The DICOM series instance UID of the image. */
  series_instance_uid?: string;
  /** The frame of the image, counted from 1. */
  frame?: number;
}

/** Describe the signal-time curve: the first two minutes, and what follows. */
export interface Kinetics {
  /** How the signal rises in the first two minutes. */
  initial?: KineticsInitial;
  /** What the signal does afterwards. */
  delayed?: KineticsDelayed;
}

/** The signal course after two minutes. */
export type KineticsDelayed =
  | "persistent"
  | "plateau"
  | "washout";

/** The signal rise in the first two minutes. */
export type KineticsInitial =
  | "slow"
  | "medium"
  | "fast";

/** Place a finding; every member that is missing is not stated. `clock` counts from 1 to 12 in half hours; half past twelve is 12.5. */
export interface Location {
  /** The breast, or both. */
  breast?: Breast;
  /** The quadrant of the breast. */
  quadrant?: Quadrant;
  /** The hour of the clock face, from 1 to 12.5 in half hours. */
  clock?: number;
  /** The third of the breast from the nipple to the chest wall. */
  depth?: Depth;
  /** A region that is no quadrant, such as retroareolar. */
  region?: Region;
  /** The distance from the nipple in millimetres. */
  distance_from_nipple_mm?: number;
}

/** A third of the breast, counted from the nipple. */
export type Depth =
  | "anterior"
  | "middle"
  | "posterior";

/** A quadrant of the breast, seen as by an observer who faces the patient. */
export type Quadrant =
  | "upper_outer"
  | "upper_inner"
  | "lower_outer"
  | "lower_inner";

/** A part of the breast that is wider or other than a quadrant. */
export type Region =
  | "upper"
  | "lower"
  | "medial"
  | "lateral"
  | "central"
  | "retroareolar"
  | "axillary_tail"
  | "axilla";

/** The form of calcifications, the typically benign words first. */
export type CalcMorphology =
  | "skin"
  | "vascular"
  | "coarse_popcorn"
  | "large_rod_like"
  | "round"
  | "punctate"
  | "rim"
  | "lucent_centered"
  | "dystrophic"
  | "milk_of_calcium"
  | "layering"
  | "suture"
  | "amorphous"
  | "coarse_heterogeneous"
  | "fine_pleomorphic"
  | "fine_linear_branching";

/** Say what MRI showed at the site; `cause` only where it is indeterminate. */
export interface MriCorrelate {
  /** How the site enhances. */
  enhancement: MriEnhancement;
  /** Why the enhancement is indeterminate. */
  cause?: EnhancementCause;
  /** The id of the MRI finding that describes it in full. */
  finding?: string;
}

/** What MRI shows at the site of mammographic calcifications. */
export type MriEnhancement =
  | "mass"
  | "nme"
  | "focus"
  | "none"
  | "indeterminate";

/** The long axis of a mass against the skin. */
export type UsMassOrientation =
  | "parallel"
  | "not_parallel";

/** Where a lymph node lies. */
export type NodePlace =
  | "intramammary"
  | "axillary"
  | "internal_mammary"
  | "supraclavicular";

/** What a mass does to the echoes behind it. */
export type PosteriorFeatures =
  | "none"
  | "enhancement"
  | "shadowing"
  | "combined";

/** The kind of an asymmetry. */
export type AsymmetryType =
  | "asymmetry"
  | "global_asymmetry"
  | "focal_asymmetry"
  | "developing_asymmetry";

/** Say what ultrasound showed at the site of the calcifications. */
export interface UltrasoundCorrelate {
  /** Whether and how ultrasound shows them. */
  visibility?: Visibility;
  /** The id of the ultrasound finding that describes it in full. */
  finding?: string;
}

/** What ultrasound shows at the site of mammographic calcifications (a study's classes). */
export type Visibility =
  | "with_hypoechoic_area_or_mass_or_ducts"
  | "isolated"
  | "other_parenchymal_changes"
  | "not_visible";

/** Blood flow in or around a finding; the last three are 2003 words. */
export type Vascularity =
  | "absent"
  | "internal_vascularity"
  | "vessels_in_rim"
  | "not_assessed"
  | "adjacent"
  | "diffusely_increased";

/** A kind of finding, or an associated feature, that was looked for and is not there. */
export interface Absent {
  /** The kind of finding or the feature that was looked for. */
  what: AbsentWhat;
  /** The side that was looked at. */
  breast?: Breast;
  /** The id of the exam that was looked at. */
  exam?: string;
}

/** What was looked for and is not there. Kinds of findings are those of `findings[].kind`, features those of `associated`; a test holds the list equal to both. */
export type AbsentWhat =
  | "mg.calcifications"
  | "mg.mass"
  | "mg.asymmetry"
  | "mg.architectural_distortion"
  | "mg.lymph_node"
  | "mg.skin_lesion"
  | "mg.dilated_duct"
  | "us.mass"
  | "us.calcifications"
  | "us.nonmass"
  | "us.special_case"
  | "us.lymph_node"
  | "mri.focus"
  | "mri.mass"
  | "mri.nme"
  | "mri.special_case"
  | "mri.implant"
  | "mri.lymph_node"
  | "cem.mass"
  | "cem.nme"
  | "cem.enhancing_asymmetry"
  | "other"
  | "skin_retraction"
  | "nipple_retraction"
  | "skin_thickening"
  | "trabecular_thickening"
  | "axillary_adenopathy"
  | "mass"
  | "asymmetry"
  | "focal_asymmetry"
  | "architectural_distortion"
  | "calcifications"
  | "duct_changes"
  | "edema"
  | "nipple_invasion"
  | "skin_invasion_direct"
  | "skin_invasion_inflammatory"
  | "pectoralis_muscle_invasion"
  | "chest_wall_invasion";

/** Add text to a report after it was issued. */
export interface Addendum {
  /** What was added, in words. */
  text: string;
  /** When it was added, with the offset from UTC. */
  issued?: string;
}

/** State the category of a breast, or of the whole exam. */
export interface Assessment {
  /** The breast that is assessed, or overall for the whole exam. */
  breast: AssessmentScope;
  /** The BI-RADS category. */
  category: Category;
  /** The id of the exam that is assessed; all exams where it is missing. */
  exam?: string;
  /** Why the category is 0. */
  reason?: AssessmentReason;
  /** A final statement that has no number. */
  statement?: AssessmentStatement;
}

/** What an assessment speaks of. */
export type AssessmentScope =
  | "left"
  | "right"
  | "bilateral"
  | "overall";

/** Why an assessment is incomplete (category 0). */
export type AssessmentReason =
  | "needs_additional_imaging"
  | "needs_priors"
  | "technical_recall"
  | "not_stated";

/** A final statement of the United States mammography rule that has no category number. */
export type AssessmentStatement =
  | "post_procedure_mammogram_for_marker_placement";

/** One known cancer of the breast, of this or of an earlier time. */
export interface Cancer {
  /** The breast that it is in. */
  breast?: Breast;
  /** Whether it is in situ or invasive. */
  type?: CancerType;
  /** Where its treatment stands. */
  state?: CancerState;
  /** Its clinical stage. */
  stage?: ClinicalStage;
  /** Its largest extent in millimetres. */
  size_mm?: number;
  /** Whether lymph nodes are involved. */
  nodes?: Nodes;
  /** Its receptors. */
  receptors?: Receptors;
  /** Its histologic grade. */
  grade?: Grade;
  /** Whether invasion of at most a millimetre was seen. */
  microinvasion?: boolean;
  /** The id of the finding that shows it. */
  finding?: string;
  /** When it was diagnosed: a year, a month or a day. */
  date?: string;
}

/** Histologic grade: 1 to 3 for invasive cancer, low to high for nuclear grade. */
export type Grade =
  | "1"
  | "2"
  | "3"
  | "low"
  | "intermediate"
  | "high";

/** Whether axillary nodes hold cancer, clinically or by tissue, as stated. */
export type Nodes =
  | "negative"
  | "positive";

/** What the tumour's receptors are; `ki67_percent` is the share of cells that divide. */
export interface Receptors {
  /** The oestrogen receptor. */
  er?: ReceptorStatus;
  /** The progesterone receptor. */
  pr?: ReceptorStatus;
  /** The HER2 receptor. */
  her2?: ReceptorStatus;
  /** The share of cells that divide, from 0 to 100. */
  ki67_percent?: number;
}

/** The result of one receptor test. */
export type ReceptorStatus =
  | "positive"
  | "negative"
  | "low"
  | "equivocal"
  | "unknown";

/** The clinical stage group, as it was stated. */
export type ClinicalStage =
  | "0"
  | "I"
  | "IA"
  | "IB"
  | "II"
  | "IIA"
  | "IIB"
  | "III"
  | "IIIA"
  | "IIIB"
  | "IIIC"
  | "IV";

/** Where the cancer stands in its treatment. */
export type CancerState =
  | "newly_diagnosed"
  | "active_surveillance"
  | "pre_neoadjuvant"
  | "during_neoadjuvant"
  | "post_neoadjuvant"
  | "treated"
  | "recurrent_local";

/** What kind of cancer it is; `unspecified` is a cancer whose kind is not stated. */
export type CancerType =
  | "dcis"
  | "invasive"
  | "unspecified";

/** The edition whose words a report speaks; the 2022 CEM supplement belongs to 2013. */
export type Edition =
  | "2003"
  | "2013"
  | "2025";

/** Describe a mammogram, tomosynthesis included. */
export interface MammographyExam {
  /** Always mammography. */
  modality: "mammography";
  /** The id of the exam, by which findings and assessments name it. */
  id: string;
  /** Why the exam was done: screening, diagnostic and so on. */
  purpose?: Purpose;
  /** The breasts that the exam shows. */
  laterality?: Breast;
  /** The day of the exam, without a time zone. */
  date?: string;
  /** The accession number of the order. */
  accession_number?: string;
  /** The DICOM study instance UID. */
  study_instance_uid?: string;
  /** The procedure as the order or the device named it. */
  procedure?: Procedure;
  /** How the exam was done, in words. */
  technique?: string;
  /** Why the exam was ordered, in words. */
  indication?: string;
  /** The earlier exams that were looked at; an empty list says that there were none. */
  comparisons?: Comparison[];
  /** The history that was given with the order, in words. */
  clinical_history?: string;
  /** The computer-aided detection that was used. */
  cad?: Cad;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** How dense the breasts are. */
  composition?: Composition;
  /** How dense each breast is, where the two differ. */
  compositions?: BreastComposition[];
  /** Whether tomosynthesis was done. */
  tomosynthesis?: boolean;
  /** The views that were taken. */
  views?: View[];
}

/** Describe a breast ultrasound. */
export interface UltrasoundExam {
  /** Always ultrasound. */
  modality: "ultrasound";
  /** The id of the exam, by which findings and assessments name it. */
  id: string;
  /** Why the exam was done: screening, diagnostic and so on. */
  purpose?: Purpose;
  /** The breasts that the exam shows. */
  laterality?: Breast;
  /** The day of the exam, without a time zone. */
  date?: string;
  /** The accession number of the order. */
  accession_number?: string;
  /** The DICOM study instance UID. */
  study_instance_uid?: string;
  /** The procedure as the order or the device named it. */
  procedure?: Procedure;
  /** How the exam was done, in words. */
  technique?: string;
  /** Why the exam was ordered, in words. */
  indication?: string;
  /** The earlier exams that were looked at; an empty list says that there were none. */
  comparisons?: Comparison[];
  /** The history that was given with the order, in words. */
  clinical_history?: string;
  /** The computer-aided detection that was used. */
  cad?: Cad;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The background echotexture of the breast. */
  tissue_composition?: TissueComposition;
}

/** Describe a breast MRI. */
export interface MriExam {
  /** Always MRI. */
  modality: "mri";
  /** The id of the exam, by which findings and assessments name it. */
  id: string;
  /** Why the exam was done: screening, diagnostic and so on. */
  purpose?: Purpose;
  /** The breasts that the exam shows. */
  laterality?: Breast;
  /** The day of the exam, without a time zone. */
  date?: string;
  /** The accession number of the order. */
  accession_number?: string;
  /** The DICOM study instance UID. */
  study_instance_uid?: string;
  /** The procedure as the order or the device named it. */
  procedure?: Procedure;
  /** How the exam was done, in words. */
  technique?: string;
  /** Why the exam was ordered, in words. */
  indication?: string;
  /** The earlier exams that were looked at; an empty list says that there were none. */
  comparisons?: Comparison[];
  /** The history that was given with the order, in words. */
  clinical_history?: string;
  /** The computer-aided detection that was used. */
  cad?: Cad;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The contrast agent that was given. */
  contrast?: Contrast;
  /** How much fibroglandular tissue there is. */
  fibroglandular_tissue?: FibroglandularTissue;
  /** The background parenchymal enhancement. */
  bpe?: Bpe;
}

/** Describe a contrast-enhanced mammogram; its low-energy image is read as a mammogram. */
export interface CemExam {
  /** Always contrast-enhanced mammography. */
  modality: "cem";
  /** The id of the exam, by which findings and assessments name it. */
  id: string;
  /** Why the exam was done: screening, diagnostic and so on. */
  purpose?: Purpose;
  /** The breasts that the exam shows. */
  laterality?: Breast;
  /** The day of the exam, without a time zone. */
  date?: string;
  /** The accession number of the order. */
  accession_number?: string;
  /** The DICOM study instance UID. */
  study_instance_uid?: string;
  /** The procedure as the order or the device named it. */
  procedure?: Procedure;
  /** How the exam was done, in words. */
  technique?: string;
  /** Why the exam was ordered, in words. */
  indication?: string;
  /** The earlier exams that were looked at; an empty list says that there were none. */
  comparisons?: Comparison[];
  /** The history that was given with the order, in words. */
  clinical_history?: string;
  /** The computer-aided detection that was used. */
  cad?: Cad;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** How dense the breasts are. */
  composition?: Composition;
  /** How dense each breast is, where the two differ. */
  compositions?: BreastComposition[];
  /** Whether tomosynthesis was done. */
  tomosynthesis?: boolean;
  /** The contrast agent that was given. */
  contrast?: Contrast;
  /** The views that were taken. */
  views?: View[];
  /** The background parenchymal enhancement. */
  bpe?: Bpe;
}

/** Describe calcifications, and what other modalities saw at that site. */
export interface MgCalcifications {
  /** Always mg.calcifications. */
  kind: "mg.calcifications";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The form of the particles, one word or several. */
  morphology?: CalcMorphology[];
  /** How the particles are arranged. */
  distribution?: CalcDistribution;
  /** How sure the reader is of the words. */
  certainty?: Certainty;
  /** How many groups there are, or "multiple". */
  groups?: "multiple" | number;
  /** How many particles there are. */
  particles?: number;
  /** The largest extent in millimetres. */
  extent_mm?: number;
  /** Whether the reader calls them extensive. */
  extensive?: boolean;
  /** Whether the reader suspects invasion. */
  invasion_suspected?: boolean;
  /** The associated features; an empty list says looked for and absent. */
  associated?: AssociatedFeature[];
  /** What ultrasound saw at that site. */
  ultrasound?: UltrasoundCorrelate;
  /** What contrast-enhanced mammography saw at that site. */
  cem?: CemCorrelate;
  /** What MRI saw at that site. */
  mri?: MriCorrelate;
}

/** What was seen beside a mammographic finding. The first three are findings of their own that the criteria ask for by name; the others are the lexicon's associated features. */
export type AssociatedFeature =
  | "mass"
  | "asymmetry"
  | "focal_asymmetry"
  | "skin_retraction"
  | "nipple_retraction"
  | "skin_thickening"
  | "trabecular_thickening"
  | "axillary_adenopathy"
  | "architectural_distortion"
  | "calcifications";

/** How calcifications are arranged in the breast. */
export type CalcDistribution =
  | "diffuse"
  | "regional"
  | "grouped"
  | "linear"
  | "segmental";

/** Describe a mass on mammography. */
export interface MgMass {
  /** Always mg.mass. */
  kind: "mg.mass";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The shape of the mass. */
  shape?: MassShape;
  /** The margin: one word, or several where parts differ. */
  margin?: MassMargin[] | MassMargin;
  /** The density against the same amount of breast tissue. */
  density?: MassDensity;
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** How many such masses there are. */
  count?: number;
  /** The associated features; an empty list says looked for and absent. */
  associated?: AssociatedFeature[];
  /** How far the enhancement reaches around what the low-energy image shows. */
  extent_of_enhancement?: ExtentOfEnhancement;
}

/** The margin of a mass on mammography. */
export type MassMargin =
  | "circumscribed"
  | "not_circumscribed"
  | "obscured"
  | "microlobulated"
  | "indistinct"
  | "spiculated";

/** The shape of a mass on mammography. */
export type MassShape =
  | "oval"
  | "round"
  | "irregular"
  | "lobulated";

/** Describe an asymmetry on mammography. */
export interface MgAsymmetry {
  /** Always mg.asymmetry. */
  kind: "mg.asymmetry";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** Which kind of asymmetry it is. */
  type?: AsymmetryType;
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** The associated features; an empty list says looked for and absent. */
  associated?: AssociatedFeature[];
  /** How far the enhancement reaches around what the low-energy image shows. */
  extent_of_enhancement?: ExtentOfEnhancement;
}

/** Describe an architectural distortion without a definite mass. */
export interface MgArchitecturalDistortion {
  /** Always mg.architectural_distortion. */
  kind: "mg.architectural_distortion";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** The associated features; an empty list says looked for and absent. */
  associated?: AssociatedFeature[];
  /** How far the enhancement reaches around what the low-energy image shows. */
  extent_of_enhancement?: ExtentOfEnhancement;
}

/** Describe a lymph node on mammography; without a place it is an intramammary one. */
export interface MgLymphNode {
  /** Always mg.lymph_node. */
  kind: "mg.lymph_node";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** Where the node lies. */
  place?: NodePlace;
  /** The thickness of the cortex in millimetres. */
  cortex_mm?: number;
  /** What is seen of the fatty hilum. */
  hilum?: Hilum;
  /** How many such nodes there are. */
  count?: number;
  /** Whether the reader calls the node suspicious. */
  suspicious?: boolean;
}

/** Describe a skin lesion projected over the breast. */
export interface MgSkinLesion {
  /** Always mg.skin_lesion. */
  kind: "mg.skin_lesion";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
}

/** Describe a solitary dilated duct. */
export interface MgDilatedDuct {
  /** Always mg.dilated_duct. */
  kind: "mg.dilated_duct";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
}

/** Describe a mass; a margin may carry several kinds of not circumscribed. */
export interface UsMass {
  /** Always us.mass. */
  kind: "us.mass";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** The associated features; an empty list says looked for and absent. */
  associated?: UsAssociatedFeature[];
  /** Where blood flow is seen. */
  vascularity?: Vascularity;
  /** How stiff the tissue is. */
  elasticity?: Elasticity;
  /** The shape of the mass. */
  shape?: UsMassShape;
  /** How the long axis lies to the skin. */
  orientation?: UsMassOrientation;
  /** The margin: one word, or several where parts differ. */
  margin?: UsMassMargin[] | UsMassMargin;
  /** The echoes of the mass against fat. */
  echo_pattern?: EchoPattern;
  /** What the sound does behind the mass. */
  posterior_features?: PosteriorFeatures;
  /** How the mass meets the tissue around it; a word of earlier editions. */
  boundary?: LesionBoundary;
  /** Where calcifications lie in or near the mass; an empty list says absent. */
  calcifications?: CalcLocation[];
  /** How many such masses there are. */
  count?: number;
}

/** What was seen beside an ultrasound finding. */
export type UsAssociatedFeature =
  | "architectural_distortion"
  | "duct_changes"
  | "skin_thickening"
  | "skin_retraction"
  | "edema"
  | "cooper_ligament_changes";

/** The margin of a mass on ultrasound; the last four are kinds of not circumscribed. */
export type UsMassMargin =
  | "circumscribed"
  | "not_circumscribed"
  | "indistinct"
  | "angular"
  | "microlobulated"
  | "spiculated";

/** The shape of a mass on ultrasound. */
export type UsMassShape =
  | "oval"
  | "round"
  | "irregular";

/** Describe calcifications seen on ultrasound. */
export interface UsCalcifications {
  /** Always us.calcifications. */
  kind: "us.calcifications";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** The associated features; an empty list says looked for and absent. */
  associated?: UsAssociatedFeature[];
  /** Where blood flow is seen. */
  vascularity?: Vascularity;
  /** How stiff the tissue is. */
  elasticity?: Elasticity;
  /** Where the calcifications lie: in or outside of a mass, or in a duct. */
  location_type?: CalcLocation;
}

/** Describe a nonmass lesion, a finding of the 2025 edition. Its descriptors are not public yet, so nothing but the shared members is typed here. */
export interface UsNonmass {
  /** Always us.nonmass. */
  kind: "us.nonmass";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** The associated features; an empty list says looked for and absent. */
  associated?: UsAssociatedFeature[];
  /** Where blood flow is seen. */
  vascularity?: Vascularity;
  /** How stiff the tissue is. */
  elasticity?: Elasticity;
  /** Where calcifications lie in the lesion; an empty list says absent. */
  calcifications?: CalcLocation[];
}

/** Describe a finding with a diagnosis or a name of its own. */
export interface UsSpecialCaseFinding {
  /** Always us.special_case. */
  kind: "us.special_case";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** What the finding is. */
  special_case: UsSpecialCase;
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** How many such findings there are. */
  count?: number;
}

/** Findings with a diagnosis or a name of their own. */
export type UsSpecialCase =
  | "simple_cyst"
  | "clustered_microcysts"
  | "complicated_cyst"
  | "mass_in_or_on_skin"
  | "foreign_body_including_implants"
  | "intramammary_lymph_node"
  | "axillary_lymph_node"
  | "vascular_abnormalities"
  | "avm_pseudoaneurysm"
  | "mondor_disease"
  | "postsurgical_fluid_collection"
  | "fat_necrosis";

/** Describe a lymph node on ultrasound. */
export interface UsLymphNode {
  /** Always us.lymph_node. */
  kind: "us.lymph_node";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** Where the node lies. */
  place?: NodePlace;
  /** The thickness of the cortex in millimetres. */
  cortex_mm?: number;
  /** What is seen of the fatty hilum. */
  hilum?: Hilum;
  /** How many such nodes there are. */
  count?: number;
  /** Whether the reader calls the node suspicious. */
  suspicious?: boolean;
}

/** Describe a focus: enhancement too small to be characterised, under 5 mm. */
export interface MriFocus {
  /** Always mri.focus. */
  kind: "mri.focus";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** The signal-time curve. */
  kinetics?: Kinetics;
  /** The associated features; an empty list says looked for and absent. */
  associated?: MriAssociatedFeature[];
  /** How many such foci there are. */
  count?: number;
}

/** What was seen beside an MRI finding; the last four are 2003 words. */
export type MriAssociatedFeature =
  | "nipple_retraction"
  | "nipple_invasion"
  | "skin_retraction"
  | "skin_thickening"
  | "skin_invasion_direct"
  | "skin_invasion_inflammatory"
  | "axillary_adenopathy"
  | "pectoralis_muscle_invasion"
  | "chest_wall_invasion"
  | "architectural_distortion"
  | "edema"
  | "precontrast_high_ductal_signal"
  | "abnormal_signal_void"
  | "hematoma";

/** Describe an enhancing mass. */
export interface MriMass {
  /** Always mri.mass. */
  kind: "mri.mass";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** The signal-time curve. */
  kinetics?: Kinetics;
  /** The associated features; an empty list says looked for and absent. */
  associated?: MriAssociatedFeature[];
  /** The shape of the mass. */
  shape?: MriMassShape;
  /** The margin: one word, or several where parts differ. */
  margin?: MriMassMargin[] | MriMassMargin;
  /** How the inside of the mass enhances. */
  internal_enhancement?: MriMassInternalEnhancement;
  /** How many such masses there are. */
  count?: number;
}

/** The enhancement inside a mass; the last two are 2003 words. */
export type MriMassInternalEnhancement =
  | "homogeneous"
  | "heterogeneous"
  | "rim"
  | "dark_septations"
  | "enhancing_septations"
  | "central";

/** The margin of an enhancing mass. */
export type MriMassMargin =
  | "circumscribed"
  | "not_circumscribed"
  | "irregular"
  | "spiculated";

/** The shape of an enhancing mass. */
export type MriMassShape =
  | "oval"
  | "round"
  | "irregular";

/** Describe non-mass enhancement. */
export interface MriNme {
  /** Always mri.nme. */
  kind: "mri.nme";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** The signal-time curve. */
  kinetics?: Kinetics;
  /** The associated features; an empty list says looked for and absent. */
  associated?: MriAssociatedFeature[];
  /** How the enhancement is arranged. */
  distribution?: MriNmeDistribution;
  /** The pattern of the enhancement. */
  internal_enhancement?: MriNmeInternalEnhancement;
}

/** How non-mass enhancement is arranged. */
export type MriNmeDistribution =
  | "focal"
  | "linear"
  | "segmental"
  | "regional"
  | "multiple_regions"
  | "diffuse";

/** The pattern inside non-mass enhancement; the last two are 2003 words. */
export type MriNmeInternalEnhancement =
  | "homogeneous"
  | "heterogeneous"
  | "clumped"
  | "clustered_ring"
  | "stippled"
  | "reticular";

/** Describe a non-enhancing or fat-containing finding, or one with a name of its own. */
export interface MriSpecialCaseFinding {
  /** Always mri.special_case. */
  kind: "mri.special_case";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** What the finding is. */
  special_case: MriSpecialCase;
  /** The largest diameter in millimetres. */
  longest_mm?: number;
}

/** Non-enhancing findings, fat-containing lesions and findings with a name of their own. */
export type MriSpecialCase =
  | "intramammary_lymph_node"
  | "skin_lesion"
  | "ductal_precontrast_high_signal"
  | "cyst"
  | "postoperative_collection"
  | "post_therapy_thickening"
  | "non_enhancing_mass"
  | "architectural_distortion"
  | "signal_void"
  | "fat_normal_lymph_node"
  | "fat_abnormal_lymph_node"
  | "fat_necrosis"
  | "hamartoma"
  | "seroma_hematoma_with_fat";

/** Describe what MRI shows of an implant. */
export interface MriImplant {
  /** Always mri.implant. */
  kind: "mri.implant";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** What is seen of the implant. */
  features?: MriImplantFeature[];
}

/** Describe a lymph node on MRI. */
export interface MriLymphNode {
  /** Always mri.lymph_node. */
  kind: "mri.lymph_node";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** Where the node lies. */
  place?: NodePlace;
  /** The thickness of the cortex in millimetres. */
  cortex_mm?: number;
  /** What is seen of the fatty hilum. */
  hilum?: Hilum;
  /** How many such nodes there are. */
  count?: number;
  /** Whether the reader calls the node suspicious. */
  suspicious?: boolean;
}

/** Describe an enhancing mass. */
export interface CemMass {
  /** Always cem.mass. */
  kind: "cem.mass";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** How clearly the enhancement stands out. */
  conspicuity?: Conspicuity;
  /** How far the enhancement reaches around what the low-energy image shows. */
  extent_of_enhancement?: ExtentOfEnhancement;
  /** The associated features; an empty list says looked for and absent. */
  associated?: AssociatedFeature[];
  /** The shape of the mass. */
  shape?: CemMassShape;
  /** The margin: one word, or several where parts differ. */
  margin?: CemMassMargin[] | CemMassMargin;
  /** How the inside of the mass enhances. */
  internal_enhancement?: CemMassInternalEnhancement;
  /** How many such masses there are. */
  count?: number;
}

/** The enhancement inside a mass. */
export type CemMassInternalEnhancement =
  | "homogeneous"
  | "heterogeneous"
  | "rim";

/** The margin of an enhancing mass. */
export type CemMassMargin =
  | "circumscribed"
  | "not_circumscribed"
  | "irregular"
  | "spiculated";

/** The shape of an enhancing mass. */
export type CemMassShape =
  | "oval"
  | "round"
  | "irregular";

/** Describe non-mass enhancement. */
export interface CemNme {
  /** Always cem.nme. */
  kind: "cem.nme";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** How clearly the enhancement stands out. */
  conspicuity?: Conspicuity;
  /** How far the enhancement reaches around what the low-energy image shows. */
  extent_of_enhancement?: ExtentOfEnhancement;
  /** The associated features; an empty list says looked for and absent. */
  associated?: AssociatedFeature[];
  /** How the enhancement is arranged. */
  distribution?: CemNmeDistribution;
  /** The pattern of the enhancement. */
  internal_enhancement?: CemNmeInternalEnhancement;
}

/** How non-mass enhancement is arranged. */
export type CemNmeDistribution =
  | "diffuse"
  | "multiple_regions"
  | "regional"
  | "focal"
  | "linear"
  | "segmental";

/** The pattern inside non-mass enhancement. */
export type CemNmeInternalEnhancement =
  | "homogeneous"
  | "heterogeneous"
  | "clumped";

/** Describe an enhancing asymmetry: seen in one view, or neither mass nor non-mass. */
export interface CemEnhancingAsymmetry {
  /** Always cem.enhancing_asymmetry. */
  kind: "cem.enhancing_asymmetry";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
  /** The largest diameter in millimetres. */
  longest_mm?: number;
  /** How clearly the enhancement stands out. */
  conspicuity?: Conspicuity;
  /** How far the enhancement reaches around what the low-energy image shows. */
  extent_of_enhancement?: ExtentOfEnhancement;
  /** The associated features; an empty list says looked for and absent. */
  associated?: AssociatedFeature[];
  /** The pattern of the enhancement. */
  internal_enhancement?: EnhancingAsymmetryInternal;
}

/** The pattern inside an enhancing asymmetry. */
export type EnhancingAsymmetryInternal =
  | "homogeneous"
  | "heterogeneous";

/** Hold a finding that no other kind fits; its text is kept and never interpreted. */
export interface OtherFinding {
  /** Always other. */
  kind: "other";
  /** The id of the finding, unique in the report. */
  id: string;
  /** The id of the exam that shows the finding. */
  exam?: string;
  /** Where the finding lies. */
  location?: Location;
  /** The BI-RADS category of this finding. */
  category?: Category;
  /** How the finding changed since the exam compared with. */
  change?: Change;
  /** Whether the finding can be felt. */
  palpable?: boolean;
  /** The DICOM tracking UID that follows the finding through exams. */
  tracking_uid?: string;
  /** An id shared by findings that show one lesion. */
  lesion?: string;
  /** Two or three diameters in millimetres. */
  sizes_mm?: number[];
  /** The images that show the finding. */
  images?: Image[];
  /** The finding in the radiologist's words. */
  text?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
}

/** Name the report in somebody's system. */
export interface Identifier {
  /** The system that gave the identifier, as a name or a URI. */
  system: string;
  /** The identifier itself. */
  value: string;
}

/** Record what is known of a finding or a breast without a tissue result. */
export interface Outcome {
  /** Whether cancer was found. */
  malignant: boolean;
  /** How it became known. */
  basis: OutcomeBasis;
  /** The id of the finding. */
  finding?: string;
  /** The breast, where no finding is named. */
  breast?: Breast;
  /** When it became known. */
  date?: string;
}

/** How an outcome came to be known without a tissue result. */
export type OutcomeBasis =
  | "imaging_follow_up"
  | "clinical_follow_up"
  | "registry"
  | "unknown";

/** Record one tissue sample of one finding, or of a breast where none is named. A sample whose `state` is pending has no result yet, and answers nothing. */
export interface Pathology {
  /** The id of the finding that was sampled. */
  finding?: string;
  /** What the sample showed. */
  result?: PathologyResult;
  /** The breast, where no finding is named. */
  breast?: Breast;
  /** Whether the result is still awaited. */
  state?: PathologyState;
  /** When the sample was taken. */
  date?: string;
  /** How the sample was taken. */
  procedure?: BiopsyProcedure;
  /** The guidance under which it was taken. */
  guidance?: Guidance;
  /** The gauge of the needle. */
  gauge?: number;
  /** How many samples were taken. */
  samples?: number;
  /** What the radiograph of the specimen showed. */
  specimen_radiograph?: SpecimenRadiograph;
  /** Whether a marker clip was placed. */
  marker_clip?: boolean;
  /** Whether an image documents where the marker lies. */
  marker_position_documented?: boolean;
  /** The European category of the sample, B1 to B5. */
  b_category?: BCategory;
  /** Whether the result explains the image, as the radiologist stated it. */
  concordance?: Concordance;
  /** The histologic grade. */
  grade?: Grade;
  /** The receptors of the tumour. */
  receptors?: Receptors;
  /** Whether the margins are free. */
  margins?: Margins;
  /** What went wrong while the sample was taken. */
  complication?: Complication;
  /** How many times the needle was passed. */
  passes?: number;
  /** The result in the pathologist's words. */
  text?: string;
}

/** The European class of a breast biopsy, normal tissue to malignant. */
export type BCategory =
  | "B1"
  | "B2"
  | "B3"
  | "B4"
  | "B5";

/** What went wrong at a biopsy. */
export type Complication =
  | "none"
  | "hematoma"
  | "bleeding"
  | "infection"
  | "vasovagal"
  | "pneumothorax"
  | "implant_rupture"
  | "other";

/** Whether the radiologist finds image and tissue in agreement. */
export type Concordance =
  | "concordant"
  | "discordant"
  | "undetermined";

/** What guided the needle. */
export type Guidance =
  | "stereotactic"
  | "tomosynthesis"
  | "ultrasound"
  | "mri"
  | "cem"
  | "palpation"
  | "other";

/** What the margins of a specimen showed. */
export type Margins =
  | "negative"
  | "close"
  | "positive"
  | "unknown";

/** How tissue was taken. */
export type BiopsyProcedure =
  | "core_biopsy"
  | "vacuum_assisted_biopsy"
  | "fine_needle_aspiration"
  | "surgical_excision"
  | "mastectomy"
  | "other";

/** What the tissue showed. */
export type PathologyResult =
  | "benign"
  | "fibroadenoma"
  | "fibrocystic_change"
  | "sclerosing_adenosis"
  | "fat_necrosis"
  | "papilloma"
  | "radial_scar"
  | "atypical_ductal_hyperplasia"
  | "atypical_lobular_hyperplasia"
  | "flat_epithelial_atypia"
  | "lobular_carcinoma_in_situ"
  | "high_risk"
  | "ductal_carcinoma_in_situ"
  | "microinvasive_carcinoma"
  | "invasive_ductal_carcinoma"
  | "invasive_lobular_carcinoma"
  | "malignant"
  | "non_diagnostic"
  | "other";

/** Whether the specimen was X-rayed and what that showed. */
export type SpecimenRadiograph =
  | "calcifications_present"
  | "absent"
  | "not_done";

/** Whether the tissue was read already. */
export type PathologyState =
  | "pending"
  | "final";

/** State the facts of the patient that a criterion or a check may need. The four histories are lists of sides; an empty list says asked and none, a missing one says not stated. */
export interface Patient {
  /** The patient's sex. */
  sex?: Sex;
  /** The patient's age in years. */
  age_years?: number;
  /** Before, during or after the menopause. */
  menopausal_status?: MenopausalStatus;
  /** The day of the menstrual cycle, counted from 1. */
  cycle_day?: number;
  /** Whether the patient is pregnant. */
  pregnant?: boolean;
  /** Whether the patient is lactating. */
  lactating?: boolean;
  /** The sides with an earlier breast cancer; an empty list says none. */
  prior_breast_cancer?: Side[];
  /** The sides with earlier surgery; an empty list says none. */
  prior_surgery?: Side[];
  /** The sides with earlier radiation; an empty list says none. */
  prior_radiation?: Side[];
  /** The sides with an implant; an empty list says none. */
  implants?: Side[];
  /** Whether the patient is stated to be at high risk. */
  high_risk?: boolean;
  /** The gender that the patient states, where it bears on imaging. */
  gender?: Gender;
  /** The risk of breast cancer as stated; it is never computed. */
  risk?: Risk;
  /** The stated lifetime risk of breast cancer, from 0 to 100. */
  lifetime_risk_percent?: number;
  /** For how many years hormones were taken. */
  hormone_use_years?: number;
  /** Relatives with cancer; an empty list says none. */
  family_history?: FamilyMember[];
  /** Earlier events of the breasts; an empty list says none. */
  history?: HistoryItem[];
  /** The reconstruction that is planned. */
  planned_reconstruction?: PlannedReconstruction;
}

/** A relative with cancer; `age_years` is the age at diagnosis. */
export interface FamilyMember {
  /** How the relative is related to the patient. */
  relation?: Relation;
  /** The cancer that the relative had. */
  cancer?: FamilyCancer;
  /** The relative's age at diagnosis, in years. */
  age_years?: number;
}

/** The cancer of a relative, as far as it bears on the breast. */
export type FamilyCancer =
  | "breast"
  | "breast_bilateral"
  | "breast_male"
  | "ovarian"
  | "pancreatic"
  | "prostate"
  | "other";

/** How a relative is related to the patient. */
export type Relation =
  | "mother"
  | "father"
  | "sister"
  | "brother"
  | "daughter"
  | "son"
  | "grandmother"
  | "grandfather"
  | "maternal_grandmother"
  | "paternal_grandmother"
  | "aunt"
  | "maternal_aunt"
  | "paternal_aunt"
  | "uncle"
  | "cousin"
  | "niece"
  | "first_degree"
  | "second_degree"
  | "other"
  | "unknown";

/** Gender, where it differs from the administrative sex. */
export type Gender =
  | "transfeminine"
  | "transmasculine"
  | "other";

/** One earlier event of a breast, dated to the day, the month or the year, or by years ago. */
export interface HistoryItem {
  /** What happened. */
  event: HistoryEvent;
  /** The breast that it happened to. */
  breast?: Breast;
  /** When it happened: a year, a month or a day. */
  date?: string;
  /** How many years ago it happened, where no date is known. */
  years_ago?: number;
  /** The margins of an excision. */
  margins?: Margins;
  /** How the breast was reconstructed. */
  reconstruction?: Reconstruction;
  /** What the implant is made of. */
  implant?: ImplantType;
  /** What else was said of it. */
  text?: string;
}

/** What happened to a breast before. */
export type HistoryEvent =
  | "excision_nonmalignant"
  | "excision_malignant"
  | "breast_conservation"
  | "mastectomy_for_cancer"
  | "mastectomy_other"
  | "prophylactic_mastectomy"
  | "reduction"
  | "implant_placed"
  | "implant_removed"
  | "radiation"
  | "biopsy"
  | "cancer";

/** What an implant is filled with. */
export type ImplantType =
  | "saline"
  | "silicone"
  | "other";

/** How a breast was reconstructed after mastectomy. */
export type Reconstruction =
  | "none"
  | "autologous"
  | "autologous_with_implant"
  | "implant";

/** One breast. */
export type Side =
  | "left"
  | "right";

/** Where the patient stands in relation to menopause. */
export type MenopausalStatus =
  | "premenopausal"
  | "perimenopausal"
  | "postmenopausal"
  | "unknown";

/** A reconstruction that is planned. */
export type PlannedReconstruction =
  | "deep_inferior_epigastric_flap";

/** The risk of breast cancer as somebody stated it; it is never computed here. */
export type Risk =
  | "average"
  | "intermediate"
  | "high";

/** Administrative sex. */
export type Sex =
  | "female"
  | "male"
  | "other"
  | "unknown";

/** One symptom or sign, with its side and the finding that answers it. */
export interface Presentation {
  /** The symptom or sign. */
  symptom: Symptom;
  /** The side of the symptom. */
  breast?: Breast;
  /** The id of the finding that answers it. */
  finding?: string;
  /** The symptom in the patient's or the referrer's words. */
  text?: string;
}

/** What the patient came with, in the words that the ACR topics tell apart. */
export type Symptom =
  | "palpable_mass"
  | "indeterminate_palpable_mass"
  | "suspicious_palpable_mass"
  | "focal_pain"
  | "focal_noncyclical_pain"
  | "insignificant_pain"
  | "discharge_physiologic"
  | "discharge_pathologic"
  | "discharge_clinically_suspicious"
  | "nipple_discharge"
  | "nipple_retraction"
  | "skin_change"
  | "axillary_lump"
  | "axillary_adenopathy"
  | "unexplained_axillary_adenopathy"
  | "gynecomastia_or_pseudogynecomastia"
  | "infection_or_abscess_suspected"
  | "implant_rupture_equivocal_exam"
  | "implant_complication_suspected"
  | "bia_alcl_suspected"
  | "other";

/** The question that the imaging answers. */
export interface Question {
  /** What the imaging is for. */
  purpose?: QuestionPurpose;
  /** What part of the body is to be looked at. */
  evaluate?: Evaluate;
}

/** Which part of the body the question is about. */
export type Evaluate =
  | "breast"
  | "axilla"
  | "locoregional"
  | "local_recurrence"
  | "distant";

/** What the imaging is to answer. */
export type QuestionPurpose =
  | "screening"
  | "supplemental_screening"
  | "symptom_evaluation"
  | "implant_evaluation"
  | "postsurgical"
  | "staging"
  | "response_monitoring"
  | "surveillance"
  | "recurrence_evaluation"
  | "surgical_planning";

/** Record what the radiologist wrote; the side is explicit, never inferred. */
export interface Recommendation {
  /** What is to be done. */
  action: Action;
  /** The side that it is to be done on; never inferred. */
  breast?: Breast;
  /** The ids of the findings that it is meant for. */
  findings?: string[];
  /** After how many months it is to be done. */
  interval_months?: number;
  /** The recommendation in the radiologist's words. */
  text?: string;
  /** Under which guidance a sample is to be taken. */
  guidance?: Guidance;
  /** The date by which it is to be done. */
  due?: string;
}

/** What a radiologist can recommend. */
export type Action =
  | "routine_screening"
  | "short_interval_follow_up"
  | "diagnostic_mammography"
  | "magnification_views"
  | "tangential_view"
  | "targeted_ultrasound"
  | "mri"
  | "cem"
  | "obtain_priors"
  | "tissue_diagnosis"
  | "core_biopsy"
  | "vacuum_assisted_biopsy"
  | "fine_needle_aspiration"
  | "surgical_excision"
  | "surgical_consultation"
  | "clinical_management"
  | "wire_localisation"
  | "lymph_node_biopsy"
  | "cyst_aspiration"
  | "clinical_follow_up"
  | "annual_mammography"
  | "other";

/** Where a report stands in its life. */
export type Status =
  | "preliminary"
  | "final"
  | "amended"
  | "addended"
  | "cancelled"
  | "corrected"
  | "entered_in_error";

/** A suspicion that brought the patient. */
export interface Suspected {
  /** What is suspected. */
  what: SuspectedWhat;
  /** The side of the suspicion. */
  breast?: Breast;
}

/** What is suspected beyond the findings. */
export type SuspectedWhat =
  | "local_recurrence"
  | "metastasis";

export type Finding =
  | MgCalcifications
  | MgMass
  | MgAsymmetry
  | MgArchitecturalDistortion
  | MgLymphNode
  | MgSkinLesion
  | MgDilatedDuct
  | UsMass
  | UsCalcifications
  | UsNonmass
  | UsSpecialCaseFinding
  | UsLymphNode
  | MriFocus
  | MriMass
  | MriNme
  | MriSpecialCaseFinding
  | MriImplant
  | MriLymphNode
  | CemMass
  | CemNme
  | CemEnhancingAsymmetry
  | OtherFinding;

export type Exam =
  | MammographyExam
  | UltrasoundExam
  | MriExam
  | CemExam;

/** Hold one breast-imaging report, as it was stated. Whether its parts agree with each other is asked by `birads.check`, never here: a model that refused a contradiction would lose a report that somebody must read. */
export interface Report {
  /** The BI-RADS edition whose words the report speaks. */
  edition: Edition;
  /** The version of this format, "1" or a minor version such as "1.1". */
  schema_version?: string;
  /** The id of the report in the system that wrote it. */
  id?: string;
  /** Where the report stands: preliminary, final, or changed since. */
  status?: Status;
  /** The id of the report that this one takes the place of. */
  replaces?: string;
  /** When the report was issued, with the offset from UTC. */
  issued?: string;
  /** Who wrote the report: names or codes. */
  authors?: string[];
  /** The report's identifiers in other systems. */
  identifiers?: Identifier[];
  /** An opaque pseudonym that joins the reports of one patient; never a name or a number. */
  patient_key?: string;
  /** An opaque pseudonym that joins the reports of one episode of care. */
  episode?: string;
  /** The language of the free texts, as a tag such as en or pt-BR. */
  language?: string;
  /** What the imaging is asked to answer. */
  question?: Question;
  /** The symptoms and signs that the patient came with. */
  presentation?: Presentation[];
  /** The breast cancers that are known; an empty list says that there are none. */
  cancers?: Cancer[];
  /** What is suspected before imaging. */
  suspected?: Suspected[];
  /** What was looked for and is not there. */
  absent?: Absent[];
  /** What is known of the patient and may change a reading. */
  patient?: Patient;
  /** The exams that the report is about. */
  exams?: (MammographyExam | UltrasoundExam | MriExam | CemExam)[];
  /** The findings, each of one kind; a later one does not replace an earlier one. */
  findings?: (MgCalcifications | MgMass | MgAsymmetry | MgArchitecturalDistortion | MgLymphNode | MgSkinLesion | MgDilatedDuct | UsMass | UsCalcifications | UsNonmass | UsSpecialCaseFinding | UsLymphNode | MriFocus | MriMass | MriNme | MriSpecialCaseFinding | MriImplant | MriLymphNode | CemMass | CemNme | CemEnhancingAsymmetry | OtherFinding)[];
  /** The categories of the breasts or of the whole exam. */
  assessments?: Assessment[];
  /** What the radiologist recommended, as written. */
  recommendations?: Recommendation[];
  /** What became known without a tissue result. */
  outcomes?: Outcome[];
  /** The tissue results. */
  pathology?: Pathology[];
  /** Texts that were added after the report was issued. */
  addenda?: Addendum[];
  /** The report as free text, kept as it is. */
  narrative?: string;
  /** Data of one's own under reverse domain names; kept, never interpreted. */
  extensions?: { [name: string]: Json };
}
