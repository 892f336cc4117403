"""Describe each word of an axis by what the lexicon knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enum import Enum

    from birads.lexicon import Term

__all__ = ["described_words"]


def described_words(words: type[Enum]) -> dict[str, dict[str, Any]]:
    """Return a schema for each word of an axis: its label as title, its fact as description.

    Words that are not of the lexicon, such as the sides, have none.
    """
    from birads import lexicon
    from birads.lexicon._axes import speaking

    found: dict[str, list[Term]] = {}
    for axis in speaking(words):
        for term in lexicon.terms(axis):
            found.setdefault(term.word, []).append(term)
    return {
        word: {"const": word, "title": terms[0].label, "description": _facts(terms)}
        for word, terms in found.items()
    }


def _facts(terms: list[Term]) -> str:
    """Return the fact of a word; where several axes share the word, what it means on each."""
    if len({term.fact for term in terms}) == 1:
        return _fact(terms[0])
    return " ".join(f"{term.axis}: {_fact(term)}" for term in terms)


def _fact(term: Term) -> str:
    return f"{term.fact} Draft: known at third hand only." if term.is_draft() else term.fact
