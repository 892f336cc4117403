"""Say which statement of the mammography rule holds for each breast: the most suspicious stated."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from birads.lexicon._statements import statements
from birads.lexicon.common import Category, Side
from birads.report.assessment import Assessment, AssessmentReason, AssessmentScope
from birads.report.report import Report
from birads.report.view._index import ReportIndex, breast_of, sides
from birads.report.view._suspicion import SUSPICION

__all__ = ["INCOMPLETE", "Result", "results", "statement_of"]

INCOMPLETE = "incomplete"
"""The result of a category 0 whose reason is not stated: it is not ours to choose one."""


@attrs.frozen
class Result:
    """Hold a result: the scope it is of, its statement's id, and where it is stated."""

    scope: AssessmentScope
    id: str
    pointers: tuple[str, ...]
    category: Category | None = None


def statement_of(category: Category, reason: AssessmentReason | None) -> str | None:
    """Return the id of the statement of a category; none where a 0 has no clear reason."""
    if category is Category.C0 and reason is AssessmentReason.TECHNICAL_RECALL:
        reason = AssessmentReason.NEEDS_ADDITIONAL_IMAGING
    for one in statements().assessment:
        if category in one.categories and one.reason in (None, reason):
            return one.id
    return None


def results(report: Report) -> tuple[Result, ...]:
    """Return the results of a report: by breast, and overall where that says more.

    What stands is what the workup reads: an earlier 0 that a later exam answered is no result.
    """
    index = ReportIndex(report)
    by_side = {side: _of_side(index, side) for side in Side}
    overall = _of_overall(index)
    left, right = by_side[Side.LEFT], by_side[Side.RIGHT]
    found: list[Result] = []
    if left and [one.id for one in left] == [one.id for one in right]:
        found += [
            Result(
                AssessmentScope.BILATERAL, one.id, (*one.pointers, *other.pointers), one.category
            )
            for one, other in zip(left, right, strict=True)
        ]
    else:
        found += [*left, *right]
    return (*found, *(one for one in overall if _adds(one, found)))


def _adds(overall: Result, found: list[Result]) -> bool:
    """Say whether an overall result is to be told: never one that calms what a breast's says.

    An incomplete exam and a known cancer are always told.
    """
    if any(one.id == overall.id for one in found):
        return False
    told = [SUSPICION[one.category] for one in found if one.category is not None]
    if overall.category is None or overall.category in (Category.C0, Category.C6) or not told:
        return True
    return SUSPICION[overall.category] > max(told)


def _of_side(index: ReportIndex, side: Side) -> list[Result]:
    stated = [(one.category, one.pointer) for one in index.breast_categories(side)]
    for number in index.in_breast[side]:
        finding = index.report.findings[number]
        if finding.category is not None:
            stated.append((finding.category, f"/findings/{number}/category"))
    return list(_chosen(index, AssessmentScope(side.value), stated))


def _of_overall(index: ReportIndex) -> list[Result]:
    stated = [(one.category, one.pointer) for one in index.overall_categories()]
    for number, finding in enumerate(index.report.findings):
        if finding.category is not None and not sides(breast_of(finding)):
            stated.append((finding.category, f"/findings/{number}/category"))
    return list(_chosen(index, AssessmentScope.OVERALL, stated))


def _chosen(
    index: ReportIndex, scope: AssessmentScope, stated: list[tuple[Category, str]]
) -> Iterator[Result]:
    """Yield the most suspicious result, a known cancer and a marker exam beside it."""
    if not stated:
        return
    most = max(stated, key=lambda one: SUSPICION[one[0]])
    wanted = dict.fromkeys((most, *(one for one in stated if one[0] is Category.C6)))
    told: set[str] = set()
    for category, pointer in wanted:
        assessment = _assessment(index.report, pointer)
        reason = assessment.reason if assessment else None
        name = statement_of(category, reason) or INCOMPLETE
        if name not in told:
            told.add(name)
            yield Result(scope, name, (pointer,), category)
    for number, one in enumerate(index.report.assessments):
        spoken = [each.value for each in sides(one.breast)] or [one.breast.value]
        if one.statement is not None and scope.value in spoken:
            yield Result(scope, one.statement.value, (f"/assessments/{number}/statement",))


def _assessment(report: Report, pointer: str) -> Assessment | None:
    parts = pointer.split("/")
    return report.assessments[int(parts[2])] if parts[1] == "assessments" else None
