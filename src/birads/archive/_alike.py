"""Find patient keys that differ only in how they are written.

Nothing joins them: only who gave the keys can say whether they mean one patient. They are counted
and shown, so that somebody looks.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from unicodedata import normalize

import attrs

from birads.archive._rules import apart

__all__ = ["Alike", "Keys", "is_of_nobody", "is_placeholder", "spelled"]

_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_ROWS = 2_000
_MOST = 100


def spelled(key: str) -> str:
    """Return a key without what writing changes: case, white space, zeros before a number."""
    plain = key if key.isascii() else normalize("NFKC", key)
    return _ZEROS.sub("", "".join(plain.split()).casefold())


def is_placeholder(key: str) -> bool:
    """Say whether a key stands for a missing one, as the table of joins lists them."""
    plain = spelled(key)
    listed = apart()["patient_key_placeholder"].words
    return plain in listed or not any(map(str.isalnum, plain))


def is_of_nobody(key: str | None, reports: Sequence[object]) -> bool:
    """Say whether reports that share a key may be of several patients all the same."""
    return key is not None and len(reports) > 1 and is_placeholder(key)


@attrs.frozen
class Alike:
    """The keys that differ only in how they are written.

    ``reports`` is how many reports carry one of them; ``examples`` holds up to 100 groups of such
    keys, each key with its reports.
    """

    reports: int = 0
    examples: tuple[dict[str, int], ...] = ()


class Keys:
    """Take the key of each patient with its reports, in a database that holds the rest on disk."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._base.execute("CREATE TABLE met (spelled TEXT, key TEXT, reports INTEGER)")
        self._waiting: list[tuple[str, str, int]] = []

    def add(self, key: str, reports: int) -> None:
        """Take a key; one that comes again counts on."""
        self._waiting.append((spelled(key), key, reports))
        if len(self._waiting) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        self._base.executemany("INSERT INTO met VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    def alike(self) -> Alike:
        """Return the keys that differ only in how they are written."""
        self._flush()
        several = "SELECT spelled FROM met GROUP BY spelled HAVING min(key) < max(key)"
        query = (
            "SELECT spelled, key, sum(reports) FROM met "  # noqa: S608 - constants
            f"WHERE spelled IN ({several}) GROUP BY spelled, key ORDER BY spelled, key"
        )
        reports = 0
        examples: list[dict[str, int]] = []
        with closing(self._base.execute(query)) as rows:
            for _, found in groupby(rows, key=itemgetter(0)):
                keys = {key: count for _, key, count in found}
                reports += sum(keys.values())
                examples += [keys] if len(examples) < _MOST else []
        return Alike(reports, tuple(examples))
