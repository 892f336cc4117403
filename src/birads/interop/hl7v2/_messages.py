"""Find the messages in bytes: framing taken off, characters decoded, delimiters as each says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from birads.interop.hl7v2._er7 import Delimiters, Escapes, Segment, split
from birads.interop.imported import Imported
from birads.issue import Issue, Severity

if TYPE_CHECKING:
    from typing import Any

    from birads.report.report import Report

__all__ = ["MOST_BYTES", "MOST_MESSAGES", "MOST_SEGMENTS", "Message", "Messages", "messages"]

MOST_BYTES = 5_000_000
MOST_SEGMENTS = 20_000
MOST_MESSAGES = 1_000
_CHARSETS = {
    "": "ascii",
    "ASCII": "ascii",
    "8859/1": "latin-1",
    "UNICODE UTF-8": "utf-8",
    "UNICODE": "utf-8",
    "UTF-8": "utf-8",
}
_BATCH = (b"FHS", b"BHS", b"BTS", b"FTS")
_FRAMING = re.compile(rb"^[\x0b\x1c]+|[\x0b\x1c]+$")
_NEXT_BLOCK = re.compile(rb"\x1c\x0b|\x0b(?=MSH)")  # a block ends, or begins, inside a line
_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\n|\r")
_FEWEST = 4  # the characters of MSH-2
_COUNT = 5


class Messages(tuple[Imported, ...]):
    """Hold what came out of each message, in order.

    ``report``, ``issues`` and ``draft`` are those of the only message.
    """

    __slots__ = ()

    @property
    def report(self) -> Report | None:
        """The report of the only message; ``None`` where there are several, or none."""
        return self[0].report if len(self) == 1 else None

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues of all messages."""
        return tuple(issue for one in self for issue in one.issues)

    @property
    def draft(self) -> dict[str, Any]:
        """The draft of the only message; empty where there are several, or none."""
        return self[0].draft if len(self) == 1 else {}


@attrs.frozen
class Message:
    """Hold one message as segments; ``escapes`` undo what its sender escaped."""

    segments: tuple[Segment, ...]
    delimiters: Delimiters
    escapes: Escapes

    def components(self, field: str) -> tuple[str, ...]:
        """Return the components of a field, without escapes."""
        return tuple(self.escapes.undo(one) for one in field.split(self.delimiters.component))

    def subcomponents(self, field: str) -> tuple[str, ...]:
        """Return the subcomponents of the first component of a field, without escapes."""
        first = field.split(self.delimiters.component, maxsplit=1)[0]
        return tuple(self.escapes.undo(one) for one in first.split(self.delimiters.subcomponent))

    def repetitions(self, field: str) -> list[str]:
        """Return the repetitions of a field as they stand."""
        return field.split(self.delimiters.repetition)

    def text(self, field: str) -> str:
        """Return a field that is a text, its repetitions as lines."""
        return "\n".join(self.escapes.undo(one) for one in self.repetitions(field))


def messages(data: bytes) -> Iterator[Message | Issue]:
    """Yield each message, or the issue that stands in its place."""
    starts: list[tuple[int, list[bytes]]] = []
    data = _NEXT_BLOCK.sub(b"\r", data.removeprefix(_BOM))
    for number, line in enumerate(_LINE_END.split(data), 1):
        bare = _FRAMING.sub(b"", line)
        if bare.startswith(b"MSH"):
            starts.append((number, [bare]))
        elif bare.strip(b" \t\x00") and not bare.startswith(_BATCH):
            if starts:
                starts[-1][1].append(bare)
            else:
                yield _refused("hl7_no_message", f"Line {number} belongs to no message.", number)
        if len(starts) > MOST_MESSAGES:
            said = f"There are more than {MOST_MESSAGES} messages."
            yield _refused("too_large", said, number)
            return
    for number, lines in starts:
        yield _message(number, lines)


def _refused(code: str, message: str, line: int) -> Issue:
    return Issue(code, Severity.ERROR, f"line {line}", message)


def _message(number: int, lines: list[bytes]) -> Message | Issue:
    size = sum(len(line) + 1 for line in lines)
    if size > MOST_BYTES or len(lines) > MOST_SEGMENTS:
        said = f"The message exceeds {MOST_BYTES} bytes or {MOST_SEGMENTS} segments."
        return _refused("too_large", said, number)
    head = lines[0].decode("latin-1")
    delimiters = _delimiters(head)
    if delimiters is None:
        said = "MSH-1 and MSH-2 are not five different marks."
        return _refused("hl7_delimiters", said, number)
    fields = head.split(delimiters.field)
    named = fields[17].split(delimiters.repetition)[0].strip() if len(fields) > 17 else ""  # noqa: PLR2004 - MSH-18
    charset = _CHARSETS.get(named)
    if charset is None:
        said = f"The character set {named[:40]!r} is not read; UTF-8, 8859/1 and ASCII are."
        return _refused("hl7_charset", said, number)
    try:
        text = b"\r".join(lines).decode(charset)
    except UnicodeDecodeError as error:
        said = f"Byte {error.start} of the message is not {named or 'ASCII, and MSH-18 is empty'}."
        return _refused("hl7_charset", said, number)
    return Message(tuple(split(text, delimiters)), delimiters, Escapes(delimiters, charset))


def _delimiters(head: str) -> Delimiters | None:
    """Return the delimiters that MSH-1 and MSH-2 say; a fifth character of MSH-2 is not used."""
    field = head[3:4]
    marks = head[4:].split(field, 1)[0] if field else ""
    if not _FEWEST <= len(marks) <= _FEWEST + 1:
        return None
    found = (field, *marks[:_FEWEST])
    if len(set(found)) != _COUNT or any(one.isalnum() or ord(one) < ord("!") for one in found):
        return None
    return Delimiters(*found)
