"""Describe what the recombined image of a contrast-enhanced mammogram shows."""

from __future__ import annotations

from typing import Annotated, Literal

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

__all__ = ["CemEnhancingAsymmetry", "CemMass", "CemNme"]


class _CemFinding(FindingBase):
    longest_mm: Maybe[Millimetres] = None
    conspicuity: Maybe[Conspicuity] = None
    extent_of_enhancement: Maybe[ExtentOfEnhancement] = None
    associated: Maybe[tuple[AssociatedFeature, ...]] = None


class CemMass(_CemFinding):
    """Describe an enhancing mass."""

    kind: Literal["cem.mass"] = "cem.mass"
    shape: Maybe[CemMassShape] = None
    margin: Maybe[Annotated[CemMassMargin | tuple[CemMassMargin, ...], WordOrWords()]] = None
    internal_enhancement: Maybe[CemMassInternalEnhancement] = None
    count: Maybe[Count] = None


class CemNme(_CemFinding):
    """Describe non-mass enhancement."""

    kind: Literal["cem.nme"] = "cem.nme"
    distribution: Maybe[CemNmeDistribution] = None
    internal_enhancement: Maybe[CemNmeInternalEnhancement] = None


class CemEnhancingAsymmetry(_CemFinding):
    """Describe an enhancing asymmetry: seen in one view, or neither mass nor non-mass."""

    kind: Literal["cem.enhancing_asymmetry"] = "cem.enhancing_asymmetry"
    internal_enhancement: Maybe[EnhancingAsymmetryInternal] = None
