"""Say what stands around the content: characters that were not read, private elements, pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from birads.issue import Issue, Severity

if TYPE_CHECKING:
    from pydicom import Dataset

    from birads.interop.dicom_sr._item import Item

__all__ = ["around"]

_PIXELS = 0x7FE00010
_CONTENT = 0x0040A730
_ASCII = ("", "ISO_IR 6")
_NOT_DECODED = "Failed to decode"
_UNKNOWN = "nknown encoding"


def around(data: Dataset, root: Item, warned: Iterable[str]) -> list[Issue]:
    """Return the issues; ``warned`` is what the library said while it decoded the texts."""
    return [*_characters(data, root, [*warned]), *_elements(data)]


def _characters(data: Dataset, root: Item, warned: list[str]) -> Iterator[Issue]:
    """Yield one issue where a text may not say what its writer wrote."""
    declared = _declared(data)
    if any(_NOT_DECODED in one for one in warned):
        said = f"Texts are not in the characters that the document names, {declared or 'ASCII'!r}."
    elif declared in _ASCII and any(_is_beyond_ascii(one.value) for one in root.walk()):
        said = "Texts hold other characters than ASCII, and the document names no other."
    elif any(_UNKNOWN in one for one in warned):
        said = f"The character set {declared!r} is not known; ASCII was read."
        yield Issue("sr_characters", Severity.WARNING, "", said)
        return
    else:
        return
    yield Issue("sr_characters", Severity.ERROR, "", said)


def _declared(data: Dataset) -> str:
    try:
        found = data.get("SpecificCharacterSet")
    except Exception:  # noqa: BLE001 - whatever a malformed element makes pydicom raise
        return "?"
    several = found if isinstance(found, list) or type(found).__name__ == "MultiValue" else [found]
    return "\\".join(str(one or "") for one in several)[:80]


def _is_beyond_ascii(value: Any) -> bool:
    return isinstance(value, str) and not value.isascii()


def _elements(data: Dataset) -> Iterator[Issue]:
    """Yield what stands beside the content: private elements, and pixels."""
    private = sum(_private(data))
    if private:
        said = f"{private} private elements were not read."
        yield Issue("sr_private_not_read", Severity.INFORMATION, "", said)
    if _PIXELS in data:
        said = "The document holds pixels, which no structured report has; they were not read."
        yield Issue("sr_pixels_not_read", Severity.WARNING, "", said)


def _private(data: Dataset) -> Iterator[int]:
    """Yield the number of private elements of each item, without those that make room for them."""
    from pydicom.sequence import Sequence

    waiting = [data]
    while waiting:
        held = waiting.pop()
        yield sum(tag.is_private and not tag.is_private_creator for tag in held.keys())  # noqa: SIM118 - tags
        try:
            children = held[_CONTENT].value if _CONTENT in held else ()
        except Exception:  # noqa: BLE001, S112 - whatever a malformed element makes pydicom raise
            continue
        if isinstance(children, Sequence):
            waiting += children
