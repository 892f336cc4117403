"""Read the tissue results of a report once: what they say of each finding together."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import attrs

from birads.checks._words import SURGERY
from birads.lexicon.common import Change
from birads.report.findings import FindingBase, MgCalcifications
from birads.report.pathology import BiopsyProcedure, Pathology, ResultClass, SpecimenRadiograph
from birads.report.view._index import ReportIndex, is_history

__all__ = ["Results", "answers"]

_SETTLED: Final = frozenset({Change.STABLE, Change.DECREASING})
Entry = tuple[int, Pathology]


def answers(result: Pathology, finding: FindingBase) -> bool:
    """Say whether a result can answer what the images ask.

    A result that is not diagnostic cannot, and neither can a benign fine-needle aspiration of
    calcifications, which has been shown to be inaccurate.
    """
    return _answers(result, calcified=isinstance(finding, MgCalcifications))


def _answers(result: Pathology, *, calcified: bool) -> bool:
    if result.result_class is ResultClass.NON_DIAGNOSTIC:
        return False
    aspirated = result.procedure is BiopsyProcedure.FINE_NEEDLE_ASPIRATION
    benign = result.result_class is ResultClass.BENIGN
    return not (aspirated and benign and calcified)


@attrs.define(eq=False)
class Results:
    """What the tissue results of one finding say; those older than its exam are history."""

    finding: FindingBase
    current: list[Entry]
    history: list[Entry]

    @cached_property
    def answering(self) -> bool:
        """Whether a current result answers the images."""
        return any(answers(result, self.finding) for _, result in self.current)

    @cached_property
    def answers_calcifications(self) -> bool:
        """Whether a current result would answer calcifications of the same lesion."""
        return any(_answers(result, calcified=True) for _, result in self.current)

    @cached_property
    def residual(self) -> bool:
        """Whether an earlier biopsy was benign and what is left is stable or smaller."""
        if self.finding.change not in _SETTLED:
            return False
        return bool(self.history) and all(
            result.result_class is ResultClass.BENIGN
            and result.specimen_radiograph is not SpecimenRadiograph.ABSENT
            and answers(result, self.finding)
            for _, result in self.history
        )

    @cached_property
    def operated(self) -> bool:
        """Whether a current or an earlier result comes from surgery."""
        return any(result.procedure in SURGERY for _, result in (*self.current, *self.history))

    @cached_property
    def beyond_benign(self) -> bool:
        """Whether a current result comes from surgery or is not benign."""
        return any(
            result.procedure in SURGERY or result.result_class is not ResultClass.BENIGN
            for _, result in self.current
        )

    @cached_property
    def malignant(self) -> bool:
        """Whether a current result is malignant."""
        return any(result.result_class is ResultClass.MALIGNANT for _, result in self.current)

    @cached_property
    def retrieved(self) -> bool:
        """Whether a current specimen holds the calcifications."""
        return any(
            result.specimen_radiograph is SpecimenRadiograph.CALCIFICATIONS_PRESENT
            for _, result in self.current
        )

    @cached_property
    def benign(self) -> int | None:
        """The number of the first current result that is benign, if there is one."""
        for number, result in self.current:
            if result.result_class is ResultClass.BENIGN:
                return number
        return None


def read(index: ReportIndex) -> dict[str, Results]:
    """Return the results of each finding by its id; of two equal ids the first has them."""
    out: dict[str, Results] = {}
    for name, (_, finding) in index.findings.items():
        if entries := index.pathology.get(name):
            exam = index.exam_of(finding)
            old = [entry for entry in entries if is_history(entry[1], exam)]
            new = [entry for entry in entries if not is_history(entry[1], exam)]
            out[name] = Results(finding, new, old)
    return out
