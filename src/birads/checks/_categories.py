"""Check the categories against each other: overall, breast, finding and tissue."""

from __future__ import annotations

from collections.abc import Iterator

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT, CEM
from birads.checks._words import (
    FOUR_OR_FIVE,
    ONE_TO_THREE,
    above,
    crosses,
)
from birads.issue import Severity
from birads.lexicon.common import Category, Change, Side
from birads.report.assessment import Assessment, AssessmentScope
from birads.report.exam import CemExam
from birads.report.findings import FindingBase, OtherFinding
from birads.report.view._index import SUSPICION, Stated, breast_of, sides


def worst(stated: list[Stated]) -> Stated | None:
    """Return the most suspicious of some categories."""
    return max(stated, key=lambda entry: SUSPICION[entry.category], default=None)


def on_exam(sense: Sense, side: Side, exam: str | None) -> Stated | None:
    """Return the most suspicious category of a breast on an exam, or of all that stand."""
    table = sense.assessed_on
    if exam is None:
        return sense.breast_category(side)
    both = [table.get((side, exam)), table.get((side, None))]
    return worst([stated for stated in both if stated is not None])


def with_tissue(sense: Sense) -> frozenset[str]:
    """Return the ids of the findings with a tissue result that is not history."""
    return frozenset(
        result.finding
        for _, result in sense.tissue_results
        if result.finding is not None and not sense.is_history(result)
    )


def _below_finding(sense: Sense) -> Iterator[tuple[FindingBase, Side, Stated, Stated]]:
    """Yield findings whose own category is above that of a breast they lie in, once each."""
    sampled = with_tissue(sense)
    for number, finding in enumerate(sense.report.findings):
        own = finding.category
        if own is None or finding.id in sampled:
            continue
        if own is Category.C0 and len(sense.report.exams) > 1:
            continue
        below = _lowest(sense, finding)
        if below is not None and above(own, below[1].category):
            yield finding, below[0], Stated(own, f"/findings/{number}/category"), below[1]


def _lowest(sense: Sense, finding: FindingBase) -> tuple[Side, Stated] | None:
    """Return the least suspicious of a finding's breasts; a proven cancer's 6 is not compared."""
    found = [(side, on_exam(sense, side, finding.exam)) for side in sides(breast_of(finding))]
    stated = [
        (side, entry)
        for side, entry in found
        if entry is not None and not (entry.category is Category.C6 and sense.has_cancer[side])
    ]
    return min(stated, key=lambda entry: SUSPICION[entry[1].category], default=None)


@declare(
    "finding_above_breast",
    Severity.ERROR,
    silent="Silent where the breast is assessed on another exam only, where the finding has a "
    "tissue result, for a finding called 0 in a report of several exams, for a breast called 6 "
    "with a malignant result, for a plain 4 beside 4A, 4B or "
    "4C, and on CEM exams, which have their own check. A bilateral finding is compared with each "
    "breast.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.FINDINGS, Need.ASSESSMENTS),
)
def finding_above_breast(sense: Sense) -> Iterator[Found]:
    """Find a finding that is more suspicious than the breast it lies in."""
    for finding, side, own, breast in _below_finding(sense):
        if not isinstance(sense.exam_of(finding), CemExam):
            yield Found(
                own.pointer,
                f"Finding {finding.id!r} has category {own.category}, but the {side} breast "
                f"has {breast.category} ({breast.pointer}).",
                "A breast has the category of its most suspicious finding.",
                crosses(own.category, breast.category),
            )


@declare(
    "cem_below_its_parts",
    Severity.ERROR,
    silent="Silent as for finding_above_breast: another exam, a tissue result, 6 with a malignant "
    "result.",
    source=f"{CEM}; Zhao et al., Int J Gen Med 2025:273-280",
    crosses=True,
    needs=(Need.FINDINGS, Need.ASSESSMENTS),
)
def cem_below_its_parts(sense: Sense) -> Iterator[Found]:
    """Find a CEM category below the most suspicious of its low-energy and recombined findings."""
    for finding, side, own, breast in _below_finding(sense):
        if isinstance(sense.exam_of(finding), CemExam):
            yield Found(
                own.pointer,
                f"Finding {finding.id!r} of the CEM exam has category {own.category}, but the "
                f"{side} breast has {breast.category} ({breast.pointer}).",
                "Suspicious calcifications keep their category when nothing enhances.",
                crosses(own.category, breast.category),
            )


@declare(
    "breast_above_findings",
    Severity.WARNING,
    silent="Silent where the breast has no finding, a finding without its own category or with 0, "
    "or one that is palpable, and where one of them has a tissue result.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.FINDINGS, Need.HIGH),
)
def breast_above_findings(sense: Sense) -> Iterator[Found]:
    """Find a breast called 4 or 5 of which each finding is called 1, 2 or 3."""
    for side, numbers in sense.in_breast.items():
        stated = sense.breast_category(side)
        if stated is None or stated.category not in FOUR_OR_FIVE or sense.sampled[side]:
            continue
        findings = [sense.report.findings[number] for number in numbers]
        if findings and all(
            finding.category in ONE_TO_THREE and not finding.palpable for finding in findings
        ):
            yield Found(
                stated.pointer,
                f"The {side} breast has category {stated.category}, but each of its findings is "
                "called 1, 2 or 3.",
                "State which finding the category comes from.",
                crosses=True,
            )


@declare(
    "negative_with_finding",
    Severity.WARNING,
    silent="Silent for a finding that is resolved or of kind 'other', one of another exam than the "
    "category's, and "
    "one whose own category is above 1, which is another check's.",
    source=ASSESSMENT,
    needs=(Need.FINDINGS, Need.LOW),
)
def negative_with_finding(sense: Sense) -> Iterator[Found]:
    """Find a finding in a breast that is called negative (1)."""
    negative = {
        (side, entry.exam): f"/assessments/{number}/category"
        for number, entry in enumerate(sense.report.assessments)
        if entry.category is Category.C1
        for side in _scope(sense, entry)
    }
    for number, finding in enumerate(sense.report.findings):
        if finding.change is Change.RESOLVED or finding.category not in (None, Category.C1):
            continue
        if isinstance(finding, OtherFinding):
            continue
        pointer = f"/findings/{number}"
        said = f"{pointer}/category" if finding.category is not None else None
        for side in sides(breast_of(finding)):
            places = [(side, finding.exam), (side, None)]
            if finding.exam is None and len(sense.report.exams) == 1:
                places.append((side, sense.report.exams[0].id))
            said = said or next((negative[key] for key in places if key in negative), None)
        if said is not None:
            yield Found(
                pointer,
                f"Finding {finding.id!r} is described, but the category is 1, negative ({said}).",
                "Category 2 says that there is something to describe and that it is benign.",
            )


def _scope(sense: Sense, entry: Assessment) -> tuple[Side, ...]:
    if entry.breast is not AssessmentScope.OVERALL:
        return sides(entry.breast)
    return () if any(sense.assessed.values()) else tuple(Side)


@declare(
    "category_of_finding_not_stated",
    Severity.INFORMATION,
    silent="Silent for categories 1 and 2, which hold for every finding of the breast, where a "
    "finding has its own category, and where a recommendation or a tissue result names one.",
    source=ASSESSMENT,
    needs=(Need.FINDINGS,),
)
def category_of_finding_not_stated(sense: Sense) -> Iterator[Found]:
    """Find several findings in one breast whose category could be about any of them."""
    for side, numbers in sense.in_breast.items():
        stated = sense.breast_category(side)
        if len(numbers) <= 1 or stated is None or stated.category in (Category.C1, Category.C2):
            continue
        findings = [sense.report.findings[number] for number in numbers]
        if any(
            finding.category is not None
            or finding.id in sense.recommendations
            or finding.id in sense.pathology
            for finding in findings
        ):
            continue
        yield Found(
            stated.pointer,
            f"The {side} breast has {len(findings)} findings and category {stated.category}; which "
            "finding it is about is not stated.",
            "Give the findings their own category: none is inferred.",
        )
