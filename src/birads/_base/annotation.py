"""Look into the annotation of a member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

__all__ = ["classes_in"]


def classes_in(annotation: object) -> Iterator[type]:
    """Yield every class inside an annotation: those of a union, a list or an alias too."""
    if isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from classes_in(inner)
