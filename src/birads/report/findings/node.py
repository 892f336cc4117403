"""Describe a lymph node, whatever the modality that shows it."""

from __future__ import annotations

from birads._base.model import Count, Maybe, Millimetres
from birads.lexicon.node import Hilum, NodePlace
from birads.report.findings.base import FindingBase

__all__ = ["Hilum", "LymphNode", "NodePlace"]


class LymphNode(FindingBase):
    """The members that lymph nodes share; ``suspicious`` is the reader's own word."""

    longest_mm: Maybe[Millimetres] = None
    place: Maybe[NodePlace] = None
    cortex_mm: Maybe[Millimetres] = None
    hilum: Maybe[Hilum] = None
    count: Maybe[Count] = None
    suspicious: Maybe[bool] = None
