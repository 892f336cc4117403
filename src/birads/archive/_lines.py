"""Read the lines of NDJSON files as the command does, in bounded memory whatever is in them."""

from __future__ import annotations

from collections.abc import Iterator
from glob import glob
from pathlib import Path

from birads.parsing._lines import bounded_line
from birads.parsing._parse import Limits

__all__ = ["is_lines", "lines"]

_SUFFIXES = (".ndjson", ".jsonl")
_BLANK = b" \t\r\n"


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
            # One less: who answers a line puts its end back, and counts it as the command does.
            while line := bounded_line(stream, Limits().max_bytes - 1):
                if line.strip(_BLANK):
                    yield line.removesuffix(b"\n")
