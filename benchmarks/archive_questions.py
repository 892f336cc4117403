"""Ask one question of an archive: ``archive_questions.py ENGINE QUESTION FILE``.

The answers are not kept: their lines go through a digest, and the count of reports comes out. The
order of the lines is that of the engine; ``sum`` is the same for the same lines in any order.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256

from birads import parse
from birads.acr_criteria.recommend import recommend
from birads.archive import Joined, duck, join, track
from birads.audit import Audit
from birads.report.report import Report

_TODAY = dt.date(2024, 1, 1)
_BITS = 1 << 64
Lines = Iterator[bytes]


class _Count:
    """Count reports as they are read."""

    reports = 0


def _reports(source: str, count: _Count) -> Iterator[Report]:
    with open(source, "rb") as stream:  # noqa: PTH123 - a stream of lines
        for line in stream:
            count.reports += 1
            yield parse(line)


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
            yield json.dumps(item.to_dict()).encode()
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
            yield json.dumps(item.to_dict()).encode()
    elif question == "audit":
        yield from _audit_lines(duck.audit(source, tally=tally))
    else:
        for line in duck.answers(source, "recommend", tally=tally):
            yield line.encode()
    count.reports = tally.documents


_ENGINES: dict[str, Callable[[str, str, _Count], Lines]] = {"library": _library, "duckdb": _duckdb}


def main() -> None:
    """Print the count of reports and of lines, and what they add up to."""
    engine, question, source = sys.argv[1:4]
    count = _Count()
    lines = total = 0
    for line in _ENGINES[engine](question, source, count):
        lines += 1
        total = (total + int.from_bytes(sha256(line).digest()[:8])) % _BITS
    print(json.dumps({"reports": count.reports, "lines": lines, "sum": f"{total:016x}"}))


if __name__ == "__main__":
    main()
