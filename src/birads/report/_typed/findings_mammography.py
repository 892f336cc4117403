"""Members of findings_mammography. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

from birads.report._typed.findings_base import FindingBaseOptions
from birads.report._typed.findings_node import LymphNodeOptions
from birads.report._typed.words import (
    AssociatedFeatureWord,
    AsymmetryTypeWord,
    CalcDistributionWord,
    CalcMorphologyWord,
    CemEnhancementWord,
    CertaintyWord,
    EnhancementCauseWord,
    ExtentOfEnhancementWord,
    MassDensityWord,
    MassMarginWord,
    MassShapeWord,
    MriEnhancementWord,
    VisibilityWord,
)
from birads.report.findings.mammography import CemCorrelate, MriCorrelate, UltrasoundCorrelate


class CemCorrelateOptions(TypedDict, total=False):
    """What CemCorrelate may say."""

    cause: EnhancementCauseWord | None
    """Why the enhancement is indeterminate."""
    finding: str | None
    """The id of the CEM finding that describes it in full."""


class CemCorrelateMembers(CemCorrelateOptions):
    """What CemCorrelate is built from."""

    enhancement: CemEnhancementWord
    """How the site enhances."""


class CemCorrelateChanges(CemCorrelateOptions, total=False):
    """What CemCorrelate may be given instead."""

    enhancement: CemEnhancementWord
    """How the site enhances."""


class MgArchitecturalDistortionOptions(FindingBaseOptions, total=False):
    """What MgArchitecturalDistortion may say."""

    kind: Literal["mg.architectural_distortion"]
    """Always mg.architectural_distortion."""
    longest_mm: float | None
    """The largest diameter in millimetres."""
    associated: Sequence[AssociatedFeatureWord] | None
    """The associated features; an empty list says looked for and absent."""
    extent_of_enhancement: ExtentOfEnhancementWord | None
    """How far the enhancement reaches around what the low-energy image shows."""


class MgArchitecturalDistortionMembers(MgArchitecturalDistortionOptions):
    """What MgArchitecturalDistortion is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MgArchitecturalDistortionChanges(MgArchitecturalDistortionOptions, total=False):
    """What MgArchitecturalDistortion may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MgAsymmetryOptions(FindingBaseOptions, total=False):
    """What MgAsymmetry may say."""

    kind: Literal["mg.asymmetry"]
    """Always mg.asymmetry."""
    type: AsymmetryTypeWord | None
    """Which kind of asymmetry it is."""
    longest_mm: float | None
    """The largest diameter in millimetres."""
    associated: Sequence[AssociatedFeatureWord] | None
    """The associated features; an empty list says looked for and absent."""
    extent_of_enhancement: ExtentOfEnhancementWord | None
    """How far the enhancement reaches around what the low-energy image shows."""


class MgAsymmetryMembers(MgAsymmetryOptions):
    """What MgAsymmetry is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MgAsymmetryChanges(MgAsymmetryOptions, total=False):
    """What MgAsymmetry may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MgCalcificationsOptions(FindingBaseOptions, total=False):
    """What MgCalcifications may say."""

    kind: Literal["mg.calcifications"]
    """Always mg.calcifications."""
    morphology: Sequence[CalcMorphologyWord] | None
    """The form of the particles, one word or several."""
    distribution: CalcDistributionWord | None
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
    associated: Sequence[AssociatedFeatureWord] | None
    """The associated features; an empty list says looked for and absent."""
    ultrasound: UltrasoundCorrelate | UltrasoundCorrelateMembers | None
    """What ultrasound saw at that site."""
    cem: CemCorrelate | CemCorrelateMembers | None
    """What contrast-enhanced mammography saw at that site."""
    mri: MriCorrelate | MriCorrelateMembers | None
    """What MRI saw at that site."""


class MgCalcificationsMembers(MgCalcificationsOptions):
    """What MgCalcifications is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MgCalcificationsChanges(MgCalcificationsOptions, total=False):
    """What MgCalcifications may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MgDilatedDuctOptions(FindingBaseOptions, total=False):
    """What MgDilatedDuct may say."""

    kind: Literal["mg.dilated_duct"]
    """Always mg.dilated_duct."""
    longest_mm: float | None
    """The largest diameter in millimetres."""


class MgDilatedDuctMembers(MgDilatedDuctOptions):
    """What MgDilatedDuct is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MgDilatedDuctChanges(MgDilatedDuctOptions, total=False):
    """What MgDilatedDuct may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MgLymphNodeOptions(LymphNodeOptions, total=False):
    """What MgLymphNode may say."""

    kind: Literal["mg.lymph_node"]
    """Always mg.lymph_node."""


class MgLymphNodeMembers(MgLymphNodeOptions):
    """What MgLymphNode is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MgLymphNodeChanges(MgLymphNodeOptions, total=False):
    """What MgLymphNode may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MgMassOptions(FindingBaseOptions, total=False):
    """What MgMass may say."""

    kind: Literal["mg.mass"]
    """Always mg.mass."""
    shape: MassShapeWord | None
    """The shape of the mass."""
    margin: MassMarginWord | Sequence[MassMarginWord] | None
    """The margin: one word, or several where parts differ."""
    density: MassDensityWord | None
    """The density against the same amount of breast tissue."""
    longest_mm: float | None
    """The largest diameter in millimetres."""
    count: int | None
    """How many such masses there are."""
    associated: Sequence[AssociatedFeatureWord] | None
    """The associated features; an empty list says looked for and absent."""
    extent_of_enhancement: ExtentOfEnhancementWord | None
    """How far the enhancement reaches around what the low-energy image shows."""


class MgMassMembers(MgMassOptions):
    """What MgMass is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MgMassChanges(MgMassOptions, total=False):
    """What MgMass may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MgSkinLesionOptions(FindingBaseOptions, total=False):
    """What MgSkinLesion may say."""

    kind: Literal["mg.skin_lesion"]
    """Always mg.skin_lesion."""
    longest_mm: float | None
    """The largest diameter in millimetres."""


class MgSkinLesionMembers(MgSkinLesionOptions):
    """What MgSkinLesion is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MgSkinLesionChanges(MgSkinLesionOptions, total=False):
    """What MgSkinLesion may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MriCorrelateOptions(TypedDict, total=False):
    """What MriCorrelate may say."""

    cause: EnhancementCauseWord | None
    """Why the enhancement is indeterminate."""
    finding: str | None
    """The id of the MRI finding that describes it in full."""


class MriCorrelateMembers(MriCorrelateOptions):
    """What MriCorrelate is built from."""

    enhancement: MriEnhancementWord
    """How the site enhances."""


class MriCorrelateChanges(MriCorrelateOptions, total=False):
    """What MriCorrelate may be given instead."""

    enhancement: MriEnhancementWord
    """How the site enhances."""


class UltrasoundCorrelateOptions(TypedDict, total=False):
    """What UltrasoundCorrelate may say."""

    visibility: VisibilityWord | None
    """Whether and how ultrasound shows them."""
    finding: str | None
    """The id of the ultrasound finding that describes it in full."""


class UltrasoundCorrelateMembers(UltrasoundCorrelateOptions):
    """What UltrasoundCorrelate is built from."""


class UltrasoundCorrelateChanges(UltrasoundCorrelateOptions, total=False):
    """What UltrasoundCorrelate may be given instead."""
