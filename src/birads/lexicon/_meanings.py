"""Read what words mean for the next step, and the order of suspicion: the one place of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from birads.tables._row import read_tree

__all__ = ["classes", "meaning", "order", "table", "worst"]

_FILE = "meanings.toml"


@cache
def table() -> Mapping[str, Any]:
    """Return the table as it stands in its file."""
    file = resources.files("birads.lexicon").joinpath("data", _FILE)
    return MappingProxyType(read_tree(file.read_bytes(), _FILE))


@cache
def classes(axis: str) -> Mapping[str, str]:
    """Return the meaning of each word of an axis that has one."""
    return MappingProxyType(
        {
            word: row["meaning"]
            for row in table()["meaning"]
            if row["axis"] == axis
            for word in row["words"]
        }
    )


def meaning(axis: str, means: str) -> frozenset[str]:
    """Return the words of an axis that have a meaning."""
    return frozenset(word for word, said in classes(axis).items() if said == means)


@cache
def order(axis: str) -> tuple[str, ...]:
    """Return the words of an axis from the least to the most suspicious.

    Raises:
        LookupError: The table orders no such axis.
    """
    for row in table()["order"]:
        if row["axis"] == axis:
            return tuple(row["words"])
    raise LookupError(f"The words of {axis!r} have no order of suspicion.")


def worst(words: Iterable[str], axis: str) -> str:
    """Return the most suspicious of some words of an axis."""
    return max(words, key=order(axis).index)
