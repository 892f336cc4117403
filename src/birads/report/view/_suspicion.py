"""Order the categories by suspicion, and name the breasts that a word speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from birads.lexicon._meanings import order
from birads.lexicon.common import Category, Side

__all__ = ["SUSPICION", "Stated", "is_final", "sides"]

SUSPICION: Mapping[Category, int] = MappingProxyType(
    {Category(word): rank for rank, word in enumerate(order("category"))}
)
"""The order of categories, least to most suspicious."""

_BOTH = (Side.LEFT, Side.RIGHT)
_SIDES: Mapping[str, tuple[Side, ...]] = MappingProxyType(
    {"left": (Side.LEFT,), "right": (Side.RIGHT,), "bilateral": _BOTH}
)


def sides(breast: str | None) -> tuple[Side, ...]:
    """Return the breasts that a word names; none for a missing word or ``overall``."""
    return _SIDES.get(breast, ()) if breast is not None else ()


def is_final(category: Category) -> bool:
    """Say whether a category is final (1-6), not incomplete (0)."""
    return category is not Category.C0


@attrs.frozen
class Stated:
    """Hold a category and the pointer it was read from."""

    category: Category
    pointer: str
