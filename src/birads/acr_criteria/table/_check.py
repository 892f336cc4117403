"""Find what a topic file names that is not there, before any row is compiled."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from birads.acr_criteria.table._domain import BOUNDS, NOT_STATED, Number, Words, bounds_of, listed
from birads.acr_criteria.table._facts import Fact, Subject, registry_problems
from birads.acr_criteria.table._file import TopicFile
from birads.acr_criteria.table._notes_file import NotesFile
from birads.acr_criteria.table._problems import Problem, meant
from birads.acr_criteria.table._rows import Kind, Path, Row

__all__ = ["asked_problems", "declared", "fact_problems", "notes_problems", "row_problems"]

Facts = Mapping[str, Fact]


def declared(file: TopicFile, known: Facts) -> Iterator[Problem]:
    """Yield what is wrong with the facts that a file declares for itself."""
    for number, field, reason in registry_problems(file.fact):
        yield Problem("bad_fact", ("fact", number, field), reason, file.fact[number].name)
    for number, row in enumerate(file.fact):
        if row.name in known:
            reason = "The library declares this fact already; a file cannot change it."
            yield Problem("bad_fact", ("fact", number, "name"), reason, row.name)


def row_problems(rows: tuple[Row, ...], known: Facts, file: TopicFile) -> Iterator[Problem]:
    """Yield what is wrong with the conditions of rows, and with how rows name each other."""
    for row in rows:
        for path, name, condition in row.conditions():
            yield from fact_problems(row.id, path, name, known, file.topic.about)
            if name in known:
                yield from _condition_problems(row, path, known[name], condition)
        for path, name, _ in row.conditions():
            if path[2] == "any_of" and name in row.when:
                reason = f"{name!r} stands in when already; both cannot speak of it."
                yield Problem("fact_twice", path, reason, row.id)
    yield from _names(rows)
    yield from _circles(rows)


def notes_problems(notes: NotesFile, known: Facts, file: TopicFile | None) -> Iterator[Problem]:
    """Yield what is wrong with a file of notes; ``file`` is the topic that they lie beside."""
    rows = (("note", notes.note), ("report_note", notes.report_note))
    variants = set() if file is None else {variant.number for variant in file.variant}
    for kind, listed_notes in rows:
        for number, note in enumerate(listed_notes):
            yield from asked_problems((kind, number), note, known, file, note.code)
            for variant in note.variants:
                if variant not in variants:
                    path = (kind, number, "variants")
                    yield Problem("unknown_variant", path, f"No variant {variant}.", note.code)
    for kind, texts in (*rows, ("message", notes.message)):
        for number, text in enumerate(texts):
            if text.source and text.source not in notes.source:
                reason = f"There is no source {text.source!r}."
                hint = meant(text.source, list(notes.source))
                yield Problem("unknown_source", (kind, number, "source"), reason, text.code, hint)


def asked_problems(
    where: Path, asked: Any, known: Facts, file: TopicFile | None, row_id: str | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with conditions that may also ask the answer of a table."""
    about = Subject.CALCIFICATIONS if file is None else file.topic.about
    row = Row(row_id or str(where[-1]), Kind.NO_MATCH, where, asked.when, _alternatives(asked))
    for path, name, condition in row.conditions():
        fact = known.get(name)
        if fact is None or Subject.ANSWER not in fact.of:
            yield from fact_problems(row_id, path, name, known, about)
        if fact is not None:
            yield from _condition_problems(row, path, fact, condition)


def _alternatives(asked: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple(getattr(asked, "any_of", ()))


def fact_problems(
    row: str | None, path: Path, name: str, known: Facts, about: Subject
) -> Iterator[Problem]:
    """Yield a problem where there is no such fact, or where it is none of the table's subject."""
    fact = known.get(name)
    if fact is None:
        askable = [one.name for one in known.values() if one.can_be_asked_about(about)]
        reason = f"There is no fact {name!r}."
        yield Problem("unknown_fact", path, reason, row, meant(name, askable))
    elif not fact.can_be_asked_about(about):
        reason = f"A table about {about.value} cannot ask {name!r}: it belongs to "
        yield Problem(
            "fact_of_another_subject", path, reason + f"{', '.join(sorted(fact.of))}.", row
        )


def _condition_problems(row: Row, path: Path, fact: Fact, condition: Any) -> Iterator[Problem]:
    values = listed(condition)
    if not values:
        yield Problem("empty_condition", path, "The list is empty: the row never holds.", row.id)
    if NOT_STATED in values and row.kind is Kind.VARIANT:
        reason = "A printed row cannot ask that a fact is missing; only a row for a gap can."
        yield Problem("not_stated_in_variant", path, reason, row.id)
    if isinstance(fact.domain, Words):
        yield from _word_problems(row, path, fact.domain, values)
    elif isinstance(condition, (list, tuple, str)) and condition != NOT_STATED:
        reason = "A number is asked by its bounds; alternatives are written as any_of."
        yield Problem("not_bounds", path, reason, row.id, f"Use one of: {', '.join(BOUNDS)}.")
    else:
        yield from _bound_problems(row, path, fact.domain, bounds_of(condition) or {})


def _word_problems(
    row: Row, path: Path, domain: Words, values: tuple[Any, ...]
) -> Iterator[Problem]:
    for value in values:
        same = [word for word in domain.values if type(word) is type(value) and word == value]
        if not same and value != NOT_STATED:
            hint = meant(
                value,
                [str(word).lower() if word in {True, False} else word for word in domain.values],
            )
            yield Problem("unknown_value", path, f"{value!r} is not an answer of it.", row.id, hint)
    if len({str(value) for value in values}) < len(values):
        yield Problem("value_twice", path, "A value stands twice.", row.id)


def _bound_problems(
    row: Row, path: Path, domain: Number, bounds: Mapping[str, Any]
) -> Iterator[Problem]:
    for name, value in bounds.items():
        if name not in BOUNDS:
            yield Problem(
                "unknown_bound", path, f"There is no bound {name!r}.", row.id, meant(name, BOUNDS)
            )
        elif not domain.holds(value):
            reason = f"{value!r} is no number from {domain.low:g} to {domain.high:g}."
            yield Problem("not_a_number", path, reason, row.id)
            return
    low = max(bounds.get("ge", -math.inf), bounds.get("gt", -math.inf))
    high = min(bounds.get("le", math.inf), bounds.get("lt", math.inf))
    if low > high or (low == high and not {"gt", "lt"}.isdisjoint(bounds)):
        yield Problem("empty_condition", path, "No number keeps these bounds.", row.id)


def _names(rows: tuple[Row, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    ids = [row.id for row in rows]
    for row in rows:
        if row.id in seen:
            field = "number" if row.kind is Kind.VARIANT else "id"
            reason = f"Another row has the id {row.id!r}."
            yield Problem("duplicate_row", (*row.path, field), reason, row.id)
        seen.add(row.id)
        for other in row.overrides:
            if other not in ids or other == row.id:
                reason = f"It overrides {other!r}, which is not another row."
                hint = meant(other, [name for name in ids if name != row.id])
                yield Problem("unknown_row", (*row.path, "overrides"), reason, row.id, hint)


def _circles(rows: tuple[Row, ...]) -> Iterator[Problem]:
    """Yield the rows that override each other in a circle: none of them could win."""
    left = {row.id: set(row.overrides) & {other.id for other in rows} for row in rows}
    while ends := [name for name, others in left.items() if not others]:
        left = {name: others - set(ends) for name, others in left.items() if name not in ends}
    for row in rows:
        if row.id in left and row.id not in row.overrides:
            reason = f"It overrides {', '.join(sorted(left[row.id]))} in a circle."
            yield Problem("circular_overrides", (*row.path, "overrides"), reason, row.id)
