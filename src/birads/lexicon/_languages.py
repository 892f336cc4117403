"""Hold the words of the lexicon in other languages: labels and synonyms, a source for each row."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import attrs

from birads.lexicon._load import lexicon, read_sources, read_table
from birads.lexicon.edition import Edition
from birads.tables.review import ReviewStatus, review_of
from birads.tables.row import InvalidTable, Row

__all__ = ["Language", "Translation", "language_review", "translations"]


class Language(StrEnum):
    """A language in which the words of the lexicon can be said and found."""

    EN = "en"
    ES = "es"
    PT = "pt"
    DE = "de"
    FR = "fr"


@attrs.frozen
class Translation:
    """Hold one term in another language; ``labels`` are those that one edition prints."""

    id: str
    label: str
    synonyms: tuple[str, ...]
    source: tuple[str, ...]
    labels: tuple[tuple[Edition, str], ...] = ()

    def label_in(self, edition: Edition) -> str:
        """Return the label that an edition prints."""
        return next((text for of, text in self.labels if of is edition), self.label)


@cache
def translations(language: Language) -> Mapping[str, Translation]:
    """Return the terms of a language by id; English stands in the lexicon itself: none here.

    Raises:
        InvalidTable: A row is of no term, stands twice, or cites a source that there is not.
    """
    if language is Language.EN:
        return MappingProxyType({})
    document = Row(_table(language), f"{language.value}.toml")
    document.table("review")
    if document.text("language") != language.value:
        raise document.wrong("the language is not that of the file", "language")
    found: dict[str, Translation] = {}
    for row in document.tables("word"):
        one = _read(row)
        if one.id in found:
            raise InvalidTable(f"{row.where}: the id stands twice")
        found[one.id] = one
    document.done()
    return MappingProxyType(found)


def language_review(language: Language) -> ReviewStatus:
    """Return how the table of a language stands: draft until somebody has signed it.

    Raises:
        LookupError: English has no table of its own: its words are the lexicon's.
    """
    if language is Language.EN:
        raise LookupError("English words stand in the tables of the lexicon.")
    return review_of(language.value, _table(language))


def _table(language: Language) -> dict[str, object]:
    return read_table(f"languages/{language.value}")


def _read(row: Row) -> Translation:
    one = Translation(
        id=row.text("id"),
        label=row.text("label"),
        synonyms=row.texts("synonyms"),
        source=row.texts("source"),
        labels=tuple(
            (row.as_word(of, "labels", Edition), text)
            for of, text in row.texts_by_key("labels").items()
        ),
    )
    row.done()
    if one.id not in lexicon().terms:
        raise InvalidTable(f"{row.where}: the lexicon has no such term")
    if not one.source or not set(one.source) <= set(read_sources()):
        raise InvalidTable(f"{row.where}: a source is missing or not in sources.toml")
    return one
