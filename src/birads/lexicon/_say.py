"""Word the issues of ``find``; the pointer is empty, because a word is not a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache

from birads.issue import Issue, Severity
from birads.lexicon._index import How, Name
from birads.lexicon._term import Ambiguous, Axis, General, Term
from birads.lexicon.edition import Edition

__all__ = [
    "alike_in",
    "ambiguous",
    "axis_needed",
    "corrected",
    "draft",
    "edition_unknown",
    "empty",
    "general",
    "name",
    "outside_edition",
    "several_axes",
    "too_long",
    "unknown",
    "unknown_in",
]

_SHOWN = 60
_WORDS = 16  # as many as calcification morphology has


def too_long(longest: int) -> Issue:
    """Say that no word is that long."""
    return _warning("word_too_long", f"A word has at most {longest} characters.")


def empty() -> Issue:
    """Say that there is no word."""
    return _warning("no_word", "There is no word to look up.")


def axis_needed(word: str) -> Issue:
    """Say that a letter or a number means something within one axis only."""
    return _warning(
        "axis_needed", f"{_quote(word)} means something within one axis only.", "Name the axis."
    )


def unknown(word: str, axis: Axis | None, others: Sequence[str]) -> Issue:
    """Say that the word is not in the lexicon, or that it is one of another axis."""
    if axis is None:
        return _warning(
            "unknown_word",
            f"{_quote(word)} is not a word of the lexicon.",
            "Name the language of a word that is not English.",
        )
    if others:
        return _warning(
            "word_of_another_axis",
            f"{_quote(word)} is not a word of {axis.id}.",
            f"It is a word of {_list(others)}.",
        )
    says = f"{_quote(word)} is not a word of {axis.id}."
    return _warning("unknown_word", says, _its_words(axis.enum))


@cache
def _its_words(axis: type[Enum]) -> str:
    words = [word.value for word in axis]
    end = ", ..." if len(words) > _WORDS else "."
    return f"Its words are {', '.join(words[:_WORDS])}{end}"


def unknown_in(word: str, axis: str | None, language: str) -> Issue:
    """Say that a language has no such word, or has none on the axis."""
    where = f"of {axis} " if axis else ""
    return _warning("unknown_word", f"{_quote(word)} is not a word {where}in {language!r}.")


def alike_in(word: str, ids: Sequence[str]) -> Issue:
    """Say that a form of a word belongs to several terms of one axis."""
    return _warning("ambiguous_word", f"{_quote(word)} could mean {_list(ids, 'or')}.")


def ambiguous(row: Ambiguous, terms: Sequence[Term]) -> Issue:
    """Say which terms a word could mean, and that nobody but its writer can choose."""
    several = len({term.axis for term in terms}) > 1
    words = " or ".join(repr(term.id if several else term.word) for term in terms)
    message = f"{row.word!r} could mean {words}. {row.note}"
    return _warning("ambiguous_word", message, f"Write {words}.")


def general(word: str, row: General) -> Issue:
    """Say that a word is known and why it names no one term."""
    return _warning("general_word", f"{_quote(word)} names no one word of {row.axis}. {row.note}")


def name(found: Name, how: How) -> Iterator[Issue]:
    """Say that a name is an older one, and whether it means quite the same."""
    if how is not How.RETIRED:
        return
    retired = found.retired
    hint = f"Write {found.term.word!r}."
    if retired is not None and retired.flag is not None:
        message = retired.note or f"{found.text!r} does not mean quite {found.term.label!r}."
        yield Issue("wider_word", retired.flag, "", message, hint, f"BI-RADS {retired.edition}")
        return
    edition = retired.edition if retired else found.edition
    yield Issue(
        "retired_name",
        Severity.INFORMATION,
        "",
        f"{found.text!r} is an older name of {found.term.label!r} ({found.term.axis}).",
        hint,
        f"BI-RADS {edition}",
    )


def corrected(word: str, labels: Sequence[str]) -> Issue:
    """Say that a match rests on a guess at the spelling."""
    return _warning(
        "spelling_corrected",
        f"{_quote(word)} was read as {_list([repr(label) for label in labels], 'or')}.",
        "Confirm the word: a corrected spelling is a proposal.",
    )


def several_axes(word: str, axes: Sequence[str]) -> Issue:
    """Say that the word belongs to more than one axis."""
    return Issue(
        "several_axes",
        Severity.INFORMATION,
        "",
        f"{_quote(word)} is a word of {len(axes)} axes: {', '.join(axes)}.",
        "Name the axis.",
    )


def outside_edition(term: Term, edition: Edition, replacement: Term | None) -> Issue:
    """Say that the edition does not have the word, and what it has instead."""
    hint = f"In {edition} write {replacement.word!r}." if replacement else None
    if hint is None and term.successor and term.successor.edition <= edition:
        hint = term.successor.note
    editions = ", ".join(term.editions)
    return _warning(
        "word_outside_edition",
        f"{term.label!r} ({term.axis}) is not a word of the {edition} edition, but of {editions}.",
        hint,
    )


def edition_unknown(term: Term, edition: Edition) -> Issue:
    """Say that it is not public whether the edition has the word."""
    return Issue(
        "edition_unknown",
        Severity.INFORMATION,
        "",
        f"Whether the {edition} edition keeps {term.label!r} ({term.axis}) is not public.",
    )


def draft(term: Term, edition: Edition) -> Issue:
    """Say that what the edition makes of the word is known at third hand."""
    return Issue(
        "draft_term",
        Severity.INFORMATION,
        "",
        f"What {edition} says of {term.label_in(edition)!r} ({term.axis}) is known at third hand "
        "only.",
        "Check the manual before you rely on it.",
    )


def _warning(code: str, message: str, hint: str | None = None) -> Issue:
    return Issue(code, Severity.WARNING, "", message, hint)


def _quote(word: str) -> str:
    return repr(word if len(word) <= _SHOWN else word[:_SHOWN] + "...")


def _list(words: Sequence[str], last: str = "and") -> str:
    return " ".join((", ".join(words[:-1]), last, words[-1])) if len(words) > 1 else words[0]
