"""Read one line of a stream in bounded memory, however long it is."""

from __future__ import annotations

from typing import BinaryIO

__all__ = ["bounded_line"]

_PIECE = 1 << 20


def bounded_line(stream: BinaryIO, most: int) -> bytes:
    """Return the next line with its end; of one too long, enough for ``parse`` to refuse it.

    The rest of such a line is read over. At the end of the stream nothing is left: ``b""``.
    """
    line = stream.readline(most + 2)
    if len(line) > most and not line.endswith(b"\n"):
        while (rest := stream.readline(_PIECE)) and not rest.endswith(b"\n"):
            pass
    return line
