"""Offer DICOM structured reports to the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from birads.interop.dicom_sr._reader import from_dicom_sr
from birads.interop.dicom_sr._writer import to_bytes, to_dicom_sr

if TYPE_CHECKING:
    from birads.interop.header import Header
    from birads.interop.imported import Imported
    from birads.report.report import Report

__all__ = ["export", "read"]


def export(report: Report, header: Header | None) -> bytes:
    """Return the DICOM file of a report."""
    return to_bytes(to_dicom_sr(report, header))


def read(data: bytes, edition: str | None) -> Sequence[Imported]:
    """Return what a DICOM file holds."""
    return [from_dicom_sr(data, edition)]
