"""Read the lines of NDJSON files as the command does, in bounded memory whatever is in them."""

from __future__ import annotations

from collections.abc import Iterator
from glob import glob
from pathlib import Path
from typing import BinaryIO

from birads.parsing._parse import Limits

__all__ = ["is_lines", "lines"]

_SUFFIXES = (".ndjson", ".jsonl")
_BLANK = b" \t\r\n"
_PIECE = 1 << 20


def is_lines(source: str | Path) -> bool:
    """Say whether a source is read line by line, by its name."""
    return str(source).lower().endswith(_SUFFIXES)


def lines(source: str | Path) -> Iterator[bytes]:
    """Yield every line of a file that is not blank, without its end.

    A pattern names many files, which come in the order of their names. Of a line that is longer
    than a report can be comes enough for the parser to refuse it.

    Raises:
        FileNotFoundError: There is no such file.
    """
    name = str(source)
    names = [name] if Path(name).exists() else sorted(glob(name))  # noqa: PTH207 - absolute too
    if not names:
        raise FileNotFoundError(name)
    for each in names:
        with Path(each).open("rb") as stream:
            while line := _line(stream, Limits().max_bytes):
                if line.strip(_BLANK):
                    yield line.removesuffix(b"\n")


def _line(stream: BinaryIO, most: int) -> bytes:
    line = stream.readline(most + 1)
    if len(line) > most and not line.endswith(b"\n"):
        while (rest := stream.readline(_PIECE)) and not rest.endswith(b"\n"):
            pass
    return line
