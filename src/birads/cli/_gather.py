"""Gather the reports of several files by patient; what is no report is told, counted and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from birads.archive._patients import Patients, Stored, StoredRow, row_of
from birads.cli._documents import Document
from birads.cli._jobs import answers, in_packets, spread
from birads.cli._output import Progress, say
from birads.cli._reports import read

__all__ = ["by_patient", "gather", "tell"]

_Out = TypeVar("_Out")
Taken = StoredRow | dict[str, Any]


def gather(
    files: tuple[str, ...],
    patients: Patients,
    *,
    ndjson: bool,
    jobs: int = 1,
    refused: Callable[[dict[str, Any]], None] | None = None,
) -> int:
    """Take every report of the files, and return how many documents are none."""
    progress = Progress()
    for taken in answers(files, _taking, (), jobs, ndjson=ndjson):
        progress.tick(bad=isinstance(taken, dict))
        if isinstance(taken, tuple):
            patients.take(taken)
        else:
            (refused or tell)(taken)
    progress.done()
    return progress.bad


def _taking() -> Callable[[Document], Taken]:
    """Return the function that gives what is kept of a document, or its refusal."""

    def take(document: Document) -> Taken:
        one = read(document)
        return row_of(one.report) if one.report is not None else one.refusal()

    return take


def by_patient(
    patients: Patients,
    make: Callable[..., Callable[[Stored], _Out]],
    given: tuple[Any, ...],
    jobs: int,
) -> Iterator[_Out]:
    """Yield what is answered to the reports of each patient, in the order of the keys.

    ``make(*given)`` returns the function that answers one patient; each process makes its own.
    """
    stream = in_packets(patients.groups(), lambda group: sum(map(len, group[1])))
    return spread(stream, make, given, jobs)


def tell(refusal: dict[str, Any]) -> None:
    """Say on standard error that a document is no report."""
    line = f":{refusal['line']}" if refusal["line"] is not None else ""
    say(f"{refusal['file']}{line}: not a report; birads check says why")
