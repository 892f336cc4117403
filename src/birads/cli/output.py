"""Write results: exact lines to standard output, progress to standard error."""

from __future__ import annotations

import sys
import time
from typing import Any

from pydantic_core import to_json

from birads.issue import InvalidReport

__all__ = ["Progress", "console", "refusal", "write_json"]

_EVERY_SECONDS = 2.0


def write_json(value: Any) -> None:
    """Write one compact line and hand it on at once, so that a broken pipe loses nothing."""
    out = sys.stdout.buffer
    out.write((value if isinstance(value, bytes) else to_json(value)) + b"\n")
    out.flush()


def refusal(file: str, line: int | None, error: InvalidReport) -> dict[str, Any]:
    """Return what a command answers for a document that does not parse."""
    return {
        "file": file,
        "line": line,
        "valid": False,
        "issues": [issue.to_dict() for issue in error.issues],
    }


def console(*, stderr: bool = False) -> Any:
    """Return a rich console that also works where colour does not."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


class Progress:
    """Count documents on standard error: now and then on a stream, and once at its end."""

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
        if now - self._last >= _EVERY_SECONDS:
            self._last = now
            self._say()

    def done(self) -> None:
        """Say the total, unless there was only one document."""
        if self.count > 1:
            self._say()

    def _say(self) -> None:
        seconds = max(time.monotonic() - self._start, 1e-9)
        sys.stderr.write(
            f"{self.count:,} {self.noun}, {self.bad:,} refused, {self.count / seconds:,.0f}/s\n"
        )
        sys.stderr.flush()
