"""State why the patient was imaged: the question, the symptoms, what is suspected or absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from birads._base.model import Id, Maybe, Text
from birads.lexicon.common import Breast
from birads.lexicon.request import Evaluate, QuestionPurpose, SuspectedWhat, Symptom
from birads.report._part import Part
from birads.report.findings.absent import AbsentWhat

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.question import (
        AbsentChanges,
        AbsentMembers,
        PresentationChanges,
        PresentationMembers,
        QuestionChanges,
        QuestionMembers,
        SuspectedChanges,
        SuspectedMembers,
    )

__all__ = [
    "Absent",
    "Evaluate",
    "Presentation",
    "Question",
    "QuestionPurpose",
    "Suspected",
    "SuspectedWhat",
    "Symptom",
]


class Question(Part):
    """The question that the imaging answers."""

    purpose: Maybe[QuestionPurpose] = None
    """What the imaging is for."""
    evaluate: Maybe[Evaluate] = None
    """What part of the body is to be looked at."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[QuestionMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[QuestionChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Presentation(Part):
    """One symptom or sign, with its side and the finding that answers it."""

    symptom: Symptom
    """The symptom or sign."""
    breast: Maybe[Breast] = None
    """The side of the symptom."""
    finding: Maybe[Id] = None
    """The id of the finding that answers it."""
    text: Maybe[Text] = None
    """The symptom in the patient's or the referrer's words."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[PresentationMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[PresentationChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Suspected(Part):
    """A suspicion that brought the patient."""

    what: SuspectedWhat
    """What is suspected."""
    breast: Maybe[Breast] = None
    """The side of the suspicion."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[SuspectedMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[SuspectedChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Absent(Part):
    """A kind of finding, or an associated feature, that was looked for and is not there."""

    what: AbsentWhat
    """The kind of finding or the feature that was looked for."""
    breast: Maybe[Breast] = None
    """The side that was looked at."""
    exam: Maybe[Id] = None
    """The id of the exam that was looked at."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[AbsentMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[AbsentChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...
