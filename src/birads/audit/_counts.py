"""Count cases in bounded memory: counters over closed vocabularies, never lists of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from birads.audit._case import Case
from birads.audit._followed import NOT_FOLLOWED, Truth
from birads.issue import Issue

__all__ = ["MOST_EXAMPLES", "MOST_GROUPS", "OTHERS", "Cell", "Cells", "Groups", "IssueLog"]

MOST_GROUPS = 1_000
"""How many readers, sites or periods are told apart; all further ones share one row."""

MOST_EXAMPLES = 100
"""How many issues are kept word for word; all are counted."""

OTHERS = "(all others)"


@attrs.frozen(cache_hash=True)
class Cell:
    """Say what the cases that are counted together have in common."""

    group: str | None
    category: str | None
    decision: str
    truth: Truth
    biopsied: bool | None
    cancer_type: str | None
    recall: str | None = None


@attrs.define
class Cells:
    """Count cases by group, category, what became of them and whether tissue was taken."""

    counts: Counter[Cell] = attrs.field(factory=Counter)
    flags: Counter[str] = attrs.field(factory=Counter)
    _known: dict[Cell, Cell] = attrs.field(factory=dict, eq=False, repr=False)

    def same(self, cell: Cell) -> Cell:
        """Return the cell that equals one, always the same, so that it is found by identity."""
        return self._known.setdefault(cell, cell)

    def add(self, case: Case, cell: Cell) -> None:
        """Count one case."""
        self.counts[cell] += 1
        followed = case.followed
        if followed is NOT_FOLLOWED:
            return
        if followed.high_risk:
            self.flags["high_risk"] += 1
        if followed.upgraded:
            self.flags["upgraded"] += 1
        if followed.undated:
            self.flags["undated"] += 1
        if followed.history:
            self.flags["history"] += 1
        if followed.late:
            self.flags["late"] += 1

    def of(self, group: str) -> Iterator[tuple[Cell, int]]:
        """Yield the cells of one group."""
        return ((cell, count) for cell, count in self.counts.items() if cell.group == group)

    @property
    def total(self) -> int:
        """The number of cases."""
        return self.counts.total()


def cell_of(case: Case) -> Cell:
    """Return the cell that a case is counted in."""
    followed = case.followed
    return Cell(
        case.group,
        case.category.value if case.category is not None else None,
        case.decision,
        followed.truth,
        followed.biopsied,
        followed.cancer_type,
        case.recall,
    )


@attrs.define
class Groups:
    """Count cases by the values of one dimension, up to ``MOST_GROUPS`` of them."""

    values: dict[str, Cells] = attrs.field(factory=dict)
    overflowed: bool = False

    def add(self, names: Iterable[str], case: Case, cell: Cell) -> None:
        """Count one case under each of its names: an exam of two readers stands under both."""
        for name in names:
            cells = self.values.get(name)
            if cells is None:
                if len(self.values) >= MOST_GROUPS:
                    self.overflowed = True
                    cells = self.values.setdefault(OTHERS, Cells())
                else:
                    cells = self.values[name] = Cells()
            cells.add(case, cell)

    def sorted(self) -> Iterator[tuple[str, Cells]]:
        """Yield the values in order of their names, the others last."""
        key = sorted(self.values, key=lambda name: (name == OTHERS, name))
        return ((name, self.values[name]) for name in key)


@attrs.define
class IssueLog:
    """Count issues by code and keep the first of them with file, line and pointer."""

    counts: Counter[str] = attrs.field(factory=Counter)
    examples: list[Mapping[str, Any]] = attrs.field(factory=list)

    def add(self, issue: Issue, file: str | None, line: int | None, report: str | None) -> None:
        """Keep one issue, or only count it where enough are kept."""
        self.counts[issue.code] += 1
        if len(self.examples) < MOST_EXAMPLES:
            where = {"file": file, "line": line, "report": report}
            self.examples.append({**where, **issue.to_dict()})
