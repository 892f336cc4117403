"""Ask one question of an archive: ``archive_questions.py ENGINE QUESTION FILE``.

The answers are not kept: their lines go through a digest, and the count of reports comes out. The
order of the lines is that of the engine; ``sum`` is the same for the same lines in any order.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic_core import to_json

from birads import parse
from birads.acr_criteria._recommend import recommend
from birads.archive import Joined, duck, join, track
from birads.audit import Audit
from birads.audit._counts import Cell
from birads.audit._followed import Truth
from birads.report.report import Report

_TODAY = dt.date(2024, 1, 1)
_BITS = 1 << 64
Lines = Iterator[bytes]


class _Count:
    """Count reports as they are read."""

    reports = 0
    used: dict[str, float] | None = None


def _reports(source: str, count: _Count) -> Iterator[Report]:
    with open(source, "rb") as stream:  # noqa: PTH123 - a stream of lines
        for line in stream:
            count.reports += 1
            yield parse(line)


def _cell_line(row: Any) -> bytes:
    """Return the line of one row of ``audit_batches``, as ``_audit_lines`` has it."""
    *said, _, number = row
    return f"{Cell(*said[:3], Truth(said[3]), *said[4:])}: {number}".encode()


def _audit_lines(run: Audit) -> Lines:
    for cell, number in sorted(run.cells.counts.items(), key=repr):
        yield f"{cell}: {number}".encode()


def _library(question: str, source: str, count: _Count) -> Lines:
    reports = _reports(source, count)
    if question == "join":
        for episode in join(reports, Joined()):
            yield episode.report.to_json()
    elif question == "track":
        for item in track(reports, _TODAY):
            yield to_json(item.to_dict())
    elif question == "audit":
        run = Audit("acr-basic")
        for episode in join(reports):
            run.add(episode.report)
        yield from _audit_lines(run)
    else:
        for report in reports:
            yield recommend(report).to_json()


def _duckdb(question: str, source: str, count: _Count) -> Lines:
    tally = duck.Tally()
    if question == "join":
        for episode in duck.join(source, tally=tally):
            yield episode.report.to_json()
    elif question == "track":
        for item in duck.track(source, _TODAY, tally=tally):
            yield to_json(item.to_dict())
    elif question == "audit":
        yield from _audit_lines(duck.audit(source, tally=tally))
    else:
        for line in duck.answers(source, "recommend", tally=tally):
            yield line.encode()
    count.reports = tally.documents


def _spark(question: str, source: str, count: _Count) -> Lines:
    from local_spark import Cluster, session_of
    from pyspark.sql import functions as f

    from birads.archive import spark as ours

    with TemporaryDirectory() as folder, ExitStack() as ending:
        cluster = Cluster(Path(folder))
        ending.callback(cluster.stop)
        with session_of(cluster) as session:
            frame = session.read.text(source).select(f.col("value").alias("document"))
            keyed = frame.mapInArrow(ours.keyed_batches, ours.KEYED_SCHEMA).groupBy("group_key")
            if question == "recommend":
                run = ours.answer_batches("recommend")
                rows = frame.mapInArrow(run, ours.ANSWER_SCHEMA).select("answer")
            elif question == "track":
                rows = keyed.applyInPandas(ours.track_group(_TODAY), ours.TRACK_SCHEMA)
                rows = rows.where("item is not null").select("item")
            else:
                joined = keyed.applyInPandas(ours.join_group, ours.JOIN_SCHEMA)
                rows = joined.where("document is not null").select("document")
            if question == "audit":
                cells = rows.mapInArrow(ours.audit_batches(), ours.COUNT_SCHEMA)
                groups = [name.split()[0] for name in ours.COUNT_SCHEMA.split(", ")][:-1]
                rows = cells.groupBy(*groups).agg(f.sum("n"))
            for row in rows.toLocalIterator():
                if question != "audit":
                    yield row[0].encode()
                elif row["excluded"] is None:
                    yield _cell_line(row)
            count.reports = frame.count()
            count.used = _used()


def _used() -> dict[str, float]:
    """Return the processor seconds and the largest memory of this process and all under it."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    peaks: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
            status = stat.with_name("status").read_text("utf-8")
        except OSError:  # it ended meanwhile
            continue
        pid = int(stat.parent.name)
        parents[pid], ticks[pid] = int(fields[1]), sum(map(int, fields[11:15]))
        peaks[pid] = int(status.partition("VmHWM:")[2].split()[0]) if "VmHWM:" in status else 0
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    seconds = sum(ticks[pid] for pid in ours) / os.sysconf("SC_CLK_TCK")
    return {"cpu_seconds": seconds, "peak_mib": sum(peaks[pid] for pid in ours) / 1024}


_ENGINES: dict[str, Callable[[str, str, _Count], Lines]] = {
    "library": _library,
    "duckdb": _duckdb,
    "spark": _spark,
}


def main() -> None:
    """Print the count of reports and of lines, and what they add up to."""
    engine, question, source = sys.argv[1:4]
    count = _Count()
    lines = total = 0
    for line in _ENGINES[engine](question, source, count):
        lines += 1
        total = (total + int.from_bytes(sha256(line).digest()[:8])) % _BITS
    told = {"reports": count.reports, "lines": lines, "sum": f"{total:016x}"}
    print(json.dumps({**told, "used": count.used}))


if __name__ == "__main__":
    main()
