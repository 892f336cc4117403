"""Hold the explanation of a shape, and fill in the report that it is for."""

from __future__ import annotations

import attrs

from birads.acr_criteria._explanation import Explanation
from birads.acr_criteria._made import changed
from birads.acr_criteria._workup import ReportRef
from birads.report._shape._filled import Filler, Said, filler

__all__ = ["KeptExplanation", "kept_explanation"]


@attrs.frozen(eq=False)
class KeptExplanation:
    """An explanation without its report, and how names are put into it."""

    explanation: Explanation
    fill: Filler | None
    weight: int

    def made_for(self, ref: ReportRef, said: Said) -> Explanation:
        """Return the explanation of a report of the shape."""
        made: Explanation = self.explanation if self.fill is None else self.fill(said)
        return changed(made, workup=changed(made.workup, report=ref))


def kept_explanation(explanation: Explanation) -> KeptExplanation:
    """Return an explanation as it is remembered."""
    return KeptExplanation(explanation, filler(explanation), len(explanation.to_json()))
