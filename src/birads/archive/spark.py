"""Functions for Spark: ``mapInArrow`` for documents, ``applyInPandas`` for patients.

They take and give plain columns and import no Spark, so they run in any engine that hands out
Arrow batches. A document that is no report is answered in its row: a partition never fails by
what a document says, and a task that is run again gives the same rows.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from birads.archive._joining import Joined, join_patient
from birads.archive.answers import ask, hold_all, key_of, track_documents
from birads.audit import Audit, Definition, definition

__all__ = [
    "ANSWER_SCHEMA",
    "COUNT_SCHEMA",
    "JOIN_SCHEMA",
    "KEYED_SCHEMA",
    "TRACK_SCHEMA",
    "answer_batches",
    "audit_batches",
    "join_group",
    "keyed_batches",
    "track_group",
]

ANSWER_SCHEMA = "file string, line long, valid boolean, answer string"
"""What ``answer_batches`` gives: the line that the command writes, and where it came from."""

KEYED_SCHEMA = "group_key string, patient_key string, document string"
"""What ``keyed_batches`` gives; ``group_key`` is the patient, or the document where none is."""

TRACK_SCHEMA = "patient_key string, item string, refused long"
"""What ``track_group`` gives: a line per open item, and one row that counts what was refused."""

JOIN_SCHEMA = "patient_key string, episode string, kind string, document string, refused long"
"""What ``join_group`` gives: one joined report for each episode."""

COUNT_SCHEMA = (
    "grp string, category string, decision string, truth string, biopsied boolean, "
    "cancer_type string, recall string, excluded string, n long"
)
"""What ``audit_batches`` gives: partial counts, to be summed over all batches."""

_COUNTED = ("group", "category", "decision", "truth", "biopsied", "cancer_type", "recall")
_Batches = Callable[[Iterable[Any]], Iterator[Any]]


def answer_batches(question: str, topics: str | None = None) -> _Batches:
    """Return a function for ``mapInArrow`` that answers the column ``document``.

    The columns ``file`` and ``line`` are handed on where they are there.
    """
    answer = ask(question, topics)

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            texts = _column(batch, "document")
            places = list(zip(_column(batch, "file"), _column(batch, "line"), strict=True))
            found = [answer(text, place) for text, place in zip(texts, places, strict=True)]
            yield _batch(
                ANSWER_SCHEMA,
                [
                    [place[0] for place in places],
                    [place[1] for place in places],
                    [one.valid for one in found],
                    [one.line for one in found],
                ],
            )

    return run


def keyed_batches(batches: Iterable[Any]) -> Iterator[Any]:
    """Give each document the key by which ``groupBy`` brings the reports of a patient together."""
    for batch in batches:
        texts = _column(batch, "document")
        keys = [key_of(text) for text in texts]
        groups = [f"k{k}" if k is not None else f"d{t}" for k, t in zip(keys, texts, strict=True)]
        yield _batch(KEYED_SCHEMA, [groups, keys, texts])


def track_group(today: dt.date) -> Callable[[Any], Any]:
    """Return a function for ``applyInPandas`` over ``group_key``: the open items of one patient."""

    def run(frame: Any) -> Any:
        import pandas as pd

        key = _key(frame)
        lines, bad = track_documents(key, list(frame["document"]), today)
        rows = [(key, line, 0) for line in lines] + [(key, None, bad)] * bool(bad)
        return pd.DataFrame(rows, columns=_names(TRACK_SCHEMA))

    return run


def join_group(frame: Any) -> Any:
    """Return the joined reports of one patient, for ``applyInPandas`` over ``group_key``."""
    import pandas as pd

    key = _key(frame)
    held, bad = hold_all(list(frame["document"]))
    rows: list[tuple[Any, ...]] = [
        (key, one.id, one.kind, one.report.to_json().decode(), 0)
        for one in join_patient(key, held, Joined())
    ]
    rows += [(key, None, None, None, bad)] * bool(bad)
    return pd.DataFrame(rows, columns=_names(JOIN_SCHEMA))


def audit_batches(chosen: Definition | str = "acr-basic") -> _Batches:
    """Return a function for ``mapInArrow`` that counts the cases of joined reports.

    Summed over all batches, the rows without ``excluded`` are the cells of ``birads audit``.
    """
    of = definition(chosen) if isinstance(chosen, str) else chosen

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            counts = _counts(of, _column(batch, "document"))
            rows = list(counts.items())
            columns = [[key[n] for key, _ in rows] for n in range(len(_COUNTED) + 1)]
            yield _batch(COUNT_SCHEMA, [*columns, [count for _, count in rows]])

    return run


def _counts(of: Definition, texts: list[str | None]) -> Counter[tuple[Any, ...]]:
    run = Audit(of, by=())
    held, bad = hold_all(texts)
    for one in held:
        run.add(one.report)
    found: Counter[tuple[Any, ...]] = Counter()
    for cell, count in run.cells.counts.items():
        values = [getattr(cell, name) for name in _COUNTED]
        values[3] = values[3].value
        found[*values, None] += count
    for reason, count in {**run.excluded, "refused": bad}.items():
        if count:
            found[*([None] * len(_COUNTED)), reason] += count
    return found


def _key(frame: Any) -> str | None:
    value = frame["patient_key"].iloc[0]
    return value if isinstance(value, str) else None


def _names(schema: str) -> list[str]:
    return [part.split()[0] for part in schema.split(", ")]


def _column(batch: Any, name: str) -> list[Any]:
    if name not in batch.schema.names:
        return [None] * batch.num_rows
    values: list[Any] = batch.column(batch.schema.names.index(name)).to_pylist()
    return values


def _batch(schema: str, columns: list[list[Any]]) -> Any:
    import pyarrow as pa

    kinds = {"string": pa.string(), "long": pa.int64(), "boolean": pa.bool_()}
    fields = [part.split() for part in schema.split(", ")]
    arrays = [
        pa.array(values, kinds[kind]) for (_, kind), values in zip(fields, columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, [name for name, _ in fields])
