"""Describe a lymph node, whatever the modality that shows it."""

from __future__ import annotations

from birads._base.model import Count, Maybe, Millimetres
from birads.lexicon.node import Hilum, NodePlace
from birads.report.findings.base import FindingBase

__all__ = ["Hilum", "LymphNode", "NodePlace"]


class LymphNode(FindingBase):
    """The members that lymph nodes share; ``suspicious`` is the reader's own word."""

    longest_mm: Maybe[Millimetres] = None
    """The largest diameter in millimetres."""
    place: Maybe[NodePlace] = None
    """Where the node lies."""
    cortex_mm: Maybe[Millimetres] = None
    """The thickness of the cortex in millimetres."""
    hilum: Maybe[Hilum] = None
    """What is seen of the fatty hilum."""
    count: Maybe[Count] = None
    """How many such nodes there are."""
    suspicious: Maybe[bool] = None
    """Whether the reader calls the node suspicious."""
