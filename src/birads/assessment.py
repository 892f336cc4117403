"""State categories, what the radiologist recommended, and what became known later."""

from __future__ import annotations

from typing import Annotated

from birads.lexicon.common import Breast, Category
from birads.model import Date, Id, Integer, Maybe, Model, Text
from birads.pathology import Guidance
from birads.word import Word

__all__ = [
    "Action",
    "Assessment",
    "AssessmentReason",
    "AssessmentScope",
    "AssessmentStatement",
    "Outcome",
    "OutcomeBasis",
    "Recommendation",
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


class Assessment(Model):
    """State the category of a breast, or of the whole exam."""

    breast: AssessmentScope
    category: Category
    exam: Maybe[Id] = None
    reason: Maybe[AssessmentReason] = None
    statement: Maybe[AssessmentStatement] = None


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


class Recommendation(Model):
    """Record what the radiologist wrote; the side is explicit, never inferred."""

    action: Action
    breast: Maybe[Breast] = None
    findings: Maybe[tuple[Id, ...]] = None
    interval_months: Maybe[Annotated[int, Integer(1, 120)]] = None
    text: Maybe[Text] = None
    guidance: Maybe[Guidance] = None
    due: Maybe[Date] = None


class OutcomeBasis(Word):
    """How an outcome came to be known without a tissue result."""

    IMAGING_FOLLOW_UP = "imaging_follow_up"
    CLINICAL_FOLLOW_UP = "clinical_follow_up"
    REGISTRY = "registry"
    UNKNOWN = "unknown"


class Outcome(Model):
    """Record what is known of a finding or a breast without a tissue result."""

    malignant: bool
    basis: OutcomeBasis
    finding: Maybe[Id] = None
    breast: Maybe[Breast] = None
    date: Maybe[Date] = None
