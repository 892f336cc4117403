"""Hold what an audit found, and write it as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from birads.audit._accuracy import Indeterminate, TestCounts
from birads.audit._agreement import Agreement
from birads.audit._counts import Cell, Cells, Groups, IssueLog
from birads.audit._definitions import Definition, Group
from birads.audit._evidence import PLEOMORPHIC_NOTE, SELECTED, Evidence
from birads.audit._followed import Truth
from birads.audit._intervals import Share
from birads.audit._measures import Unknown, Yield, measures, yields
from birads.tables._review import ReviewState

__all__ = ["Options", "Result"]


_UNSIGNED = {
    ReviewState.DRAFT: "The definition set is a draft: no radiologist has signed it.",
    ReviewState.OUTDATED: "The definition set has changed since it was signed.",
}


@attrs.frozen
class Options:
    """Hold the choices of one audit, so that its result can say them."""

    by: tuple[str, ...]
    period: str
    indeterminate: Indeterminate
    unknown: Unknown


@attrs.frozen
class Result:
    """Hold the counts of one audit and everything that follows from them."""

    definition: Definition
    options: Options
    reports: int
    refused: int
    without_exam: int
    clustered: int
    excluded: Mapping[str, int]
    outside: Mapping[str, int]
    zero_reasons: Mapping[str, int]
    cells: Cells
    groups: Mapping[str, Groups]
    evidence: Evidence
    tests: Mapping[str, TestCounts]
    agreements: tuple[Agreement, ...]
    log: IssueLog

    def sections(
        self, cells: Cells | None = None
    ) -> Iterator[tuple[Group, Yield, dict[str, Share]]]:
        """Yield outcomes and measures of each group that has cases."""
        of = self.cells if cells is None else cells
        for group in self.definition.groups:
            counted = yields(of, self.definition, group, self.options.unknown)
            if counted.exams:
                found = measures(of, self.definition, group, self.options.unknown)
                yield group, counted, dict(found)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader of the numbers has to know, most important first."""
        out = [SELECTED]
        if self.evidence.has_pleomorphic:
            out.append(PLEOMORPHIC_NOTE)
        for group, counted, _ in self.sections():
            known, total = counted.followed_negatives
            if total and known < total:
                out.append(
                    f"{group.title}: {known:,} of {total:,} negatives have a known outcome; "
                    "sensitivity, specificity and NPV stand for those only."
                )
        if self.cells.flags["undated"]:
            out.append(
                f"{self.cells.flags['undated']:,} cases have a result or an exam without a date; "
                "it is taken as a result of that exam."
            )
        if untyped := sum(n for cell, n in self.cells.counts.items() if _untyped(cell)):
            out.append(
                f"{untyped:,} cancers are called malignant and no more: a metastasis or a lymphoma "
                "among them would be counted as breast cancer."
            )
        if self.clustered:
            out.append(
                f"{self.clustered:,} of {self.reports:,} reports hold several findings, some of "
                "them one lesion described twice. Intervals treat findings as independent: they "
                "are narrower than they should be."
            )
        if not self.definition.reviewed:
            out.append(_UNSIGNED[self.definition.review])
        return tuple(out)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "definition": _definition(self.definition),
            "options": _options(self.options),
            "reports": self.reports,
            "refused": self.refused,
            "without_exam": self.without_exam,
            "with_several_lesions": self.clustered,
            "unit": self.definition.unit,
            "cases": self.cells.total + sum(self.excluded.values()),
            "counted": self.cells.total,
            "excluded": dict(self.excluded),
            "outside_2x2": dict(self.outside),
            "category_0_by_reason": dict(self.zero_reasons),
            "flags": dict(sorted(self.cells.flags.items())),
            "groups": self._sections(self.cells),
            "by": {
                name: {value: self._sections(cells) for value, cells in groups.sorted()}
                for name, groups in self.groups.items()
            },
            "tests": {name: _three(counts, self) for name, counts in self.tests.items()},
            "agreement": [one.to_dict() for one in self.agreements],
            "descriptors": {
                axis: [row.to_dict() for row in rows] for axis, _, rows in self.evidence.tables()
            },
            "pairs": [square.to_dict() for square in self.evidence.squares()],
            "calibration": [one.to_dict() for one in self.evidence.calibration()],
            "warnings": list(self.warnings),
            "issues": {"counts": dict(self.log.counts), "examples": self.log.examples},
        }

    def _sections(self, cells: Cells) -> dict[str, Any]:
        return {
            group.id: {
                **attrs.asdict(counted),
                "measures": {name: one.to_dict() for name, one in found.items()},
            }
            for group, counted, found in self.sections(cells)
        }


def _untyped(cell: Cell) -> bool:
    return cell.truth is Truth.CANCER and cell.cancer_type in (None, "not_typed")


def _three(counts: TestCounts, result: Result) -> dict[str, Any]:
    three = counts.side_by_side(result.definition.minimum_cases)
    tables = {how.value: accuracy.to_dict() for how, accuracy in three.items()}
    chosen = result.options.indeterminate.value
    return {"counts": attrs.asdict(counts), "chosen": chosen, "indeterminate_as": tables}


def _definition(chosen: Definition) -> dict[str, Any]:
    return {
        "id": chosen.id,
        "title": chosen.title,
        "window_days": chosen.window_days,
        "review": chosen.review.value,
        "reviewed": chosen.reviewed,
        "source": list(chosen.source),
    }


def _options(options: Options) -> dict[str, Any]:
    return {
        "by": list(options.by),
        "period": options.period,
        "indeterminate": options.indeterminate.value,
        "unknown": options.unknown.value,
    }
