"""Hold what came out of one document of another format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from birads.issue import Issue
    from birads.report.report import Report

__all__ = ["Imported"]


@attrs.frozen
class Imported:
    """Hold a report, or only a draft of one, and all that was not read.

    ``draft`` is the report's document as plain JSON values. ``report`` is there only where the
    draft is a valid report with a stated edition. ``issues`` names each part of the source that
    was not read, with its place in the source.
    """

    report: Report | None
    issues: tuple[Issue, ...]
    draft: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "report": self.report.to_dict() if self.report is not None else None,
            "issues": [issue.to_dict() for issue in self.issues],
            "draft": self.draft,
        }
