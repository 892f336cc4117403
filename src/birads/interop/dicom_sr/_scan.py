"""Walk over the bytes of a DICOM file before a library reads it, so that nothing surprises.

The walk takes time in proportion to the elements and no memory to speak of. It refuses a file
that ends before its elements do, whose parts overlap, or that holds more than is read: a library
would take what there is of a cut file for the whole, or gigabytes for a length field's word.
"""

from __future__ import annotations

import struct
import zlib

import attrs

__all__ = ["Malformed", "check_bytes"]

_PREAMBLE = 128
_MARK = b"DICM"
_DEFLATED = "1.2.840.10008.1.2.1.99"
_IMPLICIT = "1.2.840.10008.1.2"
_BIG = "1.2.840.10008.1.2.2"
_LONG = frozenset(
    (b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV")
)
_UNDEFINED = 0xFFFFFFFF
_DELIMITERS = 0xFFFE
_ITEM, _ITEM_END, _SEQUENCE_END = 0xE000, 0xE00D, 0xE0DD
_CONTENT = (0x0040, 0xA730)
_TRANSFER_SYNTAX = (0x0002, 0x0010)
_META = 0x0002


class Malformed(Exception):
    """The bytes are no DICOM file within the bounds; ``code`` says which of the two."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@attrs.define
class _Level:
    """A sequence or an item that is open: where it ends, if it says so."""

    end: int | None
    sequence: bool
    content: bool = False


def check_bytes(data: bytes, *, most_bytes: int, most_items: int, most_levels: int) -> None:
    """Refuse a file that is malformed, cut or too large.

    Raises:
        Malformed: It is.
    """
    if data[_PREAMBLE : _PREAMBLE + 4] != _MARK:
        raise Malformed("sr_not_dicom", "The file is not DICOM: it lacks the DICM mark.")
    syntax, start = _meta(data)
    if syntax == _DEFLATED:
        data, start = _inflated(data[start:], most_bytes), 0
    walk = _Walk(data, explicit=syntax != _IMPLICIT, order=">" if syntax == _BIG else "<")
    walk.most_items, walk.most_levels = most_items, most_levels
    walk.run(start)


def _meta(data: bytes) -> tuple[str, int]:
    """Return the transfer syntax and where the data set begins."""
    walk = _Walk(data, explicit=True, order="<")
    at, syntax = _PREAMBLE + 4, ""
    while at < len(data):
        group, element = walk.tag(at)
        if group != _META:
            break
        _, length, head = walk.element(at)
        if (group, element) == _TRANSFER_SYNTAX:
            raw = data[at + head : at + head + length]
            syntax = raw.decode("ascii", "replace").rstrip("\0 ")
        at += head + length
    if not syntax:
        raise Malformed("sr_not_dicom", "The file does not name its transfer syntax.")
    return syntax, at


def _inflated(data: bytes, most: int) -> bytes:
    try:
        grown = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, most + 1)
    except zlib.error:
        raise Malformed("sr_not_dicom", "The deflated file cannot be inflated.") from None
    if len(grown) > most:
        raise Malformed("sr_too_large", f"The inflated file has more than {most} bytes.")
    return grown


class _Walk:
    """Go over elements, sequences and items in the order of their bytes."""

    most_items = 0
    most_levels = 0

    def __init__(self, data: bytes, *, explicit: bool, order: str) -> None:
        self.data = data
        self.explicit = explicit
        self.tags = struct.Struct(f"{order}HH")
        self.long = struct.Struct(f"{order}I")
        self.short = struct.Struct(f"{order}H")

    def tag(self, at: int) -> tuple[int, int]:
        """Return the tag at a place."""
        try:
            group, element = self.tags.unpack_from(self.data, at)
        except struct.error:
            raise _cut() from None
        return group, element

    def element(self, at: int) -> tuple[bytes, int, int]:
        """Return the kind of an element, its length, and the size of its head."""
        try:
            if not self.explicit:
                return b"", self.long.unpack_from(self.data, at + 4)[0], 8
            kind = self.data[at + 4 : at + 6]
            if kind in _LONG:
                return kind, self.long.unpack_from(self.data, at + 8)[0], 12
            return kind, self.short.unpack_from(self.data, at + 6)[0], 8
        except struct.error:
            raise _cut() from None

    def run(self, at: int) -> None:
        """Go over the whole data set."""
        size = len(self.data)
        open_: list[_Level] = [_Level(size, sequence=False)]
        items, left = 0, 20 * self.most_items
        while True:
            at = self._closed(open_, at)
            if not open_:
                return
            left -= 1
            if left < 0:
                raise Malformed("sr_too_large", "The file has more elements than are read.")
            tag = self.tag(at)
            if tag[0] == _DELIMITERS:
                at = self._delimiter(open_, at, tag[1])
                items += tag[1] == _ITEM and open_[-2].content
                if items > self.most_items:
                    raise Malformed(
                        "sr_too_large", f"The document has more than {self.most_items} items."
                    )
            else:
                at = self._element(open_, at, tag)
            if len(open_) > 4 * self.most_levels:
                raise Malformed("sr_too_large", "The document nests too deeply.")

    def _closed(self, open_: list[_Level], at: int) -> int:
        """Close what ends here; what runs over the end of its parent is malformed."""
        while open_ and open_[-1].end is not None and at >= open_[-1].end:
            if at > open_[-1].end:
                raise _cut()
            open_.pop()
        return at

    def _delimiter(self, open_: list[_Level], at: int, element: int) -> int:
        try:
            length = self.long.unpack_from(self.data, at + 4)[0]
        except struct.error:
            raise _cut() from None
        here = open_[-1]
        at += 8
        if element == _ITEM and here.sequence:
            open_.append(_Level(self._end(open_, at, length), sequence=False))
        elif here.end is None and element == (_SEQUENCE_END if here.sequence else _ITEM_END):
            open_.pop()
        else:
            raise Malformed("sr_not_dicom", "A delimiter stands where none can be.")
        return at

    def _element(self, open_: list[_Level], at: int, tag: tuple[int, int]) -> int:
        if open_[-1].sequence:
            raise Malformed("sr_not_dicom", "A sequence holds what is no item.")
        kind, length, head = self.element(at)
        at += head
        nested = (
            kind == b"SQ" or length == _UNDEFINED or (kind in (b"", b"UN") and self._starts(at))
        )
        if nested and length != 0:
            open_.append(
                _Level(self._end(open_, at, length), sequence=True, content=tag == _CONTENT)
            )
            return at
        self._end(open_, at, length)
        return at + length

    def _starts(self, at: int) -> bool:
        """Say whether an item begins here: where kinds are not written, a sequence shows so."""
        return self.data[at : at + 4] == self.tags.pack(_DELIMITERS, _ITEM)

    def _end(self, open_: list[_Level], at: int, length: int) -> int | None:
        if length == _UNDEFINED:
            return None
        outer = next(level.end for level in reversed(open_) if level.end is not None)
        if at + length > outer:
            raise _cut()
        return at + length


def _cut() -> Malformed:
    return Malformed(
        "sr_truncated", "The file is cut, or a length in it is wrong: an element has no end in it."
    )
