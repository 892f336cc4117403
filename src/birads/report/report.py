"""Join the parts into one report: the sentence that the lexicon's words make."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from birads._base.model import Extensions, Id, Maybe, Name, Text, Timestamp
from birads.lexicon.edition import Edition
from birads.lexicon.management import Status
from birads.report._editing import changed, place_of
from birads.report._part import Part
from birads.report._patch import JsonPatch
from birads.report._patch import patched as apply_patch
from birads.report.assessment import Assessment, Outcome, Recommendation
from birads.report.cancer import Cancer
from birads.report.exam import Exam
from birads.report.findings import Finding
from birads.report.pathology import Pathology
from birads.report.patient import Patient
from birads.report.question import Absent, Presentation, Question, Suspected

__all__ = ["SCHEMA_VERSION", "Addendum", "Identifier", "Report", "Status"]

SCHEMA_VERSION = "1"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def _empty(value: tuple[object, ...]) -> bool:
    return not value


# A missing list and an empty one mean the same here: neither is written.
_LIST = Field(default=(), exclude_if=_empty)


class Identifier(Part):
    """Name the report in somebody's system."""

    system: Name
    value: Name


class Addendum(Part):
    """Add text to a report after it was issued."""

    text: Text
    issued: Maybe[Timestamp] = None


class Report(Part):
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

    def with_finding(self, finding: Finding | str, /, **members: Any) -> Report:
        """Return a report with a finding changed, or added where its id is new.

        Give the id of a finding and the members that change (``None`` takes one away), or a whole
        finding, which takes the place of the one with its id.

        Raises:
            InvalidReport: The finding would hold what ``birads.parse`` would refuse.
            LookupError: No finding has the id, or several have it.
        """
        return self._with("findings", "finding", finding, members)

    def without_finding(self, id_: str, /) -> Report:
        """Return a report without a finding; what refers to it stays, and ``check`` tells it.

        Raises:
            LookupError: No finding has the id, or several have it.
        """
        place = place_of(self.findings, id_, "finding")
        return self.replace(findings=[*self.findings[:place], *self.findings[place + 1 :]])

    def with_exam(self, exam: Exam | str, /, **members: Any) -> Report:
        """Return a report with an exam changed, or added where its id is new.

        Raises:
            InvalidReport: The exam would hold what ``birads.parse`` would refuse.
            LookupError: No exam has the id, or several have it.
        """
        return self._with("exams", "exam", exam, members)

    def without_exam(self, id_: str, /) -> Report:
        """Return a report without an exam; what refers to it stays, and ``check`` tells it.

        Raises:
            LookupError: No exam has the id, or several have it.
        """
        place = place_of(self.exams, id_, "exam")
        return self.replace(exams=[*self.exams[:place], *self.exams[place + 1 :]])

    def patched(self, patch: JsonPatch, /) -> Report:
        """Return a report to which a JSON Patch (RFC 6902) was applied: all of it, or none.

        A list that the report may hold and does not counts as an empty one, so that the first
        finding is added at ``/findings/-``.

        Raises:
            InvalidReport: An operation does not apply, or what it makes is no report.
        """
        from birads.parsing._parse import parse

        empty: dict[str, Any] = {
            name: [] for name, field in type(self).model_fields.items() if field.default == ()
        }
        return parse(apply_patch(empty | self.to_dict(), patch))

    def _with(self, section: str, noun: str, part: Part | str, members: dict[str, Any]) -> Report:
        parts: list[Any] = list(getattr(self, section))
        if isinstance(part, str):
            place = place_of(parts, part, noun)
            parts[place] = changed(parts[place], members)
        else:
            whole = changed(part, members)
            known = any(each.id == whole.get("id") for each in parts)
            place = place_of(parts, whole["id"], noun) if known else len(parts)
            parts[place : place + 1] = [whole]
        return self.replace(**{section: parts})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Judge what Python gives, a body that a framework has read included, as JSON."""
        schema = super().__get_pydantic_core_schema__(source, handler)
        if schema["type"] != "model":  # a reference to what is described elsewhere
            return schema
        itself = core_schema.definition_reference_schema(schema["ref"])
        door = core_schema.no_info_wrap_validator_function(partial(_from_python, cls), itself)
        return core_schema.definitions_schema(
            core_schema.json_or_python_schema(itself, door), [schema]
        )


def _from_python(model: type[Report], value: object, _: object) -> Report:
    from birads.parsing._made import read

    return value if isinstance(value, model) else read(model, value)
