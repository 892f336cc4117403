"""Check the intervals of follow-ups, and what a screening exam is read as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT, PROBABLY_BENIGN, WORKUP
from birads.checks._words import FOUR_OR_FIVE, quoted
from birads.issue import Severity
from birads.lexicon.common import Category, Change, Side
from birads.report.assessment import Action, AssessmentScope, Recommendation
from birads.report.exam import ExamBase, MammographyExam, Purpose
from birads.report.view._index import Stated, breast_of, sides, stated_purpose

_FOLLOW_UPS: Final = frozenset({Purpose.SHORT_INTERVAL_FOLLOW_UP, Purpose.SURVEILLANCE})
_FIRST_MONTHS: Final = 6
_LONGEST_MONTHS: Final = 24
_READ: Final = FOUR_OR_FIVE | {Category.C3}
_BY_TEXT: Final = "A text is quoted and makes it information, for it can be the reason."


def _threes(sense: Sense, entry: Recommendation) -> bool:
    """Say whether a follow-up answers a category 3 and is its first one."""
    named = [sense.findings.get(name) for name in entry.findings or ()]
    for known in named:
        if known is None or known[1].change is Change.STABLE or sense.results(known[1]):
            return False
    if named:
        stated = [sense.bound_of(*known) for known in named if known is not None]
    else:
        places = sides(entry.breast) or tuple(Side)
        if any(sense.sampled[side] or sense.suspected[side] for side in places):
            return False
        stated = [sense.bound_of_breast(side) or _three_of(sense, side) for side in places]
    return any(one is not None and one.category is Category.C3 for one in stated)


def _three_of(sense: Sense, side: Side) -> Stated | None:
    """Return the own category 3 of a finding of a breast that was not called stable."""
    for number in sense.in_breast[side]:
        finding = sense.report.findings[number]
        if finding.category is Category.C3 and finding.change is not Change.STABLE:
            return Stated(finding.category, f"/findings/{number}/category")
    return None


def _interval(number: int, message: str, hint: str, text: str | None) -> Found:
    pointer = f"/recommendations/{number}/interval_months"
    if text:
        message = f"{message[:-1]}; its text says {quoted(text)}."
        return Found(pointer, message, hint, severity=Severity.INFORMATION)
    return Found(pointer, message, hint)


@declare(
    "first_follow_up_not_six_months",
    Severity.WARNING,
    silent=f"{_BY_TEXT} Silent without an interval, after an exam that is a follow-up itself, for "
    "a finding called stable or with a tissue result, and beyond 24 months (another check's).",
    source=f"{ASSESSMENT}; {PROBABLY_BENIGN}",
    needs=(Need.RECOMMENDATIONS,),
)
def first_follow_up_not_six_months(sense: Sense) -> Iterator[Found]:
    """Find a first follow-up of a category 3 that is not after 6 months."""
    if any(exam.purpose in _FOLLOW_UPS for exam in sense.report.exams):
        return
    for number, months, entry in _intervals(sense):
        if months != _FIRST_MONTHS and months <= _LONGEST_MONTHS and _threes(sense, entry):
            yield _interval(
                number,
                f"The first follow-up of a category 3 is recommended after {months} months.",
                "The first one is after 6 months, then at 12 and 24, or there is a reason.",
                entry.text,
            )


@declare(
    "follow_up_beyond_24_months",
    Severity.WARNING,
    silent=f"{_BY_TEXT} Silent without an interval.",
    source=f"{ASSESSMENT}; {PROBABLY_BENIGN}",
    needs=(Need.RECOMMENDATIONS,),
)
def follow_up_beyond_24_months(sense: Sense) -> Iterator[Found]:
    """Find a short-interval follow-up after more than 24 months."""
    for number, months, entry in _intervals(sense):
        if months > _LONGEST_MONTHS:
            yield _interval(
                number,
                f"A short-interval follow-up is recommended after {months} months.",
                "Category 3 is followed at 6, 12 and 24 months.",
                entry.text,
            )


def _intervals(sense: Sense) -> Iterator[tuple[int, int, Recommendation]]:
    for number, entry in enumerate(sense.report.recommendations):
        follow_up = entry.action is Action.SHORT_INTERVAL_FOLLOW_UP
        if follow_up and entry.interval_months is not None:
            yield number, entry.interval_months, entry


def _is_screening(exam: ExamBase | None) -> bool:
    return isinstance(exam, MammographyExam) and stated_purpose(exam) is Purpose.SCREENING


@declare(
    "screening_read_as_final",
    Severity.WARNING,
    silent="A text of a recommendation for it is quoted and makes it information, for it can be "
    "the reason. Silent for ultrasound, MRI and CEM, where the report has another exam of that "
    "breast and the category does not name the screening exam, and where a tissue result of the "
    "breast answers.",
    source=f"{WORKUP}; {PROBABLY_BENIGN}",
)
def screening_read_as_final(sense: Sense) -> Iterator[Found]:
    """Find a screening mammogram read straight as 3, 4 or 5, without a workup in between."""
    exams = sense.report.exams
    only = bool(exams) and all(_is_screening(exam) for exam in exams)
    told: set[Side] = set()
    for number, entry in enumerate(sense.report.assessments):
        known = sense.exams.get(entry.exam) if entry.exam is not None else None
        screening = _is_screening(known[1]) if known else entry.exam is None and only
        places = [side for side in _read_sides(sense, entry.breast) if not sense.sampled[side]]
        if entry.category in _READ and screening and places:
            told.update(places)
            texts = {sense.plan_of_breast(side).text for side in places}
            text = None if None in texts else min(str(each) for each in texts)
            yield _straight(f"/assessments/{number}/category", entry.category, text)
    for number, finding in enumerate(sense.report.findings):
        places = list(sides(breast_of(finding)))
        if finding.category not in _READ or not told.isdisjoint(places):
            continue
        if _is_screening(sense.exam_of(finding)) and not sense.results(finding):
            text = sense.plan_of_finding(finding).text
            yield _straight(f"/findings/{number}/category", finding.category, text)


def _read_sides(sense: Sense, scope: AssessmentScope) -> tuple[Side, ...]:
    if scope is AssessmentScope.OVERALL:
        return () if any(sense.assessed.values()) else tuple(Side)
    return sides(scope)


def _straight(pointer: str, category: Category | None, text: str | None) -> Found:
    message = f"A screening mammogram is read straight as category {category}"
    hint = "A screening finding is worked up first (category 0): follow-up or biopsy comes after."
    if text is None:
        return Found(pointer, f"{message}.", hint)
    message = f"{message}; a text says {quoted(text)}."
    return Found(pointer, message, hint, severity=Severity.INFORMATION)
