"""Write reports as DICOM structured reports of TID 4200, and read such documents (extra `dicom`).

``to_dicom_sr`` writes Comprehensive SR: a standard row and code where there is an exact one, an
item of the scheme 99BIRADS for everything else, so that ``from_dicom_sr`` gives back the same
report. Documents of other makers become drafts, with an issue for each item that was not read.
"""

from __future__ import annotations

from birads.interop.dicom_sr._file import DEFAULT_SR_LIMITS, SrLimits
from birads.interop.dicom_sr._reader import from_dicom_sr
from birads.interop.dicom_sr._writer import to_bytes, to_dicom_sr
from birads.interop.header import Header
from birads.interop.imported import Imported

__all__ = [
    "DEFAULT_SR_LIMITS",
    "Header",
    "Imported",
    "SrLimits",
    "from_dicom_sr",
    "to_bytes",
    "to_dicom_sr",
]
