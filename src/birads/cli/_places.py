"""Write files: over nothing that is read, over no other output, and whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

__all__ = ["check_places", "need_folder", "whole_file", "write_file"]

_STRICT = 0o077  # while the mask is asked for, which can only be done by setting one


def check_places(
    inputs: Iterable[str | Path | None], outputs: Iterable[tuple[str, Path | None]]
) -> None:
    """Refuse, before anything is read, what would be lost or could not be written in the end.

    ``outputs`` holds each output after the option that names it.

    Raises:
        click.UsageError: An output is an input or another output.
        click.FileError: An output cannot be written.
    """
    read = [Path(name) for name in inputs if name is not None and str(name) != "-"]
    seen: list[tuple[str, Path]] = []
    for option, path in outputs:
        if path is None:
            continue
        if any(_same(path, other) for other in read):
            raise click.UsageError(f"{option} {path} would be written over what is read.")
        for before, other in seen:
            if _same(path, other):
                raise click.UsageError(f"{before} and {option} name one file, {path}.")
        seen.append((option, path))
        _try(path)


def _same(one: Path, other: Path) -> bool:
    """Say whether two paths are one file; devices such as /dev/null take any number of outputs."""
    try:
        if one.exists() and other.exists():
            return one.samefile(other) and one.is_file()
        return one.resolve() == other.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return False


def _try(path: Path) -> None:
    """Find out whether a file can be written there, and leave nothing behind."""
    try:
        if path.is_dir():
            raise click.FileError(str(path), "it is a folder")
        if path.is_file():
            with path.open("ab"):
                return
        if not path.exists():
            with tempfile.TemporaryFile(dir=path.resolve().parent):
                return
    except OSError as error:
        raise _failed(path, error) from None


def need_folder(folder: Path | None) -> None:
    """Make a folder that is written to, before anything is read.

    Raises:
        click.FileError: The folder cannot be made or written to.
    """
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise _failed(folder, error) from None


def write_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a whole file or leave what was there; a private one is for its owner only.

    Raises:
        click.FileError: The file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe
        else:
            _replace(path.resolve(), data, private=private)
    except OSError as error:
        raise _failed(path, error) from None


@contextmanager
def whole_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write to that takes its place when all is written, and never before.

    Where the writer fails, what was there stays. A private one is for its owner only.

    Raises:
        click.FileError: The file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:  # a device or a pipe
                yield stream
        else:
            with _replacing(path.resolve(), private=private) as stream:
                yield stream
    except OSError as error:
        raise _failed(path, error) from None


def _replace(path: Path, data: bytes, *, private: bool) -> None:
    with _replacing(path, private=private) as stream:
        stream.write(data)


@contextmanager
def _replacing(path: Path, *, private: bool) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        if not private:
            beside.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _umask() -> int:
    mask = os.umask(_STRICT)
    os.umask(mask)
    return mask


def _failed(path: Path, error: OSError) -> click.FileError:
    return click.FileError(str(path), error.strerror or str(error))
