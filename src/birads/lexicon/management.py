"""Words of assessment and management: scopes, reasons, statements, actions, outcomes.

Each enumeration is one axis of the lexicon; the facts about its words are rows of ``data/``.
"""

from birads._base.word import Word

__all__ = [
    "Action",
    "AssessmentReason",
    "AssessmentScope",
    "AssessmentStatement",
    "OutcomeBasis",
    "Status",
]


class AssessmentScope(Word):
    """What an assessment speaks of."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"
    OVERALL = "overall"


class AssessmentReason(Word):
    """Why an assessment is incomplete (category 0)."""

    NEEDS_ADDITIONAL_IMAGING = "needs_additional_imaging"
    NEEDS_PRIORS = "needs_priors"
    TECHNICAL_RECALL = "technical_recall"
    NOT_STATED = "not_stated"


class AssessmentStatement(Word):
    """A final statement of the United States mammography rule that has no category number."""

    POST_PROCEDURE_MAMMOGRAM_FOR_MARKER_PLACEMENT = "post_procedure_mammogram_for_marker_placement"


class Action(Word):
    """What a radiologist can recommend."""

    ROUTINE_SCREENING = "routine_screening"
    SHORT_INTERVAL_FOLLOW_UP = "short_interval_follow_up"
    DIAGNOSTIC_MAMMOGRAPHY = "diagnostic_mammography"
    MAGNIFICATION_VIEWS = "magnification_views"
    TANGENTIAL_VIEW = "tangential_view"
    TARGETED_ULTRASOUND = "targeted_ultrasound"
    MRI = "mri"
    CEM = "cem"
    OBTAIN_PRIORS = "obtain_priors"
    TISSUE_DIAGNOSIS = "tissue_diagnosis"
    CORE_BIOPSY = "core_biopsy"
    VACUUM_ASSISTED_BIOPSY = "vacuum_assisted_biopsy"
    FINE_NEEDLE_ASPIRATION = "fine_needle_aspiration"
    SURGICAL_EXCISION = "surgical_excision"
    SURGICAL_CONSULTATION = "surgical_consultation"
    CLINICAL_MANAGEMENT = "clinical_management"
    WIRE_LOCALISATION = "wire_localisation"
    LYMPH_NODE_BIOPSY = "lymph_node_biopsy"
    CYST_ASPIRATION = "cyst_aspiration"
    CLINICAL_FOLLOW_UP = "clinical_follow_up"
    ANNUAL_MAMMOGRAPHY = "annual_mammography"
    OTHER = "other"


class OutcomeBasis(Word):
    """How an outcome came to be known without a tissue result."""

    IMAGING_FOLLOW_UP = "imaging_follow_up"
    CLINICAL_FOLLOW_UP = "clinical_follow_up"
    REGISTRY = "registry"
    UNKNOWN = "unknown"


class Status(Word):
    """Where a report stands in its life."""

    PRELIMINARY = "preliminary"
    FINAL = "final"
    AMENDED = "amended"
    ADDENDED = "addended"
    CANCELLED = "cancelled"
    CORRECTED = "corrected"
    ENTERED_IN_ERROR = "entered_in_error"
