"""``birads join``: the reports of each patient as episodes, one report for each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from pydantic_core import to_json

from birads.archive.joining import Episode, Joined, joined
from birads.archive.patients import Patients
from birads.cli.gather import gather
from birads.cli.options import files_argument, format_option, ndjson_option
from birads.cli.output import say_lines, write, write_json, write_text
from birads.cli.places import check_places, write_file
from birads.visible import visible

__all__ = ["join"]

_File = click.Path(dir_okay=False, path_type=Path)


@click.command()
@files_argument
@format_option("reports", "json", "text")
@ndjson_option
@click.option("--summary", type=_File, metavar="FILE", help="Write the counts by reason as JSON.")
def join(files: tuple[str, ...], form: str, ndjson: bool, summary: Path | None) -> None:
    """Join the reports of each patient to episodes, for ``birads audit -``.

    By default one line for each episode: one report that holds every exam and lesion once,
    replaced versions left out. With --format json the line says which reports it is made of, and
    by which rules. Exit status 1 where a document is no report.
    """
    check_places(files, [("--summary", summary)])
    counts = Joined()
    with Patients() as patients:
        refused = gather(files, patients, ndjson=ndjson)
        _SHOW[form](joined(patients, counts))
    told: dict[str, Any] = {**counts.to_dict(), "refused": refused}
    if summary is not None:
        write_file(summary, to_json(told) + b"\n")
    _tell(told)
    sys.exit(1 if refused else 0)


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


def _reports(found: Iterable[Episode]) -> None:
    for one in found:
        write(one.report.to_json() + b"\n")


def _json(found: Iterable[Episode]) -> None:
    for one in found:
        write_json(one.to_dict())


def _text(found: Iterable[Episode]) -> None:
    for one in found:
        key = one.patient_key or "(no patient_key)"
        start = one.start if one.start is not None else "no date"
        lines = [f"{key}  {one.id}  {one.kind}, {start}"]
        for member in one.members:
            rule = f", joined by {member['rule']}" if member["rule"] else ""
            lines.append(f"  {member['report']}: {member['role']}{rule}")
        write_text("".join(f"{visible(line)}\n" for line in lines))


_SHOW: dict[str, Callable[[Iterable[Episode]], None]] = {
    "reports": _reports,
    "json": _json,
    "text": _text,
}
