"""Give the findings of one lesion one tissue step, answered by the tissue of any of them."""

from __future__ import annotations

import attrs

from birads.acr_criteria._tissue import answering, done_by
from birads.lexicon.common import Breast, Category, Side
from birads.report.findings import FindingBase, MgCalcifications, UsCalcifications
from birads.report.pathology import BiopsyProcedure, Pathology
from birads.report.view._index import SUSPICION, ReportIndex, Stated, breast_of, is_history

__all__ = ["SUSPICIOUS", "Shared", "SharedLesions", "is_calcification"]

SUSPICIOUS = frozenset({Category.C4, Category.C4A, Category.C4B, Category.C4C, Category.C5})
"""The categories that ask for tissue."""


def is_calcification(finding: FindingBase) -> bool:
    """Say whether a finding is one of calcifications."""
    return isinstance(finding, MgCalcifications | UsCalcifications)


@attrs.frozen
class Shared:
    """The tissue step that the findings of one lesion share.

    ``leader`` is the number of the finding with which the step is shown, ``done_by`` the tissue
    result of any of the findings that answers for all, ``category`` the most suspicious one that
    any of them has, which a result of the lesion must answer.
    """

    leader: int
    findings: tuple[str, ...]
    breast: Breast | None
    done_by: str | None
    category: Stated | None = None


@attrs.define(eq=False)
class SharedLesions:
    """The lesions of a report that several findings describe."""

    index: ReportIndex
    _known: dict[int, Shared] = attrs.field(init=False, factory=dict)
    _done: dict[tuple[int, frozenset[BiopsyProcedure | None] | None], str | None] = attrs.field(
        init=False, factory=dict
    )
    _sole: dict[Side | None, int | None] = attrs.field(init=False, factory=dict)

    def of(self, number: int) -> Shared | None:
        """Return what a finding shares with others of its lesion; ``None`` where it is alone."""
        numbers = self.index.lesion_of(number)
        if len(numbers) == 1:
            return None
        if numbers[0] not in self._known:
            self._known[numbers[0]] = self._share(numbers)
        return self._known[numbers[0]]

    def done(
        self, number: int, procedures: frozenset[BiopsyProcedure | None] | None = None
    ) -> str | None:
        """Return the tissue result that answers for a finding, or for its lesion.

        ``procedures`` leaves only the results of these.
        """
        numbers = self.index.lesion_of(number)
        key = (numbers[0], procedures)
        if key not in self._done:
            results = [
                entry
                for entry in self._results(numbers)
                if procedures is None or entry[1].procedure in procedures
            ]
            self._done[key] = done_by(results)
        return self._done[key]

    def sole(self, side: Side | None) -> int | None:
        """Return a finding of the only lesion of a breast, or of the report without a side.

        ``None`` where there is no finding, or findings that are not known to be one lesion.
        """
        if side not in self._sole:
            findings = self.index.report.findings
            numbers = range(len(findings)) if side is None else self.index.in_breast[side]
            joined = {self.index.lesion_of(number)[0] for number in numbers}
            self._sole[side] = next(iter(numbers)) if len(joined) == 1 else None
        return self._sole[side]

    def current(self, number: int, finding: FindingBase) -> list[tuple[int, Pathology]]:
        """Return the tissue results of a finding but those older than its exam."""
        results = self.index.results_of(number, finding)
        if not results:
            return []
        exam = self.index.exam_of(finding)
        return [entry for entry in results if not is_history(entry[1], exam)]

    def _results(self, numbers: tuple[int, ...]) -> list[tuple[int, Pathology]]:
        """Return the results that can answer for findings of one lesion."""
        found = [(number, self.index.report.findings[number]) for number in numbers]
        calcified = any(is_calcification(finding) for _, finding in found)
        return [
            entry
            for number, finding in found
            for entry in answering(self.current(number, finding), calcifications=calcified)
        ]

    def _share(self, numbers: tuple[int, ...]) -> Shared:
        found = [(number, self.index.report.findings[number]) for number in numbers]
        breasts = {breast_of(finding) for _, finding in found} - {None}
        stated = [c for entry in found if (c := self.index.category_of(*entry)) is not None]
        return Shared(
            leader=min(found, key=self._rank)[0],
            findings=tuple(dict.fromkeys(finding.id for _, finding in found)),
            breast=breasts.pop() if len(breasts) == 1 else None,
            done_by=self.done(numbers[0]),
            category=max(stated, key=lambda each: SUSPICION[each.category], default=None),
        )

    def _rank(self, entry: tuple[int, FindingBase]) -> tuple[bool, bool, int, int]:
        number, finding = entry
        stated = self.index.category_of(number, finding)
        suspicious = stated is not None and stated.category in SUSPICIOUS
        return (
            not suspicious,
            type(finding) is not MgCalcifications,
            -SUSPICION[stated.category] if stated is not None else 0,
            number,
        )
