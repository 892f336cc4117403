"""Answer documents with the bytes that the command line writes for them on standard input."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import attrs
from pydantic_core import from_json, to_json

from birads import checks
from birads.acr_criteria._recommend import recommend
from birads.cli._documents import Document
from birads.cli._output import refusal
from birads.issue import InvalidReport
from birads.parsing._parse import Limits, parse
from birads.parsing.normalising import normalise
from birads.report.report import Report
from birads.service._problems import ProblemError

__all__ = ["Answering", "Line", "check", "normalised", "parsed", "recommended", "unreadable"]


@attrs.frozen
class Line:
    """Hold the line of one document; ``error`` where the document was refused."""

    data: bytes
    error: InvalidReport | None = None


Answering = Callable[[Document, Limits], Line]


def check(document: Document, limits: Limits) -> Line:
    """Return the line of ``birads check``."""
    try:
        report = parse(document.data, limits=limits)
    except InvalidReport as error:
        name = _readable(document.data).get("id")
        name = name if isinstance(name, str) else None
        return Line(_judged(document, name, error), error)
    return Line(_judged(document, report.id, checks.check(report)))


def _judged(document: Document, name: str | None, found: Any) -> bytes:
    valid = not isinstance(found, InvalidReport)
    issues = found if valid else found.issues
    told = {
        "file": document.file,
        "line": document.line,
        "id": name,
        "valid": valid,
        "issues": [issue.to_dict() for issue in issues],
    }
    return to_json(told) + b"\n"


def _readable(data: bytes) -> dict[str, Any]:
    """Return the plain values of a refused document, or nothing where it is no JSON object."""
    try:
        tree = from_json(data, allow_inf_nan=False)
    except ValueError:
        return {}
    return tree if isinstance(tree, dict) else {}


def recommended(document: Document, limits: Limits) -> Line:
    """Return the line of ``birads recommend``."""
    return _recommended(document, limits, recommend)


def recommended_with(**chosen: Any) -> Answering:
    """Return what answers as ``recommended`` does, with more topics than the 2009 table."""

    def answer(document: Document, limits: Limits) -> Line:
        return _recommended(document, limits, lambda report: recommend(report, **chosen))

    return answer


def _recommended(document: Document, limits: Limits, made: Callable[[Report], Any]) -> Line:
    try:
        report = parse(document.data, limits=limits)
    except InvalidReport as error:
        told = refusal(document.file, document.line, error)
        return Line(to_json(told) + b"\n", error)
    return Line(made(report).to_json() + b"\n")


def normalised(document: Document, limits: Limits) -> Line:
    """Return the line of ``birads normalise``; only what cannot be read at all is refused."""
    try:
        # Read once under the limits: normalising itself has wider ones.
        refused = _refused(document.data, limits)
        if refused is not None and _is_unreadable(refused):
            raise refused
        tree, issues = normalise(document.data)
    except InvalidReport as error:
        told = refusal(document.file, document.line, error)
        return Line(to_json(told) + b"\n", error)
    left = _refused(tree, limits)
    name = tree.get("id")
    told = {
        "file": document.file,
        "line": document.line,
        "id": name if isinstance(name, str) else None,
        "valid": left is None,
        "issues": [one.to_dict() for one in (*issues, *(left.issues if left else ()))],
        "document": tree,
    }
    return Line(to_json(told) + b"\n")


def _refused(document: Any, limits: Limits) -> InvalidReport | None:
    try:
        parse(document, limits=limits)
    except InvalidReport as error:
        return error
    return None


def _is_unreadable(error: InvalidReport) -> bool:
    return any(issue.code.startswith("too_") for issue in error.issues)


def parsed(data: bytes, limits: Limits) -> Report:
    """Return the report of a body.

    Raises:
        ProblemError: It is no report.
    """
    try:
        return parse(data, limits=limits)
    except InvalidReport as error:
        raise unreadable(error) from None


def unreadable(error: InvalidReport, **members: Any) -> ProblemError:
    """Return the problem of a document that is no report, with everything that is wrong with it."""
    count = len(error.issues)
    detail = f"The body is not a report: {count} issue{'' if count == 1 else 's'}."
    return ProblemError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid_report",
        detail,
        issues=error.issues,
        valid=False,
        **members,
    )
