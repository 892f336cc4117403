"""Words of the request: why an exam was done, what it is to answer, what the patient came with.

Each enumeration is one axis of the lexicon; the facts about its words are rows of ``data/``.
"""

from birads._base.word import Word

__all__ = [
    "Evaluate",
    "Purpose",
    "QuestionPurpose",
    "SuspectedWhat",
    "Symptom",
]


class Purpose(Word):
    """Why an exam was done; the criteria table applies to the first workup after screening."""

    SCREENING = "screening"
    DIAGNOSTIC = "diagnostic"
    SHORT_INTERVAL_FOLLOW_UP = "short_interval_follow_up"
    EXTENT_OF_DISEASE = "extent_of_disease"
    POST_PROCEDURE = "post_procedure"
    SURVEILLANCE = "surveillance"
    OTHER = "other"
    UNKNOWN = "unknown"


class QuestionPurpose(Word):
    """What the imaging is to answer."""

    SCREENING = "screening"
    SUPPLEMENTAL_SCREENING = "supplemental_screening"
    SYMPTOM_EVALUATION = "symptom_evaluation"
    IMPLANT_EVALUATION = "implant_evaluation"
    POSTSURGICAL = "postsurgical"
    STAGING = "staging"
    RESPONSE_MONITORING = "response_monitoring"
    SURVEILLANCE = "surveillance"
    RECURRENCE_EVALUATION = "recurrence_evaluation"
    SURGICAL_PLANNING = "surgical_planning"


class Evaluate(Word):
    """Which part of the body the question is about."""

    BREAST = "breast"
    AXILLA = "axilla"
    LOCOREGIONAL = "locoregional"
    LOCAL_RECURRENCE = "local_recurrence"
    DISTANT = "distant"


class Symptom(Word):
    """What the patient came with, in the words that the ACR topics tell apart."""

    PALPABLE_MASS = "palpable_mass"
    INDETERMINATE_PALPABLE_MASS = "indeterminate_palpable_mass"
    SUSPICIOUS_PALPABLE_MASS = "suspicious_palpable_mass"
    FOCAL_PAIN = "focal_pain"
    FOCAL_NONCYCLICAL_PAIN = "focal_noncyclical_pain"
    INSIGNIFICANT_PAIN = "insignificant_pain"
    DISCHARGE_PHYSIOLOGIC = "discharge_physiologic"
    DISCHARGE_PATHOLOGIC = "discharge_pathologic"
    DISCHARGE_CLINICALLY_SUSPICIOUS = "discharge_clinically_suspicious"
    NIPPLE_DISCHARGE = "nipple_discharge"
    NIPPLE_RETRACTION = "nipple_retraction"
    SKIN_CHANGE = "skin_change"
    AXILLARY_LUMP = "axillary_lump"
    AXILLARY_ADENOPATHY = "axillary_adenopathy"
    UNEXPLAINED_AXILLARY_ADENOPATHY = "unexplained_axillary_adenopathy"
    GYNECOMASTIA_OR_PSEUDOGYNECOMASTIA = "gynecomastia_or_pseudogynecomastia"
    INFECTION_OR_ABSCESS_SUSPECTED = "infection_or_abscess_suspected"
    IMPLANT_RUPTURE_EQUIVOCAL_EXAM = "implant_rupture_equivocal_exam"
    IMPLANT_COMPLICATION_SUSPECTED = "implant_complication_suspected"
    BIA_ALCL_SUSPECTED = "bia_alcl_suspected"
    OTHER = "other"


class SuspectedWhat(Word):
    """What is suspected beyond the findings."""

    LOCAL_RECURRENCE = "local_recurrence"
    METASTASIS = "metastasis"
