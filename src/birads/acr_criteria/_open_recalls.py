"""Find the recalls that are still open, so that no later category is read as closing them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from birads.lexicon.common import Category, Side
from birads.report.view._index import ReportIndex, breast_of, sides

__all__ = ["OpenRecalls"]


@attrs.define(eq=False)
class OpenRecalls:
    """The category 0 that still stands for each breast, by its pointer."""

    index: ReportIndex
    of_side: dict[Side, str] = attrs.field(init=False, factory=dict)
    anywhere: str | None = attrs.field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        """Read what stands of the breasts, of the findings and overall."""
        index = self.index
        for side in Side:
            for stated in index.breast_categories(side):
                if stated.category is Category.C0:
                    self.of_side.setdefault(side, stated.pointer)
        for number, finding in enumerate(index.report.findings):
            if finding.category is Category.C0:
                pointer = f"/findings/{number}/category"
                for side in sides(breast_of(finding)):
                    self.of_side.setdefault(side, pointer)
                self.anywhere = self.anywhere or pointer
        whole = [s.pointer for s in index.overall_categories() if s.category is Category.C0]
        self.anywhere = next(iter([*self.of_side.values(), *whole]), self.anywhere)

    def of(self, breasts: Iterable[Side]) -> str | None:
        """Return the open recall of one of the breasts."""
        return next((self.of_side[side] for side in breasts if side in self.of_side), None)
