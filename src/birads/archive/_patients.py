"""Gather documents by patient in bounded memory, whatever their order.

What is gathered lies in a temporary database of SQLite, which keeps a part in memory and the rest
in a file that nobody else can name and that goes away with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from typing import Self

import attrs

from birads._base.scratch import scratch
from birads.archive._alike import Alike, Keys
from birads.issue import InvalidReport
from birads.parsing._parse import parse
from birads.report.report import Report

__all__ = [
    "MOST_PARTS",
    "MOST_REPORTS",
    "Held",
    "Patients",
    "Stored",
    "StoredRow",
    "held_of",
    "hold",
    "parts_of",
    "row_of",
]

StoredRow = tuple[str | None, str | None, str | None, bytes]
"""The key, the id, what is replaced, and the canonical bytes of a report."""

Stored = tuple[str | None, list[bytes], bool]
"""A key, the canonical bytes of its reports, and whether they are too many for one patient."""

_CACHE_KIB = 65_536
_ROWS = 2_000
MOST_REPORTS = 2_000
"""How many reports a patient can have; a key of more is no pseudonym of one patient."""


MOST_PARTS = 4_000
"""How many exams, findings, categories and results one patient can have, over all reports."""


@attrs.define(eq=False)
class Held:
    """One report of an archive with its canonical bytes; ``name`` is its id, else its digest."""

    report: Report
    _data: bytes | None = None

    @property
    def data(self) -> bytes:
        """The canonical bytes of the report, written when they are first asked for."""
        if self._data is None:
            self._data = self.report.to_json()
        return self._data

    @property
    def name(self) -> str:
        """The id of the report, or the start of the digest of what it says."""
        return self.report.id or f"sha256:{sha256(self.data).hexdigest()[:16]}"


def hold(report: Report) -> Held:
    """Return a report as one of an archive."""
    return Held(report)


def parts_of(reports: Iterable[Held]) -> int:
    """Return how many exams, findings, assessments, recommendations and results there are."""
    return sum(
        len(one.exams)
        + len(one.findings)
        + len(one.assessments)
        + len(one.recommendations)
        + len(one.pathology)
        for one in (held.report for held in reports)
    )


class Patients:
    """Take reports in any order and give them back patient by patient, in the order of the keys.

    The reports of one patient come in the order of their canonical bytes, so that nothing depends
    on the order in which they were taken. Reports without a ``patient_key`` come first, each on
    its own, save that those which replace each other by id come together.
    """

    def __init__(self) -> None:
        self._base = scratch(_CACHE_KIB)
        self._base.execute("CREATE TABLE report (key TEXT, id TEXT, former TEXT, data BLOB)")
        self._waiting: list[StoredRow] = []
        self.keys = Keys(self._base)
        self.count = 0
        self.crowded: frozenset[str] = frozenset()

    def add(self, report: Report) -> None:
        """Take one report."""
        self.take(row_of(report))

    def take(self, row: StoredRow) -> None:
        """Take one report as ``row_of`` gives it."""
        self.count += 1
        self._waiting.append(row)
        if len(self._waiting) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        self._base.executemany("INSERT INTO report VALUES (?, ?, ?, ?)", self._waiting)
        self._waiting.clear()

    def __enter__(self) -> Self:
        """Return itself; leaving lets go of everything that was taken."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything that was taken."""
        self._base.close()

    def __iter__(self) -> Iterator[tuple[str | None, tuple[Held, ...]]]:
        for key, group, _ in self.groups():
            yield key, tuple(map(held_of, group))

    def groups(self) -> Iterator[Stored]:
        """Yield the reports of each patient as canonical bytes, and whether they are too many."""
        self._flush()
        self.crowded = self._crowded()
        for group in self._keyless():
            yield None, group, False
        query = "SELECT key, data FROM report WHERE key IS NOT NULL ORDER BY key, data"
        with closing(self._base.execute(query)) as rows:
            key: str | None = None
            waiting: list[bytes] = []
            for name, data in rows:
                if name != key or name in self.crowded:
                    if waiting:
                        yield key, waiting, key in self.crowded
                    key, waiting = name, []
                waiting.append(data)
            if waiting:
                yield key, waiting, key in self.crowded

    def alike(self) -> Alike:
        """Return the keys, also those told to ``keys``, that differ only in how they are written.

        It is asked once, when all is taken.
        """
        self._flush()
        query = "SELECT key, count(*) FROM report WHERE key IS NOT NULL GROUP BY key"
        with closing(self._base.execute(query)) as rows:
            for key, reports in rows:
                self.keys.add(key, reports)
        return self.keys.alike()

    def _crowded(self) -> frozenset[str]:
        query = "SELECT key FROM report WHERE key IS NOT NULL GROUP BY key HAVING count(*) > ?"
        with closing(self._base.execute(query, (MOST_REPORTS,))) as rows:
            return frozenset(key for (key,) in rows)

    def _keyless(self) -> Iterator[list[bytes]]:
        """Yield the reports without a key: those that replace each other together."""
        groups = self._chains()
        together: dict[str, list[bytes]] = {}
        alike: list[bytes] = []
        query = "SELECT id, former, data FROM report WHERE key IS NULL ORDER BY data"
        with closing(self._base.execute(query)) as rows:
            for name, former, data in rows:
                chain = groups.get(name) or groups.get(former)
                if chain is not None:
                    together.setdefault(chain, []).append(data)
                    continue
                # Two documents that say the same are one report only where they have an id.
                if alike and (name is None or data != alike[0]):
                    yield alike
                    alike = []
                alike.append(data)
        if alike:
            yield alike
        yield from together.values()

    def _chains(self) -> dict[str | None, str]:
        """Return the ids without a key that replace or are replaced, by the least of each chain."""
        query = "SELECT id, former FROM report WHERE key IS NULL AND former IS NOT NULL ORDER BY 1"
        with closing(self._base.execute(query)) as rows:
            return _least(rows)


def _least(pairs: Iterable[tuple[str | None, str]]) -> dict[str | None, str]:
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = name = parent[parent[name]]
        return name

    for name, former in pairs:
        one, other = root(name if name is not None else former), root(former)
        parent[max(one, other)] = min(one, other)
    return {name: root(name) for name in list(parent)}


def row_of(report: Report) -> StoredRow:
    """Return what is kept of a report: its key, its id, what it replaces, and its bytes."""
    return report.patient_key, report.id, report.replaces, report.to_json()


def held_of(data: bytes) -> Held:
    """Return a report that was kept as its canonical bytes."""
    try:
        return Held(parse(data), data)
    except InvalidReport as error:  # pragma: no cover - it was written by this library
        raise AssertionError(
            "A report that was read is written so that it is read again"
        ) from error
