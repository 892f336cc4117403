"""Run over an archive in DuckDB: documents in Parquet or NDJSON, larger than memory.

``documents`` reads, ``answers`` asks one question of each, ``track`` and ``join`` go patient by
patient, and ``audit`` counts what ``join`` makes.
DuckDB sorts, spills and streams; what a document means is asked of this library alone, so that
the answers are those of the command line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs

from birads.archive._api import shown, tracked
from birads.archive._item import Item
from birads.archive._joining import Episode, Joined, join_patient, joined
from birads.archive._lines import is_lines, lines
from birads.archive._patients import MOST_REPORTS, Held, Patients
from birads.archive._rules import Items
from birads.archive._tracking import track_patient
from birads.archive.answers import QUESTIONS, ask, hold_all, key_of
from birads.audit._definitions import Definition
from birads.audit._run import Audit
from birads.issue import MissingExtra

__all__ = ["Tally", "answers", "audit", "documents", "grouped", "join", "register", "track"]

_ROWS = 2_000
_MOST_BYTES = 16 * 1024 * 1024
MEMORY = "256MB"
"""What DuckDB holds in memory; what is more goes to a temporary folder."""

_KEYED = "birads_lines"
_Group = tuple[str | None, list[Any], bool]


@attrs.define
class Tally:
    """Count documents, those of them that are no report, and those whose key is in doubt."""

    documents: int = 0
    refused: int = 0
    alike: int = 0
    """The reports whose patient_key is written nearly as another one is, where patients count."""


@contextmanager
def _open(connection: Any) -> Iterator[Any]:
    """Yield the connection that is given, else one of bounded memory that spills to a folder."""
    if connection is not None:
        yield connection
        return
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("archive", "duckdb") from error
    with TemporaryDirectory() as folder, duckdb.connect() as made:
        made.execute(f"SET memory_limit = '{MEMORY}'")
        made.execute("SET temp_directory = '" + folder.replace("'", "''") + "'")
        yield made


def documents(source: str | Path) -> str:
    """Return the SQL that reads a column ``document``: the text of each report of a file.

    A name that ends with ``.ndjson`` or ``.jsonl`` is read line by line, any other as Parquet
    with a column ``document``; a pattern such as ``2024/*.parquet`` names many files.
    """
    name = str(source)
    literal = "'" + name.replace("'", "''") + "'"
    if not is_lines(source):
        return f"SELECT document FROM read_parquet({literal})"  # noqa: S608 - quoted above
    # One column whose delimiter no line of JSON holds: a line is kept as it is, whatever it says.
    options = (
        "columns = {'document': 'VARCHAR'}, delim = '\x01', quote = '', escape = '', "
        f"header = false, auto_detect = false, max_line_size = {_MOST_BYTES}, "
        f"buffer_size = {2 * _MOST_BYTES}"
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
    for document in _texts(source, connection):
        one = answer(document, (None, None))
        tally.documents += 1
        tally.refused += not one.valid
        yield one.line


def _texts(source: str | Path, connection: Any) -> Iterator[str | bytes | None]:
    if is_lines(source):
        yield from lines(source)
        return
    with _open(connection) as held:
        for (document,) in _rows(held, documents(source)):
            yield document


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


def _rows(connection: Any, query: str, keyed: Any = None) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor()  # other queries of the connection may run meanwhile
    if keyed is not None:
        cursor.register(_KEYED, keyed)  # which the cursor alone sees
    cursor.execute(query)
    while batch := cursor.fetchmany(_ROWS):
        yield from batch


def grouped(
    source: str | Path, *, connection: Any = None
) -> Iterator[tuple[str | None, list[Any]]]:
    """Yield the documents of each patient together, those without a key last and one by one.

    A line is bytes, and a cell of Parquet text. The sort may be larger than memory: DuckDB spills
    it to its temporary folder. Documents of a key that too many have come one by one too.
    """
    return ((key, found) for key, found, _ in _grouped(source, connection))


def _grouped(source: str | Path, connection: Any) -> Iterator[_Group]:
    """Yield each group, and whether its key is one that too many documents have."""
    key: str | None = None
    waiting: list[Any] = []
    crowded = False
    for name, document in _sorted(source, connection):
        if name is None or name != key:
            if waiting:
                yield key, waiting, crowded
            key, waiting, crowded = name, [], False
        waiting.append(document)
        if len(waiting) > (0 if crowded else MOST_REPORTS):
            crowded = True
            yield from ((key, [each], True) for each in waiting)
            waiting = []
    if waiting:
        yield key, waiting, crowded


def _sorted(source: str | Path, connection: Any) -> Iterator[tuple[str | None, Any]]:
    """Yield the key and the text of each document, by key, those without one last."""
    order = "ORDER BY key NULLS LAST, document"
    with _open(connection) as held:
        if is_lines(source):
            # Lines are read here: DuckDB refuses a file for one line that is no UTF-8 or too long.
            query = f"SELECT key, document FROM {_KEYED} {order}"  # noqa: S608 - our own name
            yield from _rows(held, query, _keyed(lines(source)))
            return
        key = "try(json_extract_string(document, '$.patient_key')) AS key"
        query = f"SELECT {key}, document FROM ({documents(source)}) {order}"  # noqa: S608 - quoted
        yield from _rows(held, query)


def _keyed(found: Iterator[bytes]) -> Any:
    import pyarrow as pa

    schema = pa.schema([("key", pa.string()), ("document", pa.binary())])

    def batches() -> Iterator[Any]:
        while some := list(islice(found, _ROWS)):
            yield pa.record_batch([pa.array(list(map(key_of, some))), pa.array(some)], schema)

    return pa.RecordBatchReader.from_batches(schema, batches())


def _held(
    source: str | Path, connection: Any, tally: Tally, alone: Patients
) -> Iterator[tuple[str, list[Held], bool]]:
    """Yield the reports of each key, and whether they are too many; ``alone`` takes the others."""
    for key, found, crowded in _grouped(source, connection):
        held, bad = hold_all(found)
        tally.documents += len(found)
        tally.refused += bad
        if key is not None:
            if held:
                alone.keys.add(key, len(held))
            yield key, held, crowded
            continue
        for one in held:
            alone.add(one.report)


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
        for key, held, crowded in _held(source, connection, tally, alone):
            of_patient = track_patient(key, held, today, items)
            yield from shown(of_patient, closed=closed, crowded=crowded)
        yield from tracked(alone, today, closed=closed, items=items)
        tally.alike = alone.alike().reports


def join(
    source: str | Path,
    *,
    counts: Joined | None = None,
    connection: Any = None,
    tally: Tally | None = None,
) -> Iterator[Episode]:
    """Yield the episodes of every patient, those of reports without a key last."""
    counts = counts if counts is not None else Joined()
    tally = tally if tally is not None else Tally()
    with Patients() as alone:
        for key, held, crowded in _held(source, connection, tally, alone):
            if held:
                counts.apart["too_many_reports"] += len(held) if crowded else 0
                yield from join_patient(key, held, counts)
        yield from joined(alone, counts)
        tally.alike = counts.apart["patient_key_alike"]


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
