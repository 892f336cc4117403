"""Describe known cancers of the breast: kind, state of treatment, size, nodes, receptors."""

from __future__ import annotations

from typing import Annotated

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
    pr: Maybe[ReceptorStatus] = None
    her2: Maybe[ReceptorStatus] = None
    ki67_percent: Maybe[Annotated[float, Number(0, 100)]] = None


class Cancer(Part):
    """One known cancer of the breast, of this or of an earlier time."""

    breast: Maybe[Breast] = None
    type: Maybe[CancerType] = None
    state: Maybe[CancerState] = None
    stage: Maybe[ClinicalStage] = None
    size_mm: Maybe[Millimetres] = None
    nodes: Maybe[Nodes] = None
    receptors: Maybe[Receptors] = None
    grade: Maybe[Grade] = None
    microinvasion: Maybe[bool] = None
    finding: Maybe[Id] = None
    date: Maybe[PartialDate] = None
