"""Refuse tables of words that do not fit together."""

from __future__ import annotations

from collections.abc import Mapping

from birads.lexicon._axes import AXES
from birads.lexicon._fold import key
from birads.lexicon._term import Ambiguous, Axis, General, Source, Term
from birads.tables._row import InvalidTable

__all__ = ["check_ambiguous", "check_general", "check_names", "check_references"]


def check_references(
    term: Term, where: str, terms: Mapping[str, Term], sources: Mapping[str, Source]
) -> None:
    """Refuse a source or a successor that there is not."""
    for source in (*term.source, *(value.source for value in term.ppv)):
        if source not in sources:
            raise InvalidTable(f"{where}: there is no source {source!r}")
    if term.successor and term.successor.id:
        successor = terms.get(term.successor.id)
        if successor is None or successor.axis != term.axis:
            raise InvalidTable(f"{where}: there is no successor {term.successor.id!r} in the axis")
        if term.successor.edition not in successor.editions:
            raise InvalidTable(f"{where}: the successor does not stand in its edition")


def check_names(found: Mapping[str, tuple[Term, str]]) -> None:
    """Refuse a name that two terms of one axis share."""
    taken: dict[tuple[str, str], str] = {}
    for term, where in found.values():
        names = (
            term.word,
            term.label,
            *(label for _, label in term.labels),
            *term.synonyms,
            *(name.name for name in term.retired),
        )
        for name in names:
            other = taken.setdefault((term.axis, key(name)), term.id)
            if other != term.id:
                raise InvalidTable(f"{where}: {name!r} is also a name of {other}")


def check_ambiguous(rows: list[Ambiguous], terms: Mapping[str, Term]) -> None:
    """Refuse an ambiguous word without two candidates, one of them of its axis."""
    for row in rows:
        axis: Axis | None = AXES.get(row.axis)
        axes = [terms[i].axis for i in row.candidates if i in terms]
        known = len(axes) == len(row.candidates) and row.axis in axes
        near = axis is not None and {AXES[one].table for one in axes} == {axis.table}
        if not known or not near or len(row.candidates) < 2:  # noqa: PLR2004 - "which of two"
            raise InvalidTable(f"ambiguous {row.word!r}: its candidates are not terms of its axis")


def check_general(rows: list[General], found: Mapping[str, tuple[Term, str]]) -> None:
    """Refuse a general word that is the name of a term of its axis."""
    names = {
        (term.axis, key(name))
        for term, _ in found.values()
        for name in (term.label, *term.synonyms)
    }
    for row in rows:
        for word in row.words:
            if (row.axis, key(word)) in names:
                raise InvalidTable(f"general {word!r}: it is the name of a term of its axis")
