"""Write results: whole lines to standard output, everything else to standard error.

Every command writes through this module, so that an output is complete or the command fails.
"""

from __future__ import annotations

import errno
import os
import re
import select
import signal
import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from pydantic_core import to_json

from birads._visible import visible
from birads.issue import InvalidReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

__all__ = [
    "Lost",
    "Progress",
    "console",
    "finish_lines_first",
    "has_file",
    "into",
    "keep_quiet",
    "refusal",
    "say",
    "say_lines",
    "told",
    "write",
    "write_json",
    "write_text",
]

_EVERY_SECONDS = 2.0
_BLANKS = re.compile(r" +$", re.MULTILINE)  # a screen needs them, a file or a pipe does not
_WAIT_SECONDS = 0.05  # where a stream cannot be waited for


class Lost(Exception):
    """Say that something could not be read or written; click does not know it and lets it pass."""

    def __init__(self, error: OSError, what: str) -> None:
        self.error = error
        super().__init__(f"{what}: {error.strerror or error}.")


@contextmanager
def told() -> Iterator[None]:
    """Say which file an error of the system is about: click would end a broken pipe with 1."""
    try:
        yield
    except OSError as error:
        name = error.filename
        what = os.fsdecode(name) if isinstance(name, str | bytes) else "reading or writing"
        raise Lost(error, what) from error


def write(data: bytes) -> None:
    """Write all of ``data`` to standard output and hand it on at once.

    Raises:
        Lost: Not all of it could be written.
    """
    with _line():
        try:
            _write_all(data)
        except OSError as error:
            where = "standard output" if _Sink.file is None else "--output"
            raise Lost(error, where) from error


class _Sink:
    """Where results go instead of standard output; nowhere else is it set."""

    file: BinaryIO | None = None


@contextmanager
def into(file: BinaryIO) -> Iterator[None]:
    """Let everything that is written go to a file."""
    _Sink.file = file
    try:
        yield
    finally:
        _Sink.file = None


def has_file() -> bool:
    """Say whether results go to a file instead of standard output."""
    return _Sink.file is not None


def _write_all(data: bytes) -> None:
    if _Sink.file is not None:
        _Sink.file.write(data)
        return
    out = getattr(sys.stdout, "buffer", None)
    if out is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    rest = memoryview(data)
    while rest:
        rest = rest[_some(out, rest) :]
    while not _flushed(out):
        _wait(out)


def _some(out: BinaryIO, rest: memoryview) -> int:
    """Write what the stream takes; an unbuffered or a full one may take less than all."""
    try:
        count = out.write(rest)
    except BlockingIOError as error:
        count = error.characters_written
    if not count:
        _wait(out)
    return count or 0


def _flushed(out: BinaryIO) -> bool:
    try:
        out.flush()
    except BlockingIOError:
        return False
    return True


def _wait(out: BinaryIO) -> None:
    """Wait until a stream that does not block takes more."""
    try:
        select.select([], [out], [])
    except (OSError, ValueError):  # nothing that can be waited for
        time.sleep(_WAIT_SECONDS)


def write_json(value: Any) -> None:
    """Write one compact line and hand it on at once, so that a broken pipe loses nothing."""
    write((value if isinstance(value, bytes) else to_json(value)) + b"\n")


def write_text(text: str) -> None:
    """Write text; what the encoding of standard output lacks is written out, never a failure."""
    write(text.encode(_encoding(), "backslashreplace"))


def _encoding() -> str:
    if _Sink.file is not None:
        return "utf-8"
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def say(text: str) -> None:
    """Write text of one line to standard error, with nothing in it that moves a screen.

    Standard error may be closed or full: the answers do not depend on it.
    """
    say_lines([text])


def say_lines(lines: list[str]) -> None:
    """Write several lines to standard error, as ``say`` does."""
    text = "".join(f"{visible(line)}\n" for line in lines)
    try:
        encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # closed, full or gone
        return


class _Interrupt:
    """Remember a Ctrl-C that comes within a line, so that the line is finished first."""

    inside = False
    asked = False


def finish_lines_first() -> None:
    """Let the first Ctrl-C wait for the line that is being written; the second ends at once."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _on_interrupt)


def _on_interrupt(_number: int, _frame: FrameType | None) -> None:
    if not _Interrupt.inside or _Interrupt.asked:
        raise KeyboardInterrupt
    _Interrupt.asked = True


@contextmanager
def _line() -> Iterator[None]:
    _Interrupt.inside = True
    try:
        yield
    finally:
        _Interrupt.inside = False
    if _Interrupt.asked:
        raise KeyboardInterrupt


class _Text:
    """A text file for the console: keeps what is printed until it is flushed, then writes it."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    @property
    def encoding(self) -> str:
        return _encoding()

    def write(self, text: str) -> int:
        self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        text, self._parts = "".join(self._parts), []
        if text:
            write_text(text if self.isatty() else _BLANKS.sub("", text))

    def isatty(self) -> bool:
        return bool(_Sink.file is None and sys.stdout is not None and sys.stdout.isatty())

    def fileno(self) -> int:
        return sys.stdout.fileno()


def console() -> Any:
    """Return a rich console that also works where colour does not, and shows no command."""
    from birads.cli._screen import Screen

    return Screen(file=cast("IO[str]", _Text()), highlight=False, soft_wrap=False)


def refusal(file: str, line: int | None, error: InvalidReport) -> dict[str, Any]:
    """Return what a command answers for a document that does not parse."""
    return {
        "file": file,
        "line": line,
        "valid": False,
        "issues": [issue.to_dict() for issue in error.issues],
    }


def keep_quiet(*, quiet: bool) -> None:
    """Say whether progress is left out."""
    Progress.quiet = quiet


class Progress:
    """Count documents on standard error: now and then on a stream, and once at its end."""

    quiet = False

    def __init__(self, noun: str = "reports") -> None:
        self.noun = noun
        self.count = 0
        self.bad = 0
        self._start = self._last = time.monotonic()

    def tick(self, *, bad: bool = False) -> None:
        """Count one document."""
        self.count += 1
        self.bad += bad
        now = time.monotonic()
        if self.count > 1 and now - self._last >= _EVERY_SECONDS:
            self._last = now
            self._say()

    def done(self) -> None:
        """Say the total, unless there was only one document."""
        if self.count > 1:
            self._say()

    def _say(self) -> None:
        if self.quiet:
            return
        seconds = max(time.monotonic() - self._start, 1e-9)
        say(f"{self.count:,} {self.noun}, {self.bad:,} refused, {self.count / seconds:,.0f}/s")
