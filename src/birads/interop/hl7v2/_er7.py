"""Escape, and take apart, the text form of HL7 v2: delimiters, segments, fields, components.

Source: HL7 v2.5.1, chapter 2: message delimiters, escape sequences in text, MLLP framing.
"""

from __future__ import annotations

import re

import attrs

__all__ = ["DEFAULT", "Delimiters", "Escapes", "Segment", "join", "plain", "split"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_HEX = re.compile(r"X((?:[0-9A-Fa-f]{2})+)")
_DELETE = '""'


@attrs.frozen
class Delimiters:
    """Hold the five delimiters of a message."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"


DEFAULT = Delimiters()
"""The delimiters that are written."""

_WRITTEN = str.maketrans(
    {"|": "\\F\\", "^": "\\S\\", "&": "\\T\\", "~": "\\R\\", "\\": "\\E\\", "\n": "\\.br\\"}
)


def plain(text: str) -> str:
    """Return a text as a component can hold it: every delimiter and control character escaped."""
    if text == _DELETE:  # which would delete a value
        return "\\X22\\\\X22\\"
    return _CONTROL.sub(_hexed, text.translate(_WRITTEN))


def _hexed(found: re.Match[str]) -> str:
    return f"\\X{found.group().encode().hex().upper()}\\"


def join(*components: str) -> str:
    """Return components in one field, escaped, without empty ones at its end."""
    return "^".join(plain(one) for one in components).rstrip("^")


@attrs.frozen
class Escapes:
    """Undo escapes; what is not known stays as it is written, and is remembered."""

    delimiters: Delimiters
    charset: str
    unknown: list[str] = attrs.field(factory=list)

    def undo(self, text: str) -> str:
        """Return the text that was meant."""
        mark = self.delimiters.escape
        if mark not in text:
            return text
        out: list[str] = []
        parts = text.split(mark)
        at = 0
        while at < len(parts):
            out.append(parts[at])
            if at + 2 < len(parts):
                out.append(self._meant(parts[at + 1]))
                at += 2
            else:
                out.extend(f"{mark}{part}" for part in parts[at + 1 :])
                break
        return "".join(out)

    def _meant(self, code: str) -> str:
        marks = self.delimiters
        known = {
            "F": marks.field,
            "S": marks.component,
            "T": marks.subcomponent,
            "R": marks.repetition,
            "E": marks.escape,
            ".br": "\n",
        }
        if code in known:
            return known[code]
        found = _HEX.fullmatch(code)
        if found is not None:
            try:
                return bytes.fromhex(found[1]).decode(self.charset)
            except UnicodeDecodeError:
                pass
        self.unknown.append(code[:20])
        return f"{marks.escape}{code}{marks.escape}"


@attrs.frozen
class Segment:
    """Hold one segment: its name, its fields as they stand, and its line in the message."""

    name: str
    fields: tuple[str, ...]
    line: int

    def field(self, number: int) -> str:
        """Return a field by its number in the standard; empty where it is not there."""
        return self.fields[number - 1] if 0 < number <= len(self.fields) else ""


def split(text: str, delimiters: Delimiters) -> list[Segment]:
    """Return the segments of a message; MSH-1 is the field delimiter itself."""
    out = []
    for line, raw in enumerate(text.split("\r"), 1):
        if not raw.strip():
            continue
        name, *fields = raw.split(delimiters.field)
        if name == "MSH":
            fields.insert(0, delimiters.field)
        out.append(Segment(name, tuple(fields), line))
    return out
