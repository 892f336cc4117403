"""Write the sections of an audit to a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from birads._visible import visible
from birads.audit._parts import Section

__all__ = ["show"]

_WIDE = 140  # columns of a file or a pipe, which have no width of their own


def show(console: Any, heading: str, sections: Iterable[Section]) -> None:
    """Print every section; texts from outside are never read as markup."""
    from rich.table import Table as RichTable
    from rich.text import Text

    if not console.is_terminal:
        console.width = _WIDE
    console.print(Text(visible(heading), style="bold"))
    for one in sections:
        console.print()
        console.print(Text(visible(one.title), style="bold"))
        for line in one.text:
            console.print(Text(visible(line)))
        for table in one.tables:
            drawn = RichTable(
                title=Text(visible(table.caption)), title_justify="left", box=None, pad_edge=False
            )
            for number, name in enumerate(table.head):
                right = number in table.numeric
                drawn.add_column(
                    Text(visible(name)), justify="right" if right else "left", overflow="fold"
                )
            for row in table.rows:
                drawn.add_row(*(Text(visible(one)) for one in row))
            console.print()
            console.print(drawn)
