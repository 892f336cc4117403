"""Name the columns of the export, and read the mapping that a site fills for its registry.

No registry's format is claimed here: which of its columns is which of ours, and which of its
codes is which of our words, only the site can say.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

import attrs

from birads.tables._review import ReviewState, review_if_any, review_of
from birads.tables._row import InvalidTable, Row, read_tree, read_tree_file

__all__ = [
    "Column",
    "Mapped",
    "columns",
    "default_mapping",
    "load_mapping",
    "mapping_review",
    "mapping_template",
]

_TYPES = ("text", "date", "boolean")


@attrs.frozen
class Column:
    """Hold one column of ours: its type and what it means."""

    id: str
    of: tuple[str, ...]
    type: str
    meaning: str
    axis: str | None


@attrs.frozen
class Mapped:
    """Hold one column of a file: its name there, ours, and the words that are told otherwise."""

    name: str
    column: Column
    values: Mapping[str, str]


@cache
def columns() -> Mapping[str, Column]:
    """Return our columns in the order of the export."""
    file = resources.files("birads.audit").joinpath("data", "columns.toml")
    tree = read_tree(file.read_bytes(), file.name)
    review_of(file.name, tree)
    document = Row(tree, file.name)
    document.table("review")
    out = {}
    for row in document.tables("column"):
        one = Column(
            id=row.text("id"),
            of=row.texts("of"),
            type=row.text("type"),
            meaning=row.text("meaning"),
            axis=row.maybe_text("axis"),
        )
        row.done()
        if one.type not in _TYPES or not set(one.of) <= {"exam", "finding"}:
            raise row.wrong("the type or the file is unknown")
        out[one.id] = one
    document.done()
    return MappingProxyType(out)


def default_mapping() -> Mapping[str, tuple[Mapped, ...]]:
    """Return our columns under their own names."""
    none: Mapping[str, str] = MappingProxyType({})
    return {
        unit: tuple(Mapped(one.id, one, none) for one in columns().values() if unit in one.of)
        for unit in ("exam", "finding")
    }


def load_mapping(path: Path) -> Mapping[str, tuple[Mapped, ...]]:
    """Return the columns that a mapping file asks for, in its order.

    Raises:
        InvalidTable: A column or a file is unknown, or a name stands twice; the message says where.
        OSError: The file cannot be read.
    """
    tree = read_tree_file(path)
    review_if_any(path.name, tree)
    document = Row(tree, path.name)
    document.maybe_text("registry")
    document.table("review")
    out = {
        unit: tuple(_mapped(row, unit) for row in document.tables(unit))
        for unit in ("exam", "finding")
    }
    document.done()
    for unit, mapped in out.items():
        if len({one.name for one in mapped}) != len(mapped):
            raise InvalidTable(f"{path.name}: a name of {unit} stands twice")
    return out


def mapping_review(path: Path) -> ReviewState:
    """Return whether somebody has signed a mapping file, and whether it changed since.

    Raises:
        InvalidTable: The file is not TOML, or its ``[review]`` is not of its form.
        OSError: The file cannot be read.
    """
    return review_if_any(path.name, read_tree_file(path)).state


def _mapped(row: Row, unit: str) -> Mapped:
    name, of = row.text("name"), row.text("from")
    column = columns().get(of)
    if column is None or unit not in column.of:
        known = ", ".join(one.id for one in columns().values() if unit in one.of)
        raise row.wrong(f"{unit} has no column {of!r}; it has {known}", "from")
    values = row.texts_by_key("values")
    row.done()
    return Mapped(name, column, values)


def mapping_template() -> str:
    """Return a mapping file with every column of ours, for a site to fill."""
    lines = [
        "# Which column of the registry is which of ours. Rename, reorder, leave out;",
        "# values tells single words otherwise. The registry's own manual decides, not this file.",
        'registry = "name and version, filled by the site"',
    ]
    for unit, mapped in default_mapping().items():
        for one in mapped:
            lines += ["", f"[[{unit}]]", f'name = "{one.name}"', f'from = "{one.column.id}"']
            lines.append(f"# {one.column.meaning}")
            if one.column.id == "category":
                lines.append('# values = { "4A" = "41", "4B" = "42" }')
    return "\n".join(lines) + "\n"
