"""Join the parts into one report: the sentence that the lexicon's words make."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from birads._base.model import Extensions, Id, Maybe, Model, Name, Text, Timestamp
from birads.lexicon.edition import Edition
from birads.lexicon.management import Status
from birads.report.assessment import Assessment, Outcome, Recommendation
from birads.report.cancer import Cancer
from birads.report.exam import Exam
from birads.report.findings import Finding
from birads.report.pathology import Pathology
from birads.report.patient import Patient
from birads.report.question import Absent, Presentation, Question, Suspected
from birads.report.version import SECOND, needs_second

__all__ = ["SCHEMA_VERSION", "Addendum", "Identifier", "Report", "Status"]

SCHEMA_VERSION = "1"
_FIRST = frozenset({"1", *(f"1.{'0' * digits}" for digits in range(1, 5))})
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def _empty(value: tuple[object, ...]) -> bool:
    return not value


# A missing list and an empty one mean the same here: neither is written.
_LIST = Field(default=(), exclude_if=_empty)


class Identifier(Model):
    """Name the report in somebody's system."""

    system: Name
    value: Name


class Addendum(Model):
    """Add text to a report after it was issued."""

    text: Text
    issued: Maybe[Timestamp] = None


class Report(Model):
    """Hold one breast-imaging report, as it was stated.

    Whether its parts agree with each other is asked by ``birads.check``, never here: a model
    that refused a contradiction would lose a report that somebody must read.
    """

    edition: Edition
    schema_version: Annotated[str, Field(pattern=r"^1(\.[0-9]{1,4})?$", max_length=8)] = (
        SCHEMA_VERSION
    )
    id: Maybe[Id] = None
    status: Maybe[Status] = None
    replaces: Maybe[Id] = None
    issued: Maybe[Timestamp] = None
    authors: Annotated[tuple[Name, ...], _LIST]
    identifiers: Annotated[tuple[Identifier, ...], _LIST]
    patient_key: Maybe[Id] = None
    episode: Maybe[Id] = None
    language: Maybe[Annotated[str, Field(pattern=LANGUAGE_PATTERN, max_length=35)]] = None
    question: Maybe[Question] = None
    presentation: Maybe[tuple[Presentation, ...]] = None
    cancers: Maybe[tuple[Cancer, ...]] = None
    suspected: Maybe[tuple[Suspected, ...]] = None
    absent: Maybe[tuple[Absent, ...]] = None
    patient: Maybe[Patient] = None
    exams: Annotated[tuple[Exam, ...], _LIST]
    findings: Annotated[tuple[Finding, ...], _LIST]
    assessments: Annotated[tuple[Assessment, ...], _LIST]
    recommendations: Annotated[tuple[Recommendation, ...], _LIST]
    outcomes: Annotated[tuple[Outcome, ...], _LIST]
    pathology: Annotated[tuple[Pathology, ...], _LIST]
    addenda: Annotated[tuple[Addendum, ...], _LIST]
    narrative: Maybe[Text] = None
    extensions: Maybe[Extensions] = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Write 1.1 as the version of a report that needs it."""
        return core_schema.no_info_after_validator_function(
            _versioned, super().__get_pydantic_core_schema__(source, handler)
        )


def _versioned(report: Report) -> Report:
    """Return the report, its version raised where it states what 1.0 has no place for."""
    if report.schema_version in _FIRST and needs_second(report):
        report.__dict__["schema_version"] = SECOND
    return report
