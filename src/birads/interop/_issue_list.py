"""Collect the issues of one document, and no more of them than anybody can read."""

from __future__ import annotations

from birads.issue import Issue, Severity

__all__ = ["MOST_ISSUES", "IssueList"]

MOST_ISSUES = 1_000


class IssueList:
    """Keep the first issues, and remember whether any was an error."""

    def __init__(self) -> None:
        self._kept: list[Issue] = []
        self._more = 0
        self.has_error = False

    def add(self, issue: Issue) -> None:
        """Add an issue; beyond the bound it is counted only."""
        self.has_error |= issue.severity is Severity.ERROR
        if len(self._kept) < MOST_ISSUES:
            self._kept.append(issue)
        else:
            self._more += 1

    def all(self) -> tuple[Issue, ...]:
        """Return the issues; where there were more, the last one says how many."""
        if not self._more:
            return tuple(self._kept)
        worst = Severity.ERROR if self.has_error else Severity.WARNING
        said = f"{self._more} more issues are not listed."
        return (*self._kept, Issue("more_issues", worst, "", said))
