"""Write ``docs/reference/tables.md``, the record of every table; with ``--check``, compare it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generated import keep

from birads.tables._review import digest, review_if_any
from birads.tables._row import InvalidTable

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "birads"
PAGE = ROOT / "docs" / "reference" / "tables.md"

HEAD = """\
<!-- Made by tools/render_tables.py from the tables under src/birads: edit those. -->

# Tables

Every fact of this library stands in a table that can be read, and a release holds exactly these.
The digest is the SHA-256 of what a table says, whatever its layout and comments; who reviewed it
does not count. Two installations with equal digests read the same tables, and no word, number or
flag of a table is lost without a line that changes here.
[Review a table](../how-to/review-a-table.md) says how a digest is signed.

| table | entries | review | digest |
|---|---:|---|---|
"""


def tables() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place and the content of every table."""
    for path in sorted(SOURCE.rglob("*.toml")):
        if "_typed" not in path.parts:
            yield path.relative_to(SOURCE).as_posix(), tomllib.loads(path.read_text("utf-8"))


def entries(value: Any) -> int:
    """Return how many words, numbers and flags a table holds."""
    if isinstance(value, dict):
        return sum(entries(each) for each in value.values())
    return sum(map(entries, value)) if isinstance(value, list) else 1


def review(name: str, table: dict[str, Any]) -> str:
    """Return how a table stands; a dash where it is not one that is signed."""
    if "review" not in table:
        return "-"
    try:
        return review_if_any(name, table).state.value
    except InvalidTable:  # it is signed in a form of its own
        return str(table["review"].get("status", "-"))


def rendered() -> str:
    """Return the page."""
    rows = [
        f"| `{name}` | {entries(table)} | {review(name, table)} | `{digest(table)}` |\n"
        for name, table in tables()
    ]
    return HEAD + "".join(rows)


if __name__ == "__main__":
    raise SystemExit(keep({PAGE: rendered()}, __doc__))
