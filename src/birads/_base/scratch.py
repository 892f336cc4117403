"""Open a database for what does not fit into memory and that nobody needs afterwards."""

from __future__ import annotations

import sqlite3

__all__ = ["scratch"]


def scratch(cache_kib: int) -> sqlite3.Connection:
    """Return an empty database of SQLite, which keeps so much in memory and the rest in a file.

    The file has no name that others can find, and goes away when the database is closed. Nothing
    in it outlives a crash, so nothing is written twice to be safe.
    """
    base = sqlite3.connect("")
    base.execute(f"PRAGMA cache_size = -{cache_kib}")
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    return base
