"""Read the reviewed table of what people write where the format wants one of a few words.

This module is imported only when a document is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import attrs

from birads.lexicon._fold import key

__all__ = ["Written", "table", "written"]


@attrs.frozen
class Written:
    """Say which words something written may mean: none, one, or several.

    ``same`` is true where the one word means just what was written.
    """

    words: tuple[str, ...]
    same: bool = False


@cache
def table() -> Mapping[str, Any]:
    """Return the table as it stands in its file."""
    file = resources.files("birads.parsing").joinpath("hints.toml")
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))


@cache
def written() -> Mapping[tuple[str, str], Written]:
    """Return what is known of each thing written, by the member and the folded text."""
    return MappingProxyType(
        {
            (member, key(text)): meant
            for row, texts, meant in _rows()
            for member in row["members"]
            for text in texts
        }
    )


def _rows() -> Iterator[tuple[dict[str, Any], list[str], Written]]:
    for row in table()["meaning"]:
        yield row, row.get("near", []), Written((row["word"],))
        yield row, row.get("same", []), Written((row["word"],), same=True)
    for row in table()["choice"]:
        yield row, row["written"], Written(tuple(row["could_be"]))
    for row in table()["no_word"]:
        yield row, row["written"], Written(())
