"""Read documents from files or standard input: one JSON document, or a stream of lines.

NDJSON is recognised by ``.ndjson`` or ``.jsonl``, by a flag, or by a first line that is a
complete JSON value followed by another. A stream is read line by line in constant memory, and so
is a compressed one.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import attrs
import click
from pydantic_core import from_json

from birads.cli._compressed import opened, plain_name
from birads.parsing._parse import Limits

__all__ = [
    "Document",
    "collect_from_now_on",
    "documents",
    "documents_in",
    "keep_what_is_loaded",
    "limits",
    "place",
    "read_at_most",
    "shown_name",
    "standard_input",
    "working_on",
]

_OBJECTS = 20_000  # made between two looks of the collector
_SUFFIXES = (".ndjson", ".jsonl")
_BLANK = b" \t\r\n"  # the white space of JSON; anything else on a line is something


@attrs.frozen
class Document:
    """Hold the bytes of one document and where they came from; lines count from 1."""

    file: str
    line: int | None
    data: bytes


class _Bound:
    """How many bytes of one document are read; ``--max-bytes`` says."""

    limits = Limits()


def limits() -> Limits:
    """Return the bounds within which documents are read."""
    return _Bound.limits


def read_at_most(count: int | None) -> None:
    """Bound the bytes of one document; ``None`` is the bound of the library."""
    _Bound.limits = Limits() if count is None else Limits(max_bytes=count)


class _Place:
    """Remember which document is being worked on, for the message about a fault."""

    document: Document | None = None
    ours = False


def place() -> str:
    """Return the file and line of the document that is being worked on."""
    document = _Place.document
    if document is None:
        return ""
    return document.file if document.line is None else f"{document.file}:{document.line}"


@contextmanager
def working_on(document: Document) -> Iterator[None]:
    """Name a document as the one that is being worked on."""
    before, _Place.document = _Place.document, document
    yield  # after a fault the document stays named, for the message about it
    _Place.document = before


def shown_name(name: str) -> str:
    """Return a file name as text that UTF-8 can hold: its other bytes are written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def keep_what_is_loaded() -> None:
    """Let the collector of a program of our own pass over what is loaded before the documents.

    A stream makes few circles, and what was imported stays: looking at it again and again would
    cost a tenth of the time. Only the command does this: a library leaves the collector alone.
    """
    _Place.ours = True


def collect_from_now_on() -> None:
    """Start the collector, which waits in a program of our own while its modules are loaded."""
    if _Place.ours:
        gc.freeze()
        gc.enable()


def _settle() -> None:
    if _Place.ours:
        gc.collect()
        gc.freeze()
        gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])


def documents(files: Iterable[str], *, ndjson: bool = False) -> Iterator[Document]:
    """Yield every document of the files, in order; ``-`` is standard input."""
    _Place.document = None
    _settle()
    for document in _all(files, ndjson):
        _Place.document = document
        yield document
    _Place.document = None


def _all(files: Iterable[str], ndjson: bool) -> Iterator[Document]:
    for name in files:
        if name == "-":
            with opened(standard_input(), name) as held:
                yield from _read(name, held, ndjson)
        else:
            lines = ndjson or plain_name(name).endswith(_SUFFIXES)
            shown = shown_name(name)
            with Path(name).open("rb") as stream, opened(stream, shown) as held:
                yield from _read(shown, held, lines)


def documents_in(stream: BinaryIO, *, ndjson: bool = False) -> Iterator[Document]:
    """Yield every document of a stream as if it stood on standard input."""
    return _read("-", stream, ndjson)


def standard_input() -> BinaryIO:
    """Return standard input as bytes.

    Raises:
        click.UsageError: It is closed.
    """
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise click.UsageError("Standard input is closed.")
    return stream


def _read(name: str, stream: BinaryIO, ndjson: bool) -> Iterator[Document]:
    if ndjson:
        yield from _lines(name, stream, 1)
        return
    most = limits().max_bytes
    first, start = _line(stream), 1
    while first and not first.strip(_BLANK):
        first, start = _line(stream), start + 1
    if not _complete(first):
        yield Document(name, None, first + _rest(stream, most + 1 - len(first)))
        return
    blanks, second = 0, b""
    while (line := _line(stream)) != b"":
        if line.strip(_BLANK):
            second = line
            break
        blanks += 1
    if not second:
        yield Document(name, None, first)
        return
    yield Document(name, start, first)
    yield Document(name, start + 1 + blanks, second)
    yield from _lines(name, stream, start + 2 + blanks)


def _lines(name: str, stream: BinaryIO, start: int) -> Iterator[Document]:
    number = start
    while (line := _line(stream)) != b"":
        if line.strip(_BLANK):
            yield Document(name, number, line)
        number += 1


def _line(stream: BinaryIO) -> bytes:
    """Return the next line; of one that is too long, enough for the parser to refuse it."""
    most = limits().max_bytes
    line = stream.readline(most + 2)
    if len(line) > most and not line.endswith(b"\n"):
        while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
    return line


def _rest(stream: BinaryIO, most: int) -> bytes:
    """Return what is left, up to a number of bytes; room is made for what is there alone."""
    parts: list[bytes] = []
    while most > 0 and (part := stream.read(min(most, 1 << 20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _complete(line: bytes) -> bool:
    if not line.strip(_BLANK):
        return False
    try:
        from_json(line)
    except ValueError:
        return False
    return True
