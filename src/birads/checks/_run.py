"""Run every check on one reading of a report."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from birads.checks._needs import Need, present
from birads.checks._policy import Policy
from birads.checks._registry import CHECKS, Check
from birads.checks._remembered import remembered
from birads.checks._sense import Sense
from birads.issue import Issue, Severity
from birads.parsing._guarded import guarded
from birads.report.report import Report

__all__ = ["check", "find", "order"]

_SEVERITY: Final = {severity: rank for rank, severity in enumerate(Severity)}
_SECTIONS: Final = {
    name: rank
    for rank, name in enumerate(
        (
            "patient",
            "question",
            "presentation",
            "cancers",
            "suspected",
            "absent",
            "exams",
            "findings",
            "assessments",
            "recommendations",
            "outcomes",
            "pathology",
            "addenda",
        )
    )
}


@guarded
def check(
    report: Report, *, policy: Policy | None = None, narrative: bool | str = False
) -> tuple[Issue, ...]:
    """Return what does not fit together in a report; it is never changed.

    With ``narrative`` the text of the report, or the text that is given, is read and compared with
    the structure as well: side, category, size and presence of each finding.

    Issues on which the line between categories 0-3 and 4-6 depends come first, then errors,
    warnings and information, each in the order of the report's format.

    Raises:
        InvalidReport: The report was made without validation and holds what no report can.
    """
    found = remembered(report, find)
    if policy is not None:
        found = _weighed(found, policy)
    if narrative is False:
        return found
    from birads.text import check_narrative

    told = check_narrative(report, None if narrative is True else narrative)
    return tuple(sorted((*found, *told), key=order))


def _weighed(found: tuple[Issue, ...], policy: Policy) -> tuple[Issue, ...]:
    """Return the issues as a policy weighs them."""
    by_code: dict[str, list[Issue]] = {}
    for issue in found:
        by_code.setdefault(issue.code, []).append(issue)
    judged: list[Issue] = []
    for code in CHECKS:  # what the order leaves open stands in the order of the checks
        judged += policy.apply(code, by_code.get(code, []))
    return tuple(sorted(judged, key=order))


def find(report: Report) -> tuple[Issue, ...]:
    """Return what the checks find in a report, in order, without any memory."""
    sense = Sense(report)
    issues: list[Issue] = []
    for each in _due(present(report)):
        issues += each.issues(sense)
    issues.sort(key=order)
    return tuple(issues)


@lru_cache(maxsize=256)
def _due(met: frozenset[Need]) -> tuple[Check, ...]:
    """Return the checks whose needs are met: the others would find nothing."""
    return tuple(each for each in CHECKS.values() if each.needs <= met)


def order(issue: Issue) -> tuple[bool, int, int, tuple[tuple[int, str], ...]]:
    """Return the key by which issues are sorted."""
    section, *rest = issue.pointer.split("/")[1:] or [""]
    place = tuple((int(part), "") if part.isdecimal() else (0, part) for part in rest)
    return (
        not issue.crosses,
        _SEVERITY[issue.severity],
        _SECTIONS.get(section, -1),
        place,
    )
