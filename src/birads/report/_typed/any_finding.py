"""Members of any_finding. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from birads.report._typed.findings_base import FindingBaseOptions
from birads.report._typed.findings_mammography import (
    CemCorrelateMembers,
    MriCorrelateMembers,
    UltrasoundCorrelateMembers,
)
from birads.report._typed.findings_mri import KineticsMembers
from birads.report._typed.words import (
    AssociatedFeatureWord,
    AsymmetryTypeWord,
    CalcDistributionWord,
    CalcLocationWord,
    CalcMorphologyWord,
    CemMassInternalEnhancementWord,
    CemMassMarginWord,
    CemMassShapeWord,
    CemNmeDistributionWord,
    CemNmeInternalEnhancementWord,
    CertaintyWord,
    ConspicuityWord,
    EchoPatternWord,
    ElasticityWord,
    EnhancingAsymmetryInternalWord,
    ExtentOfEnhancementWord,
    HilumWord,
    LesionBoundaryWord,
    MassDensityWord,
    MassMarginWord,
    MassShapeWord,
    MriAssociatedFeatureWord,
    MriImplantFeatureWord,
    MriMassInternalEnhancementWord,
    MriMassMarginWord,
    MriMassShapeWord,
    MriNmeDistributionWord,
    MriNmeInternalEnhancementWord,
    MriSpecialCaseWord,
    NodePlaceWord,
    PosteriorFeaturesWord,
    UsAssociatedFeatureWord,
    UsMassMarginWord,
    UsMassOrientationWord,
    UsMassShapeWord,
    UsSpecialCaseWord,
    VascularityWord,
)
from birads.report.findings.mammography import CemCorrelate, MriCorrelate, UltrasoundCorrelate
from birads.report.findings.mri import Kinetics


class FindingAnyOptions(FindingBaseOptions, total=False):
    """What findings of any kind may say."""

    morphology: Sequence[CalcMorphologyWord] | None
    """The form of the particles, one word or several."""
    distribution: CalcDistributionWord | MriNmeDistributionWord | CemNmeDistributionWord | None
    """How the particles are arranged."""
    certainty: CertaintyWord | None
    """How sure the reader is of the words."""
    groups: int | Literal["multiple"] | None
    """How many groups there are, or "multiple"."""
    particles: int | None
    """How many particles there are."""
    extent_mm: float | None
    """The largest extent in millimetres."""
    extensive: bool | None
    """Whether the reader calls them extensive."""
    invasion_suspected: bool | None
    """Whether the reader suspects invasion."""
    associated: (
        Sequence[AssociatedFeatureWord]
        | Sequence[UsAssociatedFeatureWord]
        | Sequence[MriAssociatedFeatureWord]
        | None
    )
    """The associated features; an empty list says looked for and absent."""
    ultrasound: UltrasoundCorrelate | UltrasoundCorrelateMembers | None
    """What ultrasound saw at that site."""
    cem: CemCorrelate | CemCorrelateMembers | None
    """What contrast-enhanced mammography saw at that site."""
    mri: MriCorrelate | MriCorrelateMembers | None
    """What MRI saw at that site."""
    shape: MassShapeWord | UsMassShapeWord | MriMassShapeWord | CemMassShapeWord | None
    """The shape of the mass."""
    margin: (
        MassMarginWord
        | Sequence[MassMarginWord]
        | UsMassMarginWord
        | Sequence[UsMassMarginWord]
        | MriMassMarginWord
        | Sequence[MriMassMarginWord]
        | CemMassMarginWord
        | Sequence[CemMassMarginWord]
        | None
    )
    """The margin: one word, or several where parts differ."""
    density: MassDensityWord | None
    """The density against the same amount of breast tissue."""
    longest_mm: float | None
    """The largest diameter in millimetres."""
    count: int | None
    """How many such masses there are."""
    extent_of_enhancement: ExtentOfEnhancementWord | None
    """How far the enhancement reaches around what the low-energy image shows."""
    type: AsymmetryTypeWord | None
    """Which kind of asymmetry it is."""
    place: NodePlaceWord | None
    """Where the node lies."""
    cortex_mm: float | None
    """The thickness of the cortex in millimetres."""
    hilum: HilumWord | None
    """What is seen of the fatty hilum."""
    suspicious: bool | None
    """Whether the reader calls the node suspicious."""
    vascularity: VascularityWord | None
    """Where blood flow is seen."""
    elasticity: ElasticityWord | None
    """How stiff the tissue is."""
    orientation: UsMassOrientationWord | None
    """How the long axis lies to the skin."""
    echo_pattern: EchoPatternWord | None
    """The echoes of the mass against fat."""
    posterior_features: PosteriorFeaturesWord | None
    """What the sound does behind the mass."""
    boundary: LesionBoundaryWord | None
    """How the mass meets the tissue around it; a word of earlier editions."""
    calcifications: Sequence[CalcLocationWord] | None
    """Where calcifications lie in or near the mass; an empty list says absent."""
    location_type: CalcLocationWord | None
    """Where the calcifications lie: in or outside of a mass, or in a duct."""
    special_case: UsSpecialCaseWord | MriSpecialCaseWord | None
    """What the finding is."""
    kinetics: Kinetics | KineticsMembers | None
    """The signal-time curve."""
    internal_enhancement: (
        MriMassInternalEnhancementWord
        | MriNmeInternalEnhancementWord
        | CemMassInternalEnhancementWord
        | CemNmeInternalEnhancementWord
        | EnhancingAsymmetryInternalWord
        | None
    )
    """How the inside of the mass enhances."""
    features: Sequence[MriImplantFeatureWord] | None
    """What is seen of the implant."""
    conspicuity: ConspicuityWord | None
    """How clearly the enhancement stands out."""


class FindingMembers(FindingAnyOptions):
    """A finding of any kind, as a dictionary."""

    id: str
    """The id of the finding, unique in the report."""
    kind: Literal[
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
    ]
    """The kind, which says what else the finding may state."""


class FindingChanges(FindingAnyOptions, total=False):
    """A finding of any kind, as a dictionary."""

    id: str
    """The id of the finding, unique in the report."""
    kind: Literal[
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
    ]
    """The kind, which says what else the finding may state."""
