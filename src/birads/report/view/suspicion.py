"""Order the categories by suspicion, and name the breasts that a word speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from birads.lexicon.common import Category, Side

__all__ = ["SUSPICION", "Stated", "is_final", "sides"]

SUSPICION: Mapping[Category, int] = MappingProxyType(
    {
        category: rank
        for rank, category in enumerate(
            (
                Category.C1,
                Category.C2,
                Category.C3,
                Category.C6,
                Category.C0,
                Category.C4A,
                Category.C4,
                Category.C4B,
                Category.C4C,
                Category.C5,
            )
        )
    }
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
