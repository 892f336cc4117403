"""Hold the words of the lexicon in other languages: labels and synonyms, a source for each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import attrs

from birads.lexicon._fold import typography
from birads.lexicon._load import lexicon, read_sources, read_table
from birads.lexicon.edition import Edition
from birads.tables._review import ReviewStatus, review_of
from birads.tables._row import InvalidTable, Row

__all__ = [
    "Language",
    "Translation",
    "folded_in",
    "language_review",
    "names_in",
    "nearest",
    "translations",
]

_SHORTEST = 5  # shorter words keep their endings
_ENDINGS = {
    "de": ("en", "em", "er", "es", "e", "n", "s"),
    "es": ("os", "as", "es", "o", "a", "e", "s"),
    "pt": ("os", "as", "es", "o", "a", "e", "s"),
    "fr": ("es", "e", "s", "x"),
}


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

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name of the term in the language."""
        return (self.label, *(label for _, label in self.labels), *self.synonyms)

    def is_label(self, word: str) -> bool:
        """Say whether a word is a label of the term, whatever its case and accents."""
        labels = (self.label, *(label for _, label in self.labels))
        return typography(word) in map(typography, labels)

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


def folded_in(text: str, language: Language) -> str:
    """Return what all forms of a word share: no accents, no endings of number and gender."""
    endings = _ENDINGS.get(language.value, ())
    return " ".join(_stem(word, endings) for word in typography(text).split())


def _stem(word: str, endings: tuple[str, ...]) -> str:
    if len(word) < _SHORTEST:
        return word
    return next((word[: -len(end)] for end in endings if word.endswith(end)), word)


@cache
def names_in(language: Language) -> Mapping[str, tuple[Translation, ...]]:
    """Return the rows that each folded name stands for."""
    found: dict[str, dict[str, Translation]] = {}
    for row in translations(language).values():
        for name in row.names:
            found.setdefault(folded_in(name, language), {})[row.id] = row
    return MappingProxyType({name: tuple(rows.values()) for name, rows in found.items()})


def nearest(word: str, rows: Sequence[Translation]) -> Sequence[Translation]:
    """Return the rows that have just this name, else all but for accents, else all of them."""
    for form in (str.casefold, typography):
        exact = [row for row in rows if form(word.strip()) in map(form, row.names)]
        if exact:
            return exact
    return rows


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
