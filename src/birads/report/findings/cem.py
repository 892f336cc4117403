"""Describe what the recombined image of a contrast-enhanced mammogram shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from birads._base.model import Count, Maybe, Millimetres
from birads.lexicon.cem import (
    CemMassInternalEnhancement,
    CemMassMargin,
    CemMassShape,
    CemNmeDistribution,
    CemNmeInternalEnhancement,
    Conspicuity,
    EnhancingAsymmetryInternal,
    ExtentOfEnhancement,
)
from birads.lexicon.mammography import AssociatedFeature
from birads.report.findings.base import FindingBase
from birads.report.findings.margin import WordOrWords

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.findings_cem import (
        CemEnhancingAsymmetryChanges,
        CemEnhancingAsymmetryMembers,
        CemMassChanges,
        CemMassMembers,
        CemNmeChanges,
        CemNmeMembers,
    )

__all__ = ["CemEnhancingAsymmetry", "CemMass", "CemNme"]


class _CemFinding(FindingBase):
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""
    conspicuity: Maybe[Conspicuity] = None
    """How clearly the enhancement stands out."""
    extent_of_enhancement: Maybe[ExtentOfEnhancement] = None
    """How far the enhancement reaches around what the low-energy image shows."""
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    """The associated features; an empty list says looked for and absent."""


class CemMass(_CemFinding):
    """Describe an enhancing mass."""

    kind: Literal["cem.mass"] = "cem.mass"
    """Always cem.mass."""
    shape: Maybe[CemMassShape] = None
    """The shape of the mass."""
    margin: Maybe[Annotated[CemMassMargin | tuple[CemMassMargin, ...], WordOrWords()]] = None
    """The margin: one word, or several where parts differ."""
    internal_enhancement: Maybe[CemMassInternalEnhancement] = None
    """How the inside of the mass enhances."""
    count: Maybe[Count] = None
    """How many such masses there are."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[CemMassMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[CemMassChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class CemNme(_CemFinding):
    """Describe non-mass enhancement."""

    kind: Literal["cem.nme"] = "cem.nme"
    """Always cem.nme."""
    distribution: Maybe[CemNmeDistribution] = None
    """How the enhancement is arranged."""
    internal_enhancement: Maybe[CemNmeInternalEnhancement] = None
    """The pattern of the enhancement."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[CemNmeMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[CemNmeChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class CemEnhancingAsymmetry(_CemFinding):
    """Describe an enhancing asymmetry: seen in one view, or neither mass nor non-mass."""

    kind: Literal["cem.enhancing_asymmetry"] = "cem.enhancing_asymmetry"
    """Always cem.enhancing_asymmetry."""
    internal_enhancement: Maybe[EnhancingAsymmetryInternal] = None
    """The pattern of the enhancement."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[CemEnhancingAsymmetryMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[CemEnhancingAsymmetryChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
