"""Find the first errors of a document piece by piece, so that refusing costs bounded memory.

A hostile document can be wrong in every one of its values. The validator would tell all of them
at once, however few are shown: here it stops at the first wrong item of each list, and the errors
are then read from pieces of the document, in its order, until there are enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails, SchemaValidator, to_json

from birads.report.report import Report

__all__ = ["PIECE", "errors_of", "first_errors", "validator_for"]

PIECE = 5_000
"""The values of a piece at most: about as many errors are held at a time."""
_TAGS = ("kind", "modality")

Path = tuple[str | int, ...]


class Validator(Protocol):
    """Read JSON text, or raise what is wrong with it."""

    def validate_json(self, data: bytes, /) -> Any:
        """Return the value that the text holds."""


def validator_for(data: bytes, most: int) -> Validator:
    """Return the validator of reports: one that stops early where very much could be wrong."""
    if data.count(b",") + data.count(b"[") + data.count(b"{") <= max(most, PIECE):
        return Report.__pydantic_validator__
    return _stopping()


@cache
def _stopping() -> SchemaValidator:
    """Return a validator that accepts the same, and stops at the first wrong item of a list."""
    Report.model_rebuild()  # it is made on first use
    schema = _stopped(Report.__pydantic_core_schema__)
    try:
        # Not with the validators that the models inside have already: those tell everything.
        return SchemaValidator(schema, _use_prebuilt=False)
    except TypeError:  # pragma: no cover - a core without that switch: as right, and hungrier
        return SchemaValidator(schema)


def _stopped(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_stopped(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    out = {
        name: part if name in ("metadata", "serialization") else _stopped(part)
        for name, part in schema.items()
    }
    return {**out, "fail_fast": True} if out.get("type") == "tuple" else out


class _Piece(NamedTuple):
    """Hold a part of a document, and the way to it: a name, an index, or a run of either.

    ``own`` says whether what is wrong with the last object as a whole is told by this piece.
    """

    node: Any
    way: tuple[str | int, ...] = ()
    start: int = 0
    names: frozenset[str] | None = None
    own: bool = True


def first_errors(
    validator: Validator,
    tree: Any,
    place: Callable[[ErrorDetails], Path],
    known: ValidationError | None = None,
) -> Iterator[tuple[ErrorDetails, Path]]:
    """Yield the errors of ``tree``, each with its path through it, in the order of its parts.

    ``place`` returns the path of an error as the validator tells it. ``known`` is what it said of
    the tree as a whole, where that was asked already.
    """
    told = set()
    for piece in _pieces(tree) if known is None else (_Piece(tree),):
        for entry in errors_of(validator, piece.node) if known is None else _listed(known):
            path = _within(place(entry), piece)
            if path is None or _is_there(entry, path, tree) or (entry["type"], path) in told:
                continue
            told.add((entry["type"], path))
            yield entry, path


def errors_of(validator: Validator, node: Any) -> list[ErrorDetails]:
    """Return every error of one piece."""
    try:
        validator.validate_json(to_json(node, inf_nan_mode="constants"))
    except ValidationError as error:
        return _listed(error)
    return []


def _listed(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False)


def _within(path: Path, piece: _Piece) -> Path | None:
    """Return the path through the whole document; ``None`` where another piece tells the error."""
    depth = len(piece.way)
    if path[:depth] != tuple(0 if isinstance(part, int) else part for part in piece.way):
        return None
    if len(path) == depth:
        return piece.way if piece.own else None
    part = path[depth]
    if piece.names is not None and part not in piece.names and not piece.own:
        return None
    if isinstance(part, int):
        part += piece.start
    return (*piece.way, part, *path[depth + 1 :])


def _is_there(entry: ErrorDetails, path: Path, tree: Any) -> bool:
    """Say whether a member is missing from the piece only."""
    if entry["type"] != "missing":
        return False
    node = tree
    for part in path[:-1]:
        node = node[part]
    return path[-1] in node


def _pieces(node: Any) -> Iterator[_Piece]:
    if not _is_large(node):
        yield _Piece(node)
    elif isinstance(node, list):
        yield from _runs(node)
    else:
        yield from _members(node)


def _runs(items: list[Any]) -> Iterator[_Piece]:
    run: list[Any] = []
    size = start = 0
    for number, item in enumerate(items):
        count = _count(item)
        if run and (size + count > PIECE or count > PIECE):
            yield _Piece(run, start=start)
            run, size = [], 0
        if count > PIECE:
            yield from (_inside(piece, number, [piece.node]) for piece in _pieces(item))
        else:
            start = number if not run else start
            run.append(item)
            size += count
    if run:
        yield _Piece(run, start=start)


def _members(node: dict[str, Any]) -> Iterator[_Piece]:
    tag = {name: node[name] for name in _TAGS if isinstance(node.get(name), str)}
    small = {name: value for name, value in node.items() if not _is_large(value)}
    names = list(small)
    for first in range(0, max(1, len(names)), PIECE):
        some = names[first : first + PIECE]
        part = tag | {name: small[name] for name in some}
        yield _Piece(part, names=frozenset(some), own=first == 0)
    for name, value in node.items():
        if name not in small:
            for piece in _pieces(value):
                yield _inside(piece, name, tag | {name: piece.node})


def _inside(piece: _Piece, part: str | int, node: Any) -> _Piece:
    return piece._replace(node=node, way=(part, *piece.way))


def _is_large(node: Any) -> bool:
    return _count(node) > PIECE


def _count(node: Any) -> int:
    """Return how many values a part holds, as far as that matters."""
    count = 1
    stack = [node]
    while stack and count <= PIECE:
        value = stack.pop()
        if isinstance(value, dict):  # a check for any mapping costs more than the rest
            count += len(value)
            stack.extend(value.values())
        elif isinstance(value, list):
            count += len(value)
            stack.extend(value)
    return count
