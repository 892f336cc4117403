"""``birads join``: the reports of each patient as episodes, one report for each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from pydantic_core import to_json

from birads._visible import visible
from birads.archive._joining import Episode, Joined, join_patient
from birads.archive._patients import Patients, Stored, held_of
from birads.cli._gather import by_patient, gather
from birads.cli._options import files_argument, format_option, ndjson_option, processes_option
from birads.cli._output import say_lines, write, write_text
from birads.cli._places import check_places, write_file

__all__ = ["join"]

_File = click.Path(dir_okay=False, path_type=Path)


@click.command()
@files_argument
@format_option("reports", "json", "text")
@ndjson_option
@processes_option
@click.option("--summary", type=_File, metavar="FILE", help="Write the counts by reason as JSON.")
def join(files: tuple[str, ...], form: str, ndjson: bool, jobs: int, summary: Path | None) -> None:
    """Join the reports of each patient to episodes, for ``birads audit -``.

    By default one line for each episode: one report that holds every exam and lesion once,
    replaced versions left out. With --format json the line says which reports it is made of, and
    by which rules. Exit status 1 where a document is no report.
    """
    check_places(files, [("--summary", summary)])
    counts = Joined()
    with Patients() as patients:
        refused = gather(files, patients, ndjson=ndjson, jobs=jobs)
        show = write_text if form == "text" else _write_line
        for lines, counted in by_patient(patients, _joining, (form,), jobs):
            counts.add(counted)
            for line in lines:
                show(line)
        counts.meet(patients.alike())
    told: dict[str, Any] = {**counts.to_dict(), "refused": refused}
    if summary is not None:
        write_file(summary, to_json(told) + b"\n")
    _tell(told)
    sys.exit(1 if refused else 0)


def _write_line(line: str) -> None:
    write(line.encode() + b"\n")


def _joining(form: str) -> Callable[[Stored], tuple[list[str], Joined]]:
    """Return the function that gives the lines of the episodes of one patient, and the counts."""

    def join_one(group: Stored) -> tuple[list[str], Joined]:
        key, documents, crowded = group
        counts = Joined()
        counts.apart["too_many_reports"] += len(documents) if crowded else 0
        held = tuple(map(held_of, documents))
        return [_LINE[form](one) for one in join_patient(key, held, counts)], counts

    return join_one


def _tell(told: dict[str, Any]) -> None:
    total = (
        f"{told['reports']:,} reports of {told['patients']:,} patients, {told['without_key']:,} "
        f"without a key; {told['episodes']:,} episodes, {told['replaced']:,} replaced, "
        f"{told['void']:,} void"
    )
    lines = [total]
    for name in ("joined", "apart"):
        lines += [f"  {name}: {one['count']:,} {one['rule']}" for one in told[name]]
    say_lines(lines)


def _report(one: Episode) -> str:
    return one.report.to_json().decode()


def _json(one: Episode) -> str:
    return to_json(one.to_dict()).decode()


def _text(one: Episode) -> str:
    return "".join(f"{visible(line)}\n" for line in _lines(one))


def _lines(one: Episode) -> Iterator[str]:
    start = one.start if one.start is not None else "no date"
    yield f"{one.patient_key or '(no patient_key)'}  {one.id}  {one.kind}, {start}"
    for member in one.members:
        rule = f", joined by {member['rule']}" if member["rule"] else ""
        yield f"  {member['report']}: {member['role']}{rule}"


_LINE: dict[str, Callable[[Episode], str]] = {"reports": _report, "json": _json, "text": _text}
