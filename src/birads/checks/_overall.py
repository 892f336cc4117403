"""Check the overall category: against each breast, each finding, and another overall category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from birads.checks._categories import on_exam, with_tissue, worst
from birads.checks._clash import clash_of
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT
from birads.checks._words import FOUR_OR_FIVE, ONE_TO_THREE, TISSUE_LINE, above, alike, crosses
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.report.assessment import Assessment, AssessmentScope
from birads.report.findings import FindingBase
from birads.report.pathology import ResultClass
from birads.report.view._index import SUSPICION, Stated, breast_of, is_final, sides


def _overalls(sense: Sense) -> Iterator[tuple[int, Assessment]]:
    for number, entry in enumerate(sense.report.assessments):
        if entry.breast is AssessmentScope.OVERALL:
            yield number, entry


@declare(
    "overall_differs",
    Severity.ERROR,
    silent="Silent where no breast has its own category, where the overall category is the higher "
    "one and a breast is not assessed, for a plain 4 beside 4A, 4B or 4C, and for a 0 where a "
    "breast has a 0 and a final category. The order is 1, 2, 3, 6, 0, 4A, 4, 4B, 4C, 5.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.OVERALL,),
)
def overall_differs(sense: Sense) -> Iterator[Found]:
    """Find an overall category that is not the most suspicious of the two breasts'."""
    completed = any(
        any(is_final(entry.category) for _, entry in entries)
        and not all(is_final(entry.category) for _, entry in entries)
        for entries in sense.assessed.values()
    )
    for number, entry in _overalls(sense):
        each = [on_exam(sense, side, entry.exam) for side in Side]
        highest = worst([stated for stated in each if stated is not None])
        if highest is None or alike(highest.category, entry.category):
            continue
        if above(entry.category, highest.category) and None in each:
            continue
        waits = entry.category is Category.C0 and above(entry.category, highest.category)
        if completed and (waits or highest.category is Category.C0):
            continue
        yield Found(
            f"/assessments/{number}/category",
            f"The overall category is {entry.category}, but the most suspicious category of a "
            f"breast is {highest.category} ({highest.pointer}).",
            "The overall category is that of the more suspicious breast.",
            crosses(entry.category, highest.category),
        )


def _lowest(sense: Sense) -> dict[str | None, Stated]:
    """Return the least suspicious overall category of each exam, and of none named.

    A 0 in a report of several exams waits for another of them, and a 6 with a malignant result
    is told by the tissue: neither is held against a finding.
    """
    several = len(sense.report.exams) > 1
    proven = any(result.result_class is ResultClass.MALIGNANT for _, result in sense.tissue_results)
    out: dict[str | None, Stated] = {}
    for number, entry in _overalls(sense):
        if (several and entry.category is Category.C0) or (
            proven and entry.category is Category.C6
        ):
            continue
        key = entry.exam or sense.lone_exam
        before = out.get(key)
        if before is None or SUSPICION[entry.category] < SUSPICION[before.category]:
            out[key] = Stated(entry.category, f"/assessments/{number}/category")
    return out


def _assessed_by_breast(sense: Sense, finding: FindingBase) -> bool:
    places = sides(breast_of(finding))
    return bool(places) and all(on_exam(sense, side, finding.exam) for side in places)


def _answered(sense: Sense) -> set[str]:
    """Return the ids of the findings with a tissue result that is no cancer."""
    return {
        result.finding
        for _, result in sense.tissue_results
        if result.finding is not None
        and result.result_class is not ResultClass.MALIGNANT
        and not sense.is_history(result)
    }


@declare(
    "overall_below_finding",
    Severity.ERROR,
    silent="Silent where the breasts of the finding have their own category, which is compared "
    "instead, for a finding with a tissue result that is not malignant, for an overall category "
    "of another exam, for a 0 in a report of several exams, for an overall 6 with a malignant "
    "result, and for a plain 4 beside 4A, 4B or 4C.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.FINDINGS, Need.OVERALL),
)
def overall_below_finding(sense: Sense) -> Iterator[Found]:
    """Find a finding that is more suspicious than the overall category."""
    lowest, answered = _lowest(sense), _answered(sense)
    several = len(sense.report.exams) > 1
    for number, finding in enumerate(sense.report.findings):
        own = finding.category
        if own is None or (own is Category.C0 and several):
            continue
        keys = {None, finding.exam or sense.lone_exam}
        found = [lowest[key] for key in keys if key in lowest]
        overall = min(found, key=lambda entry: SUSPICION[entry.category], default=None)
        if overall is None or not above(own, overall.category):
            continue
        if finding.id in answered or _assessed_by_breast(sense, finding):
            continue
        yield Found(
            f"/findings/{number}/category",
            f"Finding {finding.id!r} has category {own}, but the overall category is "
            f"{overall.category} ({overall.pointer}).",
            "The overall category is that of the most suspicious finding.",
            crosses(own, overall.category),
        )


def _is_low(sense: Sense, finding: FindingBase) -> bool:
    """Say whether a finding is called 1, 2 or 3, itself or by each of its breasts."""
    if finding.palpable:
        return False
    if finding.category is not None:
        return finding.category in ONE_TO_THREE
    stated = [on_exam(sense, side, finding.exam) for side in sides(breast_of(finding))]
    return bool(stated) and all(
        entry is not None and entry.category in ONE_TO_THREE for entry in stated
    )


@declare(
    "overall_above_findings",
    Severity.WARNING,
    silent="Silent where the exam has no finding, where one of its findings is palpable, has a "
    "tissue result, 0, or no category of its own or its breast's, where a breast is called 4, 5 "
    "or 6, and where both breasts are assessed, which are compared instead.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.OVERALL,),
)
def overall_above_findings(sense: Sense) -> Iterator[Found]:
    """Find an overall 4, 5 or 6 above findings that are all called 1, 2 or 3."""
    low: dict[str | None, list[bool]] = defaultdict(list)
    sampled = with_tissue(sense)
    for finding in sense.report.findings:
        is_low = finding.id not in sampled and _is_low(sense, finding)
        low[None].append(is_low)
        low[finding.exam or sense.lone_exam or ""].append(is_low)
    for number, entry in _overalls(sense):
        of_findings = low[entry.exam]
        if entry.category not in TISSUE_LINE or not of_findings or not all(of_findings):
            continue
        each = [on_exam(sense, side, entry.exam) for side in Side]
        if None in each and not any(
            stated is not None and stated.category in TISSUE_LINE for stated in each
        ):
            yield Found(
                f"/assessments/{number}/category",
                f"The overall category is {entry.category}, but every finding is called 1, 2 or 3.",
                "State which finding the category comes from.",
                crosses=True,
            )


@declare(
    "overall_stated_twice",
    Severity.ERROR,
    silent="Silent for different exams, where the report has several exams and neither category "
    "names its own, and for a plain 4 beside 4A, 4B or 4C.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.OVERALL,),
)
def overall_stated_twice(sense: Sense) -> Iterator[Found]:
    """Find different overall categories of one exam."""
    several = len(sense.report.exams) > 1
    told: dict[str | None, dict[Category, int]] = defaultdict(dict)
    for number, entry in _overalls(sense):
        told[entry.exam or sense.lone_exam].setdefault(entry.category, number)
    for exam, first in told.items():
        clash = clash_of(first, _differ) if exam is not None or not several else None
        if clash is not None:
            yield Found(
                clash.pointer,
                f"The overall categories of the same exam are {clash.categories}.",
                "Keep one, or name the exam that each belongs to.",
                clash.crosses,
            )


def _differ(one: Category, two: Category) -> bool:
    return not alike(one, two)


@declare(
    "overall_below_that_of_an_exam",
    Severity.ERROR,
    silent="Silent where both name an exam or neither does, for 0, which a later exam completes, "
    "for 6 with a malignant result, and where both lie on one side of the line between 3 and 4.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.OVERALL, Need.SEVERAL_EXAMS),
)
def overall_below_that_of_an_exam(sense: Sense) -> Iterator[Found]:
    """Find an overall category for all exams that is below that of one of the exams."""
    if len(sense.report.exams) <= 1:
        return
    unnamed = _lowest(sense).get(None)
    if unnamed is None:
        return
    for number, entry in _overalls(sense):
        if entry.exam is None or entry.category not in TISSUE_LINE:
            continue
        if above(entry.category, unnamed.category) and crosses(entry.category, unnamed.category):
            yield Found(
                unnamed.pointer,
                f"The overall category of all exams is {unnamed.category}, but that of exam "
                f"{entry.exam!r} is {entry.category} (/assessments/{number}/category).",
                "The overall category is that of the most suspicious exam.",
                crosses=True,
            )
            return


@declare(
    "suspected_without_finding",
    Severity.INFORMATION,
    silent="Silent where the report has any finding: another check compares their sides.",
    source=ASSESSMENT,
    needs=(Need.HIGH,),
)
def suspected_without_finding(sense: Sense) -> Iterator[Found]:
    """Find a category 4 or 5 in a report that describes no finding at all."""
    if sense.report.findings:
        return
    stated = [sense.breast_category(side) for side in Side]
    told = {entry.pointer: entry for entry in stated if entry is not None}
    if not any(entry.category in FOUR_OR_FIVE for entry in told.values()):
        told = {entry.pointer: entry for entry in sense.overall_categories()[:1]}
    for entry in told.values():
        if entry.category in FOUR_OR_FIVE:
            yield Found(
                entry.pointer,
                f"Category {entry.category} is stated, but no finding is described.",
                "Describe the finding that the category comes from, with its side and place.",
            )
