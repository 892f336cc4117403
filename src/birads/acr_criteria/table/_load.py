"""Read a topic file, find everything that is wrong with it, and compile it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import attrs
from pydantic import BaseModel, ValidationError

from birads.acr_criteria.table._boxes import Axis, Box, make_axis, overlap
from birads.acr_criteria.table._check import declared, notes_problems, row_problems
from birads.acr_criteria.table._check_cells import cell_problems
from birads.acr_criteria.table._decide import Rules, make_rules
from birads.acr_criteria.table._facts import Fact, fact_of, facts
from birads.acr_criteria.table._file import TopicFile
from birads.acr_criteria.table._join import Joiner
from birads.acr_criteria.table._notes_file import NotesFile
from birads.acr_criteria.table._old import as_before, is_old, old_path, renewed
from birads.acr_criteria.table._options import options_of
from birads.acr_criteria.table._problems import BadTable, Problem, meant
from birads.acr_criteria.table._rows import Kind, Row, boxes_of, rows_of
from birads.acr_criteria.table._table import Table, soft_of
from birads.tables._review import ReviewState, digest, proven
from birads.tables._toml import UnreadableToml, read_bytes, read_toml

__all__ = [
    "FileSource",
    "compile_table",
    "known_facts",
    "load_table",
    "read_notes_source",
    "read_source",
    "read_table",
    "review_state",
]

_Model = TypeVar("_Model", bound=BaseModel)
NOTES = "notes.toml"
_LINE = re.compile(r"at line (\d+)")


@attrs.frozen
class FileSource(Generic[_Model]):
    """A file that was read, with its text, so that every problem has its line."""

    file: _Model
    text: str = ""
    name: str = ""
    old: bool = False

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Raise all problems, if there are any."""
        found = list(problems)
        if found:
            place = old_path if self.old else None
            raise BadTable(found, text=self.text, name=self.name, place=place)


Source = FileSource[TopicFile]
NotesSource = FileSource[NotesFile]


def load_table(path: Path) -> Table:
    """Return the table in a topic file, with the ``notes.toml`` that lies beside it, if any.

    Raises:
        BadTable: The file is not a table; every problem has its row, its field and its line.
        OSError: The file cannot be read.
    """
    beside = path.with_name(NOTES)
    notes = read_bytes(beside) if beside.is_file() and beside != path else None
    return read_table(read_bytes(path), notes, name=path.name)


def read_table(data: bytes, notes: bytes | None = None, *, name: str = "") -> Table:
    """Return the table that TOML bytes hold, with its notes.

    Raises:
        BadTable: The bytes are not a table.
    """
    read = read_source(data, name)
    return compile_table(read, None if notes is None else read_notes_source(notes))


def read_source(data: bytes, name: str = "") -> Source:
    """Return the topic file that bytes hold, in the spelling of today or of before.

    Raises:
        BadTable: The bytes are no topic file.
    """
    text, tree = _tree(data, name)
    old = is_old(tree)
    return _source(TopicFile, renewed(tree) if old else tree, text, name, old=old)


def read_notes_source(data: bytes, name: str = NOTES) -> NotesSource:
    """Return the notes that bytes hold.

    Raises:
        BadTable: The bytes are no file of notes.
    """
    text, tree = _tree(data, name)
    return _source(NotesFile, tree, text, name)


def known_facts(file: TopicFile) -> Mapping[str, Fact]:
    """Return the facts of the library with those that a file declares for itself."""
    return {**facts(), **{row.name: fact_of(row) for row in file.fact}}


def compile_table(source: Source, notes: NotesSource | None = None) -> Table:
    """Return the table of a topic file, with the notes that lie beside it.

    Raises:
        BadTable: The rows overlap, name what is not there, or contradict each other.
    """
    file = source.file
    source.refuse(declared(file, facts()))
    known = known_facts(file)
    rows = rows_of(file)
    source.refuse(row_problems(rows, known, file))
    source.refuse(cell_problems(file, known))  # cells ask facts too: one that is not there is told
    boxes = boxes_of(rows)
    axes = _axes(file, rows, boxes, known)
    source.refuse(_overlaps(rows, boxes, axes))
    rules = make_rules(rows, boxes, axes)
    source.refuse(_idle(rules))
    if notes is not None:
        notes.refuse(notes_problems(notes.file, known, file))
    return Table(
        file=file,
        review=review_state(file),
        notes=None if notes is None else notes.file,
        known=known,
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


def review_state(file: TopicFile) -> ReviewState:
    """Return what the signatures of a topic prove; its own word alone proves nothing.

    A signature may be of the same content in the spelling of before.
    """
    signed = file.review.reviewers
    if not signed:
        return proven(file.review.status, signed, "")
    stated = json.loads(file.model_dump_json(exclude_unset=True, exclude={"review"}))
    before = as_before(stated)
    states = [proven(file.review.status, signed, digest(tree)) for tree in (stated, before) if tree]
    return ReviewState.REVIEWED if ReviewState.REVIEWED in states else states[0]


def _tree(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    try:
        return data.decode("utf-8", errors="replace"), read_toml(data)
    except UnreadableToml as error:
        issue = error.issue
        told = _LINE.search(issue.message)
        line = int(told[1]) if told else None
        path = tuple(issue.pointer.split("/")[1:])
        problem = Problem(issue.code, path, issue.message, line=line)
        raise BadTable([problem], text=data.decode("utf-8", errors="replace"), name=name) from None


def _source(
    model: type[_Model], tree: dict[str, Any], text: str, name: str, *, old: bool = False
) -> FileSource[_Model]:
    try:
        file = model.model_validate_json(json.dumps(tree, default=str))
    except ValidationError as error:
        problems = [_form(dict(entry), tree) for entry in error.errors(include_url=False)]
        raise BadTable(problems, text=text, name=name, place=old_path if old else None) from None
    return FileSource(file, text, name, old)


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
