"""Say in plain words why a text is no JSON: the reader's own words are for programmers."""

from __future__ import annotations

import re

__all__ = ["plain_reason"]

_ENDS = re.compile(r"EOF while parsing (?:an? )?(\w+)")
_REASONS = (
    ("control character", "a text holds a control character that is not written out"),
    ("expected ident", "a word stands here that JSON does not have"),
    ("expected value", "a value is expected here"),
    ("expected `,` or", "a comma or a closing bracket is expected here"),
    ("expected `:`", "a colon is expected here"),
    ("invalid escape", "a backslash is followed by what JSON does not know"),
    ("invalid number", "a number is not written as JSON writes it"),
    ("invalid unicode code point", "a text holds half of a surrogate pair"),
    ("key must be a string", "the name of a member must stand in double quotes"),
    ("lone leading surrogate", "a text holds half of a surrogate pair"),
    ("trailing characters", "something follows the end of the document"),
    ("trailing comma", "a comma is followed by no further value"),
    ("unexpected end of hex escape", "a text holds half of a surrogate pair"),
)


def plain_reason(reason: str) -> str:
    """Return the reason in plain words; one that is not known stays as it is."""
    ended = _ENDS.search(reason)
    if ended:
        article = "an" if ended[1][0] in "aeiou" else "a"
        return f"it ends inside {article} {ended[1]}"
    return next((words for start, words in _REASONS if reason.startswith(start)), reason)
