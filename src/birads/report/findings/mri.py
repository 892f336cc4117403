"""Describe what a breast MRI shows."""

from __future__ import annotations

from typing import Annotated, Literal

from birads._base.model import Count, Maybe, Millimetres
from birads.lexicon.mri import (
    KineticsDelayed,
    KineticsInitial,
    MriAssociatedFeature,
    MriImplantFeature,
    MriMassInternalEnhancement,
    MriMassMargin,
    MriMassShape,
    MriNmeDistribution,
    MriNmeInternalEnhancement,
    MriSpecialCase,
)
from birads.report._part import Part
from birads.report.findings.base import FindingBase
from birads.report.findings.margin import WordOrWords
from birads.report.findings.node import LymphNode

__all__ = [
    "Kinetics",
    "MriFocus",
    "MriImplant",
    "MriLymphNode",
    "MriMass",
    "MriNme",
    "MriSpecialCaseFinding",
]


class Kinetics(Part):
    """Describe the signal-time curve: the first two minutes, and what follows."""

    initial: Maybe[KineticsInitial] = None
    delayed: Maybe[KineticsDelayed] = None


class _MriFinding(FindingBase):
    longest_mm: Maybe[Millimetres] = None
    kinetics: Maybe[Kinetics] = None
    associated: Maybe[tuple[MriAssociatedFeature, ...]] = None


class MriFocus(_MriFinding):
    """Describe a focus: enhancement too small to be characterised, under 5 mm."""

    kind: Literal["mri.focus"] = "mri.focus"
    count: Maybe[Count] = None


class MriMass(_MriFinding):
    """Describe an enhancing mass."""

    kind: Literal["mri.mass"] = "mri.mass"
    shape: Maybe[MriMassShape] = None
    margin: Maybe[Annotated[MriMassMargin | tuple[MriMassMargin, ...], WordOrWords()]] = None
    internal_enhancement: Maybe[MriMassInternalEnhancement] = None
    count: Maybe[Count] = None


class MriNme(_MriFinding):
    """Describe non-mass enhancement."""

    kind: Literal["mri.nme"] = "mri.nme"
    distribution: Maybe[MriNmeDistribution] = None
    internal_enhancement: Maybe[MriNmeInternalEnhancement] = None


class MriLymphNode(LymphNode):
    """Describe a lymph node on MRI."""

    kind: Literal["mri.lymph_node"] = "mri.lymph_node"


class MriSpecialCaseFinding(FindingBase):
    """Describe a non-enhancing or fat-containing finding, or one with a name of its own."""

    kind: Literal["mri.special_case"] = "mri.special_case"
    special_case: MriSpecialCase
    longest_mm: Maybe[Millimetres] = None


class MriImplant(FindingBase):
    """Describe what MRI shows of an implant."""

    kind: Literal["mri.implant"] = "mri.implant"
    features: Maybe[tuple[MriImplantFeature, ...]] = None
