"""Check the categories against what was recommended.

The 5th edition keeps category and management apart: a recommendation may differ from the one
that goes with the category, for a reason. So nothing here is an error. A text is quoted and
lowers a warning to information where it can be such a reason; for a missing tissue diagnosis of a
4 or 5 it lowers nothing, because most texts are courtesies or technique.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

import attrs

from birads.checks._needs import Need
from birads.checks._plan import Plan
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT, CHANGES, PRACTICE, PROBABLY_BENIGN, ZERO
from birads.checks._suspected import is_open, suspected, tissue_answers
from birads.checks._words import (
    FOUR_OR_FIVE,
    IMAGING,
    ONE_TO_THREE,
    SURGEON,
    TISSUE,
    TO_TISSUE,
    quoted,
)
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.report.assessment import Action
from birads.report.exam import MammographyExam, Purpose
from birads.report.view._index import Stated, breast_of, sides, stated_purpose

_BY_TEXT: Final = (
    "A text of a recommendation for it is quoted and makes it information, for it can be the "
    "reason. "
)
_NO_PLAN: Final = "the report has no recommendation at all, which is another check's"


Enough = Callable[[Category], Collection[Action]]
"""Which actions answer a category."""


@attrs.frozen
class Unmet:
    """Hold a category that asks for what nobody recommended."""

    what: str
    stated: Stated
    plan: Plan


def _unmet(sense: Sense, categories: Collection[Category], enough: Enough) -> Iterator[Unmet]:
    """Yield the breasts, then the findings, then the report whose category is not answered."""
    told: set[Side] = set()
    for side in Side:
        stated = sense.breast_category(side)
        if stated is None or stated.category not in categories or _answered(sense, side, stated):
            continue
        plan = sense.plan_of_breast(side)
        if not plan.answers(enough(stated.category)):
            told.add(side)
            yield Unmet(f"The {side} breast", stated, plan)
    yield from _of_findings(sense, categories, enough, told)
    yield from _of_overall(sense, categories, enough)


def _answered(sense: Sense, side: Side, stated: Stated) -> bool:
    """Say whether a tissue result answers the category of a breast."""
    if stated.category in FOUR_OR_FIVE:
        return tissue_answers(sense, side)
    return sense.sampled[side]


def _of_findings(
    sense: Sense, categories: Collection[Category], enough: Enough, told: set[Side]
) -> Iterator[Unmet]:
    lesions: set[int] = set()
    for number, finding in enumerate(sense.report.findings):
        own = finding.category
        if own is None or own not in categories or number in lesions:
            continue
        if number in sense.answered or not told.isdisjoint(sides(breast_of(finding))):
            continue
        plan = sense.plan_of_finding(finding)
        if not plan.answers(enough(own)):
            lesions.update(sense.lesion_of(number))
            stated = Stated(own, f"/findings/{number}/category")
            yield Unmet(f"Finding {finding.id!r}", stated, plan)


def _of_overall(sense: Sense, categories: Collection[Category], enough: Enough) -> Iterator[Unmet]:
    """Yield an overall category that no breast and no finding says of itself."""
    stated = next(iter(sense.overall_categories()), None)
    if stated is None or stated.category not in categories or _answered_at_all(sense, stated):
        return
    of_breasts = [sense.breast_category(side) for side in Side]
    said = {each.category for each in of_breasts if each is not None}
    said |= {finding.category for finding in sense.report.findings if finding.category is not None}
    plan = sense.plans.everything
    if said.isdisjoint(categories) and not plan.answers(enough(stated.category)):
        yield Unmet("The report as a whole", stated, plan)


def _answered_at_all(sense: Sense, stated: Stated) -> bool:
    """Say whether a tissue result answers a category that names no breast."""
    if stated.category in FOUR_OR_FIVE:
        findings = [sense.report.findings[number] for number in sense.answered]
        unplaced = (finding for finding in findings if not sides(breast_of(finding)))
        return any(tissue_answers(sense, side) for side in Side) or any(
            finding.category not in ONE_TO_THREE for finding in unplaced
        )
    return any(sense.sampled.values())


def _written(plan: Plan) -> str:
    words = sorted(action.replace("_", " ") for action in plan.actions)
    return f"only {', '.join(words)} is recommended" if words else "nothing is recommended for it"


def _found(unmet: Unmet, hint: str) -> Found:
    """Return the issue, quoted and lowered where a text can be the reason."""
    message = f"{unmet.what} has category {unmet.stated.category}, but {_written(unmet.plan)}"
    text = unmet.plan.text
    if text is None:
        return Found(unmet.stated.pointer, f"{message}.", hint)
    message = f"{message}; a text says {quoted(text)}."
    return Found(unmet.stated.pointer, message, hint, severity=Severity.INFORMATION)


@declare(
    "three_without_follow_up",
    Severity.WARNING,
    silent=f"{_BY_TEXT}Silent where a tissue result answers, and where {_NO_PLAN}. Any imaging "
    "with a stated interval is a follow-up, and a screening exam needs its workup first; a "
    "recommended biopsy is another check's.",
    source=f"{ASSESSMENT}; {PROBABLY_BENIGN}",
    needs=(Need.RECOMMENDATIONS, Need.LOW),
)
def three_without_follow_up(sense: Sense) -> Iterator[Found]:
    """Find a category 3 for which no short-interval follow-up is recommended."""
    if not sense.report.recommendations:
        return
    enough = TISSUE | SURGEON | {Action.SHORT_INTERVAL_FOLLOW_UP}
    exams = sense.report.exams
    screening = bool(exams) and all(
        isinstance(exam, MammographyExam) and stated_purpose(exam) is Purpose.SCREENING
        for exam in exams
    )
    for unmet in _unmet(sense, {Category.C3}, lambda _: enough):
        plan = unmet.plan
        if (plan.interval or screening) and plan.answers(IMAGING):
            continue
        yield _found(
            unmet,
            "Category 3 goes with a follow-up after 6 months, or with a reason for something else.",
        )


def _of_suspicion(_: Category) -> Collection[Action]:
    """Return what answers a 4 or 5; clinical management alone answers neither."""
    return TO_TISSUE


@declare(
    "suspicious_without_tissue_diagnosis",
    Severity.WARNING,
    silent="Never silent because of a text. Silent where a tissue result of the lesion answers: "
    "findings are one lesion that are tracked as one, that name each other, or of which each is "
    "the only mass or asymmetry of its modality at the place of the other. A non-diagnostic "
    "result, and a benign aspiration of calcifications, answer nothing. Surgical consultation is "
    "an answer, clinical management is none. A 4 is silent where the report has no "
    "recommendation at all, which is another check's; a 5 is not.",
    source=f"{ASSESSMENT}; {CHANGES}; {PRACTICE}",
    crosses=True,
    needs=(Need.HIGH,),
)
def suspicious_without_tissue_diagnosis(sense: Sense) -> Iterator[Found]:
    """Find a category 4 or 5 for which no tissue diagnosis is recommended."""
    asked = FOUR_OR_FIVE if sense.report.recommendations else {Category.C5}
    unmets = list(_unmet(sense, asked, _of_suspicion))
    told = {unmet.stated.pointer for unmet in unmets}
    unmets += (unmet for unmet in _meant(sense, asked) if unmet.stated.pointer not in told)
    for unmet in unmets:
        yield Found(
            unmet.stated.pointer,
            f"{unmet.what} has category {unmet.stated.category}, but {_written(unmet.plan)}.",
            "Categories 4 and 5 go with tissue diagnosis: recommend it, or a surgeon.",
            crosses=True,
        )


def _meant(sense: Sense, categories: Collection[Category]) -> Iterator[Unmet]:
    """Yield what a 4 or 5 of a breast, or overall, can be about, and no tissue is planned of.

    A biopsy that names another finding does not answer for one of suspicious words.
    """
    told: set[str] = set()
    for number, finding, stated in suspected(sense):
        if stated.category not in categories or stated.pointer in told:
            continue
        plan = sense.plan_of_finding(finding)
        if is_open(sense, number, finding) and not plan.answers(TO_TISSUE):
            told.add(stated.pointer)
            yield Unmet(f"What finding {finding.id!r} belongs to", stated, plan)


@declare(
    "incomplete_without_imaging",
    Severity.WARNING,
    silent=f"{_BY_TEXT}Silent where a tissue result of the breast answers, where an exam that can "
    f"work up the recall has completed it, and where {_NO_PLAN}. Any imaging, obtaining priors "
    "or tissue is an answer.",
    source=f"{ASSESSMENT}; {ZERO}",
    needs=(Need.RECOMMENDATIONS, Need.ZERO),
)
def incomplete_without_imaging(sense: Sense) -> Iterator[Found]:
    """Find a category 0 for which neither imaging nor earlier exams are asked for."""
    if not sense.report.recommendations:
        return
    enough = IMAGING | TISSUE | SURGEON | {Action.OBTAIN_PRIORS, Action.OTHER}
    for unmet in _unmet(sense, {Category.C0}, lambda _: enough):
        what = attrs.evolve(unmet, what=f"{unmet.what} (incomplete)")
        yield _found(
            what, "Recommend the imaging or the earlier exams that the category waits for."
        )
