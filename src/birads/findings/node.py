"""Describe a lymph node, whatever the modality that shows it."""

from __future__ import annotations

from birads.findings.base import FindingBase
from birads.model import Count, Maybe, Millimetres
from birads.word import Word

__all__ = ["Hilum", "LymphNode", "NodePlace"]


class NodePlace(Word):
    """Where a lymph node lies."""

    INTRAMAMMARY = "intramammary"
    AXILLARY = "axillary"
    INTERNAL_MAMMARY = "internal_mammary"
    SUPRACLAVICULAR = "supraclavicular"


class Hilum(Word):
    """What the fatty hilum of a node looks like."""

    PRESERVED = "preserved"
    DISPLACED = "displaced"
    ABSENT = "absent"


class LymphNode(FindingBase):
    """The members that lymph nodes share; ``suspicious`` is the reader's own word."""

    longest_mm: Maybe[Millimetres] = None
    place: Maybe[NodePlace] = None
    cortex_mm: Maybe[Millimetres] = None
    hilum: Maybe[Hilum] = None
    count: Maybe[Count] = None
    suspicious: Maybe[bool] = None
