"""Check the addenda: a category that their text names and the report does not state."""

from __future__ import annotations

from collections.abc import Iterator

from birads._category_words import NamedCategory, read_categories
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT
from birads.checks._words import TISSUE_LINE, alike
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.report.assessment import AssessmentScope
from birads.report.view._index import breast_of, sides


def _stated(sense: Sense) -> dict[Side | None, set[Category]]:
    """Return the categories that the report states for each breast, and for any (``None``)."""
    out: dict[Side | None, set[Category]] = {None: set(), Side.LEFT: set(), Side.RIGHT: set()}
    for entry in sense.report.assessments:
        out[None].add(entry.category)
        overall = entry.breast is AssessmentScope.OVERALL
        for side in tuple(Side) if overall else sides(entry.breast):
            out[side].add(entry.category)
    for finding in sense.report.findings:
        if finding.category is not None:
            out[None].add(finding.category)
            for side in sides(breast_of(finding)) or tuple(Side):
                out[side].add(finding.category)
    return out


def _unstated(sense: Sense) -> Iterator[tuple[int, NamedCategory, set[Category]]]:
    """Yield what each addendum names last that the report does not state."""
    stated = _stated(sense) if sense.report.addenda else {}
    for number, addendum in enumerate(sense.report.addenda):
        last = {named.side: named for named in read_categories(addendum.text)}
        for named in last.values():
            beside = stated[named.side]
            if not any(alike(named.category, each) for each in beside):
                yield number, named, beside


def _rises(named: NamedCategory, beside: set[Category]) -> bool:
    return named.category in TISSUE_LINE and beside.isdisjoint(TISSUE_LINE)


def _found(number: int, named: NamedCategory, beside: set[Category], crosses: bool) -> Found:
    where = f" of the {named.side} breast" if named.side is not None else ""
    told = ", ".join(sorted(beside)) or "none"
    return Found(
        f"/addenda/{number}/text",
        f"The addendum names category {named.category}{where}; stated in the report: {told}.",
        "If the category changed, change the assessment too: results are read from it, not from "
        "the text.",
        crosses,
    )


@declare(
    "addendum_raises_category",
    Severity.WARNING,
    silent="Silent where the report states a category of 4, 5 or 6 for the breast that the text "
    "names, or for any where it names none; numbers told of the past, densities and editions are "
    "not read. English only.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.ADDENDA,),
)
def addendum_raises_category(sense: Sense) -> Iterator[Found]:
    """Find an addendum that names a 4, 5 or 6 where the report states at most 3, or 0."""
    for number, named, beside in _unstated(sense):
        if _rises(named, beside):
            yield _found(number, named, beside, crosses=True)


@declare(
    "addendum_names_other_category",
    Severity.INFORMATION,
    silent="Silent for a plain 4 beside 4A, 4B or 4C, and where addendum_raises_category speaks.",
    source=ASSESSMENT,
    needs=(Need.ADDENDA,),
)
def addendum_names_other_category(sense: Sense) -> Iterator[Found]:
    """Find an addendum that names another category than the report states."""
    for number, named, beside in _unstated(sense):
        if not _rises(named, beside):
            yield _found(number, named, beside, crosses=False)
