"""Write a report as a DICOM structured report."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

from birads.interop.dicom_sr._dataset import fill
from birads.interop.dicom_sr._document import write_tree
from birads.interop.dicom_sr._file import needs_pydicom
from birads.interop.header import Header

if TYPE_CHECKING:
    from pydicom import Dataset

    from birads.report.report import Report

__all__ = ["to_bytes", "to_dicom_sr"]


def to_dicom_sr(
    report: Report, header: Header | None = None, *, now: dt.datetime | None = None
) -> Dataset:
    """Return the report as a Comprehensive SR document of TID 4200.

    ``header`` holds what the site knows: without it the patient is empty, the identifiers are
    new, and the document is not verified. ``now`` stands for the time of making.

    Raises:
        MissingExtra: pydicom is not installed.
    """
    needs_pydicom()
    from pydicom import Dataset

    from birads.interop.dicom_sr._header import write_header

    known = header or Header()
    document = report.to_dict()
    root = write_tree(
        document, {one.sop_instance_uid: one.sop_class_uid for one in known.images or ()}
    )
    out = Dataset()
    write_header(out, document, known, now or dt.datetime.now(dt.UTC), root)
    fill(out, root)
    return out


def to_bytes(data: Dataset) -> bytes:
    """Return the bytes of the file that holds a document."""
    stream = BytesIO()
    data.save_as(stream, enforce_file_format=True)
    return stream.getvalue()
