"""Members of cancer. Written by tools/render_members.py."""

from __future__ import annotations

from typing import TypedDict

from birads.report._typed.words import (
    BreastWord,
    CancerStateWord,
    CancerTypeWord,
    ClinicalStageWord,
    GradeWord,
    NodesWord,
    ReceptorStatusWord,
)
from birads.report.cancer import Receptors


class CancerOptions(TypedDict, total=False):
    """What Cancer may say."""

    breast: BreastWord | None
    """The breast that it is in."""
    type: CancerTypeWord | None
    """Whether it is in situ or invasive."""
    state: CancerStateWord | None
    """Where its treatment stands."""
    stage: ClinicalStageWord | None
    """Its clinical stage."""
    size_mm: float | None
    """Its largest extent in millimetres."""
    nodes: NodesWord | None
    """Whether lymph nodes are involved."""
    receptors: Receptors | ReceptorsMembers | None
    """Its receptors."""
    grade: GradeWord | None
    """Its histologic grade."""
    microinvasion: bool | None
    """Whether invasion of at most a millimetre was seen."""
    finding: str | None
    """The id of the finding that shows it."""
    date: str | None
    """When it was diagnosed: a year, a month or a day."""


class CancerMembers(CancerOptions):
    """What Cancer is built from."""


class CancerChanges(CancerOptions, total=False):
    """What Cancer may be given instead."""


class ReceptorsOptions(TypedDict, total=False):
    """What Receptors may say."""

    er: ReceptorStatusWord | None
    """The oestrogen receptor."""
    pr: ReceptorStatusWord | None
    """The progesterone receptor."""
    her2: ReceptorStatusWord | None
    """The HER2 receptor."""
    ki67_percent: float | None
    """The share of cells that divide, from 0 to 100."""


class ReceptorsMembers(ReceptorsOptions):
    """What Receptors is built from."""


class ReceptorsChanges(ReceptorsOptions, total=False):
    """What Receptors may be given instead."""
