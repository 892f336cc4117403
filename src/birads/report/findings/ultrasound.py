"""Describe what a breast ultrasound shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

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

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.findings_ultrasound import (
        UsCalcificationsChanges,
        UsCalcificationsMembers,
        UsLymphNodeChanges,
        UsLymphNodeMembers,
        UsMassChanges,
        UsMassMembers,
        UsNonmassChanges,
        UsNonmassMembers,
        UsSpecialCaseFindingChanges,
        UsSpecialCaseFindingMembers,
    )

__all__ = ["UsCalcifications", "UsLymphNode", "UsMass", "UsNonmass", "UsSpecialCaseFinding"]


class _UsFinding(FindingBase):
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""
    associated: Maybe[tuple[UsAssociatedFeature, ...]] = None
    """The associated features; an empty list says looked for and absent."""
    vascularity: Maybe[Vascularity] = None
    """Where blood flow is seen."""
    elasticity: Maybe[Elasticity] = None
    """How stiff the tissue is."""


class UsMass(_UsFinding):
    """Describe a mass; a margin may carry several kinds of not circumscribed."""

    kind: Literal["us.mass"] = "us.mass"
    """Always us.mass."""
    shape: Maybe[UsMassShape] = None
    """The shape of the mass."""
    orientation: Maybe[UsMassOrientation] = None
    """How the long axis lies to the skin."""
    margin: Maybe[Annotated[UsMassMargin | tuple[UsMassMargin, ...], WordOrWords()]] = None
    """The margin: one word, or several where parts differ."""
    echo_pattern: Maybe[EchoPattern] = None
    """The echoes of the mass against fat."""
    posterior_features: Maybe[PosteriorFeatures] = None
    """What the sound does behind the mass."""
    boundary: Maybe[LesionBoundary] = None
    """How the mass meets the tissue around it; a word of earlier editions."""
    calcifications: Maybe[tuple[CalcLocation, ...]] = None
    """Where calcifications lie in or near the mass; an empty list says absent."""
    count: Maybe[Count] = None
    """How many such masses there are."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[UsMassMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[UsMassChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class UsCalcifications(_UsFinding):
    """Describe calcifications seen on ultrasound."""

    kind: Literal["us.calcifications"] = "us.calcifications"
    """Always us.calcifications."""
    location_type: Maybe[CalcLocation] = None
    """Where the calcifications lie: in or outside of a mass, or in a duct."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[UsCalcificationsMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[UsCalcificationsChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class UsNonmass(_UsFinding):
    """Describe a nonmass lesion, a finding of the 2025 edition.

    Its descriptors are not public yet, so nothing but the shared members is typed here.
    """

    kind: Literal["us.nonmass"] = "us.nonmass"
    """Always us.nonmass."""
    calcifications: Maybe[tuple[CalcLocation, ...]] = None
    """Where calcifications lie in the lesion; an empty list says absent."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[UsNonmassMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[UsNonmassChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class UsLymphNode(LymphNode):
    """Describe a lymph node on ultrasound."""

    kind: Literal["us.lymph_node"] = "us.lymph_node"
    """Always us.lymph_node."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[UsLymphNodeMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[UsLymphNodeChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class UsSpecialCaseFinding(FindingBase):
    """Describe a finding with a diagnosis or a name of its own."""

    kind: Literal["us.special_case"] = "us.special_case"
    """Always us.special_case."""
    special_case: UsSpecialCase
    """What the finding is."""
    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""
    count: Maybe[Count] = None
    """How many such findings there are."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[UsSpecialCaseFindingMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[UsSpecialCaseFindingChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
