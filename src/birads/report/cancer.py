"""Describe known cancers of the breast: kind, state of treatment, size, nodes, receptors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from birads._base.model import Id, Maybe, Millimetres, Number, PartialDate
from birads.lexicon.common import Breast
from birads.lexicon.pathology import (
    CancerState,
    CancerType,
    ClinicalStage,
    Grade,
    Nodes,
    ReceptorStatus,
)
from birads.report._part import Part

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.cancer import (
        CancerChanges,
        CancerMembers,
        ReceptorsChanges,
        ReceptorsMembers,
    )

__all__ = [
    "Cancer",
    "CancerState",
    "CancerType",
    "ClinicalStage",
    "Grade",
    "Nodes",
    "ReceptorStatus",
    "Receptors",
]


class Receptors(Part):
    """What the tumour's receptors are; ``ki67_percent`` is the share of cells that divide."""

    er: Maybe[ReceptorStatus] = None
    """The oestrogen receptor."""
    pr: Maybe[ReceptorStatus] = None
    """The progesterone receptor."""
    her2: Maybe[ReceptorStatus] = None
    """The HER2 receptor."""
    ki67_percent: Maybe[Annotated[float, Number(0, 100)]] = None
    """The share of cells that divide, from 0 to 100."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[ReceptorsMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[ReceptorsChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Cancer(Part):
    """One known cancer of the breast, of this or of an earlier time."""

    breast: Maybe[Breast] = None
    """The breast that it is in."""
    type: Maybe[CancerType] = None
    """Whether it is in situ or invasive."""
    state: Maybe[CancerState] = None
    """Where its treatment stands."""
    stage: Maybe[ClinicalStage] = None
    """Its clinical stage."""
    size_mm: Maybe[Millimetres] = None
    """Its largest extent in millimetres."""
    nodes: Maybe[Nodes] = None
    """Whether lymph nodes are involved."""
    receptors: Maybe[Receptors] = None
    """Its receptors."""
    grade: Maybe[Grade] = None
    """Its histologic grade."""
    microinvasion: Maybe[bool] = None
    """Whether invasion of at most a millimetre was seen."""
    finding: Maybe[Id] = None
    """The id of the finding that shows it."""
    date: Maybe[PartialDate] = None
    """When it was diagnosed: a year, a month or a day."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[CancerMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[CancerChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
