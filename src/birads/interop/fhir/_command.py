"""Offer FHIR R4 to the command line."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import to_json

from birads.interop.fhir import from_fhir, to_fhir
from birads.interop.header import Header
from birads.interop.imported import Imported
from birads.report.report import Report

__all__ = ["export", "read"]


def export(report: Report, header: Header | None) -> bytes:
    """Return the Bundle of a report as one line of JSON."""
    return to_json(to_fhir(report, header)) + b"\n"


def read(data: bytes, edition: str | None) -> Sequence[Imported]:
    """Return what the Bundle of a file holds."""
    return (from_fhir(data, edition=edition),)
