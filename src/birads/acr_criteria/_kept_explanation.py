"""Hold the explanation of a shape, and fill in the report that it is for."""

from __future__ import annotations

import attrs

from birads.acr_criteria._explanation import Explanation
from birads.acr_criteria._made import maker
from birads.acr_criteria._workup import ReportRef, Workup
from birads.report._shape._filled import Filler, Said, filler

__all__ = ["KeptExplanation", "kept_explanation"]

_explanation = maker(Explanation)
_workup = maker(Workup)


@attrs.frozen(eq=False)
class KeptExplanation:
    """An explanation without its report, and how names are put into it."""

    explanation: Explanation
    fill: Filler | None
    weight: int

    def made_for(self, ref: ReportRef, said: Said) -> Explanation:
        """Return the explanation of a report of the shape."""
        made: Explanation = self.explanation if self.fill is None else self.fill(said)
        workup = _workup(**{**made.workup.__dict__, "report": ref})
        return _explanation(**{**made.__dict__, "workup": workup})


def kept_explanation(explanation: Explanation) -> KeptExplanation:
    """Return an explanation as it is remembered."""
    return KeptExplanation(explanation, filler(explanation), len(explanation.to_json()))
