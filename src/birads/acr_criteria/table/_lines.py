"""Find the line of a member of a TOML file.

TOML readers give values without their places. Tables and keys stand at the beginning of a line,
so that one pass over the lines finds them; what stands deeper, inside a value, has the line of
the key that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from birads.acr_criteria.table._rows import Path

__all__ = ["line_of", "places"]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+?)\s*=")
_ITEM = re.compile(r"^\s*\{")
_QUOTES = ('"""', "'''")


def places(text: str) -> dict[Path, int]:
    """Return the line of every table and key of a file, counted from 1."""
    out: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    last: Path = ()
    for number, line in _lines_outside_texts(text):
        header, entry = _HEADER.match(line), _KEY.match(line)
        if header:
            table = _table(header, counts)
            out.setdefault(table, number)
        elif _ITEM.match(line):  # a list of inline tables, one on each line
            counts[last] = counts.get(last, -1) + 1
            out.setdefault((*last, counts[last]), number)
        elif entry:
            last = (*table, *_names(entry[1]))
            out.setdefault(last, number)
    return out


def line_of(found: dict[Path, int], path: Path) -> int | None:
    """Return the line of a member, or of the nearest thing around it that has one."""
    for length in range(len(path), 0, -1):
        line = found.get(path[:length])
        if line is not None:
            return line
    return None


def _lines_outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not within a text of several lines."""
    closing: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        within = closing is not None
        rest = line
        while True:
            opening = closing or min(
                (mark for mark in _QUOTES if mark in rest), key=rest.index, default=None
            )
            if opening is None or opening not in rest:
                break
            rest = rest.partition(opening)[2]
            closing = None if closing else opening
        if not within:
            yield number, line


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))


def _table(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """Return the way to a table; one of a list gets the number of its place."""
    path: Path = ()
    names = _names(header[2])
    for place, name in enumerate(names):
        path = (*path, name)
        if header[1] == "[[" and place == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
