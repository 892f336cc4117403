"""Read the reviewed tables that say which of our words a word of a public source is.

A table is a TOML file in ``tables/``: ``[review]`` and ``[source]``, then one ``[[word]]`` per
word of the source. A table that names a word that the lexicon does not have is refused when it
loads, so that no import can invent one.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from birads.interop._rows import Row, Unreadable
from birads.lexicon._axes import AXES as LEXICON
from birads.lexicon.common import Breast, Category
from birads.report.findings import FINDING_MODELS
from birads.tables._review import ReviewState, review_of
from birads.tables._row import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

__all__ = ["AXES", "NOT_STATED", "Provenance", "Word", "WordTable", "load", "raw_table"]

NOT_STATED = frozenset({"", "N/A"})
"""Cells that say nothing: ``N/A`` in the sources, empty after a tool has read that as missing."""


def _words(axis: Iterable[StrEnum]) -> frozenset[str]:
    return frozenset(word.value for word in axis)


AXES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **{axis.id: _words(axis.enum) for axis in LEXICON.values()},
        "breast": _words(Breast),
        "category": _words(Category),
        "kind": frozenset(model.model_fields["kind"].default for model in FINDING_MODELS),
        # Not axes of the lexicon either: names of projections, and facts that are true or false.
        "view": frozenset({"cc", "mlo"}),
        "image": frozenset({"low_energy", "recombined"}),
        "palpable": frozenset({"yes", "no"}),
        "lactating": frozenset({"yes"}),
        "malignant": frozenset({"yes", "no"}),
        "normal": frozenset({"yes"}),
        "tissue": frozenset({"yes"}),
        # No word of ours: something the report has no member for, an absence, or nothing at all.
        "text": frozenset(),
        "none": frozenset(),
        "not_stated": frozenset(),
    }
)


@attrs.frozen
class Word:
    """Say what one word of the source is; ``word`` is empty where nothing is stated by it.

    ``beside`` is the associated feature that it is beside a finding of another kind; ``exact``
    says that the source only spells our word in its own way.
    """

    column: str
    source: str
    axis: str
    word: str = ""
    beside: str = ""
    note: str = ""
    exact: bool = False

    @property
    def renamed(self) -> bool:
        """Whether the source writes another word than ours, case and spaces apart."""
        said = self.source.lower().replace(" ", "_")
        return bool(self.word) and not self.exact and said != self.word.lower().removeprefix("mg.")


@attrs.frozen
class Provenance:
    """Say where a table's words come from, under which licence, and who has reviewed it."""

    status: ReviewState
    title: str
    citation: str
    licence: str
    url: str


@attrs.frozen
class WordTable:
    """Hold the words of one source by column."""

    provenance: Provenance
    words: Mapping[tuple[str, str], Word]

    def read(self, row: Row, column: str, said: str | None = None) -> Word:
        """Return what ``said``, or else the cell, is.

        Raises:
            Unreadable: The table has no such word.
        """
        cell = row[column] if said is None else said
        word = self.words.get((column, cell))
        if word is None:
            raise Unreadable(
                "unknown_word", f"{cell[:80]!r} is not a known word of {column!r}.", column
            )
        return word

    def maybe(self, row: Row, column: str) -> Word | None:
        """Return what the cell is, or ``None`` where it says nothing."""
        return None if row[column] in NOT_STATED else self.read(row, column)

    def knows(self, column: str, said: str) -> Word | None:
        """Return what ``said`` is, or ``None`` where the table does not say."""
        return self.words.get((column, said))

    def several(self, row: Row, column: str, separator: str) -> tuple[Word, ...]:
        """Return what each of the joined words of the cell is; ``N/A`` among them adds nothing."""
        parts = (part.strip() for part in row[column].split(separator))
        words = (self.read(row, column, part) for part in parts if part not in NOT_STATED)
        return tuple(word for word in words if word.axis != "not_stated")


def raw_table(name: str) -> dict[str, Any]:
    """Return the TOML of ``tables/<name>.toml``."""
    file = files(__package__) / "tables" / f"{name}.toml"
    return read_tree(file.read_bytes(), file.name)


@cache
def load(name: str) -> WordTable:
    """Return the reviewed table ``name``; it is read once.

    Raises:
        ValueError: The table names a word that its axis does not have, or one word twice.
    """
    return build(raw_table(name))


def build(table: Mapping[str, Any]) -> WordTable:
    """Check a table and return it."""
    words: dict[tuple[str, str], Word] = {}
    for entry in table.get("word", ()):
        word = Word(**entry)
        if word.axis not in AXES:
            raise ValueError(f"{word.source!r}: there is no axis {word.axis!r}")
        if word.word and word.word not in AXES[word.axis]:
            raise ValueError(f"{word.source!r}: {word.word!r} is not a word of {word.axis!r}")
        if word.beside and word.beside not in AXES["mg.associated"]:
            raise ValueError(f"{word.source!r}: {word.beside!r} is not an associated feature")
        if (word.column, word.source) in words:
            raise ValueError(f"{word.source!r} stands twice under {word.column!r}")
        words[word.column, word.source] = word
    return WordTable(provenance(table), MappingProxyType(words))


def provenance(table: Mapping[str, Any]) -> Provenance:
    """Return the source of a table, and the review that its signatures prove; both are stated."""
    status = review_of("words.toml", table).state
    return Provenance(status=status, **table["source"])
