"""Keep to the texts, times and identifiers that FHIR R4 can hold as they are.

Source: FHIR R4 (4.0.1), Data Types: string, instant, dateTime, oid.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata

__all__ = ["clean", "decoded", "encoded", "is_instant", "is_oid", "is_uri"]

_KEPT = frozenset("\t\r\n ")
_SPACES = frozenset({"Zs", "Zl", "Zp", "Cc"})
_BLANKS = frozenset("\ufeff\u180e")  # space to some readers, and none to others
_PLANE = 0xFFFE
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_INSTANT = re.compile(
    r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
    r"(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
)
_OID = re.compile(r"[0-2](\.(0|[1-9][0-9]*))+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")


def clean(text: str) -> str:
    """Return the nearest text that a FHIR string can hold; it may be empty."""
    return "".join(character if _fits(character) else " " for character in text).strip("\t\r\n ")


def _fits(character: str) -> bool:
    if character in _KEPT:
        return True
    number = ord(character)
    return not (
        unicodedata.category(character) in _SPACES
        or character in _BLANKS
        or number & _PLANE == _PLANE
        or number in _NONCHARACTERS
    )


def is_instant(time: str) -> bool:
    """Say whether an instant can hold the time: its offset is at most 14 hours."""
    return _INSTANT.fullmatch(time) is not None


def is_oid(uid: str) -> bool:
    """Say whether the text is an object identifier, as urn:oid: needs one."""
    return _OID.fullmatch(uid) is not None


def is_uri(text: str) -> bool:
    """Say whether the text names a system: an absolute URI of printable ASCII."""
    return _URI.fullmatch(text) is not None and not text.startswith("urn:birads:")


def encoded(text: str) -> str:
    """Return a text as base64 of its UTF-8."""
    return base64.b64encode(text.encode()).decode()


def decoded(text: object) -> str | None:
    """Return the text of base64, or ``None`` where it is none."""
    if not isinstance(text, str):
        return None
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return None
