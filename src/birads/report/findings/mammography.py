"""Describe what a mammogram, or the low-energy image of a CEM exam, shows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from birads._base.model import Count, Id, Integer, Maybe, Millimetres
from birads._base.only_where import Governs
from birads._base.word import Word
from birads.lexicon.cem import CemEnhancement, ExtentOfEnhancement
from birads.lexicon.mammography import (
    AssociatedFeature,
    AsymmetryType,
    CalcDistribution,
    CalcMorphology,
    MassDensity,
    MassMargin,
    MassShape,
)
from birads.lexicon.mri import EnhancementCause, MriEnhancement
from birads.lexicon.ultrasound import Visibility
from birads.report._part import Part
from birads.report.findings.base import FindingBase
from birads.report.findings.margin import WordOrWords
from birads.report.findings.node import LymphNode

__all__ = [
    "CemCorrelate",
    "Certainty",
    "Groups",
    "MgArchitecturalDistortion",
    "MgAsymmetry",
    "MgCalcifications",
    "MgDilatedDuct",
    "MgLymphNode",
    "MgMass",
    "MgSkinLesion",
    "MriCorrelate",
    "UltrasoundCorrelate",
]


class Certainty(Word):
    """How sure the reader is of the words chosen."""

    DEFINITE = "definite"
    UNCERTAIN = "uncertain"


class _GroupCount:
    """Read a whole number from 1, or the word "multiple" (two or more, not counted)."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        number = Integer(1, 10_000).__get_pydantic_core_schema__(int, handler)
        return core_schema.tagged_union_schema(
            {"text": core_schema.literal_schema(["multiple"]), "number": number},
            discriminator=lambda value: "text" if isinstance(value, str) else "number",
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "if": {"type": "string"},
            "then": {"const": "multiple"},
            "else": {"type": "integer", "minimum": 1, "maximum": 10_000},
        }


Groups = Annotated[Annotated[int, Integer(1, 10_000)] | Literal["multiple"], _GroupCount()]


class UltrasoundCorrelate(Part):
    """Say what ultrasound showed at the site of the calcifications."""

    visibility: Maybe[Visibility] = None
    finding: Maybe[Id] = None


class CemCorrelate(Part):
    """Say what CEM showed at the site; ``cause`` only where it is indeterminate."""

    enhancement: Annotated[CemEnhancement, Governs("cause", "indeterminate")]
    cause: Maybe[EnhancementCause] = None
    finding: Maybe[Id] = None


class MriCorrelate(Part):
    """Say what MRI showed at the site; ``cause`` only where it is indeterminate."""

    enhancement: Annotated[MriEnhancement, Governs("cause", "indeterminate")]
    cause: Maybe[EnhancementCause] = None
    finding: Maybe[Id] = None


class MgCalcifications(FindingBase):
    """Describe calcifications, and what other modalities saw at that site."""

    kind: Literal["mg.calcifications"] = "mg.calcifications"
    morphology: Maybe[tuple[CalcMorphology, ...]] = None
    distribution: Maybe[CalcDistribution] = None
    certainty: Maybe[Certainty] = None
    groups: Maybe[Groups] = None
    particles: Maybe[Annotated[int, Integer(1, 1_000_000)]] = None
    extent_mm: Maybe[Millimetres] = None
    extensive: Maybe[bool] = None
    invasion_suspected: Maybe[bool] = None
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    ultrasound: Maybe[UltrasoundCorrelate] = None
    cem: Maybe[CemCorrelate] = None
    mri: Maybe[MriCorrelate] = None


class MgMass(FindingBase):
    """Describe a mass on mammography."""

    kind: Literal["mg.mass"] = "mg.mass"
    shape: Maybe[MassShape] = None
    margin: Maybe[Annotated[MassMargin | tuple[MassMargin, ...], WordOrWords()]] = None
    density: Maybe[MassDensity] = None
    longest_mm: Maybe[Millimetres] = None
    count: Maybe[Count] = None
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    extent_of_enhancement: Maybe[ExtentOfEnhancement] = None


class MgAsymmetry(FindingBase):
    """Describe an asymmetry on mammography."""

    kind: Literal["mg.asymmetry"] = "mg.asymmetry"
    type: Maybe[AsymmetryType] = None
    longest_mm: Maybe[Millimetres] = None
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    extent_of_enhancement: Maybe[ExtentOfEnhancement] = None


class MgArchitecturalDistortion(FindingBase):
    """Describe an architectural distortion without a definite mass."""

    kind: Literal["mg.architectural_distortion"] = "mg.architectural_distortion"
    longest_mm: Maybe[Millimetres] = None
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    extent_of_enhancement: Maybe[ExtentOfEnhancement] = None


class MgLymphNode(LymphNode):
    """Describe a lymph node on mammography; without a place it is an intramammary one."""

    kind: Literal["mg.lymph_node"] = "mg.lymph_node"


class MgSkinLesion(FindingBase):
    """Describe a skin lesion projected over the breast."""

    kind: Literal["mg.skin_lesion"] = "mg.skin_lesion"
    longest_mm: Maybe[Millimetres] = None


class MgDilatedDuct(FindingBase):
    """Describe a solitary dilated duct."""

    kind: Literal["mg.dilated_duct"] = "mg.dilated_duct"
    longest_mm: Maybe[Millimetres] = None
