"""Read reports for every command: each document is a report, or the refusal that says why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from birads.cli._documents import Document, documents, limits
from birads.cli._output import refusal
from birads.issue import InvalidReport
from birads.parsing._parse import parse
from birads.report.report import Report

__all__ = ["Read", "read", "reports"]


@attrs.frozen
class Read:
    """One document: its report, or the error that refused it; exactly one of the two is there."""

    document: Document
    report: Report | None = None
    error: InvalidReport | None = None

    def refusal(self) -> dict[str, object]:
        """Return what a command answers for a document that is no report."""
        error = self.error or InvalidReport(())
        return refusal(self.document.file, self.document.line, error)


def read(document: Document) -> Read:
    """Return the report of a document, or its refusal."""
    try:
        return Read(document, report=parse(document.data, limits=limits()))
    except InvalidReport as error:
        return Read(document, error=error)


def reports(files: Iterable[str], *, ndjson: bool = False) -> Iterator[Read]:
    """Yield every document of the files as a report or a refusal, in input order."""
    return map(read, documents(files, ndjson=ndjson))
