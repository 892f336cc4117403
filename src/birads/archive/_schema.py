"""Say what the tables of an archive hold, from reports to open items, column by column.

Each table is a list of columns with a type and one sentence; the pages, the Parquet schema and
the writer are made of it, so that none can differ from another.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import attrs

from birads.tables._row import Row, read_tree

__all__ = ["VERSION", "Column", "Table", "tables"]

VERSION = "1"
"""The version of the tables; a minor change only adds columns at the end."""

_TYPES = ("string", "date", "int", "float", "bool", "list")


@attrs.frozen
class Column:
    """One column: its name, its type, and what a value says."""

    name: str
    type: str
    says: str


@attrs.frozen
class Table:
    """One table: what a row is, and its columns in order; the first ones are its key."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def tables() -> dict[str, Table]:
    """Return the tables by name.

    Raises:
        InvalidTable: The bundled file is not such a list, which a test holds impossible.
    """
    data = resources.files("birads.archive").joinpath("data", "tables.toml").read_bytes()
    tree = read_tree(data, "tables.toml")
    tree.pop("review", None)  # what the columns are is no matter of medicine
    root = Row(tree, "tables.toml")
    found = {}
    for row in root.tables("table"):
        name, says, key = row.text("id"), row.text("row"), row.texts("key")
        columns = tuple(map(_column, row.tables("column")))
        row.done()
        found[name] = Table(name, says, key, columns)
    root.done()
    return found


def _column(row: Row) -> Column:
    column = Column(row.text("id"), row.text("type"), row.text("says"))
    if column.type not in _TYPES:
        raise row.wrong(f"a type is one of {', '.join(_TYPES)}", "type")
    row.done()
    return column
