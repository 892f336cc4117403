"""Translate between reports and FHIR R4: one Bundle for one report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from birads.interop.header import Header

if TYPE_CHECKING:
    from birads.interop.imported import Imported
    from birads.report.report import Report

__all__ = ["from_fhir", "to_fhir"]


def to_fhir(
    report: Report, header: Header | None = None, *, subject: str | None = None
) -> dict[str, Any]:
    """Return the Bundle of a report as plain JSON values; equal reports give equal Bundles.

    ``header`` adds what a site says around the report. ``subject`` is the reference of a patient
    that stands outside the Bundle; without it the Bundle has a Patient of its own.
    """
    from birads.interop.fhir._write import bundle

    return bundle(report, header, subject)


def from_fhir(source: bytes | str | Mapping[str, Any], *, edition: str | None = None) -> Imported:
    """Return the report of a Bundle, or a draft, with an issue for each part that was not read.

    ``edition`` is used where the Bundle states none. Nothing outside the Bundle is ever fetched,
    and no input raises: what cannot be read at all is one issue.
    """
    from birads.interop.fhir._read import read

    return read(source, edition)
