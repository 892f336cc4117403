"""Members of findings_cem. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from birads.report._typed.findings_base import FindingBaseOptions
from birads.report._typed.words import (
    AssociatedFeatureWord,
    CemMassInternalEnhancementWord,
    CemMassMarginWord,
    CemMassShapeWord,
    CemNmeDistributionWord,
    CemNmeInternalEnhancementWord,
    ConspicuityWord,
    EnhancingAsymmetryInternalWord,
    ExtentOfEnhancementWord,
)


class CemFindingOptions(FindingBaseOptions, total=False):
    """What CemFinding may say."""

    longest_mm: float | None
    """The largest diameter in millimetres."""
    conspicuity: ConspicuityWord | None
    """How clearly the enhancement stands out."""
    extent_of_enhancement: ExtentOfEnhancementWord | None
    """How far the enhancement reaches around what the low-energy image shows."""
    associated: Sequence[AssociatedFeatureWord] | None
    """The associated features; an empty list says looked for and absent."""


class CemFindingMembers(CemFindingOptions):
    """What CemFinding is built from."""

    id: str
    """The id of the finding, unique in the report."""


class CemFindingChanges(CemFindingOptions, total=False):
    """What CemFinding may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class CemEnhancingAsymmetryOptions(CemFindingOptions, total=False):
    """What CemEnhancingAsymmetry may say."""

    kind: Literal["cem.enhancing_asymmetry"]
    """Always cem.enhancing_asymmetry."""
    internal_enhancement: EnhancingAsymmetryInternalWord | None
    """The pattern of the enhancement."""


class CemEnhancingAsymmetryMembers(CemEnhancingAsymmetryOptions):
    """What CemEnhancingAsymmetry is built from."""

    id: str
    """The id of the finding, unique in the report."""


class CemEnhancingAsymmetryChanges(CemEnhancingAsymmetryOptions, total=False):
    """What CemEnhancingAsymmetry may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class CemMassOptions(CemFindingOptions, total=False):
    """What CemMass may say."""

    kind: Literal["cem.mass"]
    """Always cem.mass."""
    shape: CemMassShapeWord | None
    """The shape of the mass."""
    margin: CemMassMarginWord | Sequence[CemMassMarginWord] | None
    """The margin: one word, or several where parts differ."""
    internal_enhancement: CemMassInternalEnhancementWord | None
    """How the inside of the mass enhances."""
    count: int | None
    """How many such masses there are."""


class CemMassMembers(CemMassOptions):
    """What CemMass is built from."""

    id: str
    """The id of the finding, unique in the report."""


class CemMassChanges(CemMassOptions, total=False):
    """What CemMass may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class CemNmeOptions(CemFindingOptions, total=False):
    """What CemNme may say."""

    kind: Literal["cem.nme"]
    """Always cem.nme."""
    distribution: CemNmeDistributionWord | None
    """How the enhancement is arranged."""
    internal_enhancement: CemNmeInternalEnhancementWord | None
    """The pattern of the enhancement."""


class CemNmeMembers(CemNmeOptions):
    """What CemNme is built from."""

    id: str
    """The id of the finding, unique in the report."""


class CemNmeChanges(CemNmeOptions, total=False):
    """What CemNme may be given instead."""

    id: str
    """The id of the finding, unique in the report."""
