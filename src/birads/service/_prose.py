"""Read reports in prose and write them, by the parts of the library that do so, where they are."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib import resources
from typing import Any

from birads._visible import visible
from birads.issue import BiradsError
from birads.report.report import Report
from birads.service._capabilities import available, need
from birads.service._problems import ProblemError

__all__ = ["as_html", "as_text", "drawn", "located", "pictures", "read_prose", "said"]

_PLACE = {"file": "-", "line": None}
_MAPPED = ("report", "impression")


def read_prose(data: bytes, **chosen: Any) -> Any:
    """Return what was read of a text.

    Raises:
        ProblemError: It is no UTF-8 or too long, or there is no such language.
    """
    read = need("read-text")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        detail = f"The text is not UTF-8: byte {error.start} cannot be read."
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "not_utf8", detail) from None
    try:
        return read(text, **_given(chosen))
    except LookupError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "option", _words(error)) from None
    except ValueError as error:
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        raise ProblemError(status, "too_large", _words(error)) from None


def said(report: Report, **chosen: Any) -> Any:
    """Return a report in prose.

    Raises:
        ProblemError: It cannot be said as asked, or there is no such language.
    """
    try:
        return need("say")(report, **_given(chosen))
    except BiradsError as error:
        issues = getattr(error, "issues", ())
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        raise ProblemError(status, "cannot_say", str(error), issues=issues) from None
    except (LookupError, ValueError) as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "option", _words(error)) from None


def as_text(found: Any) -> bytes:
    """Return prose as the command line writes it."""
    return (visible(found.text, keep="\n") + "\n").encode()


def as_html(found: Any, report: Report) -> str:
    """Return prose as a page of its own, with the breast map where it has one."""
    page: str = need("prose-page")([(found, drawn(report, found))])
    return page


def drawn(report: Report, found: Any) -> Any:
    """Return the breast map beside a prose; a letter has none, and where a word lacks none."""
    if str(found.style.value) not in _MAPPED or not available("map"):
        return None
    try:
        return need("map")(report, language=found.language)
    except BiradsError:
        return None


def pictures(found: Any) -> dict[str, Any]:
    """Return a breast map whose pictures stand alone: each holds the style that it needs."""
    told: dict[str, Any] = found.to_dict()
    style = _style()
    told["pictures"] = {
        side: picture.replace(">", f"><style>{style}</style>", 1)
        for side, picture in told["pictures"].items()
    }
    return told


@cache
def _style() -> str:
    """Return the rules for pictures of the style that prose has as a page."""
    file = resources.files("birads.prose") / "data" / "page.css"
    lines = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("svg"))


def located(value: dict[str, Any]) -> dict[str, Any]:
    """Return an answer as the command line writes it for standard input."""
    return _PLACE | value


def _given(chosen: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in chosen.items() if value is not None}


def _words(error: Exception) -> str:
    return str(error.args[0]) if error.args else "This is not known."
