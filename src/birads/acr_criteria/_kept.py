"""Hold the workup of a shape, and fill in the report that it is for."""

from __future__ import annotations

from typing import Final, Protocol

import attrs
from pydantic_core import to_json

from birads.acr_criteria._made import maker
from birads.acr_criteria._workup import ReportRef, Workup
from birads.lexicon.edition import Edition
from birads.report._shape._filled import Filler, Line, Said, filler, line_of
from birads.report.canonical import digest
from birads.report.report import Report

__all__ = ["NO_REPORT", "Answered", "Kept", "Made", "Remembered", "kept", "ref_of", "weigh"]

_workup = maker(Workup)
_ref = maker(ReportRef)
NO_REPORT: Final = _ref(id=None, edition=next(iter(Edition)), sha256="")
"""Stands in a workup that is for every report of a shape."""


def ref_of(report: Report) -> ReportRef:
    """Return what a workup says of the report that it is for."""
    return _ref(id=report.id, edition=report.edition, sha256=digest(report))


@attrs.frozen(eq=False)
class Kept:
    """A workup without its report, how names are put into it, and its JSON after the report."""

    workup: Workup
    fill: Filler | None
    line: Line
    weight: int


def kept(workup: Workup) -> Kept:
    """Return a workup as it is remembered."""
    data = workup.to_json()
    head = _head(NO_REPORT.id, NO_REPORT.edition, NO_REPORT.sha256)
    if not data.startswith(head):  # pragma: no cover - the report is the first member
        raise ValueError("a workup does not start with its report")
    return Kept(workup, filler(workup), line_of(data[len(head) :]), len(data))


def weigh(one: Kept) -> int:
    """Return how much memory a workup needs, about."""
    return one.weight


def _head(name: str | None, edition: str, sha256: str) -> bytes:
    """Return how the line of a workup begins; ``kept`` holds it against the serialiser."""
    own = b"null" if name is None else to_json(name)
    return b'{"report":{"id":%b,"edition":"%b","sha256":"%b"}' % (
        own,
        edition.encode(),
        sha256.encode(),
    )


class Answered(Protocol):
    """A workup that is made only in the form that is asked for."""

    def fits(self) -> bool:
        """Say whether a pattern has a variant."""
        ...

    def workup(self) -> Workup:
        """Return the workup."""
        ...

    def json(self) -> bytes:
        """Return the workup as one line of JSON."""
        ...


def _fits(workup: Workup) -> bool:
    return any(pattern.variant is not None for pattern in workup.patterns)


@attrs.frozen(eq=False)
class Made:
    """A workup that was made of its own report."""

    made: Workup

    def fits(self) -> bool:
        """Say whether a pattern has a variant."""
        return _fits(self.made)

    def workup(self) -> Workup:
        """Return the workup."""
        return self.made

    def json(self) -> bytes:
        """Return the workup as one line of JSON."""
        return self.made.to_json()


@attrs.frozen(eq=False)
class Remembered:
    """A workup that is remembered for the shape of a report."""

    kept: Kept
    report: Report
    said: Said

    def fits(self) -> bool:
        """Say whether a pattern has a variant."""
        return _fits(self.kept.workup)

    def workup(self) -> Workup:
        """Return the workup."""
        fill = self.kept.fill
        made: Workup = self.kept.workup if fill is None else fill(self.said)
        return _workup(**{**made.__dict__, "report": ref_of(self.report)})

    def json(self) -> bytes:
        """Return the workup as one line of JSON."""
        report = self.report
        head = _head(report.id, report.edition, digest(report))
        return head + self.kept.line.filled(self.said)
