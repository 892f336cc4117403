"""Describe findings: one model per kind, joined in one union on ``kind``.

To add a kind, write its model in the module of its modality and name it in ``FINDING_MODELS``;
nothing else changes.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from birads.report.findings.base import FindingBase, Image
from birads.report.findings.cem import CemEnhancingAsymmetry, CemMass, CemNme
from birads.report.findings.mammography import (
    CemCorrelate,
    Certainty,
    MgArchitecturalDistortion,
    MgAsymmetry,
    MgCalcifications,
    MgDilatedDuct,
    MgLymphNode,
    MgMass,
    MgSkinLesion,
    MriCorrelate,
    UltrasoundCorrelate,
)
from birads.report.findings.mri import (
    Kinetics,
    MriFocus,
    MriImplant,
    MriLymphNode,
    MriMass,
    MriNme,
    MriSpecialCaseFinding,
)
from birads.report.findings.ultrasound import (
    UsCalcifications,
    UsLymphNode,
    UsMass,
    UsNonmass,
    UsSpecialCaseFinding,
)

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.findings import OtherFindingChanges, OtherFindingMembers

__all__ = [
    "FINDING_MODELS",
    "CemCorrelate",
    "CemEnhancingAsymmetry",
    "CemMass",
    "CemNme",
    "Certainty",
    "Finding",
    "FindingBase",
    "Image",
    "Kinetics",
    "MgArchitecturalDistortion",
    "MgAsymmetry",
    "MgCalcifications",
    "MgDilatedDuct",
    "MgLymphNode",
    "MgMass",
    "MgSkinLesion",
    "MriCorrelate",
    "MriFocus",
    "MriImplant",
    "MriLymphNode",
    "MriMass",
    "MriNme",
    "MriSpecialCaseFinding",
    "OtherFinding",
    "UltrasoundCorrelate",
    "UsCalcifications",
    "UsLymphNode",
    "UsMass",
    "UsNonmass",
    "UsSpecialCaseFinding",
]


class OtherFinding(FindingBase):
    """Hold a finding that no other kind fits; its text is kept and never interpreted."""

    kind: Literal["other"] = "other"
    """Always other."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[OtherFindingMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[OtherFindingChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


FINDING_MODELS: tuple[type[FindingBase], ...] = (
    MgCalcifications,
    MgMass,
    MgAsymmetry,
    MgArchitecturalDistortion,
    MgLymphNode,
    MgSkinLesion,
    MgDilatedDuct,
    UsMass,
    UsCalcifications,
    UsNonmass,
    UsSpecialCaseFinding,
    UsLymphNode,
    MriFocus,
    MriMass,
    MriNme,
    MriSpecialCaseFinding,
    MriImplant,
    MriLymphNode,
    CemMass,
    CemNme,
    CemEnhancingAsymmetry,
    OtherFinding,
)

if TYPE_CHECKING:
    Finding = (
        MgCalcifications
        | MgMass
        | MgAsymmetry
        | MgArchitecturalDistortion
        | MgLymphNode
        | MgSkinLesion
        | MgDilatedDuct
        | UsMass
        | UsCalcifications
        | UsNonmass
        | UsSpecialCaseFinding
        | UsLymphNode
        | MriFocus
        | MriMass
        | MriNme
        | MriSpecialCaseFinding
        | MriImplant
        | MriLymphNode
        | CemMass
        | CemNme
        | CemEnhancingAsymmetry
        | OtherFinding
    )
else:
    Finding = Annotated[reduce(or_, FINDING_MODELS), Field(discriminator="kind")]
