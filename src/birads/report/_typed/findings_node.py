"""Members of findings_node. Written by tools/render_members.py."""

from __future__ import annotations

from birads.report._typed.findings_base import FindingBaseOptions
from birads.report._typed.words import HilumWord, NodePlaceWord


class LymphNodeOptions(FindingBaseOptions, total=False):
    """What LymphNode may say."""

    longest_mm: float | None
    """The largest diameter in millimetres."""
    place: NodePlaceWord | None
    """Where the node lies."""
    cortex_mm: float | None
    """The thickness of the cortex in millimetres."""
    hilum: HilumWord | None
    """What is seen of the fatty hilum."""
    count: int | None
    """How many such nodes there are."""
    suspicious: bool | None
    """Whether the reader calls the node suspicious."""


class LymphNodeMembers(LymphNodeOptions):
    """What LymphNode is built from."""

    id: str
    """The id of the finding, unique in the report."""


class LymphNodeChanges(LymphNodeOptions, total=False):
    """What LymphNode may be given instead."""

    id: str
    """The id of the finding, unique in the report."""
