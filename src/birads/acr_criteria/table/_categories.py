"""The categories of appropriateness, and the ratings that each covers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import attrs

__all__ = ["Category", "categories", "category_of"]


@attrs.frozen
class Category:
    """A category with its lowest and highest rating.

    ``disagreement`` marks the one for a panel that did not agree; ``suggests`` is false where the
    category speaks against the procedure.
    """

    id: str
    low: int
    high: int
    source: str
    disagreement: bool = False
    suggests: bool = True


@cache
def categories() -> Mapping[str, Category]:
    """Return the categories by id, the most appropriate first."""
    file = resources.files("birads.acr_criteria.table") / "categories.toml"
    tree = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType({row["id"]: Category(**row) for row in tree["category"]})


def category_of(rating: int) -> Category:
    """Return the category of a rating of which nothing else is printed."""
    return next(
        category
        for category in categories().values()
        if category.low <= rating <= category.high and not category.disagreement
    )
