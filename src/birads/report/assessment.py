"""State categories, what the radiologist recommended, and what became known later."""

from __future__ import annotations

from typing import Annotated

from birads._base.model import Date, Id, Integer, Maybe, Text
from birads.lexicon.common import Breast, Category
from birads.lexicon.management import (
    Action,
    AssessmentReason,
    AssessmentScope,
    AssessmentStatement,
    OutcomeBasis,
)
from birads.report._part import Part
from birads.report.pathology import Guidance

__all__ = [
    "Action",
    "Assessment",
    "AssessmentReason",
    "AssessmentScope",
    "AssessmentStatement",
    "Outcome",
    "OutcomeBasis",
    "Recommendation",
]


class Assessment(Part):
    """State the category of a breast, or of the whole exam."""

    breast: AssessmentScope
    category: Category
    exam: Maybe[Id] = None
    reason: Maybe[AssessmentReason] = None
    statement: Maybe[AssessmentStatement] = None


class Recommendation(Part):
    """Record what the radiologist wrote; the side is explicit, never inferred."""

    action: Action
    breast: Maybe[Breast] = None
    findings: Maybe[tuple[Id, ...]] = None
    interval_months: Maybe[Annotated[int, Integer(1, 120)]] = None
    text: Maybe[Text] = None
    guidance: Maybe[Guidance] = None
    due: Maybe[Date] = None


class Outcome(Part):
    """Record what is known of a finding or a breast without a tissue result."""

    malignant: bool
    basis: OutcomeBasis
    finding: Maybe[Id] = None
    breast: Maybe[Breast] = None
    date: Maybe[Date] = None
