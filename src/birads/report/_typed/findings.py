"""Members of findings. Written by tools/render_members.py."""

from __future__ import annotations

from typing import Literal

from birads.report._typed.findings_base import FindingBaseOptions


class OtherFindingOptions(FindingBaseOptions, total=False):
    """What OtherFinding may say."""

    kind: Literal["other"]
    """Always other."""


class OtherFindingMembers(OtherFindingOptions):
    """What OtherFinding is built from."""

    id: str
    """The id of the finding, unique in the report."""


class OtherFindingChanges(OtherFindingOptions, total=False):
    """What OtherFinding may be given instead."""

    id: str
    """The id of the finding, unique in the report."""
