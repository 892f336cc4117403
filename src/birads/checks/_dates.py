"""Check that dates follow each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import FORMAT, REPORTING
from birads.issue import Severity
from birads.lexicon.common import Category
from birads.report.pathology import ResultClass

_A_DAY: Final = dt.timedelta(days=1)


@declare(
    "issued_before_exam",
    Severity.ERROR,
    silent="One day is allowed for time zones: an exam's date has none.",
    source=FORMAT,
    needs=(Need.EXAMS,),
)
def issued_before_exam(sense: Sense) -> Iterator[Found]:
    """Find a report that was issued before an exam that it describes."""
    issued = sense.report.issued
    if issued is None:
        return
    for number, exam in enumerate(sense.report.exams):
        if exam.date is not None and exam.date - issued.date() > _A_DAY:
            yield Found(
                f"/exams/{number}/date",
                f"The exam is dated {exam.date}, but the report was issued on {issued.date()}.",
                "Correct one of the two dates.",
            )


@declare(
    "comparison_after_exam",
    Severity.ERROR,
    silent="An exam of the same day may be compared with.",
    source=REPORTING,
    needs=(Need.EXAMS,),
)
def comparison_after_exam(sense: Sense) -> Iterator[Found]:
    """Find an exam that is compared with one that was done after it."""
    for number, exam in enumerate(sense.report.exams):
        for place, prior in enumerate(exam.comparisons or ()):
            if exam.date is not None and prior.date is not None and prior.date > exam.date:
                yield Found(
                    f"/exams/{number}/comparisons/{place}/date",
                    f"The comparison is dated {prior.date}, after the exam of {exam.date}.",
                    "Correct one of the two dates.",
                )


@declare(
    "pathology_is_history",
    Severity.INFORMATION,
    silent="Silent where either date is missing.",
    source=FORMAT,
    needs=(Need.PATHOLOGY,),
)
def pathology_is_history(sense: Sense) -> Iterator[Found]:
    """Find a tissue result that is older than the exam of its finding: history, not an answer."""
    for number, result in sense.tissue_results:
        known = sense.finding_named(result.finding)
        if known is not None and sense.is_history(result):
            finding = known[1]
            exam = sense.exam_of(finding)
            malignant = result.result_class is ResultClass.MALIGNANT
            proven = malignant and finding.category is Category.C6
            yield Found(
                f"/pathology/{number}/date",
                f"The result of {result.date} is older than the exam of "
                f"{exam.date if exam else 'its finding'}: it is read as history.",
                "This is the ordinary order for a known cancer."
                if proven
                else "If it answers this exam, correct one of the two dates.",
            )
