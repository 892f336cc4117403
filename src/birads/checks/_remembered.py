"""Remember what the checks find by the shape of a report, for reports of one finding or none.

Most reports of an archive say the same with other names: both breasts negative, on another day.
Reports of several findings hardly have the shape of another and are read each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from birads.checks._registry import CHECKS
from birads.issue import Issue
from birads.report._shape._filled import Filler, filler
from birads.report._shape._memory import Memory
from birads.report.report import Report

__all__ = ["MEMORIES", "remembered"]

Issues = tuple[Issue, ...]


@attrs.frozen(eq=False)
class _Kept:
    """The issues of a shape, and how what a report says is put into them."""

    issues: Issues
    fill: Filler | None


# One for each number of findings: what the checks read of a report without any is little.
MEMORIES: Final[tuple[Memory[_Kept], ...]] = (Memory(), Memory())
_ISSUE: Final = 400  # bytes, about


def _weight(kept: _Kept) -> int:
    return _ISSUE * len(kept.issues)


def remembered(report: Report, find: Callable[[Report], Issues]) -> Issues:
    """Return what ``find`` finds in a report, made of its shape where that is known."""
    findings = len(report.findings)
    if findings >= len(MEMORIES):
        return find(report)

    def make(shaped: Report) -> _Kept:
        issues = find(shaped)
        return _Kept(issues, filler(issues))

    # A check that is declared later is asked too.
    found = MEMORIES[findings].answer(report, make, _weight, also=len(CHECKS))
    if found is None:
        return find(report)
    kept, said = found
    filled: Issues = kept.issues if kept.fill is None else kept.fill(said)
    return filled
