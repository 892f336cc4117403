"""Describe what a breast ultrasound shows."""

from __future__ import annotations

from typing import Annotated, Literal

from birads._base.model import Count, Maybe, Millimetres
from birads.lexicon.ultrasound import (
    CalcLocation,
    EchoPattern,
    Elasticity,
    LesionBoundary,
    PosteriorFeatures,
    UsAssociatedFeature,
    UsMassMargin,
    UsMassOrientation,
    UsMassShape,
    UsSpecialCase,
    Vascularity,
)
from birads.report.findings.base import FindingBase
from birads.report.findings.margin import WordOrWords
from birads.report.findings.node import LymphNode

__all__ = ["UsCalcifications", "UsLymphNode", "UsMass", "UsNonmass", "UsSpecialCaseFinding"]


class _UsFinding(FindingBase):
    longest_mm: Maybe[Millimetres] = None
    associated: Maybe[tuple[UsAssociatedFeature, ...]] = None
    vascularity: Maybe[Vascularity] = None
    elasticity: Maybe[Elasticity] = None


class UsMass(_UsFinding):
    """Describe a mass; a margin may carry several kinds of not circumscribed."""

    kind: Literal["us.mass"] = "us.mass"
    shape: Maybe[UsMassShape] = None
    orientation: Maybe[UsMassOrientation] = None
    margin: Maybe[Annotated[UsMassMargin | tuple[UsMassMargin, ...], WordOrWords()]] = None
    echo_pattern: Maybe[EchoPattern] = None
    posterior_features: Maybe[PosteriorFeatures] = None
    boundary: Maybe[LesionBoundary] = None
    calcifications: Maybe[tuple[CalcLocation, ...]] = None
    count: Maybe[Count] = None


class UsCalcifications(_UsFinding):
    """Describe calcifications seen on ultrasound."""

    kind: Literal["us.calcifications"] = "us.calcifications"
    location_type: Maybe[CalcLocation] = None


class UsNonmass(_UsFinding):
    """Describe a nonmass lesion, a finding of the 2025 edition.

    Its descriptors are not public yet, so nothing but the shared members is typed here.
    """

    kind: Literal["us.nonmass"] = "us.nonmass"
    calcifications: Maybe[tuple[CalcLocation, ...]] = None


class UsLymphNode(LymphNode):
    """Describe a lymph node on ultrasound."""

    kind: Literal["us.lymph_node"] = "us.lymph_node"


class UsSpecialCaseFinding(FindingBase):
    """Describe a finding with a diagnosis or a name of its own."""

    kind: Literal["us.special_case"] = "us.special_case"
    special_case: UsSpecialCase
    longest_mm: Maybe[Millimetres] = None
    count: Maybe[Count] = None
