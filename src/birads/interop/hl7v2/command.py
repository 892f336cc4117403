"""Offer HL7 v2 to the command line."""

from __future__ import annotations

from collections.abc import Sequence

from birads.interop.header import Header
from birads.interop.hl7v2 import from_hl7v2, to_hl7v2
from birads.interop.imported import Imported
from birads.report.report import Report

__all__ = ["export", "read"]


def export(report: Report, header: Header | None) -> bytes:
    """Return the message of a report."""
    return to_hl7v2(report, header=header)


def read(data: bytes, edition: str | None) -> Sequence[Imported]:
    """Return what each message of a file holds."""
    return from_hl7v2(data, edition=edition)
