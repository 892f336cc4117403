"""Read the bytes of a DICOM file within bounds, whatever they hold."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from birads.interop.dicom_sr._around import around
from birads.interop.dicom_sr._dataset import TooLarge, items_of
from birads.interop.dicom_sr._item import Item
from birads.interop.dicom_sr._scan import Malformed, check_bytes
from birads.issue import InvalidReport, Issue, MissingExtra, Severity

if TYPE_CHECKING:
    from pydicom import Dataset

__all__ = ["DEFAULT_SR_LIMITS", "SrLimits", "needs_pydicom", "read_source", "refused"]

_CLASSES = {
    "1.2.840.10008.5.1.4.1.1.88.11": "Basic Text SR",
    "1.2.840.10008.5.1.4.1.1.88.22": "Enhanced SR",
    "1.2.840.10008.5.1.4.1.1.88.33": "Comprehensive SR",
    "1.2.840.10008.5.1.4.1.1.88.34": "Comprehensive 3D SR",
}
_CAD = "1.2.840.10008.5.1.4.1.1.88.50"
_ROOT = ("111400", "DCM")


@attrs.frozen
class SrLimits:
    """Bound what is read of a structured report, so that hostile files cost bounded time."""

    max_bytes: int = 20 * 1024 * 1024
    max_items: int = 50_000
    max_levels: int = 100
    max_issues: int = 1_000


DEFAULT_SR_LIMITS = SrLimits()


def needs_pydicom() -> None:
    """Say which extra is missing, before anything is done.

    Raises:
        MissingExtra: pydicom is not installed.
    """
    try:
        import pydicom  # noqa: F401 - only whether it is there
    except ImportError:
        raise MissingExtra("dicom", "pydicom") from None


def refused(code: str, message: str, hint: str | None = None) -> InvalidReport:
    """Return the one issue of a document that is not read at all."""
    return InvalidReport([Issue(code, Severity.ERROR, "", message, hint)])


def read_source(source: Any, limits: SrLimits) -> tuple[Item, Dataset, list[Issue]]:
    """Return the content tree of a document, its data set, and what stands around the content.

    Raises:
        InvalidReport: It is no structured report of breast imaging within the limits.
        MissingExtra: pydicom is not installed.
        OSError: The file cannot be read.
    """
    needs_pydicom()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        data = _dataset(source, limits)
        _named(data)
        try:
            root = items_of(data, _series(data), most=limits.max_items, levels=limits.max_levels)
        except TooLarge as error:
            raise refused("sr_too_large", str(error)) from None
        except RecursionError:
            raise refused("sr_too_large", "The document nests too deeply.") from None
        return root, data, around(data, root, (str(one.message) for one in warned))


def _dataset(source: Any, limits: SrLimits) -> Dataset:
    from pydicom import Dataset

    if isinstance(source, Dataset):
        return source
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
    elif isinstance(source, str | Path):
        with Path(source).open("rb") as stream:
            data = stream.read(limits.max_bytes + 1)
    else:
        raise TypeError(f"a data set, bytes or a path is read, not {type(source).__name__}")
    if len(data) > limits.max_bytes:
        raise refused("sr_too_large", f"The file has more than {limits.max_bytes} bytes.")
    try:
        check_bytes(
            data,
            most_bytes=limits.max_bytes,
            most_items=limits.max_items,
            most_levels=limits.max_levels,
        )
    except Malformed as error:
        raise refused(error.code, str(error)) from None
    return _parsed(data)


def _parsed(data: bytes) -> Dataset:
    from pydicom import dcmread

    try:
        return dcmread(BytesIO(data), defer_size=None)
    except RecursionError:
        raise refused("sr_too_large", "The document nests too deeply.") from None
    except MemoryError:
        raise refused("sr_too_large", "The document asks for more memory than there is.") from None
    except Exception as error:  # noqa: BLE001 - whatever malformed bytes make pydicom raise
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise refused("sr_not_dicom", f"The file is not readable DICOM: {said}.") from None


def _named(data: Dataset) -> None:
    """Refuse by name what is no report of breast imaging."""
    sop_class = _text(data, "SOPClassUID")
    if sop_class == _CAD:
        raise refused(
            "sr_not_supported",
            "This is a Mammography CAD SR (TID 4000): machine marks, no report of a radiologist.",
        )
    if sop_class not in _CLASSES:
        known = ", ".join(_CLASSES.values())
        raise refused(
            "sr_not_supported",
            f"The SOP class {_class_name(sop_class)} is not read; {known} are.",
        )
    template = _template(data)
    concept = _concept(data)
    if template not in ("", "4200") or (concept[:2] != _ROOT):
        said = f"TID {template}, {concept[2]}" if template else concept[2]
        raise refused(
            "sr_not_supported",
            f"The document is {said or 'without a title'}, not TID 4200 Breast Imaging Report.",
        )


def _text(data: Dataset, name: str) -> str:
    try:
        value = data.get(name)
    except Exception:  # noqa: BLE001 - whatever a malformed element makes pydicom raise
        return ""
    return "" if value is None else str(value)[:100]


def _class_name(uid: str) -> str:
    from pydicom.uid import UID

    return f"{UID(uid).name} ({uid})" if uid else "(none)"


def _sequence(data: Dataset, name: str) -> Any:
    from pydicom import Dataset

    try:
        found = data.get(name)
        return found[0] if found else Dataset()
    except Exception:  # noqa: BLE001 - whatever a malformed element makes pydicom raise
        return Dataset()


def _template(data: Dataset) -> str:
    return _text(_sequence(data, "ContentTemplateSequence"), "TemplateIdentifier")


def _concept(data: Dataset) -> tuple[str, str, str]:
    held = _sequence(data, "ConceptNameCodeSequence")
    return (
        _text(held, "CodeValue"),
        _text(held, "CodingSchemeDesignator"),
        _text(held, "CodeMeaning"),
    )


def _series(data: Dataset) -> dict[str, str]:
    """Return the series of each instance that the evidence lists."""
    out: dict[str, str] = {}
    for name in ("CurrentRequestedProcedureEvidenceSequence", "PertinentOtherEvidenceSequence"):
        try:
            for study in data.get(name) or ():
                for series in study.get("ReferencedSeriesSequence") or ():
                    for one in series.get("ReferencedSOPSequence") or ():
                        instance = str(one.get("ReferencedSOPInstanceUID"))
                        out[instance] = str(series.get("SeriesInstanceUID"))
        except Exception:  # noqa: BLE001, S112 - unread evidence names no series
            continue
    return out
