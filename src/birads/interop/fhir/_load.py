"""Read bytes as one Bundle within stated limits; whatever is wrong is one issue."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from birads.issue import Issue, Severity

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "MOST_LEVELS", "MOST_VALUES", "Refused", "load"]

MOST_BYTES = 20_000_000
MOST_LEVELS = 60
MOST_ENTRIES = 20_000
MOST_VALUES = 1_000_000
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BOM = b"\xef\xbb\xbf"


class Refused(Exception):
    """The source is no Bundle within the limits; ``issue`` says why."""

    def __init__(self, code: str, message: str, pointer: str = "") -> None:
        self.issue = Issue(code, Severity.ERROR, pointer, message)
        super().__init__(message)


def load(source: bytes | str | Mapping[str, Any]) -> dict[str, Any]:
    """Return a Bundle of plain JSON values; a lone resource becomes the only entry of one.

    Raises:
        Refused: It is XML, not JSON, too large, too deep, or no resource.
    """
    tree = _tree(source)
    if not isinstance(tree, dict) or not isinstance(tree.get("resourceType"), str):
        raise Refused("fhir_no_resource", "The document is no FHIR resource: it names no type.")
    if tree["resourceType"] != "Bundle":
        tree = {"resourceType": "Bundle", "entry": [{"resource": tree}]}
    entries = tree.get("entry", [])
    if not isinstance(entries, list):
        raise Refused("fhir_no_resource", "The entries of the Bundle are no list.", "/entry")
    if len(entries) > MOST_ENTRIES:
        raise Refused("too_large", f"The Bundle has more than {MOST_ENTRIES} entries.", "/entry")
    return tree


def _tree(source: object) -> Any:
    if isinstance(source, Mapping):
        source = _dumped(source)
    if isinstance(source, str):
        try:
            source = source.encode()
        except UnicodeEncodeError:
            raise Refused("not_utf8", "The text holds half of a surrogate pair.") from None
    if not isinstance(source, bytes | bytearray | memoryview):
        raise TypeError(f"from_fhir reads bytes, text or a mapping, not {type(source).__name__}")
    data = bytes(source)
    if len(data) > MOST_BYTES:
        raise Refused("too_large", f"The document has more than {MOST_BYTES} bytes.")
    data = data.removeprefix(_BOM)
    if data.lstrip()[:1] == b"<":
        raise Refused("fhir_xml", "The document is XML; only the JSON form of FHIR is read.")
    return _read(data)


def _dumped(source: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(source, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError:
        raise Refused("too_deep", f"The document has more than {MOST_LEVELS} levels.") from None
    except (TypeError, ValueError) as error:
        raise Refused("not_json", f"The mapping is not JSON: {error}.") from None


def _read(data: bytes) -> Any:
    if _values(data) > MOST_VALUES and _values(_STRING.sub(b"", data)) > MOST_VALUES:
        raise Refused("too_large", f"The document has more than {MOST_VALUES} values.")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Refused("not_utf8", f"Byte {error.start} is not UTF-8.") from None
    try:
        tree = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except RecursionError:
        raise Refused("too_deep", f"The document has more than {MOST_LEVELS} levels.") from None
    except ValueError as error:
        raise Refused("not_json", f"The document is not JSON: {error}.") from None
    if _levels(tree) > MOST_LEVELS:
        raise Refused("too_deep", f"The document has more than {MOST_LEVELS} levels.")
    return tree


def _values(data: bytes) -> int:
    """Return no less than the number of values, before anything is made of them."""
    return sum(data.count(mark) for mark in (b",", b"[", b"{"))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        raise ValueError("an object has one member twice")
    return out


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _levels(tree: Any) -> int:
    deepest, stack = 0, [(tree, 1)] if isinstance(tree, dict | list) else []
    while stack:
        value, level = stack.pop()
        deepest = max(deepest, level)
        if deepest > MOST_LEVELS:
            break
        inner = value.values() if isinstance(value, dict) else value
        stack.extend((each, level + 1) for each in inner if isinstance(each, dict | list))
    return deepest
