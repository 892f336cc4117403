"""Hold the parts that a page, a document and a terminal show alike.

A picture always stands beside the table of its numbers.
"""

from __future__ import annotations

import attrs

from birads.audit._intervals import Share
from birads.audit._pictures import Picture

__all__ = ["SHARE_HEAD", "Section", "Table", "share_cells"]

SHARE_HEAD = ("of", "value (exact 95 % interval)", "Wilson interval")


@attrs.frozen
class Table:
    """Hold one table; the first column names the row, ``numeric`` columns stand to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@attrs.frozen
class Section:
    """Hold one part of a page."""

    title: str
    text: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()


def share_cells(one: Share) -> tuple[str, str, str]:
    """Return the cells of one share: counts, value with exact interval, Wilson interval."""
    counts = f"{one.k:,} / {one.n:,}"
    if one.wilson is None:
        return counts, f"- {one.reason}", ""
    return counts, one.text(), f"{one.wilson.low * one.per:.1f}-{one.wilson.high * one.per:.1f}"
