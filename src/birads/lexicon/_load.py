"""Read the tables of words, once and on first use, and refuse what does not fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from birads.issue import Severity
from birads.lexicon._axes import AXES, TABLES
from birads.lexicon._check import check_ambiguous, check_general, check_names, check_references
from birads.lexicon._code import Code, Quality, System
from birads.lexicon._term import (
    Ambiguous,
    Confidence,
    General,
    Group,
    Ppv,
    RetiredName,
    Source,
    Successor,
    Term,
)
from birads.lexicon.edition import Edition
from birads.tables._row import InvalidTable, Row, read_tree

__all__ = ["Ambiguous", "Lexicon", "build", "lexicon", "read_codes", "read_sources", "read_table"]

_RETIRED_IN = ("1998", *Edition)


@attrs.frozen
class Lexicon:
    """Hold every term by id, in axis order, the words that name no one term, and the sources."""

    terms: Mapping[str, Term]
    ambiguous: tuple[Ambiguous, ...]
    sources: Mapping[str, Source]
    general: tuple[General, ...] = ()


@cache
def lexicon() -> Lexicon:
    """Return the tables that come with the library."""
    return build({name: read_table(name) for name in TABLES}, read_sources())


@cache
def read_sources() -> Mapping[str, Source]:
    """Return the publications that the tables cite, by key."""
    out: dict[str, Source] = {}
    document = Row(read_table("sources"), "sources.toml")
    for row in document.tables("source"):
        source = Source(row.text("key"), row.text("citation"), row.maybe_text("url"))
        row.done()
        if source.key in out:
            raise InvalidTable(f"{row.where}: the key stands twice")
        out[source.key] = source
    document.done()
    return MappingProxyType(out)


def read_table(name: str) -> dict[str, Any]:
    """Return a table as it stands in its file."""
    from importlib import resources

    file = resources.files("birads.lexicon").joinpath("data", f"{name}.toml")
    return read_tree(file.read_bytes(), file.name)


def build(tables: Mapping[str, Mapping[str, Any]], sources: Mapping[str, Source]) -> Lexicon:
    """Return the lexicon that ``tables`` describe.

    Raises:
        InvalidTable: a key or a word is unknown, an id or a name stands twice, a successor or a
            source does not exist, or rows and enumerations are not in bijection.

    """
    found: dict[str, tuple[Term, str]] = {}
    ambiguous: list[Ambiguous] = []
    general: list[General] = []
    for name, table in tables.items():
        document = Row(table, f"{name}.toml")
        for row in document.tables("term"):
            term = _read_term(row, name)
            if term.id in found:
                raise InvalidTable(f"{row.where}: the id stands twice")
            found[term.id] = term, row.where
        ambiguous += [_read_ambiguous(row) for row in document.tables("ambiguous")]
        general += [_read_general(row) for row in document.tables("general")]
        document.table("review")
        document.done()
    terms = {term.id: term for term in _in_axis_order(found)}
    for term, where in found.values():
        check_references(term, where, terms, sources)
    check_names(found)
    check_ambiguous(ambiguous, terms)
    check_general(general, found)
    return Lexicon(MappingProxyType(terms), tuple(ambiguous), sources, tuple(general))


def _read_term(row: Row, table: str) -> Term:
    where = row.where
    term_id = row.text("id")
    axis_id, _, word = term_id.rpartition(".")
    axis = AXES.get(axis_id)
    if axis is None or axis.table != table:
        raise InvalidTable(f"{where}: {table}.toml has no axis {axis_id!r}")
    row.as_word(word, "id", axis.enum)
    label = row.text("label")
    term = Term(
        id=term_id,
        label=label,
        editions=row.words("editions", Edition),
        fact=row.text("fact"),
        source=_some(row, row.texts("source"), "source"),
        confidence=_some(row, row.words("confidence", Confidence), "confidence"),
        labels=tuple(
            (row.as_word(of, "labels", Edition), text)
            for of, text in row.texts_by_key("labels").items()
        ),
        supplement=row.maybe_text("supplement"),
        draft_editions=row.words("draft_editions", Edition),
        unknown_editions=row.words("unknown_editions", Edition),
        synonyms=row.texts("synonyms"),
        retired=tuple(_read_retired(inner) for inner in row.tables("retired")),
        group=row.maybe_word("group", Group),
        group_2003=row.maybe_word("group_2003", Group),
        ppv=tuple(_read_ppv(inner) for inner in row.tables("ppv")),
        typical_category=row.maybe_text("typical_category"),
        codes=(*read_codes(row), Code(System.BIRADS, term_id, label)),
        successor=_read_successor(row.table("successor")),
    )
    row.done()
    if not {*term.draft_editions, *dict(term.labels)} <= set(term.editions):
        raise InvalidTable(f"{where}: a draft or labelled edition is not among the editions")
    if set(term.unknown_editions) & set(term.editions):
        raise InvalidTable(f"{where}: an edition is both known and unknown")
    return term


def _some(row: Row, values: tuple[Any, ...], name: str) -> tuple[Any, ...]:
    if not values:
        raise InvalidTable(f"{row.where}: {name!r} is empty")
    return values


def _read_retired(row: Row) -> RetiredName:
    edition = row.text("edition")
    if edition not in _RETIRED_IN:
        raise InvalidTable(f"{row.where}: there is no edition {edition!r}")
    name = RetiredName(
        row.text("name"), edition, row.maybe_word("flag", Severity), row.maybe_text("note")
    )
    row.done()
    return name


def _read_ppv(row: Row) -> Ppv:
    value = Ppv(
        source=row.text("source"),
        percent=row.number("percent"),
        malignant=row.whole("malignant"),
        total=row.whole("total"),
        note=row.maybe_text("note"),
    )
    row.done()
    if (value.malignant is None) != (value.total is None) or (
        value.percent is None and value.total is None
    ):
        raise InvalidTable(f"{row.where}: a value is a percentage, or a count of a total, or both")
    return value


def read_codes(row: Row) -> tuple[Code, ...]:
    """Return the codes of a row; the same code twice is an error."""
    codes = []
    for inner in row.tables("codes"):
        codes.append(
            Code(
                inner.word("system", System),
                inner.text("code"),
                inner.text("display"),
                inner.word("match", Quality),
                inner.maybe_text("note"),
            )
        )
        inner.done()
        if codes.count(codes[-1]) > 1:
            raise InvalidTable(f"{inner.where}: the code stands twice")
    return tuple(codes)


def _read_successor(row: Row | None) -> Successor | None:
    if row is None:
        return None
    edition = row.word("edition", Edition)
    successor = Successor(edition, row.maybe_text("id"), row.maybe_text("note"))
    row.done()
    if successor.id is None and successor.note is None:
        raise InvalidTable(f"{row.where}: a word without a successor needs a note that says why")
    return successor


def _read_ambiguous(row: Row) -> Ambiguous:
    value = Ambiguous(
        row.text("axis"),
        row.text("word"),
        row.texts("candidates"),
        row.text("note"),
        row.words("settled_editions", Edition),
    )
    row.done()
    return value


def _read_general(row: Row) -> General:
    value = General(row.text("axis"), _some(row, row.texts("words"), "words"), row.text("note"))
    row.done()
    if value.axis not in AXES:
        raise InvalidTable(f"{row.where}: there is no axis {value.axis!r}")
    return value


def _in_axis_order(found: Mapping[str, tuple[Term, str]]) -> Iterator[Term]:
    for axis in AXES.values():
        for word in axis.enum:
            term_id = f"{axis.id}.{word}"
            if term_id not in found:
                raise InvalidTable(f"{axis.table}.toml: there is no row for {term_id}")
            yield found[term_id][0]
