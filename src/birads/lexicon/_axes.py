"""List every axis of the lexicon, in the order of the reference pages."""

from __future__ import annotations

from enum import Enum, StrEnum
from functools import cache

from birads.lexicon import (
    cem,
    common,
    findings,
    mammography,
    management,
    mri,
    node,
    pathology,
    patient,
    request,
    ultrasound,
)
from birads.lexicon._term import Axis
from birads.lexicon.common import Modality

__all__ = ["AXES", "TABLES", "speaking"]

TABLES = (
    "mammography",
    "ultrasound",
    "mri",
    "cem",
    "common",
    "node",
    "request",
    "patient",
    "pathology",
    "management",
)
_OF_REPORT = ("common", "node", "request", "patient", "pathology", "management")

_CALC = ("calcification", "microcalcification")
_ENH = ("enhancement",)
_NME = ("non-mass enhancement", "NME")
_NMLE = (*_NME, "non-mass-like enhancement", "NMLE")  # the name of the 2003 MRI lexicon
_KINETICS = ("kinetics", "curve", "delayed phase")
_ECHO = ("mass", "echo pattern", "echogenicity", "echotexture")
_MASS = {
    "shape": ("shape", "mass"),
    "margin": ("margin", "edge", "border"),
    "density": ("density", "mass"),
    "internal_enhancement": (*_ENH, "internal enhancement"),
}


_Row = tuple[str, str, type[StrEnum]] | tuple[str, str, type[StrEnum], tuple[str, ...]]


def _rows(table: str, *rows: _Row) -> tuple[Axis, ...]:
    modality = None if table in _OF_REPORT else Modality(table)
    return tuple(
        Axis(row[0], row[1], row[2], table, modality, row[3] if len(row) == 4 else ())  # noqa: PLR2004
        for row in rows
    )


_MAMMOGRAPHY = _rows(
    "mammography",
    ("mg.composition", "Breast composition", mammography.Composition),
    ("mg.mass.shape", "Mass shape", mammography.MassShape, _MASS["shape"]),
    ("mg.mass.margin", "Mass margin", mammography.MassMargin, _MASS["margin"]),
    ("mg.mass.density", "Mass density", mammography.MassDensity, _MASS["density"]),
    (
        "mg.calcifications.morphology",
        "Calcification morphology",
        mammography.CalcMorphology,
        _CALC,
    ),
    (
        "mg.calcifications.distribution",
        "Calcification distribution",
        mammography.CalcDistribution,
        ("distribution", *_CALC),
    ),
    ("mg.asymmetry.type", "Asymmetry", mammography.AsymmetryType),
    ("mg.finding", "Other mammographic findings", findings.MgFinding),
    ("mg.associated", "Associated features", mammography.AssociatedFeature),
)
_ULTRASOUND = _rows(
    "ultrasound",
    (
        "us.tissue_composition",
        "Tissue composition",
        ultrasound.TissueComposition,
        ("background echotexture", "echotexture"),
    ),
    ("us.mass.shape", "Mass shape", ultrasound.UsMassShape, _MASS["shape"]),
    ("us.mass.orientation", "Mass orientation", ultrasound.UsMassOrientation, ("orientation",)),
    ("us.mass.margin", "Mass margin", ultrasound.UsMassMargin, _MASS["margin"]),
    ("us.mass.echo_pattern", "Echo pattern", ultrasound.EchoPattern, _ECHO),
    ("us.mass.posterior_features", "Posterior features", ultrasound.PosteriorFeatures),
    ("us.mass.boundary", "Lesion boundary", ultrasound.LesionBoundary),
    ("us.calcifications.location", "Calcifications", ultrasound.CalcLocation),
    ("us.associated", "Associated features", ultrasound.UsAssociatedFeature),
    ("us.vascularity", "Vascularity", ultrasound.Vascularity, ("vascularity",)),
    ("us.elasticity", "Elasticity", ultrasound.Elasticity),
    ("us.special_case", "Special cases", ultrasound.UsSpecialCase),
    ("us.finding", "Other ultrasound findings", findings.UsFinding),
    ("us.visibility", "Visibility of calcifications", ultrasound.Visibility),
)
_MRI = _rows(
    "mri",
    ("mri.fibroglandular_tissue", "Fibroglandular tissue", mri.FibroglandularTissue),
    ("mri.bpe.level", "Background parenchymal enhancement", common.BpeLevel, ("BPE",)),
    ("mri.bpe.symmetry", "Symmetry of background enhancement", common.BpeSymmetry),
    ("mri.finding", "Other MRI findings", findings.MriFinding),
    ("mri.mass.shape", "Mass shape", mri.MriMassShape, _MASS["shape"]),
    ("mri.mass.margin", "Mass margin", mri.MriMassMargin, _MASS["margin"]),
    (
        "mri.mass.internal_enhancement",
        "Internal enhancement of a mass",
        mri.MriMassInternalEnhancement,
        _MASS["internal_enhancement"],
    ),
    ("mri.nme.distribution", "Distribution of non-mass enhancement", mri.MriNmeDistribution, _NMLE),
    (
        "mri.nme.internal_enhancement",
        "Internal enhancement of non-mass enhancement",
        mri.MriNmeInternalEnhancement,
        (*_ENH, *_NMLE),
    ),
    ("mri.kinetics.initial", "Initial kinetics", mri.KineticsInitial, _KINETICS[:2]),
    ("mri.kinetics.delayed", "Delayed kinetics", mri.KineticsDelayed, _KINETICS),
    ("mri.associated", "Associated features", mri.MriAssociatedFeature),
    ("mri.special_case", "Non-enhancing and fat-containing findings", mri.MriSpecialCase),
    ("mri.implant", "Implants", mri.MriImplantFeature),
    ("mri.enhancement", "Enhancement at calcifications", mri.MriEnhancement),
)
_CEM = _rows(
    "cem",
    ("cem.bpe.level", "Background parenchymal enhancement", common.BpeLevel, ("BPE",)),
    ("cem.bpe.symmetry", "Symmetry of background enhancement", common.BpeSymmetry),
    ("cem.conspicuity", "Lesion conspicuity", cem.Conspicuity, ("conspicuity",)),
    ("cem.mass.shape", "Mass shape", cem.CemMassShape, _MASS["shape"]),
    ("cem.mass.margin", "Mass margin", cem.CemMassMargin, _MASS["margin"]),
    (
        "cem.mass.internal_enhancement",
        "Internal enhancement of a mass",
        cem.CemMassInternalEnhancement,
        _MASS["internal_enhancement"],
    ),
    ("cem.nme.distribution", "Distribution of non-mass enhancement", cem.CemNmeDistribution, _NME),
    (
        "cem.nme.internal_enhancement",
        "Internal enhancement of non-mass enhancement",
        cem.CemNmeInternalEnhancement,
        (*_ENH, *_NME),
    ),
    (
        "cem.enhancing_asymmetry.internal_enhancement",
        "Internal enhancement of an enhancing asymmetry",
        cem.EnhancingAsymmetryInternal,
        _ENH,
    ),
    ("cem.extent_of_enhancement", "Extent of enhancement", cem.ExtentOfEnhancement),
    ("cem.enhancement", "Enhancement at calcifications", cem.CemEnhancement),
)
_COMMON = _rows(
    "common",
    ("location.quadrant", "Quadrant", common.Quadrant, ("of breast",)),
    ("location.region", "Region", common.Region, ("region",)),
    ("location.depth", "Depth", common.Depth, ("depth",)),
    ("change", "Change since earlier exams", common.Change),
    ("enhancement.cause", "Why enhancement could not be judged", mri.EnhancementCause),
)

_NODE = _rows(
    "node",
    ("node.place", "Place of a lymph node", node.NodePlace),
    ("node.hilum", "Hilum of a lymph node", node.Hilum),
)
_REQUEST = _rows(
    "request",
    ("exam.purpose", "Purpose of an exam", request.Purpose),
    ("question.purpose", "What imaging is to answer", request.QuestionPurpose),
    ("question.evaluate", "Which part is asked about", request.Evaluate),
    ("presentation.symptom", "Symptoms and signs", request.Symptom),
    ("suspected.what", "What is suspected", request.SuspectedWhat),
)
_PATIENT = _rows(
    "patient",
    ("patient.sex", "Sex", patient.Sex),
    ("patient.gender", "Gender", patient.Gender),
    ("patient.menopausal_status", "Menopausal status", patient.MenopausalStatus),
    ("patient.risk", "Risk of breast cancer", patient.Risk),
    ("family.relation", "Relatives", patient.Relation),
    ("family.cancer", "Cancers of relatives", patient.FamilyCancer),
    ("history.event", "Earlier events of a breast", patient.HistoryEvent),
    ("history.reconstruction", "Reconstruction", patient.Reconstruction),
    ("history.implant", "Kind of implant", patient.ImplantType),
    ("patient.planned_reconstruction", "Planned reconstruction", patient.PlannedReconstruction),
)
_PATHOLOGY = _rows(
    "pathology",
    ("pathology.procedure", "How tissue was taken", pathology.BiopsyProcedure),
    ("pathology.guidance", "What guided a needle", pathology.Guidance),
    ("pathology.specimen_radiograph", "Specimen radiograph", pathology.SpecimenRadiograph),
    ("pathology.result", "What tissue showed", pathology.PathologyResult),
    ("pathology.result_class", "What a tissue result means", pathology.ResultClass),
    ("pathology.state", "State of a tissue result", pathology.PathologyState),
    ("pathology.b_category", "European class of a biopsy", pathology.BCategory),
    ("pathology.concordance", "Agreement of image and tissue", pathology.Concordance),
    ("pathology.complication", "Complications of a procedure", pathology.Complication),
    ("pathology.margins", "Margins of a specimen", pathology.Margins),
    ("cancer.grade", "Grade of a tumour", pathology.Grade),
    ("cancer.type", "Kind of cancer", pathology.CancerType),
    ("cancer.state", "State of treatment", pathology.CancerState),
    ("cancer.stage", "Clinical stage", pathology.ClinicalStage),
    ("cancer.nodes", "Axillary nodes", pathology.Nodes),
    ("cancer.receptor", "Result of a receptor test", pathology.ReceptorStatus),
)
_MANAGEMENT = _rows(
    "management",
    ("report.status", "Status of a report", management.Status),
    ("assessment.scope", "What an assessment speaks of", management.AssessmentScope),
    ("assessment.reason", "Why an assessment is incomplete", management.AssessmentReason),
    (
        "assessment.statement",
        "Statements without a category number",
        management.AssessmentStatement,
    ),
    ("recommendation.action", "Recommended actions", management.Action),
    ("outcome.basis", "How an outcome came to be known", management.OutcomeBasis),
)

AXES: dict[str, Axis] = {
    axis.id: axis
    for axis in (
        *_MAMMOGRAPHY,
        *_ULTRASOUND,
        *_MRI,
        *_CEM,
        *_COMMON,
        *_NODE,
        *_REQUEST,
        *_PATIENT,
        *_PATHOLOGY,
        *_MANAGEMENT,
    )
}


@cache
def speaking(enum: type[Enum]) -> tuple[str, ...]:
    """Return the ids of the axes whose words these are; two where modalities share the words."""
    return tuple(axis.id for axis in AXES.values() if axis.enum is enum)
