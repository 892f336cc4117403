"""Read bytes into a report, or say everything that is wrong with them at once.

``parse`` accepts what the published JSON Schema accepts, and refuses besides only: what is not
JSON or not UTF-8, equal keys in one object, NaN, infinities and every number that a double cannot
hold, a calendar date that does not exist, and what exceeds the limits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import attrs
from pydantic import ValidationError
from pydantic_core import from_json, to_json

from birads._base.finite import BEYOND
from birads.issue import InvalidReport, Issue, Severity
from birads.parsing._counted import is_whole
from birads.report.report import Report

__all__ = ["Limits", "parse"]


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
_LARGE = 64 * 1024  # bytes; below, all that can be wrong is soon told
# Possessive, so that a long string costs no memory for ways back that are never taken.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_DIGITS = b"0123456789"
_POSITION = re.compile(r" at line (\d+) column (\d+)$")


def parse(
    document: bytes | bytearray | memoryview | str | Mapping[str, Any],
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Return the report that ``document`` holds.

    Raises:
        InvalidReport: The document is not a report; all its issues are in ``issues``.
    """
    data = _as_bytes(document, limits)
    report: Report | None = None
    if len(data) <= limits.max_digits or not _has_long_number(data, limits.max_digits):
        report = _accepted(data, limits)
        if report is not None and is_whole(report, data, limits.max_depth, limits.max_values):
            return report
    tree, problems = _read_json(data, limits)
    if report is None:
        from birads.parsing._refusal import issues_of

        raise InvalidReport(issues_of(tree, limits.max_issues, problems))
    if problems:
        raise InvalidReport(problems)
    return report


def _accepted(data: bytes, limits: Limits) -> Report | None:
    """Return what the models make of the text, or ``None`` where they refuse it."""
    try:
        report: Report = _validator(data, limits).validate_json(data)
    except ValidationError:
        return None
    except AttributeError:
        # The model is built on first use, so that importing the package stays cheap.
        Report.model_rebuild()
        return _accepted(data, limits)
    return report


def _validator(data: bytes, limits: Limits) -> Any:
    """Return the validator of reports; for a large text one that stops where much is wrong."""
    if len(data) < _LARGE:
        return Report.__pydantic_validator__
    from birads.parsing._bounded import validator_for

    return validator_for(data, limits.max_issues)


def _as_bytes(document: object, limits: Limits) -> bytes:
    if isinstance(document, bytes):
        data = document
    elif isinstance(document, str):
        try:
            data = document.encode()
        except UnicodeEncodeError:
            raise _refused("not_utf8", "The text holds half of a surrogate pair.") from None
    elif isinstance(document, bytearray | memoryview):
        data = bytes(document)
    elif isinstance(document, Mapping):
        data = _dump_mapping(document)
    else:
        raise TypeError(f"parse reads bytes, text or a mapping, not {type(document).__name__}")
    if len(data) > limits.max_bytes:
        raise _refused(
            "too_large",
            f"The document has {len(data)} bytes; the limit is {limits.max_bytes}.",
            "Raise Limits.max_bytes if documents of this size are expected.",
        )
    return data


def _dump_mapping(document: Mapping[str, Any]) -> bytes:
    try:
        text = json.dumps(document, ensure_ascii=False, default=_plain)
        return text.encode()
    except RecursionError:
        raise _refused("too_deep", "The mapping is nested too deeply.") from None
    except UnicodeEncodeError:
        raise _refused("not_utf8", "A text holds half of a surrogate pair.") from None
    except (TypeError, ValueError) as error:
        if "integer string conversion" in str(error):
            raise InvalidReport([_too_many_digits()]) from None
        raise _refused("not_json", f"The mapping is not JSON: {error}.") from None


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _read_json(data: bytes, limits: Limits) -> tuple[Any, tuple[Issue, ...]]:
    """Return the plain values and the issues that only the text itself can show."""
    try:
        tree = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise InvalidReport([_unreadable(data, str(error))]) from None
    if len(data) > limits.max_digits and _has_long_number(data, limits.max_digits):
        raise InvalidReport([_too_many_digits()])
    problems: tuple[Issue, ...] = ()
    if _has_twins(data, tree):
        from birads.parsing._scan import duplicate_members

        problems = duplicate_members(data, limits.max_issues)
    # Depth is at most the number of brackets, values are at most those and the commas, and only
    # extensions, their name perhaps spelt with escapes, can hide an overflow.
    brackets = data.count(b"{") + data.count(b"[")
    if (
        brackets > limits.max_depth
        or brackets + data.count(b",") > limits.max_values
        or b'"extensions"' in data
        or b"\\u" in data
    ):
        problems += _measured(tree, limits)
    return tree, problems


def _measured(tree: Any, limits: Limits) -> tuple[Issue, ...]:
    """Return the issues of overflowing numbers, where the size is within the limits."""
    depth, values, finite = _walk(tree)
    if depth > limits.max_depth:
        raise _refused(
            "too_deep", f"The document nests {depth} levels; the limit is {limits.max_depth}."
        )
    if values > limits.max_values:
        raise _refused(
            "too_many_values",
            f"The document holds {values} values; the limit is {limits.max_values}.",
            "Raise Limits.max_values if documents of this size are expected.",
        )
    if finite:
        return ()
    from birads.parsing._scan import infinities

    return infinities(tree, limits.max_issues)


def _has_long_number(data: bytes, most: int) -> bool:
    """Say whether more than ``most`` digits stand together outside of texts."""
    return _has_long_run(data, most) and _has_long_run(_STRING.sub(b'""', data), most)


def _has_long_run(data: bytes, most: int) -> bool:
    """Look only at bytes so far apart that no longer run of digits lies between two of them."""
    for place in range(most, len(data), most + 1):
        before, after = data[place - most : place], data[place : place + most + 1]
        left = len(before) - len(before.rstrip(_DIGITS))
        right = len(after) - len(after.lstrip(_DIGITS))
        if right and left + right > most:
            return True
    return False


def _has_twins(data: bytes, tree: Any) -> bool:
    """Say whether the text holds a key twice: reading then keeps the last of the two.

    Without escapes every other colon stands in a text that is written as it was read.
    """
    colons = data.count(b":")
    if b"\\" not in data:
        return colons != to_json(tree, inf_nan_mode="constants").count(b":")
    return _STRING.sub(b"", data).count(b":") != _keys(tree)


def _keys(tree: Any) -> int:
    count = 0
    stack = [tree]
    while stack:
        node = stack.pop()
        if type(node) is dict:
            count += len(node)
            stack.extend(node.values())
        elif type(node) is list:
            stack.extend(node)
    return count


def _walk(tree: Any) -> tuple[int, int, bool]:
    """Count the levels and the values, and look for numbers that overflowed."""
    depth = values = 0
    finite = True
    level = [tree] if type(tree) in (dict, list) else []
    while level:
        depth += 1
        below: list[Any] = []
        for node in level:
            values += len(node)
            for value in node.values() if type(node) is dict else node:
                kind = type(value)
                if kind is dict or kind is list:
                    below.append(value)
                elif kind is float or kind is int:
                    finite = finite and -BEYOND < value < BEYOND
        level = below
    return depth, values, finite


def _unreadable(data: bytes, reason: str) -> Issue:
    if not data.strip(b" \t\r\n"):
        return _issue("empty", "The document is empty.", "A report is one JSON object.")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return _issue(
            "not_utf8",
            f"The document is not UTF-8: byte {error.start} cannot be read.",
            "Save the file as UTF-8.",
        )
    if data.startswith(b"\xef\xbb\xbf"):
        return _issue(
            "not_json",
            "The document starts with a byte order mark.",
            "Save the file as UTF-8 without a byte order mark.",
        )
    if "recursion limit" in reason:
        return _issue("too_deep", "The document is nested too deeply.")
    if "number out of range" in reason:
        return _too_many_digits()
    try:
        from_json(data, allow_inf_nan=True)
    except ValueError:
        where = _POSITION.search(reason)
        place = f"line {where[1]}, column {where[2]}" if where else "an unknown place"
        return _issue(
            "not_json", f"The document is not JSON: {_POSITION.sub('', reason)}, {place}."
        )
    return _issue(
        "not_finite",
        "The document holds NaN or an infinity, which JSON does not have.",
        "Leave out what is not known.",
    )


def _too_many_digits() -> Issue:
    return _issue(
        "too_many_digits",
        "A number has more digits than the limit.",
        "Round it: a double holds 17 digits.",
    )


def _issue(code: str, message: str, hint: str | None = None) -> Issue:
    return Issue(code, Severity.ERROR, "", message, hint)


def _refused(code: str, message: str, hint: str | None = None) -> InvalidReport:
    return InvalidReport([_issue(code, message, hint)])
