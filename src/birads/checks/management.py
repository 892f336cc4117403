"""Check the categories against what was recommended.

The 5th edition keeps category and management apart: a recommendation may differ from the one
that goes with the category, for a reason. So nothing here is an error, and a written reason or a
tissue result silences it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from birads.assessment import Action, AssessmentScope, Recommendation
from birads.checks.plan import Plan
from birads.checks.registry import Found, declare
from birads.checks.sense import Sense
from birads.checks.sources import (
    ASSESSMENT,
    CHANGES,
    PROBABLY_BENIGN,
    WORKUP,
    ZERO,
)
from birads.checks.words import BELOW_LINE, FOUR_OR_FIVE, IMAGING, SURGEON, TISSUE
from birads.exam import ExamBase, MammographyExam, Purpose
from birads.index import Stated, breast_of, sides, stated_purpose
from birads.issue import Severity
from birads.lexicon.common import Category, Change, Side

_FOLLOW_UPS: Final = frozenset({Purpose.SHORT_INTERVAL_FOLLOW_UP, Purpose.SURVEILLANCE})
_FIRST_MONTHS: Final = 6
_LONGEST_MONTHS: Final = 24
_READ: Final = FOUR_OR_FIVE | {Category.C3}
_REASONED: Final = (
    "Silent where a tissue result of the breast answers, where the text of a recommendation gives "
    "a reason, and where the report has no recommendation at all, which is another check's."
)


def _unmet(
    sense: Sense, categories: Collection[Category], enough: Collection[Action]
) -> Iterator[tuple[str, Stated, Plan]]:
    """Yield the breasts, then the findings, whose category asks for what nobody recommended."""
    if not sense.report.recommendations:
        return
    told: set[Side] = set()
    for side in Side:
        stated = sense.breast_category(side)
        if stated is None or stated.category not in categories or sense.sampled[side]:
            continue
        if stated.category is Category.C0 and sense.completed[side]:
            continue
        plan = sense.plan_of_breast(side)
        if not plan.answers(enough):
            told.add(side)
            yield f"The {side} breast", stated, plan
    for number, finding in enumerate(sense.report.findings):
        own = finding.category
        if own is None or own not in categories or not told.isdisjoint(sides(breast_of(finding))):
            continue
        plan = sense.plan_of_finding(finding)
        if not sense.is_sampled(finding) and not plan.answers(enough):
            yield f"Finding {finding.id!r}", Stated(own, f"/findings/{number}/category"), plan


def _written(plan: Plan) -> str:
    words = sorted(action.replace("_", " ") for action in plan.actions)
    return f"only {', '.join(words)} is recommended" if words else "nothing is recommended for it"


@declare(
    "three_without_follow_up",
    Severity.WARNING,
    silent=f"{_REASONED} Any imaging with a stated interval is a follow-up, and a screening "
    "exam needs its workup first; a recommended biopsy is another check's.",
    source=f"{ASSESSMENT}; {PROBABLY_BENIGN}",
)
def three_without_follow_up(sense: Sense) -> Iterator[Found]:
    """Find a category 3 for which no short-interval follow-up is recommended."""
    enough = TISSUE | SURGEON | {Action.SHORT_INTERVAL_FOLLOW_UP}
    screening = _only_screening(sense)
    for what, stated, plan in _unmet(sense, {Category.C3}, enough):
        if (plan.interval or screening) and not plan.actions.isdisjoint(IMAGING):
            continue
        yield Found(
            stated.pointer,
            f"{what} has category 3, but {_written(plan)}.",
            "Category 3 goes with a follow-up after 6 months, or with a reason for something else.",
        )


@declare(
    "suspicious_without_tissue_diagnosis",
    Severity.WARNING,
    silent=f"{_REASONED} Surgical consultation or clinical management is an answer too.",
    source=f"{ASSESSMENT}; {CHANGES}",
    crosses=True,
)
def suspicious_without_tissue_diagnosis(sense: Sense) -> Iterator[Found]:
    """Find a category 4 or 5 for which no tissue diagnosis is recommended."""
    for what, stated, plan in _unmet(sense, FOUR_OR_FIVE, TISSUE | SURGEON):
        yield Found(
            stated.pointer,
            f"{what} has category {stated.category}, but {_written(plan)}.",
            "Categories 4 and 5 go with tissue diagnosis, or with a reason for something else.",
            crosses=True,
        )


@declare(
    "incomplete_without_imaging",
    Severity.WARNING,
    silent=f"{_REASONED} Any imaging, obtaining priors or tissue is an answer.",
    source=f"{ASSESSMENT}; {ZERO}",
)
def incomplete_without_imaging(sense: Sense) -> Iterator[Found]:
    """Find a category 0 for which neither imaging nor earlier exams are asked for."""
    enough = IMAGING | TISSUE | SURGEON | {Action.OBTAIN_PRIORS, Action.OTHER}
    for what, stated, plan in _unmet(sense, {Category.C0}, enough):
        yield Found(
            stated.pointer,
            f"{what} is called incomplete (0), but {_written(plan)}.",
            "Recommend the imaging or the earlier exams that the category waits for.",
        )


@declare(
    "biopsy_below_four",
    Severity.WARNING,
    silent="Silent where the text gives a reason, where the breast has a tissue result (a benign "
    "or high-risk one can need another), for a palpable finding, and where no category is known.",
    source=f"{ASSESSMENT}; {CHANGES}",
    crosses=True,
)
def biopsy_below_four(sense: Sense) -> Iterator[Found]:
    """Find a recommended tissue diagnosis beside a category of 0 to 3."""
    for number, entry in enumerate(sense.report.recommendations):
        if entry.action not in TISSUE or entry.text:
            continue
        stated = _categories_asked(sense, entry)
        if stated and all(one is not None and one.category in BELOW_LINE for one in stated):
            words = sorted({str(one.category) for one in stated if one is not None})
            yield Found(
                f"/recommendations/{number}/action",
                f"{entry.action.replace('_', ' ').capitalize()} is recommended, but the category "
                f"is {' and '.join(words)}.",
                "Tissue diagnosis goes with 4 and 5: state the reason, or the category meant.",
                crosses=True,
            )


def _categories_asked(sense: Sense, entry: Recommendation) -> list[Stated | None]:
    """Return the categories that a recommendation answers; none where something explains it."""
    out: list[Stated | None] = []
    for name in entry.findings or ():
        known = sense.findings.get(name)
        if known is None or known[1].palpable or sense.pathology.get(name):
            return []
        of_breast = [sense.breast_category(side) for side in sides(breast_of(known[1]))]
        out += [sense.categories[known[0]]] if sense.categories[known[0]] else of_breast
    if not entry.findings:
        for side in sides(entry.breast) or tuple(Side):
            if sense.sampled[side] or sense.suspected[side]:
                return []
            if (stated := sense.breast_category(side)) is not None:
                out.append(stated)
    return out


def _threes(sense: Sense, entry: Recommendation) -> bool:
    """Say whether a follow-up answers a category 3 and is its first one."""
    for name in entry.findings or ():
        known = sense.findings.get(name)
        if known is None or known[1].change is Change.STABLE:
            return False
    stated = _categories_asked(sense, entry)
    return any(one is not None and one.category is Category.C3 for one in stated)


@declare(
    "first_follow_up_not_six_months",
    Severity.WARNING,
    silent="Silent without an interval, where the text gives a reason, after an exam that is a "
    "follow-up itself, for a finding called stable, and beyond 24 months (another check's).",
    source=f"{ASSESSMENT}; {PROBABLY_BENIGN}",
)
def first_follow_up_not_six_months(sense: Sense) -> Iterator[Found]:
    """Find a first follow-up of a category 3 that is not after 6 months."""
    if any(exam.purpose in _FOLLOW_UPS for exam in sense.report.exams):
        return
    for number, months, entry in _intervals(sense):
        if months != _FIRST_MONTHS and months <= _LONGEST_MONTHS and _threes(sense, entry):
            yield Found(
                f"/recommendations/{number}/interval_months",
                f"The first follow-up of a category 3 is recommended after {months} months.",
                "The first one is after 6 months, then at 12 and 24, or there is a reason.",
            )


@declare(
    "follow_up_beyond_24_months",
    Severity.WARNING,
    silent="Silent without an interval and where the text gives a reason.",
    source=f"{ASSESSMENT}; {PROBABLY_BENIGN}",
)
def follow_up_beyond_24_months(sense: Sense) -> Iterator[Found]:
    """Find a short-interval follow-up after more than 24 months."""
    for number, months, _ in _intervals(sense):
        if months > _LONGEST_MONTHS:
            yield Found(
                f"/recommendations/{number}/interval_months",
                f"A short-interval follow-up is recommended after {months} months.",
                "Category 3 is followed at 6, 12 and 24 months.",
            )


def _intervals(sense: Sense) -> Iterator[tuple[int, int, Recommendation]]:
    for number, entry in enumerate(sense.report.recommendations):
        if entry.action is not Action.SHORT_INTERVAL_FOLLOW_UP or entry.text:
            continue
        if entry.interval_months is not None:
            yield number, entry.interval_months, entry


def _only_screening(sense: Sense) -> bool:
    exams = sense.report.exams
    return bool(exams) and all(_is_screening(exam) for exam in exams)


def _is_screening(exam: ExamBase | None) -> bool:
    return isinstance(exam, MammographyExam) and stated_purpose(exam) is Purpose.SCREENING


@declare(
    "screening_read_as_final",
    Severity.WARNING,
    silent="Silent for ultrasound, MRI and CEM, where the report has another exam of that breast "
    "and the category does not name the screening exam, where a tissue result of the breast "
    "answers, and where the text of a recommendation gives the reason.",
    source=f"{WORKUP}; {PROBABLY_BENIGN}",
)
def screening_read_as_final(sense: Sense) -> Iterator[Found]:
    """Find a screening mammogram read straight as 3, 4 or 5, without a workup in between."""
    only = _only_screening(sense)
    told: set[Side] = set()
    for number, entry in enumerate(sense.report.assessments):
        known = sense.exams.get(entry.exam) if entry.exam is not None else None
        screening = _is_screening(known[1]) if known else entry.exam is None and only
        places = _read_sides(sense, entry.breast)
        if entry.category in _READ and screening and any(_open(sense, side) for side in places):
            told.update(places)
            yield _straight(f"/assessments/{number}/category", entry.category)
    for number, finding in enumerate(sense.report.findings):
        places = sides(breast_of(finding))
        if finding.category not in _READ or not told.isdisjoint(places):
            continue
        if not _is_screening(sense.exam_of(finding)) or sense.results(finding):
            continue
        if not sense.plan_of_finding(finding).reasoned:
            yield _straight(f"/findings/{number}/category", finding.category)


def _read_sides(sense: Sense, scope: AssessmentScope) -> tuple[Side, ...]:
    if scope is AssessmentScope.OVERALL:
        return () if any(sense.assessed.values()) else tuple(Side)
    return sides(scope)


def _open(sense: Sense, side: Side) -> bool:
    return not sense.sampled[side] and not sense.plan_of_breast(side).reasoned


def _straight(pointer: str, category: Category | None) -> Found:
    return Found(
        pointer,
        f"A screening mammogram is read straight as category {category}.",
        "A screening finding is worked up first (category 0): follow-up or biopsy comes after.",
    )
