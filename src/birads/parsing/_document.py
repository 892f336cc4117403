"""Take a document as bytes, and bound what is read of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import attrs
from pydantic import BaseModel

from birads.issue import InvalidReport, Issue, Severity

__all__ = ["DEFAULT_LIMITS", "Limits", "as_bytes", "dump", "issue", "refused", "too_many_digits"]


@attrs.frozen
class Limits:
    """Bound what ``parse`` reads, so that hostile input costs bounded time and memory.

    ``max_bytes`` is checked before anything is read, ``max_depth`` counts nested objects and
    arrays, ``max_values`` counts the members of all objects and the items of all arrays,
    ``max_digits`` bounds the digits that stand together in one number (beyond 4,300 a whole
    number is never read), and ``max_issues`` ends the list of issues with one that says that
    there are more.
    """

    max_bytes: int = 16 * 1024 * 1024
    max_depth: int = 64
    max_values: int = 1_000_000
    max_issues: int = 10_000
    max_digits: int = 4_300


DEFAULT_LIMITS = Limits()


def as_bytes(document: object, limits: Limits) -> bytes:
    if isinstance(document, bytes):
        data = document
    elif isinstance(document, str):
        try:
            data = document.encode()
        except UnicodeEncodeError:
            raise refused("not_utf8", "The text holds half of a surrogate pair.") from None
    elif isinstance(document, bytearray | memoryview):
        data = bytes(document)
    elif isinstance(document, Mapping):
        data = dump(document)
    elif isinstance(document, PathLike):
        with Path(document).open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    else:
        raise TypeError(_not_a_document(document))
    if len(data) > limits.max_bytes:
        has = "too many bytes" if isinstance(document, PathLike) else f"{len(data)} bytes"
        raise refused(
            "too_large",
            f"The document has {has}; the limit is {limits.max_bytes}.",
            "Raise Limits.max_bytes if documents of this size are expected.",
        )
    return data


def _not_a_document(given: object) -> str:
    says = f"parse reads bytes, text, a mapping or a path, not {type(given).__name__}"
    if isinstance(given, BaseModel):
        return f"{says}: this one is parsed already"
    return f"{says}: give what it holds, .read()" if hasattr(given, "read") else says


def dump(document: object) -> bytes:
    """Return the JSON of plain values.

    Raises:
        InvalidReport: They have none.
    """
    try:
        text = json.dumps(document, ensure_ascii=False, default=_plain)
        return text.encode()
    except RecursionError:
        raise refused("too_deep", "The mapping is nested too deeply.") from None
    except UnicodeEncodeError:
        raise refused("not_utf8", "A text holds half of a surrogate pair.") from None
    except (TypeError, ValueError) as error:
        if "integer string conversion" in str(error):
            raise InvalidReport([too_many_digits()]) from None
        raise refused("not_json", f"The mapping is not JSON: {error}.") from None


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def too_many_digits() -> Issue:
    return issue(
        "too_many_digits",
        "A number has more digits than the limit.",
        "Round it: a double holds 17 digits.",
    )


def issue(code: str, message: str, hint: str | None = None) -> Issue:
    return Issue(code, Severity.ERROR, "", message, hint)


def refused(code: str, message: str, hint: str | None = None) -> InvalidReport:
    return InvalidReport([issue(code, message, hint)])
