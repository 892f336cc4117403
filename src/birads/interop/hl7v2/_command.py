"""Offer HL7 v2 to the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from birads.interop.header import Header
from birads.interop.hl7v2 import from_hl7v2, to_hl7v2
from birads.interop.hl7v2._frame import Segments
from birads.interop.imported import Imported
from birads.report.report import Report

__all__ = ["export", "read"]


def export(
    report: Report,
    header: Header | None,
    *,
    segments: Segments | None = None,
    suffix: str = "plain",
) -> bytes:
    """Return the message of a report."""
    return to_hl7v2(report, segments, header=header, suffix=suffix)


def read(
    data: bytes, edition: str | None, *, site: Mapping[str, str] | None = None
) -> Sequence[Imported]:
    """Return what each message of a file holds."""
    return from_hl7v2(data, edition=edition, site=site)
