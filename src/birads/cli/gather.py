"""Gather the reports of several files by patient; what is no report is told, counted and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from birads.archive.patients import Patients
from birads.cli.output import Progress, say
from birads.cli.reports import Read, reports

__all__ = ["gather", "tell"]


def gather(
    files: tuple[str, ...],
    patients: Patients,
    *,
    ndjson: bool,
    refused: Callable[[dict[str, Any]], None] | None = None,
) -> int:
    """Take every report of the files, and return how many documents are none."""
    progress = Progress()
    for one in reports(files, ndjson=ndjson):
        progress.tick(bad=one.report is None)
        if one.report is not None:
            patients.add(one.report)
        elif refused is not None:
            refused(one.refusal())
        else:
            tell(one)
    progress.done()
    return progress.bad


def tell(one: Read) -> None:
    """Say on standard error that a document is no report."""
    line = f":{one.document.line}" if one.document.line is not None else ""
    say(f"{one.document.file}{line}: not a report; birads check says why")
