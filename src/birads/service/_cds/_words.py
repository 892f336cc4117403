"""Write texts for cards: short ones in plain text, long ones in Markdown that runs nothing."""

from __future__ import annotations

from birads._visible import visible

__all__ = ["SUMMARY", "markdown", "short"]

SUMMARY = 139  # characters: the standard asks for fewer than 140
_MARKS = "\\`*_{}[]#|!~"
# Entities, not backslashes: they are harmless too where Markdown is shown as if it were HTML.
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def short(text: str, most: int = SUMMARY) -> str:
    """Return text of one line that is no longer than a summary may be, and never empty."""
    line = visible(" ".join(text.split())) or "-"
    return line if len(line) <= most else line[: most - 1].rstrip() + "\u2026"


def markdown(text: str) -> str:
    """Return text as Markdown shows it letter by letter: no mark-up, no HTML, no link."""
    line = visible(" ".join(text.split()))
    safe = "".join(f"\\{letter}" if letter in _MARKS else letter for letter in line)
    return safe.translate(_ENTITIES).replace("://", ":\\//")
