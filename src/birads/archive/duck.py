"""Run over an archive in DuckDB: documents in Parquet or NDJSON, larger than memory.

``documents`` reads, ``answers`` asks one question of each, ``track`` and ``join`` go patient by
patient, and ``audit`` counts what ``join`` makes.
DuckDB sorts, spills and streams; what a document means is asked of this library alone, so that
the answers are those of the command line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from birads.archive.answers import QUESTIONS, ask, hold_all
from birads.archive.api import shown, tracked
from birads.archive.item import Item
from birads.archive.joining import Episode, Joined, join_patient, joined
from birads.archive.patients import MOST_REPORTS, Patients
from birads.archive.rules import Items
from birads.archive.tracking import track_patient
from birads.audit.definitions import Definition
from birads.audit.run import Audit
from birads.issue import MissingExtra

__all__ = ["Tally", "answers", "audit", "documents", "grouped", "join", "register", "track"]

_ROWS = 2_000
_MOST_BYTES = 64 * 1024 * 1024
_LINES = (".ndjson", ".jsonl")


@attrs.define
class Tally:
    """Count documents, and those of them that are no report."""

    documents: int = 0
    refused: int = 0


def _connected(connection: Any) -> Any:
    if connection is not None:
        return connection
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("archive", "duckdb") from error
    return duckdb.connect()


def documents(source: str | Path) -> str:
    """Return the SQL that reads a column ``document``: the text of each report of a file.

    A name that ends with ``.ndjson`` or ``.jsonl`` is read line by line, any other as Parquet
    with a column ``document``; a pattern such as ``2024/*.parquet`` names many files.
    """
    name = str(source)
    literal = "'" + name.replace("'", "''") + "'"
    if not name.lower().endswith(_LINES):
        return f"SELECT document FROM read_parquet({literal})"  # noqa: S608 - quoted above
    # One column whose delimiter no line of JSON holds: a line is kept as it is, whatever it says.
    options = (
        "columns = {'document': 'VARCHAR'}, delim = '\x01', quote = '', escape = '', "
        f"header = false, auto_detect = false, max_line_size = {_MOST_BYTES}"
    )
    return (
        f"SELECT document FROM read_csv({literal}, {options}) "  # noqa: S608 - quoted above
        "WHERE document IS NOT NULL AND trim(document) <> ''"
    )


def answers(
    source: str | Path,
    question: str,
    *,
    topics: str | None = None,
    connection: Any = None,
    tally: Tally | None = None,
) -> Iterator[str]:
    """Yield the answer to each document, in the order of the source; see ``answers.ask``."""
    answer = ask(question, topics)
    tally = tally if tally is not None else Tally()
    for (document,) in _rows(_connected(connection), documents(source)):
        one = answer(document, (None, None))
        tally.documents += 1
        tally.refused += not one.valid
        yield one.line


def register(connection: Any) -> None:
    """Give a connection functions of a document: ``birads_check`` and ``birads_recommend``.

    ``birads_recommend_current`` answers from the current topics too. All run batch by batch, so a
    query of any size streams through them; PyArrow is needed.
    """
    for question in QUESTIONS:
        connection.create_function(
            f"birads_{question}",
            _by_batch(question),
            ["VARCHAR"],
            "VARCHAR",
            type="arrow",
            null_handling="special",
        )


def _by_batch(question: str) -> Callable[[Any], Any]:
    import pyarrow as pa

    answer = ask(question)

    def batch(documents: Any) -> Any:
        lines = [answer(document, (None, None)).line for document in documents.to_pylist()]
        return pa.array(lines, pa.string())

    return batch


def _rows(connection: Any, query: str) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor()  # other queries of the connection may run meanwhile
    cursor.execute(query)
    while batch := cursor.fetchmany(_ROWS):
        yield from batch


def grouped(
    source: str | Path, *, connection: Any = None
) -> Iterator[tuple[str | None, list[str]]]:
    """Yield the documents of each patient together, those without a key last and one by one.

    The sort may be larger than memory: DuckDB spills it to its temporary folder. Documents of a
    key that too many have come one by one too.
    """
    return ((key, found) for key, found, _ in _grouped(source, connection))


def _grouped(source: str | Path, connection: Any) -> Iterator[tuple[str | None, list[str], bool]]:
    """Yield each group, and whether its key is one that too many documents have."""
    query = (
        "SELECT key, document, count(*) OVER (PARTITION BY key) AS n FROM ("  # noqa: S608 - quoted
        "SELECT try(json_extract_string(document, '$.patient_key')) AS key, document "
        f"FROM ({documents(source)})) ORDER BY key NULLS LAST, document"
    )
    key: str | None = None
    waiting: list[str] = []
    crowded = False
    for name, document, count in _rows(_connected(connection), query):
        if waiting and (name is None or crowded or name != key):
            yield key, waiting, crowded
            waiting = []
        key, crowded = name, name is not None and count > MOST_REPORTS
        waiting.append(document)
    if waiting:
        yield key, waiting, crowded


def track(
    source: str | Path,
    today: dt.date,
    *,
    closed: bool = False,
    items: Items | None = None,
    connection: Any = None,
    tally: Tally | None = None,
) -> Iterator[Item]:
    """Yield the open items of every patient, those without a key last."""
    tally = tally if tally is not None else Tally()
    with Patients() as alone:
        for key, found, crowded in _grouped(source, connection):
            held, bad = hold_all(found)
            tally.documents += len(found)
            tally.refused += bad
            if key is None:
                for one in held:
                    alone.add(one.report)
            else:
                of_patient = track_patient(key, held, today, items)
                yield from shown(of_patient, closed=closed, crowded=crowded)
        yield from tracked(alone, today, closed=closed, items=items)


def join(
    source: str | Path,
    *,
    counts: Joined | None = None,
    connection: Any = None,
    tally: Tally | None = None,
) -> Iterator[Episode]:
    """Yield the episodes of every patient, those of reports without a key last."""
    tally = tally if tally is not None else Tally()
    counts = counts if counts is not None else Joined()
    with Patients() as alone:
        for key, found, crowded in _grouped(source, connection):
            held, bad = hold_all(found)
            tally.documents += len(found)
            tally.refused += bad
            if key is None:
                for one in held:
                    alone.add(one.report)
            elif held:
                counts.apart["too_many_reports"] += len(held) if crowded else 0
                yield from join_patient(key, held, counts)
        yield from joined(alone, counts)


def audit(
    source: str | Path,
    chosen: Definition | str = "acr-basic",
    *,
    connection: Any = None,
    tally: Tally | None = None,
    **more: Any,
) -> Audit:
    """Return the audit of the episodes of an archive; ``more`` is what ``Audit`` takes."""
    run = Audit(chosen, **more)
    for episode in join(source, connection=connection, tally=tally):
        run.add(episode.report)
    return run
