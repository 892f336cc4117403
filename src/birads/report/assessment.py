"""State categories, what the radiologist recommended, and what became known later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.assessment import (
        AssessmentChanges,
        AssessmentMembers,
        OutcomeChanges,
        OutcomeMembers,
        RecommendationChanges,
        RecommendationMembers,
    )

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
    """The breast that is assessed, or overall for the whole exam."""
    category: Category
    """The BI-RADS category."""
    exam: Maybe[Id] = None
    """The id of the exam that is assessed; all exams where it is missing."""
    reason: Maybe[AssessmentReason] = None
    """Why the category is 0."""
    statement: Maybe[AssessmentStatement] = None
    """A final statement that has no number."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[AssessmentMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[AssessmentChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Recommendation(Part):
    """Record what the radiologist wrote; the side is explicit, never inferred."""

    action: Action
    """What is to be done."""
    breast: Maybe[Breast] = None
    """The side that it is to be done on; never inferred."""
    findings: Maybe[tuple[Id, ...]] = None
    """The ids of the findings that it is meant for."""
    interval_months: Maybe[Annotated[int, Integer(1, 120)]] = None
    """After how many months it is to be done."""
    text: Maybe[Text] = None
    """The recommendation in the radiologist's words."""
    guidance: Maybe[Guidance] = None
    """Under which guidance a sample is to be taken."""
    due: Maybe[Date] = None
    """The date by which it is to be done."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[RecommendationMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[RecommendationChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Outcome(Part):
    """Record what is known of a finding or a breast without a tissue result."""

    malignant: bool
    """Whether cancer was found."""
    basis: OutcomeBasis
    """How it became known."""
    finding: Maybe[Id] = None
    """The id of the finding."""
    breast: Maybe[Breast] = None
    """The breast, where no finding is named."""
    date: Maybe[Date] = None
    """When it became known."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[OutcomeMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[OutcomeChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
