"""Read bytes into a report, or say everything that is wrong with them at once.

``parse`` accepts what the published JSON Schema accepts, and refuses besides only: what is not
JSON or not UTF-8, equal keys in one object, NaN, infinities and every number that a double cannot
hold, a calendar date that does not exist, and what exceeds the limits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from birads._base.finite import BEYOND
from birads.issue import InvalidReport, Issue
from birads.parsing._counted import is_whole
from birads.parsing._document import (
    DEFAULT_LIMITS,
    Limits,
    as_bytes,
    issue,
    refused,
    too_many_digits,
)
from birads.report.report import Report

__all__ = ["DEFAULT_LIMITS", "Limits", "parse", "read_json"]


_LARGE = 64 * 1024  # bytes; below, all that can be wrong is soon told
# Possessive, so that a long string costs no memory for ways back that are never taken.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_DIGITS = b"0123456789"
_POSITION = re.compile(r" at line (\d+) column (\d+)$")


def parse(
    document: bytes | bytearray | memoryview | str | Mapping[str, Any] | PathLike[str],
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Return the report that ``document`` holds: its JSON, plain values, or the path of a file.

    A text is JSON, never the name of a file: for a file, give a ``pathlib.Path``.

    Raises:
        InvalidReport: The document is not a report; all its issues are in ``issues``.
        OSError: The file cannot be read.
    """
    data = as_bytes(document, limits)
    report: Report | None = None
    error: ValidationError | None = None
    if len(data) <= limits.max_digits or not _has_long_number(data, limits.max_digits):
        report, error = _read(data, limits)
        if report is not None and is_whole(report, data, limits.max_depth, limits.max_values):
            return report
    tree, problems = read_json(data, limits)
    if report is None:
        from birads.parsing._refusal import issues_of

        # What the text alone shows, such as a key that stands twice, is not in the tree.
        known = None if problems else error
        raise InvalidReport(issues_of(tree, limits.max_issues, problems, known))
    if problems:
        raise InvalidReport(problems)
    return report


def _read(data: bytes, limits: Limits) -> tuple[Report | None, ValidationError | None]:
    """Return what the models make of the text, or why they refuse it.

    Of a text with more values than one piece the reason is not kept: it is told piece by piece.
    """
    try:
        report: Report = _validator(data, limits).validate_json(data)
    except ValidationError as error:
        return None, error if _is_one_piece(data) else None
    except AttributeError:
        # The model is built on first use, so that importing the package stays cheap.
        Report.model_rebuild()
        return _read(data, limits)
    return report, None


def _is_one_piece(data: bytes) -> bool:
    """Say whether a text has so few values that all that is wrong with it is told at once."""
    from birads.parsing._bounded import PIECE

    return len(data) < _LARGE and data.count(b",") + data.count(b"[") + data.count(b"{") < PIECE


def _validator(data: bytes, limits: Limits) -> Any:
    """Return the validator of reports; for a large text one that stops where much is wrong."""
    if len(data) < _LARGE:
        return Report.__pydantic_validator__
    from birads.parsing._bounded import validator_for

    return validator_for(data, limits.max_issues)


def read_json(data: bytes, limits: Limits) -> tuple[Any, tuple[Issue, ...]]:
    """Return the plain values and the issues that only the text itself can show."""
    try:
        tree = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise InvalidReport([_unreadable(data, str(error))]) from None
    if len(data) > limits.max_digits and _has_long_number(data, limits.max_digits):
        raise InvalidReport([too_many_digits()])
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
        raise refused(
            "too_deep", f"The document nests {depth} levels; the limit is {limits.max_depth}."
        )
    if values > limits.max_values:
        raise refused(
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
        return issue("empty", "The document is empty.", "A report is one JSON object.")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return issue(
            "not_utf8",
            f"The document is not UTF-8: byte {error.start} cannot be read.",
            "Save the file as UTF-8.",
        )
    if data.startswith(b"\xef\xbb\xbf"):
        return issue(
            "not_json",
            "The document starts with a byte order mark.",
            "Save the file as UTF-8 without a byte order mark.",
        )
    from birads.parsing._not_json import plain_reason

    if "recursion limit" in reason:
        return issue("too_deep", "The document is nested too deeply.")
    if "number out of range" in reason:
        return too_many_digits()
    try:
        from_json(data, allow_inf_nan=True)
    except ValueError:
        where = _POSITION.search(reason)
        place = f"line {where[1]}, column {where[2]}" if where else "an unknown place"
        says = plain_reason(_POSITION.sub("", reason))
        return issue("not_json", f"The document is not JSON: {says}, {place}.")
    return issue(
        "not_finite",
        "The document holds NaN or an infinity, which JSON does not have.",
        "Leave out what is not known.",
    )
