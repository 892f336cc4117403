"""Look up the tissue results of a report as the checks ask for them."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import attrs

from birads.checks._results import Entry, Results, read
from birads.report.findings import FindingBase
from birads.report.pathology import Pathology
from birads.report.view._further import shows
from birads.report.view._index import ReportIndex, is_history, sides

__all__ = ["TissueSense"]


@attrs.define(eq=False)
class TissueSense(ReportIndex):
    """Extend the shared lookup by what the tissue results say of each finding."""

    @cached_property
    def _results(self) -> dict[str, Results]:
        return read(self)

    def tissue(self, finding: FindingBase) -> Results:
        """Return what the tissue results of a finding say; of equal ids the first has them."""
        known = self._results.get(finding.id)
        return known if known is not None and known.finding is finding else _no_results(finding)

    def is_history(self, result: Pathology) -> bool:
        """Say whether a tissue result is dated before the exam of its finding, or of its breast."""
        entry = self.finding_named(result.finding)
        if entry is not None:
            return is_history(result, self.exam_of(entry[1]))
        breasts = sides(result.breast)
        shown = [exam for exam in self.report.exams if any(shows(exam, s) for s in breasts)]
        return bool(shown) and all(is_history(result, exam) for exam in shown)

    def result_pointer(self, number: int) -> str:
        """Return where a result is stated: as a word, or by its European class alone."""
        named = self.report.pathology[number].result is not None
        return f"/pathology/{number}/{'result' if named else 'b_category'}"

    def taken_of(self, result: Pathology) -> str:
        """Return what a sample was taken of, as a message says it."""
        if result.finding is not None:
            return f"finding {result.finding!r}"
        return f"the {result.breast} breast" if result.breast is not None else "a sample"

    def results(self, finding: FindingBase) -> list[Entry]:
        """Return the tissue results of a finding that are not history."""
        return self.tissue(finding).current

    def is_cancer(self, finding: FindingBase) -> bool:
        """Say whether a tissue result of the finding, not older than its exam, is malignant."""
        return self.tissue(finding).malignant


_NONE: Final[list[Entry]] = []


def _no_results(finding: FindingBase) -> Results:
    return Results(finding, _NONE, _NONE)
