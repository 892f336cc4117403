"""Write docs/reference/archive.md: the rules that join and track, and the tables of an archive.

``python tools/render_archive.py`` writes it; with ``--check`` it only says whether it is current.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generated import keep

from birads.archive._rules import ItemRule, apart, items, joins, joins_review
from birads.archive._schema import VERSION, tables

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "archive.md"
_HEAD = """<!-- Written by tools/render_archive.py from tables of birads.archive: edit those. -->

# Archive

What joins reports, what can be open, what closes it, and the columns of the tables that
`birads archive` writes. [Track open items](../how-to/track-open-items.md) shows them at work.
"""


def render() -> str:
    """Return the page."""
    return _HEAD + "".join((*_joins(), *_items(), *_tables()))


def _joins() -> Iterator[str]:
    yield f"\n## What joins reports\n\nThe table is {joins_review()}.\n\n"
    yield _table(
        ("rule", "joins", "reason", "days", "source"),
        (
            (f"`{one.id}`", one.joins, one.reason, str(one.window_days or ""), one.source or "")
            for one in joins().values()
        ),
    )
    yield "\n## What stays apart\n\nEach reason is counted in the summary of `birads join`.\n\n"
    yield _table(("reason", "what it says"), ((f"`{o.id}`", o.reason) for o in apart().values()))


def _items() -> Iterator[str]:
    yield f"\n## What can be open\n\nThe table is {items().review}.\n\n"
    yield _table(
        ("item", "is opened by", "is closed only by", "is due after", "source"),
        (
            (f"`{o.id}`", o.opens, ", ".join(f"`{c}`" for c in o.closers), _due(o), o.source)
            for o in items().rules.values()
        ),
    )
    yield "\nA month is the twelfth part of 365.25 days: a due date depends on no calendar.\n"
    yield "\n## What closes\n\n"
    yield _table(
        ("closer", "what it is"), ((f"`{o.id}`", o.closes) for o in items().closers.values())
    )


def _due(rule: ItemRule) -> str:
    if rule.months:
        return ", ".join(map(str, rule.months)) + " months"
    return f"{rule.days} days" if rule.days is not None else "no published interval"


def _tables() -> Iterator[str]:
    yield (
        f"\n## Tables\n\nVersion {VERSION}. A column is only ever added at the end of its table. "
        "Lists are lists of texts; `number` joins what speaks of one document.\n"
    )
    for table in tables().values():
        keys = ", ".join(f"`{name}`" for name in table.key)
        yield f"\n### {table.name}\n\n{table.row} Key: {keys}.\n\n"
        yield _table(
            ("column", "type", "what it says"),
            ((f"`{one.name}`", one.type, one.says) for one in table.columns),
        )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n" for row in lines)


def main() -> int:
    """Write what is made here, or say with ``--check`` whether it is current."""
    return keep({PAGE: render()}, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
