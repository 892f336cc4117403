"""Make text from outside harmless where it is shown: on a screen, on a page, in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["cell", "visible"]

# Control and format characters, half surrogate pairs, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SUSPECT = re.compile(r"[^ -~]")
# What makes a spreadsheet run a cell as a formula; the wide forms are read like the plain ones.
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_PLANE = 0xFFFF


def visible(text: str, keep: str = "") -> str:
    """Return text whose control and direction characters are written out, harmless to a screen.

    The characters of ``keep`` stay as they are: a line feed where the text may have lines.
    """
    if text.isprintable():
        return text
    return _SUSPECT.sub(lambda found: found[0] if found[0] in keep else _written(found[0]), text)


def cell(text: str) -> str:
    """Return text that no spreadsheet runs as a formula: where it could, after an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _written(letter: str) -> str:
    if unicodedata.category(letter) not in _UNSEEN:
        return letter
    number = ord(letter)
    return f"\\u{number:04x}" if number <= _PLANE else f"\\U{number:08x}"
