"""Members of assessment. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from birads.report._typed.words import (
    ActionWord,
    AssessmentReasonWord,
    AssessmentScopeWord,
    AssessmentStatementWord,
    BreastWord,
    CategoryWord,
    GuidanceWord,
    OutcomeBasisWord,
)


class AssessmentOptions(TypedDict, total=False):
    """What Assessment may say."""

    exam: str | None
    """The id of the exam that is assessed; all exams where it is missing."""
    reason: AssessmentReasonWord | None
    """Why the category is 0."""
    statement: AssessmentStatementWord | None
    """A final statement that has no number."""


class AssessmentMembers(AssessmentOptions):
    """What Assessment is built from."""

    breast: AssessmentScopeWord
    """The breast that is assessed, or overall for the whole exam."""
    category: CategoryWord
    """The BI-RADS category."""


class AssessmentChanges(AssessmentOptions, total=False):
    """What Assessment may be given instead."""

    breast: AssessmentScopeWord
    """The breast that is assessed, or overall for the whole exam."""
    category: CategoryWord
    """The BI-RADS category."""


class OutcomeOptions(TypedDict, total=False):
    """What Outcome may say."""

    finding: str | None
    """The id of the finding."""
    breast: BreastWord | None
    """The breast, where no finding is named."""
    date: date | str | None
    """When it became known."""


class OutcomeMembers(OutcomeOptions):
    """What Outcome is built from."""

    malignant: bool
    """Whether cancer was found."""
    basis: OutcomeBasisWord
    """How it became known."""


class OutcomeChanges(OutcomeOptions, total=False):
    """What Outcome may be given instead."""

    malignant: bool
    """Whether cancer was found."""
    basis: OutcomeBasisWord
    """How it became known."""


class RecommendationOptions(TypedDict, total=False):
    """What Recommendation may say."""

    breast: BreastWord | None
    """The side that it is to be done on; never inferred."""
    findings: Sequence[str] | None
    """The ids of the findings that it is meant for."""
    interval_months: int | None
    """After how many months it is to be done."""
    text: str | None
    """The recommendation in the radiologist's words."""
    guidance: GuidanceWord | None
    """Under which guidance a sample is to be taken."""
    due: date | str | None
    """The date by which it is to be done."""


class RecommendationMembers(RecommendationOptions):
    """What Recommendation is built from."""

    action: ActionWord
    """What is to be done."""


class RecommendationChanges(RecommendationOptions, total=False):
    """What Recommendation may be given instead."""

    action: ActionWord
    """What is to be done."""
