"""Say what is wrong with a report: where, how badly, and what to do about it.

The exceptions of this package::

    BiradsError
    +-- InvalidReport     a document that does not parse; carries every issue
    +-- InvalidTopic      a criteria file that does not load; carries every issue
    +-- MissingExtra      an optional dependency is not installed
    +-- UnknownWord       a fact in Python code is no word of its axis
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import attrs

__all__ = [
    "BiradsError",
    "InvalidPolicy",
    "InvalidReport",
    "InvalidTopic",
    "Issue",
    "MissingExtra",
    "Severity",
    "UnknownWord",
]


class Severity(StrEnum):
    """How much an issue matters; only ``error`` fails a check."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@attrs.frozen
class Issue:
    """State one thing that is wrong, doubtful or worth knowing.

    ``pointer`` is an RFC 6901 JSON Pointer that resolves in the input; for a missing member it
    names the parent. ``crosses`` marks an issue on which the line between the categories that
    ask for tissue (4-6) and those that do not (0-3) depends; such issues are listed first.
    """

    code: str
    severity: Severity
    pointer: str
    message: str
    hint: str | None = None
    source: str | None = None
    crosses: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; ``crosses`` only where it is true."""
        out: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity.value,
            "pointer": self.pointer,
            "message": self.message,
            "hint": self.hint,
            "source": self.source,
        }
        if self.crosses:
            out["crosses"] = True
        return out


class BiradsError(Exception):
    """Base of the exceptions that this package raises on purpose."""


class _IssuesError(BiradsError):
    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: Sequence[Issue] = tuple(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        lines = [f"{len(self.issues)} issue{'s' if len(self.issues) != 1 else ''}"]
        for issue in self.issues:
            hint = f" ({issue.hint})" if issue.hint else ""
            lines.append(f"  {issue.pointer or '(document)'}: {issue.message}{hint}")
        return "\n".join(lines)


class InvalidReport(_IssuesError):
    """A document is not a report; ``issues`` holds everything that is wrong with it."""


class InvalidPolicy(_IssuesError):
    """A policy file does not load; ``issues`` holds everything that is wrong with it."""


class InvalidTopic(_IssuesError):
    """A criteria topic file does not load; ``issues`` holds everything that is wrong with it."""


class MissingExtra(BiradsError, ImportError):
    """A feature needs an optional dependency that is not installed."""

    def __init__(self, extra: str, package: str) -> None:
        self.extra = extra
        named = " ".join(f"'{need}'" for need in _needs(extra)) or package
        super().__init__(
            f"This feature needs {package!r}, of the extra birads[{extra}]. "
            f"Install it with: pip install {named}"
        )


def _needs(extra: str) -> tuple[str, ...]:
    """Return the packages of an extra as pip takes them, by the metadata of this package."""
    from importlib import metadata

    try:
        listed = metadata.requires("birads") or []
    except metadata.PackageNotFoundError:
        return ()
    split = (need.partition(";") for need in listed)
    return tuple(
        name.strip()
        for name, _, condition in split
        if condition.strip().replace('"', "'") == f"extra == '{extra}'"
    )


class UnknownWord(BiradsError, LookupError, ValueError):
    """A fact in Python code is no word of its axis; ``words`` are those that there are."""

    def __init__(self, said: object, axis: str, words: Sequence[str]) -> None:
        from difflib import get_close_matches

        self.said = said
        self.words = tuple(words)
        near = get_close_matches(str(said), words, 1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Use one of: {', '.join(words)}."
        super().__init__(f"{said!r:.80} is no {axis}. {hint}")
