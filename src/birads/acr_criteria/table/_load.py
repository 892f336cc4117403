"""Read a topic file, find everything that is wrong with it, and compile it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from birads.acr_criteria.table._boxes import Axis, Box, make_axis, overlap
from birads.acr_criteria.table._check import declared, note_problems, row_problems
from birads.acr_criteria.table._check_cells import cell_problems
from birads.acr_criteria.table._decide import Rules, make_rules
from birads.acr_criteria.table._facts import Fact, fact_of, facts
from birads.acr_criteria.table._file import NotesFile, Review, TopicFile
from birads.acr_criteria.table._join import Joiner
from birads.acr_criteria.table._options import options_of
from birads.acr_criteria.table._problems import BadTable, Problem, meant
from birads.acr_criteria.table._rows import Kind, Row, boxes_of, rows_of
from birads.acr_criteria.table._table import Table, soft_of
from birads.lexicon._review import digest

__all__ = ["load_table", "read_table"]

_Model = TypeVar("_Model", bound=BaseModel)
_NOTES = "notes.toml"


def load_table(path: Path) -> Table:
    """Return the table in a topic file, with the ``notes.toml`` that lies beside it, if any.

    Raises:
        BadTable: The file is not a table; every problem has its row, its field and its line.
        OSError: The file cannot be read.
    """
    beside = path.with_name(_NOTES)
    notes = beside.read_bytes() if beside.is_file() and beside != path else None
    return read_table(path.read_bytes(), notes, name=path.name)


def read_table(data: bytes, notes: bytes | None = None, *, name: str = "") -> Table:
    """Return the table that TOML bytes hold, with its notes.

    Raises:
        BadTable: The bytes are not a table.
    """
    text, tree = _tree(data, name)
    file = _model(TopicFile, tree, text, name)
    known = _known(file, text, name)
    table = _compile(file, known, digest(tree), text, name)
    if notes is None:
        return table
    return _with_notes(table, notes, known)


def _known(file: TopicFile, text: str, name: str) -> Mapping[str, Fact]:
    """Return the facts of the library with those that the file declares for itself."""
    problems = list(declared(file, facts()))
    if problems:
        raise BadTable(problems, text=text, name=name)
    return {**facts(), **{row.name: fact_of(row) for row in file.fact}}


def _compile(file: TopicFile, known: Mapping[str, Fact], now: str, text: str, name: str) -> Table:
    rows = rows_of(file)
    problems = [*row_problems(rows, known, file)]
    if not problems:  # cells ask facts too: a fact that is not there is told once
        problems += cell_problems(file, known)
    if problems:
        raise BadTable(problems, text=text, name=name)
    boxes = boxes_of(rows)
    axes = _axes(file, rows, boxes, known)
    problems = list(_overlaps(rows, boxes, axes))
    if problems:
        raise BadTable(problems, text=text, name=name)
    rules = make_rules(rows, boxes, axes)
    problems = list(_idle(rules))
    if problems:
        raise BadTable(problems, text=text, name=name)
    return Table(
        file=file,
        digest=now,
        review=_review(file.review, now),
        notes=(),
        axes=axes,
        rules=rules,
        joiner=_joiner(file, known),
        options=MappingProxyType(dict(options_of(file))),
        titles=MappingProxyType({variant.number: variant.title for variant in file.variant}),
        soft=soft_of(file, axes),
    )


def _axes(
    file: TopicFile, rows: tuple[Row, ...], boxes: tuple[Box, ...], known: Mapping[str, Fact]
) -> tuple[Axis, ...]:
    """Return an axis for each fact that a row asks, in the order in which rows ask them."""
    names = dict.fromkeys([*file.join, *(fact for row in rows for _, fact, _ in row.conditions())])
    soft = {
        fact: [variant.soft[fact] for variant in file.variant if fact in variant.soft]
        for fact in names
    }
    return tuple(make_axis(known[fact], boxes, soft[fact]) for fact in names)


def _overlaps(
    rows: tuple[Row, ...], boxes: tuple[Box, ...], axes: tuple[Axis, ...]
) -> Iterator[Problem]:
    """Yield each two rows that can both hold and do not settle which of them answers."""
    told: set[tuple[int, int]] = set()
    for (one, first), (other, second) in combinations(enumerate(boxes), 2):
        pair = first.row, second.row
        if pair[0] == pair[1] or pair in told or _settled(rows[pair[0]], rows[pair[1]]):
            continue
        witness = overlap(one, other, axes)
        if witness is not None:
            told.add(pair)
            shown = ", ".join(f"{fact} = {_shown(value)}" for fact, value in witness.items())
            reason = f"Rows {rows[pair[0]].id!r} and {rows[pair[1]].id!r} both answer "
            reason += f"{shown or 'every fact'}, and neither overrides the other."
            row = rows[pair[1]]
            yield Problem("overlapping_rows", (*row.path, "when"), reason, row.id, witness=witness)


def _idle(rules: Rules) -> Iterator[Problem]:
    """Yield the rows that another row always overrides; the scope alone may silence a row."""
    for number in sorted(rules.idle):
        row = rules.rows[number]
        silenced = any(
            number in rules.beats[n]
            for n, other in enumerate(rules.rows)
            if other.kind is Kind.SCOPE
        )
        if not silenced:
            reason = "It never answers: a row that overrides it holds wherever it does."
            yield Problem("row_never_answers", (*row.path, "when"), reason, row.id)


def _settled(one: Row, other: Row) -> bool:
    scope = Kind.SCOPE in {one.kind, other.kind}
    return scope or one.id in other.overrides or other.id in one.overrides


def _shown(value: Any) -> str:
    if value is None:
        return "not stated"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _joiner(file: TopicFile, known: Mapping[str, Fact]) -> Joiner | None:
    for name, join in file.join.items():
        lead = {
            variant.number: rating
            for variant in file.variant
            for procedure, rating in variant.ratings.items()
            if procedure == file.topic.lead
        }
        return Joiner(name, join, getattr(known[name].domain, "values", ()), MappingProxyType(lead))
    return None


def _review(review: Review, now: str) -> str:
    """Return ``reviewed`` only while a signature holds for what the file says now."""
    if review.status == "draft":
        return "draft"
    return "reviewed" if any(one.digest == now for one in review.reviewers) else "outdated"


def _with_notes(table: Table, data: bytes, known: Mapping[str, Fact]) -> Table:
    import attrs

    text, tree = _tree(data, _NOTES)
    file = _model(NotesFile, tree, text, _NOTES)
    problems: list[Problem] = []
    for number, note in enumerate(file.note):
        problems += note_problems(("note", number), note.when, known, table.file)
        problems += [
            Problem("unknown_variant", ("note", number, "variants"), f"No variant {variant}.")
            for variant in note.variants
            if variant not in table.titles
        ]
    if problems:
        raise BadTable(problems, text=text, name=_NOTES)
    return attrs.evolve(table, notes=file.note)


def _tree(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    try:
        text = data.decode()
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadTable([Problem("not_toml", (), f"Not a TOML file: {error}.")], name=name) from None


def _model(model: type[_Model], tree: dict[str, Any], text: str, name: str) -> _Model:
    try:
        return model.model_validate_json(json.dumps(tree, default=str))
    except ValidationError as error:
        problems = [_form(dict(entry), tree) for entry in error.errors(include_url=False)]
        raise BadTable(problems, text=text, name=name) from None


def _form(entry: dict[str, Any], tree: Any) -> Problem:
    """Return a problem of form; a member that there is not comes with the one that was meant."""
    path, hint = tuple(entry["loc"]), None
    if entry["type"] == "extra_forbidden":
        hint = meant(path[-1], _members(path[:-1]))
    return Problem("invalid_topic", path, f"{entry['msg']}.", _row_id(path, tree), hint)


def _members(path: tuple[str | int, ...]) -> list[str]:
    """Return the members of the table that a path leads to."""
    model: Any = TopicFile
    for part in path:
        if isinstance(part, int):
            continue
        field = getattr(model, "model_fields", {}).get(part)
        found = _models(field.annotation) if field else []
        model = found[0] if found else None
    return list(getattr(model, "model_fields", {}))


def _models(annotation: Any) -> list[type[BaseModel]]:
    from typing import get_args

    pending, out = [annotation], []
    for one in pending:  # grows while it is read; annotations are ours and end
        if isinstance(one, type) and issubclass(one, BaseModel):
            out.append(one)
        pending += get_args(one)
    return out


def _row_id(path: tuple[str | int, ...], tree: Any) -> str | None:
    """Return the id of the row that a path leads into, as the file states it."""
    if len(path) < 2 or not isinstance(path[1], int):  # noqa: PLR2004 - a list and a place
        return None
    rows = tree.get(path[0])
    row = rows[path[1]] if isinstance(rows, list) and path[1] < len(rows) else {}
    name = row.get("id") if isinstance(row, dict) else None
    if isinstance(row, dict) and path[0] == "variant":
        name = f"V{row.get('number')}"
    return str(name) if name is not None else None
