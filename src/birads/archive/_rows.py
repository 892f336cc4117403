"""Make the rows of the tables of an archive from its documents, items and episodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import to_json

from birads.acr_criteria._recommend import recommend
from birads.archive._events import Read
from birads.archive._item import Item, Said
from birads.archive._joining import Episode
from birads.archive._patients import Held
from birads.checks import check
from birads.issue import InvalidReport, Issue
from birads.parsing._parse import parse
from birads.report.report import Report
from birads.report.view._index import ReportIndex, breast_of

__all__ = ["Rows", "rows_of", "rows_of_episode", "rows_of_item"]

Rows = Iterator[tuple[str, dict[str, Any]]]
_NOT_WORDS = frozenset(
    {"id", "exam", "kind", "location", "category", "change", "lesion", "tracking_uid", "text"}
)


def rows_of(number: int, document: bytes) -> tuple[Report | None, Rows]:
    """Return the report of a document, and the rows of every table that speak of it."""
    try:
        report = parse(document)
    except InvalidReport as error:
        text = document.decode("utf-8", "backslashreplace").rstrip("\r\n")
        refused = {"number": number, "valid": False, "document": text}
        return None, iter([("reports", refused), *_issues(number, error.issues)])
    return report, _all(number, report)


def _all(number: int, report: Report) -> Rows:
    one = Read(Held(report, report.to_json()), 0)
    yield "reports", _report(number, one)
    for place, finding in enumerate(report.findings):
        yield "findings", {"number": number, "finding": place, **_finding(one, place, finding)}
    for place, result in enumerate(report.pathology):
        told = result.result_class
        yield (
            "tissue",
            {
                "number": number,
                "pathology": place,
                "finding": result.finding,
                "breasts": [side.value for side in one.index.breasts_of(result)],
                "date": result.date,
                "procedure": _word(result.procedure),
                "result": _word(result.read_as),
                "class": _word(told),
                "concordance": _word(result.concordance),
            },
        )
    yield from _issues(number, check(report))
    yield from _steps(number, report)


def _word(value: Any) -> str | None:
    return str(value.value) if value is not None else None


def _report(number: int, one: Read) -> dict[str, Any]:
    report = one.held.report
    left, right = (one.index.breast_category(side) for side in _sides(one.index))
    return {
        "number": number,
        "valid": True,
        "id": report.id,
        "patient_key": report.patient_key,
        "episode": report.episode,
        "edition": report.edition.value,
        "status": _word(report.status),
        "replaces": report.replaces,
        "issued": report.issued.isoformat() if report.issued is not None else None,
        "first_date": one.days[0] if one.days else None,
        "purposes": [exam.purpose.value for exam in report.exams if exam.purpose is not None],
        "modalities": [exam.modality.value for exam in report.exams],
        "category_left": left.category.value if left is not None else None,
        "category_right": right.category.value if right is not None else None,
        "document": one.held.data.decode(),
    }


def _sides(index: ReportIndex) -> Iterable[Any]:
    return index.in_breast  # left, then right


def _finding(one: Read, place: int, finding: Any) -> dict[str, Any]:
    stated = one.index.category_of(place, finding)
    words = {k: v for k, v in finding.to_dict().items() if k not in _NOT_WORDS}
    return {
        "id": finding.id,
        "kind": finding.kind,
        "exam": finding.exam,
        "breast": _word(breast_of(finding)),
        "category": _word(finding.category),
        "counts_as": stated.category.value if stated is not None else None,
        "change": _word(finding.change),
        "lesion": finding.lesion,
        "tracking_uid": finding.tracking_uid,
        "words": to_json(words).decode(),
    }


def _issues(number: int, issues: Iterable[Issue]) -> Rows:
    for place, issue in enumerate(issues):
        yield (
            "issues",
            {
                "number": number,
                "issue": place,
                "code": issue.code,
                "severity": issue.severity.value,
                "crosses": issue.crosses,
                "pointer": issue.pointer,
                "message": issue.message,
            },
        )


def _steps(number: int, report: Report) -> Rows:
    workup = recommend(report)
    every = [(place, step) for place, p in enumerate(workup.patterns) for step in p.steps]
    for place, (pattern, step) in enumerate([*every, *((None, step) for step in workup.steps)]):
        yield (
            "steps",
            {
                "number": number,
                "step": place,
                "pattern": pattern,
                "procedure": step.procedure,
                "basis": str(step.basis),
                "rating": step.rating,
                "band": str(step.band) if step.band is not None else None,
                "recommended": step.recommended,
                "breast": _word(step.breast),
                "findings": list(step.findings),
                "done_by": step.done_by,
            },
        )


def rows_of_item(number: int, item: Item) -> Rows:
    """Yield the row of an item."""
    names = ("patient_key", "breast", "rule", "state", "category", "result", "since", "due")
    plain: dict[str, Any] = {name: getattr(item, name) for name in (*names, "days_over")}
    for name in ("opened_by", "closed_by", "may_close"):
        plain[name] = list(map(_said, getattr(item, name)))
    yield "items", {"item": number, **plain, "notes": list(item.notes)}


def _said(one: Said) -> str:
    return f"{one.report}#{one.pointer}"


def rows_of_episode(episode: Episode) -> Rows:
    """Yield a row for each report of an episode."""
    for member in episode.members:
        yield (
            "episodes",
            {
                "episode": episode.id,
                "patient_key": episode.patient_key,
                "kind": episode.kind,
                "start": episode.start,
                **member,
            },
        )
