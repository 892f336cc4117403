"""Members of question. Written by tools/render_members.py."""

from __future__ import annotations

from typing import TypedDict

from birads.report._typed.words import (
    AbsentWhatWord,
    BreastWord,
    EvaluateWord,
    QuestionPurposeWord,
    SuspectedWhatWord,
    SymptomWord,
)


class AbsentOptions(TypedDict, total=False):
    """What Absent may say."""

    breast: BreastWord | None
    """The side that was looked at."""
    exam: str | None
    """The id of the exam that was looked at."""


class AbsentMembers(AbsentOptions):
    """What Absent is built from."""

    what: AbsentWhatWord
    """The kind of finding or the feature that was looked for."""


class AbsentChanges(AbsentOptions, total=False):
    """What Absent may be given instead."""

    what: AbsentWhatWord
    """The kind of finding or the feature that was looked for."""


class PresentationOptions(TypedDict, total=False):
    """What Presentation may say."""

    breast: BreastWord | None
    """The side of the symptom."""
    finding: str | None
    """The id of the finding that answers it."""
    text: str | None
    """The symptom in the patient's or the referrer's words."""


class PresentationMembers(PresentationOptions):
    """What Presentation is built from."""

    symptom: SymptomWord
    """The symptom or sign."""


class PresentationChanges(PresentationOptions, total=False):
    """What Presentation may be given instead."""

    symptom: SymptomWord
    """The symptom or sign."""


class QuestionOptions(TypedDict, total=False):
    """What Question may say."""

    purpose: QuestionPurposeWord | None
    """What the imaging is for."""
    evaluate: EvaluateWord | None
    """What part of the body is to be looked at."""


class QuestionMembers(QuestionOptions):
    """What Question is built from."""


class QuestionChanges(QuestionOptions, total=False):
    """What Question may be given instead."""


class SuspectedOptions(TypedDict, total=False):
    """What Suspected may say."""

    breast: BreastWord | None
    """The side of the suspicion."""


class SuspectedMembers(SuspectedOptions):
    """What Suspected is built from."""

    what: SuspectedWhatWord
    """What is suspected."""


class SuspectedChanges(SuspectedOptions, total=False):
    """What Suspected may be given instead."""

    what: SuspectedWhatWord
    """What is suspected."""
