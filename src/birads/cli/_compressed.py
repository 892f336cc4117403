"""Read compressed files as what they hold: gzip, and Zstandard where Python can."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, BinaryIO, cast

import click

__all__ = ["opened", "plain_name"]

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ENDINGS = (".gz", ".zst")


def plain_name(name: str) -> str:
    """Return a file name without the ending that says how the file is compressed."""
    lower = name.lower()
    return next((lower.removesuffix(end) for end in _ENDINGS if lower.endswith(end)), lower)


@contextmanager
def opened(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give the stream, or what it holds where its first bytes say that it is compressed.

    Raises:
        click.FileError: It is compressed in a way that cannot be read here, or damaged.
    """
    held = stream if hasattr(stream, "peek") else io.BufferedReader(cast("Any", stream))
    start = cast("Any", held).peek(len(_ZSTD))[: len(_ZSTD)]
    try:
        if start.startswith(_GZIP):
            yield cast("BinaryIO", gzip.GzipFile(fileobj=held))
        elif start == _ZSTD:
            yield _zstandard(held, name)
        else:
            yield held
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise click.FileError(name, f"it is compressed and damaged: {error}") from None


def _zstandard(stream: Any, name: str) -> BinaryIO:
    """Return a reader of Zstandard: of Python 3.14, or of the package ``zstandard``."""
    for module in ("compression.zstd", "zstandard"):
        try:
            reader: BinaryIO = import_module(module).open(stream, "rb")
        except ImportError:
            continue
        return io.BufferedReader(cast("Any", reader))
    raise click.FileError(
        name,
        "it is compressed with Zstandard, which needs Python 3.14 or the package 'zstandard'. "
        "Or decompress it on the way: zstd -dc FILE | birads ... -",
    )
