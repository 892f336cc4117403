"""Find categories of one thing that cannot all be true, whatever the order they are listed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import attrs

from birads.checks._words import crosses, said
from birads.lexicon.common import Category

__all__ = ["Clash", "clash_of"]


@attrs.frozen
class Clash:
    """Hold the categories, and where the list first contradicts what it said before."""

    pointer: str
    categories: str
    crosses: bool


def clash_of(
    first: Mapping[Category, int], differ: Callable[[Category, Category], bool]
) -> Clash | None:
    """Return one answer for all categories that differ; ``None`` where none do.

    ``first`` holds the number of the first assessment with each category, in the list's order.
    """
    pairs = [(one, two) for one, two in combinations(first, 2) if differ(one, two)]
    if not pairs:
        return None
    return Clash(
        f"/assessments/{min(first[later] for _, later in pairs)}/category",
        said(sorted({category for pair in pairs for category in pair})),
        any(crosses(one, two) for one, two in pairs),
    )
