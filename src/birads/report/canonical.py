"""Write the canonical JSON of a report and its digest.

Source: RFC 8785, JSON Canonicalization Scheme: sorted keys, no space, shortest numbers, UTF-8.
One thing is ours: a whole number that its double does not tell, such as 9007199254740993, is
written with all its digits, so that two reports that differ in it never share a digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from birads.report.report import Report

__all__ = ["canonical_json", "digest"]

_ENCODE = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode
# What is in many ids is looked for first, from a letter on, and a number only where that is.
_NEARLY = re.compile(rb"e-(?<=[0-9]e-)[0-9]")
_TINY = re.compile(rb"[:,\[]-?[0-9.]+e-[0-9]")  # as a number, or in a text, which costs time alone
_WRITTEN_ALIKE = frozenset({str, bool})
_EXACT = 2**53
_LARGE_EXPONENT = 21  # from here ECMAScript writes an exponent
_SMALL_EXPONENT = 6


def canonical_json(report: Report) -> bytes:
    """Return the RFC 8785 form of the parsed report."""
    # Models write their members in order and in their shortest form. Only extensions can hold
    # other keys and other numbers, and only a tiny number is written with an exponent.
    data: bytes = report.__pydantic_serializer__.to_json(
        report, exclude_none=True, by_alias=True, warnings="error"
    )
    if (b"e-" in data and _is_tiny(data)) or (b'"extensions"' in data and not _are_plain(report)):
        data = _write(report.to_dict()).encode()
    return data


def _is_tiny(data: bytes) -> bool:
    """Say whether a number can be there that is written with an exponent."""
    return _NEARLY.search(data) is not None and _TINY.search(data) is not None


def _are_plain(report: Report) -> bool:
    """Say whether all extensions are written in their canonical form as they stand.

    Their keys are ASCII; they are where they come in order and lead to texts, yes or no.
    """
    for part in (report, *report.exams, *report.findings):
        extensions = part.extensions
        if extensions is not None and not _is_plain(extensions):
            return False
    return True


def _is_plain(extensions: Mapping[str, Any]) -> bool:
    for value in extensions.values():
        if type(value) not in _WRITTEN_ALIKE:
            return False
    return len(extensions) == 1 or list(extensions) == sorted(extensions)


def digest(report: Report) -> str:
    """Return the SHA-256 of the canonical JSON, in lower-case hexadecimal."""
    return hashlib.sha256(canonical_json(report)).hexdigest()


def _write(value: Any) -> str:
    if isinstance(value, dict):
        # RFC 8785 sorts by UTF-16 code units, which differs from code points past U+FFFF.
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{_ENCODE(key)}:{_write(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_write, value)) + "]"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _EXACT:
        return _large(value)
    return _number(value) if isinstance(value, float) else _ENCODE(value)


def _large(value: int) -> str:
    """Write a large whole number as RFC 8785 does where that is this number, else in full."""
    from decimal import Decimal

    text = _number(float(value))
    return text if Decimal(text) == value else str(value)


def _number(value: float) -> str:
    """Write a float as ECMAScript does: no ".0", exponents only from 1e21 and below 1e-6."""
    text = float.__repr__(value)
    digits, _, exponent = text.partition("e")
    power = int(exponent or 0)
    if -_SMALL_EXPONENT <= power < _LARGE_EXPONENT:
        from decimal import Decimal

        plain = format(Decimal(text), "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return "0" if plain == "-0" else plain
    return f"{digits.removesuffix('.0')}e{'+' if power > 0 else '-'}{abs(power)}"
