"""State why the patient was imaged: the question, the symptoms, what is suspected or absent."""

from __future__ import annotations

from birads._base.model import Id, Maybe, Text
from birads.lexicon.common import Breast
from birads.lexicon.request import Evaluate, QuestionPurpose, SuspectedWhat, Symptom
from birads.report._part import Part
from birads.report.findings.absent import AbsentWhat

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
    evaluate: Maybe[Evaluate] = None


class Presentation(Part):
    """One symptom or sign, with its side and the finding that answers it."""

    symptom: Symptom
    breast: Maybe[Breast] = None
    finding: Maybe[Id] = None
    text: Maybe[Text] = None


class Suspected(Part):
    """A suspicion that brought the patient."""

    what: SuspectedWhat
    breast: Maybe[Breast] = None


class Absent(Part):
    """A kind of finding, or an associated feature, that was looked for and is not there."""

    what: AbsentWhat
    breast: Maybe[Breast] = None
    exam: Maybe[Id] = None
