"""Check that what was imaged is assessed: each report, and each breast of an exam of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._citations import MQSA
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.issue import Severity
from birads.lexicon.common import Breast, Side
from birads.report.assessment import AssessmentScope
from birads.report.exam import ExamBase, Purpose
from birads.report.report import Status
from birads.report.view._index import sides

_DONE: Final = frozenset({None, Status.FINAL, Status.AMENDED, Status.ADDENDED, Status.CORRECTED})


def _assessable(sense: Sense) -> list[tuple[int, ExamBase]]:
    """Return the exams that ask for a category: all but those after a procedure."""
    return [
        (number, exam)
        for number, exam in enumerate(sense.report.exams)
        if exam.purpose is not Purpose.POST_PROCEDURE
    ]


def _without_category(sense: Sense) -> bool:
    """Say whether a report that should carry a category has none, a finding's own included.

    A report without exams is only asked where it says that it is finished; with a tissue result
    or an outcome it tells what became of a finding, and may leave out how it was read.
    """
    report = sense.report
    if report.assessments or report.pathology or report.outcomes:
        return False
    if any(finding.category is not None for finding in report.findings):
        return False
    return bool(_assessable(sense)) or (not report.exams and report.status is not None)


@declare(
    "assessment_not_stated",
    Severity.WARNING,
    silent="Silent for reports that are preliminary or cancelled, where every exam follows a "
    "procedure, where a finding has its own category, where a tissue result or an outcome is "
    "there, and for a report without exams and status.",
    source=MQSA,
)
def assessment_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a finished report, or one without a status, that states no category at all."""
    if sense.report.status in _DONE and _without_category(sense):
        yield Found(
            "",
            "The report states no assessment category.",
            "Add an assessment: each breast, or the exam as a whole, has one.",
        )


@declare(
    "assessment_awaited",
    Severity.INFORMATION,
    silent="Silent where every exam follows a procedure, where a finding has its own category, and "
    "where a tissue result or an outcome is there.",
    source=MQSA,
)
def assessment_awaited(sense: Sense) -> Iterator[Found]:
    """Find a preliminary report that states no category yet."""
    if sense.report.status is Status.PRELIMINARY and _without_category(sense):
        yield Found(
            "",
            "The preliminary report states no assessment category yet.",
            "The final report needs one.",
        )


@declare(
    "breast_not_assessed",
    Severity.WARNING,
    silent="Silent where no exam is called bilateral, for exams after a procedure, where the "
    "report is preliminary or cancelled, where no breast or both are assessed, on whichever exam, "
    "where a finding of the breast has its own category, and where an overall category covers it.",
    source=MQSA,
    needs=(Need.ASSESSMENTS, Need.EXAMS),
)
def breast_not_assessed(sense: Sense) -> Iterator[Found]:
    """Find a breast that an exam of both breasts showed and that alone has no category."""
    report = sense.report
    both = [exam for _, exam in _assessable(sense) if exam.laterality is Breast.BILATERAL]
    if report.status not in _DONE or not both:
        return
    if any(entry.breast is AssessmentScope.OVERALL for entry in report.assessments):
        return
    stated = {side for entry in report.assessments for side in sides(entry.breast)}
    for finding in report.findings:
        if stated and finding.category is not None and finding.location is not None:
            stated.update(sides(finding.location.breast))
    if len(stated) != 1:
        return
    missing = Side.LEFT if Side.RIGHT in stated else Side.RIGHT
    yield Found(
        "/assessments",
        f"Exam {both[0].id!r} is of both breasts, but the {missing} breast has no category.",
        "State the category of that breast too, or an overall one.",
    )
