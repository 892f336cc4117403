"""Order the words of one axis from the least to the most suspicious.

The orders decide one thing: which word an imported finding keeps where its source joins several
and the report holds one. They never make a category. The order of categories is that of an
overall assessment (``contracts.md`` 3); the order of distributions is stated with the source's
table; margins and shapes follow the order in which the atlas lists them (Liberman L et al., AJR
1998;171:35-40: irregular 73 %, spiculated 81 % malignant).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ASYMMETRIES", "CATEGORIES", "DISTRIBUTIONS", "MARGINS", "SHAPES", "crosses", "worst"]

CATEGORIES = ("1", "2", "3", "6", "0", "4A", "4", "4B", "4C", "5")
DISTRIBUTIONS = ("diffuse", "regional", "grouped", "linear", "segmental")
MARGINS = ("circumscribed", "obscured", "microlobulated", "indistinct", "spiculated")
SHAPES = ("oval", "round", "lobulated", "irregular")
ASYMMETRIES = ("global_asymmetry", "focal_asymmetry")

_NO_TISSUE = frozenset("0123")


def worst(words: Iterable[str], order: tuple[str, ...]) -> str:
    """Return the most suspicious of ``words``."""
    return max(words, key=order.index)


def crosses(categories: Iterable[str]) -> bool:
    """Say whether some of ``categories`` ask for tissue (4-6) and some do not (0-3)."""
    return len({category in _NO_TISSUE for category in categories}) > 1
