"""Describe what a mammogram, or the low-energy image of a CEM exam, shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

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

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.findings_mammography import (
        CemCorrelateChanges,
        CemCorrelateMembers,
        MgArchitecturalDistortionChanges,
        MgArchitecturalDistortionMembers,
        MgAsymmetryChanges,
        MgAsymmetryMembers,
        MgCalcificationsChanges,
        MgCalcificationsMembers,
        MgDilatedDuctChanges,
        MgDilatedDuctMembers,
        MgLymphNodeChanges,
        MgLymphNodeMembers,
        MgMassChanges,
        MgMassMembers,
        MgSkinLesionChanges,
        MgSkinLesionMembers,
        MriCorrelateChanges,
        MriCorrelateMembers,
        UltrasoundCorrelateChanges,
        UltrasoundCorrelateMembers,
    )

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
    """Whether and how ultrasound shows them."""
    finding: Maybe[Id] = None
    """The id of the ultrasound finding that describes it in full."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[UltrasoundCorrelateMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[UltrasoundCorrelateChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class CemCorrelate(Part):
    """Say what CEM showed at the site; ``cause`` only where it is indeterminate."""

    enhancement: Annotated[CemEnhancement, Governs("cause", "indeterminate")]
    """How the site enhances."""
    cause: Maybe[EnhancementCause] = None
    """Why the enhancement is indeterminate."""
    finding: Maybe[Id] = None
    """The id of the CEM finding that describes it in full."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[CemCorrelateMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[CemCorrelateChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MriCorrelate(Part):
    """Say what MRI showed at the site; ``cause`` only where it is indeterminate."""

    enhancement: Annotated[MriEnhancement, Governs("cause", "indeterminate")]
    """How the site enhances."""
    cause: Maybe[EnhancementCause] = None
    """Why the enhancement is indeterminate."""
    finding: Maybe[Id] = None
    """The id of the MRI finding that describes it in full."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MriCorrelateMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MriCorrelateChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MgCalcifications(FindingBase):
    """Describe calcifications, and what other modalities saw at that site."""

    kind: Literal["mg.calcifications"] = "mg.calcifications"
    """Always mg.calcifications."""
    morphology: Maybe[tuple[CalcMorphology, ...]] = None
    """The form of the particles, one word or several."""
    distribution: Maybe[CalcDistribution] = None
    """How the particles are arranged."""
    certainty: Maybe[Certainty] = None
    """How sure the reader is of the words."""
    groups: Maybe[Groups] = None
    """How many groups there are, or "multiple"."""
    particles: Maybe[Annotated[int, Integer(1, 1_000_000)]] = None
    """How many particles there are."""
    extent_mm: Maybe[Millimetres] = None
    """The largest extent in millimetres."""
    extensive: Maybe[bool] = None
    """Whether the reader calls them extensive."""
    invasion_suspected: Maybe[bool] = None
    """Whether the reader suspects invasion."""
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    """The associated features; an empty list says looked for and absent."""
    ultrasound: Maybe[UltrasoundCorrelate] = None
    """What ultrasound saw at that site."""
    cem: Maybe[CemCorrelate] = None
    """What contrast-enhanced mammography saw at that site."""
    mri: Maybe[MriCorrelate] = None
    """What MRI saw at that site."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MgCalcificationsMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MgCalcificationsChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MgMass(FindingBase):
    """Describe a mass on mammography."""

    kind: Literal["mg.mass"] = "mg.mass"
    """Always mg.mass."""
    shape: Maybe[MassShape] = None
    """The shape of the mass."""
    margin: Maybe[Annotated[MassMargin | tuple[MassMargin, ...], WordOrWords()]] = None
    """The margin: one word, or several where parts differ."""
    density: Maybe[MassDensity] = None
    """The density against the same amount of breast tissue."""
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""
    count: Maybe[Count] = None
    """How many such masses there are."""
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    """The associated features; an empty list says looked for and absent."""
    extent_of_enhancement: Maybe[ExtentOfEnhancement] = None
    """How far the enhancement reaches around what the low-energy image shows."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MgMassMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MgMassChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MgAsymmetry(FindingBase):
    """Describe an asymmetry on mammography."""

    kind: Literal["mg.asymmetry"] = "mg.asymmetry"
    """Always mg.asymmetry."""
    type: Maybe[AsymmetryType] = None
    """Which kind of asymmetry it is."""
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    """The associated features; an empty list says looked for and absent."""
    extent_of_enhancement: Maybe[ExtentOfEnhancement] = None
    """How far the enhancement reaches around what the low-energy image shows."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MgAsymmetryMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MgAsymmetryChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MgArchitecturalDistortion(FindingBase):
    """Describe an architectural distortion without a definite mass."""

    kind: Literal["mg.architectural_distortion"] = "mg.architectural_distortion"
    """Always mg.architectural_distortion."""
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""
    associated: Maybe[tuple[AssociatedFeature, ...]] = None
    """The associated features; an empty list says looked for and absent."""
    extent_of_enhancement: Maybe[ExtentOfEnhancement] = None
    """How far the enhancement reaches around what the low-energy image shows."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MgArchitecturalDistortionMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MgArchitecturalDistortionChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MgLymphNode(LymphNode):
    """Describe a lymph node on mammography; without a place it is an intramammary one."""

    kind: Literal["mg.lymph_node"] = "mg.lymph_node"
    """Always mg.lymph_node."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MgLymphNodeMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MgLymphNodeChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MgSkinLesion(FindingBase):
    """Describe a skin lesion projected over the breast."""

    kind: Literal["mg.skin_lesion"] = "mg.skin_lesion"
    """Always mg.skin_lesion."""
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MgSkinLesionMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MgSkinLesionChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MgDilatedDuct(FindingBase):
    """Describe a solitary dilated duct."""

    kind: Literal["mg.dilated_duct"] = "mg.dilated_duct"
    """Always mg.dilated_duct."""
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MgDilatedDuctMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MgDilatedDuctChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
