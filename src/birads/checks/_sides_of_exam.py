"""Check the sides against the exams: nobody can describe or assess a breast that was not shown."""

from __future__ import annotations

from collections.abc import Iterator

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import FORMAT
from birads.checks._words import TISSUE
from birads.issue import Severity
from birads.lexicon.common import Side
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.view._further import shows
from birads.report.view._index import breast_of, sides


def _shown_by_any(sense: Sense) -> frozenset[Side]:
    """Return the breasts that the exams of the report show; both where that is not known."""
    exams = sense.report.exams
    if not exams:
        return frozenset(Side)
    return frozenset(side for side in Side if any(shows(exam, side) for exam in exams))


def _not_shown(
    places: tuple[Side, ...], exam: ExamBase | None, anywhere: frozenset[Side]
) -> tuple[Side, ...]:
    if exam is None:
        return tuple(side for side in places if side not in anywhere)
    return tuple(side for side in places if not shows(exam, side))


def _by(exam: ExamBase | None) -> str:
    if exam is None:
        return "no exam of this report shows that breast"
    return f"its exam {exam.id!r} is of the {exam.laterality} breast"


@declare(
    "finding_side_not_in_exam",
    Severity.ERROR,
    silent="Silent where the finding states no side, where the report has no exam, and where the "
    "exam, or without its name any exam of the report, states no side or shows both.",
    source=FORMAT,
    needs=(Need.FINDINGS, Need.EXAMS),
)
def finding_side_not_in_exam(sense: Sense) -> Iterator[Found]:
    """Find a finding in a breast that its exam, or without one any exam, did not show."""
    anywhere = _shown_by_any(sense)
    for number, finding in enumerate(sense.report.findings):
        exam = sense.exam_of(finding)
        if _not_shown(sides(breast_of(finding)), exam, anywhere):
            yield Found(
                f"/findings/{number}/location/breast",
                f"Finding {finding.id!r} lies in the {breast_of(finding)} breast, but {_by(exam)}.",
                "Correct the side of the finding, the side of the exam, or the exam it names.",
            )


@declare(
    "assessment_side_not_in_exam",
    Severity.ERROR,
    silent="Silent for an overall assessment, where the report has no exam, and where the exam, or "
    "without its name any exam of the report, states no side or shows both.",
    source=FORMAT,
    needs=(Need.ASSESSMENTS, Need.EXAMS),
)
def assessment_side_not_in_exam(sense: Sense) -> Iterator[Found]:
    """Find a category for a breast that its exam, or without one any exam, did not show."""
    anywhere = _shown_by_any(sense)
    for number, entry in enumerate(sense.report.assessments):
        known = sense.exams.get(entry.exam) if entry.exam is not None else None
        exam = known[1] if known is not None else None
        if _not_shown(sides(entry.breast), exam, anywhere):
            yield Found(
                f"/assessments/{number}/breast",
                f"The assessment is of the {entry.breast} breast, but {_by(exam)}.",
                "Correct the side of the assessment, the side of the exam, or the exam it names.",
            )


@declare(
    "tissue_side_not_shown",
    Severity.WARNING,
    silent="Silent for imaging, follow-up and consultations, where the report has no exam, where "
    "an exam states no side, and where a finding of the report lies in that breast.",
    source=FORMAT,
    needs=(Need.RECOMMENDATIONS,),
)
def tissue_side_not_shown(sense: Sense) -> Iterator[Found]:
    """Find a biopsy or excision of a breast that no exam shows and no finding lies in."""
    anywhere = _shown_by_any(sense)
    for number, entry in enumerate(sense.report.recommendations):
        if entry.action not in TISSUE:
            continue
        for side in sides(entry.breast):
            if side not in anywhere and not sense.in_breast[side]:
                yield Found(
                    f"/recommendations/{number}/breast",
                    f"The recommended {entry.action.replace('_', ' ')} is for the {side} breast, "
                    "but no exam of this report shows it and no finding lies in it.",
                    "Compare the side with the images before anything is planned.",
                )


def place_of(sense: Sense, finding: FindingBase) -> tuple[Side, ...]:
    """Return the breasts a finding can lie in: its own side, else the one its exam shows.

    Nothing is inferred from this: it only serves to find what contradicts it. Empty where neither
    says one.
    """
    own = sides(breast_of(finding))
    if own:
        return own
    exam = sense.exam_of(finding)
    shown = sides(exam.laterality) if exam is not None else ()
    return shown if len(shown) == 1 else ()
