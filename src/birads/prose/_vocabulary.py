"""Hold the words and templates of one language, and refuse to speak what they lack."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

import attrs

from birads.lexicon._languages import Language, translations
from birads.lexicon._load import lexicon
from birads.lexicon.edition import Edition
from birads.tables._review import ReviewState, review_of
from birads.tables._row import InvalidTable, read_tree

__all__ = ["Language", "NoWord", "Style", "Vocabulary", "vocabulary"]


class Style(StrEnum):
    """What is to be written."""

    REPORT = "report"
    IMPRESSION = "impression"
    MQSA = "mqsa"
    LETTER = "letter"


class NoWord(LookupError):
    """A language has no word or template for something; the caller knows the member."""


@attrs.frozen
class Vocabulary:
    """Hold what a language needs to say a report: templates by table and member, and labels."""

    language: Language
    edition: Edition
    phrases: Mapping[str, Mapping[str, Any]]
    draft: bool

    def table(self, name: str) -> Mapping[str, Any]:
        """Return the templates of one kind of part, in the order in which they are said."""
        return self.phrases[name]

    def text(self, table: str, key: str) -> str:
        """Return a text or a template.

        Raises:
            NoWord: The language has none.
        """
        value = self.phrases.get(table, {}).get(key)
        if not isinstance(value, str):
            raise NoWord(f"{table}.{key}")
        return value

    def choice(self, table: str, member: str, which: str) -> str:
        """Return the template of a member that has one for each case, such as yes and no.

        Raises:
            NoWord: The language has none.
        """
        value = self.phrases.get(table, {}).get(member)
        if isinstance(value, str) and which == "some":
            return value
        if isinstance(value, Mapping) and which in value:
            return str(value[which])
        raise NoWord(f"{table}.{member}.{which}")

    def label(self, axis: str, word: str) -> str:
        """Return the word of a lexicon axis, as the edition and the language print it.

        Raises:
            NoWord: The language has none.
        """
        term_id = f"{axis}.{word}"
        if self.language is Language.EN:
            term = lexicon().terms.get(term_id)
            if term is None:
                raise NoWord(term_id)
            return term.label_in(self.edition)
        row = translations(self.language).get(term_id)
        if row is None:
            raise NoWord(term_id)
        return row.label_in(self.edition)


def vocabulary(language: Language, edition: Edition) -> Vocabulary:
    """Return the words of a language for a report of an edition."""
    phrases, draft = _phrases(language)
    return Vocabulary(language, edition, phrases, draft)


@cache
def _phrases(language: Language) -> tuple[Mapping[str, Mapping[str, Any]], bool]:
    from importlib import resources

    name = f"{language.value}.toml"
    file = resources.files("birads.prose").joinpath("data", "phrases", name)
    tree = read_tree(file.read_bytes(), name)
    state = review_of(name, tree).state
    tree.pop("review")
    if tree.pop("language", None) != language.value:
        raise InvalidTable(f"{name}: the language is not that of its name")
    return tree, state is not ReviewState.REVIEWED
