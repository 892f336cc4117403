"""Members of report. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict

from birads.report._typed.any_exam import ExamMembers
from birads.report._typed.any_finding import FindingMembers
from birads.report._typed.assessment import AssessmentMembers, OutcomeMembers, RecommendationMembers
from birads.report._typed.cancer import CancerMembers
from birads.report._typed.pathology import PathologyMembers
from birads.report._typed.patient import PatientMembers
from birads.report._typed.question import (
    AbsentMembers,
    PresentationMembers,
    QuestionMembers,
    SuspectedMembers,
)
from birads.report._typed.words import EditionWord, StatusWord
from birads.report.assessment import Assessment, Outcome, Recommendation
from birads.report.cancer import Cancer
from birads.report.exam import Exam
from birads.report.findings import Finding
from birads.report.pathology import Pathology
from birads.report.patient import Patient
from birads.report.question import Absent, Presentation, Question, Suspected
from birads.report.report import Addendum, Identifier


class AddendumOptions(TypedDict, total=False):
    """What Addendum may say."""

    issued: datetime | str | None
    """When it was added, with the offset from UTC."""


class AddendumMembers(AddendumOptions):
    """What Addendum is built from."""

    text: str
    """What was added, in words."""


class AddendumChanges(AddendumOptions, total=False):
    """What Addendum may be given instead."""

    text: str
    """What was added, in words."""


class IdentifierOptions(TypedDict, total=False):
    """What Identifier may say."""


class IdentifierMembers(IdentifierOptions):
    """What Identifier is built from."""

    system: str
    """The system that gave the identifier, as a name or a URI."""
    value: str
    """The identifier itself."""


class IdentifierChanges(IdentifierOptions, total=False):
    """What Identifier may be given instead."""

    system: str
    """The system that gave the identifier, as a name or a URI."""
    value: str
    """The identifier itself."""


class ReportOptions(TypedDict, total=False):
    """What Report may say."""

    schema_version: str
    """The version of this format, "1" or a minor version such as "1.1"."""
    id: str | None
    """The id of the report in the system that wrote it."""
    status: StatusWord | None
    """Where the report stands: preliminary, final, or changed since."""
    replaces: str | None
    """The id of the report that this one takes the place of."""
    issued: datetime | str | None
    """When the report was issued, with the offset from UTC."""
    authors: Sequence[str] | None
    """Who wrote the report: names or codes."""
    identifiers: Sequence[Identifier | IdentifierMembers] | None
    """The report's identifiers in other systems."""
    patient_key: str | None
    """An opaque pseudonym that joins the reports of one patient; never a name or a number."""
    episode: str | None
    """An opaque pseudonym that joins the reports of one episode of care."""
    language: str | None
    """The language of the free texts, as a tag such as en or pt-BR."""
    question: Question | QuestionMembers | None
    """What the imaging is asked to answer."""
    presentation: Sequence[Presentation | PresentationMembers] | None
    """The symptoms and signs that the patient came with."""
    cancers: Sequence[Cancer | CancerMembers] | None
    """The breast cancers that are known; an empty list says that there are none."""
    suspected: Sequence[Suspected | SuspectedMembers] | None
    """What is suspected before imaging."""
    absent: Sequence[Absent | AbsentMembers] | None
    """What was looked for and is not there."""
    patient: Patient | PatientMembers | None
    """What is known of the patient and may change a reading."""
    exams: Sequence[Exam | ExamMembers] | None
    """The exams that the report is about."""
    findings: Sequence[Finding | FindingMembers] | None
    """The findings, each of one kind; a later one does not replace an earlier one."""
    assessments: Sequence[Assessment | AssessmentMembers] | None
    """The categories of the breasts or of the whole exam."""
    recommendations: Sequence[Recommendation | RecommendationMembers] | None
    """What the radiologist recommended, as written."""
    outcomes: Sequence[Outcome | OutcomeMembers] | None
    """What became known without a tissue result."""
    pathology: Sequence[Pathology | PathologyMembers] | None
    """The tissue results."""
    addenda: Sequence[Addendum | AddendumMembers] | None
    """Texts that were added after the report was issued."""
    narrative: str | None
    """The report as free text, kept as it is."""
    extensions: Mapping[str, Any] | None
    """Data of one's own under reverse domain names; kept, never interpreted."""


class ReportMembers(ReportOptions):
    """What Report is built from."""

    edition: EditionWord
    """The BI-RADS edition whose words the report speaks."""


class ReportChanges(ReportOptions, total=False):
    """What Report may be given instead."""

    edition: EditionWord
    """The BI-RADS edition whose words the report speaks."""
