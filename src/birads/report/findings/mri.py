"""Describe what a breast MRI shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

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

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.findings_mri import (
        KineticsChanges,
        KineticsMembers,
        MriFocusChanges,
        MriFocusMembers,
        MriImplantChanges,
        MriImplantMembers,
        MriLymphNodeChanges,
        MriLymphNodeMembers,
        MriMassChanges,
        MriMassMembers,
        MriNmeChanges,
        MriNmeMembers,
        MriSpecialCaseFindingChanges,
        MriSpecialCaseFindingMembers,
    )

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
    """How the signal rises in the first two minutes."""
    delayed: Maybe[KineticsDelayed] = None
    """What the signal does afterwards."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[KineticsMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[KineticsChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class _MriFinding(FindingBase):
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""
    kinetics: Maybe[Kinetics] = None
    """The signal-time curve."""
    associated: Maybe[tuple[MriAssociatedFeature, ...]] = None
    """The associated features; an empty list says looked for and absent."""


class MriFocus(_MriFinding):
    """Describe a focus: enhancement too small to be characterised, under 5 mm."""

    kind: Literal["mri.focus"] = "mri.focus"
    """Always mri.focus."""
    count: Maybe[Count] = None
    """How many such foci there are."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MriFocusMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MriFocusChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MriMass(_MriFinding):
    """Describe an enhancing mass."""

    kind: Literal["mri.mass"] = "mri.mass"
    """Always mri.mass."""
    shape: Maybe[MriMassShape] = None
    """The shape of the mass."""
    margin: Maybe[Annotated[MriMassMargin | tuple[MriMassMargin, ...], WordOrWords()]] = None
    """The margin: one word, or several where parts differ."""
    internal_enhancement: Maybe[MriMassInternalEnhancement] = None
    """How the inside of the mass enhances."""
    count: Maybe[Count] = None
    """How many such masses there are."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MriMassMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MriMassChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MriNme(_MriFinding):
    """Describe non-mass enhancement."""

    kind: Literal["mri.nme"] = "mri.nme"
    """Always mri.nme."""
    distribution: Maybe[MriNmeDistribution] = None
    """How the enhancement is arranged."""
    internal_enhancement: Maybe[MriNmeInternalEnhancement] = None
    """The pattern of the enhancement."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MriNmeMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MriNmeChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MriLymphNode(LymphNode):
    """Describe a lymph node on MRI."""

    kind: Literal["mri.lymph_node"] = "mri.lymph_node"
    """Always mri.lymph_node."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MriLymphNodeMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MriLymphNodeChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MriSpecialCaseFinding(FindingBase):
    """Describe a non-enhancing or fat-containing finding, or one with a name of its own."""

    kind: Literal["mri.special_case"] = "mri.special_case"
    """Always mri.special_case."""
    special_case: MriSpecialCase
    """What the finding is."""
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MriSpecialCaseFindingMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MriSpecialCaseFindingChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MriImplant(FindingBase):
    """Describe what MRI shows of an implant."""

    kind: Literal["mri.implant"] = "mri.implant"
    """Always mri.implant."""
    features: Maybe[tuple[MriImplantFeature, ...]] = None
    """What is seen of the implant."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MriImplantMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MriImplantChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
