"""Say what a report must hold for a check to find anything, so that the others are not run.

A check of which a need is missing would find nothing: a law runs every check on every report that
the tests know, and on each of them without each of its parts, and finds the same.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from birads.lexicon.common import Category
from birads.report.assessment import AssessmentScope
from birads.report.findings import MgCalcifications

if TYPE_CHECKING:
    from collections.abc import Mapping

    from birads.report.report import Report

__all__ = ["Need", "present"]


class Need(StrEnum):
    """A part of a report, or a category stated in it."""

    PATIENT = "a patient"
    QUESTION = "a question"
    PRESENTATION = "a symptom"
    CANCERS = "a known cancer"
    SUSPECTED = "a suspicion"
    ABSENT = "a denial"
    EXAMS = "an exam"
    SEVERAL_EXAMS = "several exams"
    FINDINGS = "a finding"
    CALCIFICATIONS = "calcifications"
    ASSESSMENTS = "an assessment"
    OVERALL = "an overall category"
    ZERO = "a category 0"
    LOW = "a category 1, 2 or 3"
    HIGH = "a category 4 or 5"
    RECOMMENDATIONS = "a recommendation"
    OUTCOMES = "an outcome"
    PATHOLOGY = "a tissue result"
    ADDENDA = "an addendum"


_OF_CATEGORY: Final[Mapping[Category, Need]] = {
    Category.C0: Need.ZERO,
    Category.C1: Need.LOW,
    Category.C2: Need.LOW,
    Category.C3: Need.LOW,
    Category.C4: Need.HIGH,
    Category.C4A: Need.HIGH,
    Category.C4B: Need.HIGH,
    Category.C4C: Need.HIGH,
    Category.C5: Need.HIGH,
}
_SECTIONS: Final = (
    ("patient", Need.PATIENT),
    ("question", Need.QUESTION),
    ("presentation", Need.PRESENTATION),
    ("cancers", Need.CANCERS),
    ("suspected", Need.SUSPECTED),
    ("absent", Need.ABSENT),
    ("exams", Need.EXAMS),
    ("findings", Need.FINDINGS),
    ("assessments", Need.ASSESSMENTS),
    ("recommendations", Need.RECOMMENDATIONS),
    ("outcomes", Need.OUTCOMES),
    ("pathology", Need.PATHOLOGY),
    ("addenda", Need.ADDENDA),
)


def present(report: Report) -> frozenset[Need]:
    """Return the needs that a report meets."""
    out = {need for section, need in _SECTIONS if getattr(report, section) not in (None, ())}
    if len(report.exams) > 1:
        out.add(Need.SEVERAL_EXAMS)
    for assessment in report.assessments:
        out.add(_OF_CATEGORY.get(assessment.category, Need.ASSESSMENTS))
        if assessment.breast is AssessmentScope.OVERALL:
            out.add(Need.OVERALL)
    for finding in report.findings:
        if finding.category is not None:
            out.add(_OF_CATEGORY.get(finding.category, Need.FINDINGS))
        if isinstance(finding, MgCalcifications):
            out.add(Need.CALCIFICATIONS)
    return frozenset(out)
