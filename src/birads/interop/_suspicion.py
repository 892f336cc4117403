"""Say whether joined categories lie on both sides of the line that asks for tissue.

Which word an imported finding keeps, where its source joins several and the report holds one, is
the most suspicious of them by the order of the lexicon. It never makes a category.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["crosses"]

_NO_TISSUE = frozenset("0123")


def crosses(categories: Iterable[str]) -> bool:
    """Say whether some of ``categories`` ask for tissue (4-6) and some do not (0-3)."""
    return len({category in _NO_TISSUE for category in categories}) > 1
