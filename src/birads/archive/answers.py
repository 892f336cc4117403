"""Answer documents as the command line does, for any engine that holds them as text.

An answer is the line that the command writes. A document that is no report is answered too, so
that nothing is lost in an engine and everything is counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import attrs
from pydantic_core import from_json, to_json

from birads.acr_criteria._recommend import recommend_json
from birads.archive._item import ENDED
from birads.archive._patients import Held
from birads.archive._rules import Items
from birads.archive._tracking import track_patient
from birads.checks import check
from birads.issue import InvalidReport
from birads.parsing._parse import parse
from birads.report.report import Report

__all__ = ["QUESTIONS", "Answered", "Place", "ask", "hold_all", "key_of", "track_documents"]

Text = str | bytes
Place = tuple[str | None, int | None]
_NOWHERE: Place = (None, None)


@attrs.frozen
class Answered:
    """The line that answers a document, and whether the document is a report."""

    line: str
    valid: bool


def ask(question: str, topics: str | None = None) -> Callable[[Text | None, Place], Answered]:
    """Return the function that answers one document; ``check`` and ``recommend`` are known.

    ``topics="current"`` adds the answers of the current topics to ``recommend``, as the option of
    the command does.

    Raises:
        LookupError: The question or the topics are not known.
    """
    name = question if topics is None else f"{question}_{topics}"
    if name not in QUESTIONS:
        raise LookupError(f"{name!r} is none of {', '.join(sorted(QUESTIONS))}")
    return QUESTIONS[name]


def _check(document: Text | None, place: Place = _NOWHERE) -> Answered:
    report, error = _read(document)
    if report is not None:
        issues, name = check(report), report.id
    else:
        issues, name = tuple(error.issues if error is not None else ()), _id_of(document)
    told = {
        "file": place[0],
        "line": place[1],
        "id": name,
        "valid": report is not None,
        "issues": [issue.to_dict() for issue in issues],
    }
    return Answered(to_json(told).decode(), report is not None)


def _recommend(document: Text | None, place: Place = _NOWHERE) -> Answered:
    return _workup(document, place, recommend_json)


def _recommend_current(document: Text | None, place: Place = _NOWHERE) -> Answered:
    return _workup(document, place, partial(recommend_json, topics="current"))


def _workup(document: Text | None, place: Place, of: Callable[[Report], bytes]) -> Answered:
    report, error = _read(document)
    if report is not None:
        return Answered(of(report).decode(), valid=True)
    issues = [issue.to_dict() for issue in error.issues] if error is not None else []
    told = {"file": place[0], "line": place[1], "valid": False, "issues": issues}
    return Answered(to_json(told).decode(), valid=False)


QUESTIONS: dict[str, Callable[[Text | None, Place], Answered]] = {
    "check": _check,
    "recommend": _recommend,
    "recommend_current": _recommend_current,
}


def _read(document: Text | None) -> tuple[Report | None, InvalidReport | None]:
    """Return the report of a document that is a line of a stream, its line feed included."""
    end = "\n" if document is None or isinstance(document, str) else b"\n"
    try:
        return parse((document or end[:0]) + end), None  # type: ignore[operator] # both are text
    except InvalidReport as error:
        return None, error


def _tree(document: Text | None) -> dict[str, object]:
    try:
        tree = from_json(document or "", allow_inf_nan=False)
    except ValueError:
        return {}
    return tree if isinstance(tree, dict) else {}


def _id_of(document: Text | None) -> str | None:
    name = _tree(document).get("id")
    return name if isinstance(name, str) else None


def key_of(document: Text | None) -> str | None:
    """Return the patient_key of a document, whatever else is wrong with it."""
    key = _tree(document).get("patient_key")
    return key if isinstance(key, str) else None


def hold_all(documents: Iterable[Text | None]) -> tuple[list[Held], int]:
    """Return the reports among documents, and how many are none."""
    held, bad = [], 0
    for document in documents:
        report, _ = _read(document)
        if report is None:
            bad += 1
        else:
            held.append(Held(report))
    return held, bad


def track_documents(
    key: str | None, documents: Sequence[Text | None], today: dt.date, items: Items | None = None
) -> tuple[list[str], int]:
    """Return the open items of one patient as lines, and how many documents are no report."""
    held, bad = hold_all(documents)
    found = track_patient(key, held, today, items)
    waiting = (one for one in found if one.state not in ENDED)
    return [to_json(one.to_dict()).decode() for one in waiting], bad
