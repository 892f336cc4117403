"""Join the parts into one report: the sentence that the lexicon's words make."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from operator import not_
from typing import TYPE_CHECKING, Annotated, Any

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
from birads.report.version import SECOND, needs_second

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.any_exam import ExamChanges
    from birads.report._typed.any_finding import FindingChanges
    from birads.report._typed.report import (
        AddendumChanges,
        AddendumMembers,
        IdentifierChanges,
        IdentifierMembers,
        ReportChanges,
        ReportMembers,
    )

__all__ = ["SCHEMA_VERSION", "Addendum", "Identifier", "Report", "Status"]

SCHEMA_VERSION = "1"
_FIRST = frozenset({"1", *(f"1.{'0' * digits}" for digits in range(1, 5))})
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


# A missing list and an empty one mean the same here: neither is written. What is asked of each is
# a function of C.
_LIST = Field(default=(), exclude_if=not_)


class Identifier(Part):
    """Name the report in somebody's system."""

    system: Name
    """The system that gave the identifier, as a name or a URI."""
    value: Name
    """The identifier itself."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[IdentifierMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[IdentifierChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Addendum(Part):
    """Add text to a report after it was issued."""

    text: Text
    """What was added, in words."""
    issued: Maybe[Timestamp] = None
    """When it was added, with the offset from UTC."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[AddendumMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[AddendumChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Report(Part):
    """Hold one breast-imaging report, as it was stated.

    Whether its parts agree with each other is asked by ``birads.check``, never here: a model
    that refused a contradiction would lose a report that somebody must read.
    """

    edition: Edition
    """The BI-RADS edition whose words the report speaks."""
    schema_version: Annotated[str, Field(pattern=r"^1(\.[0-9]{1,4})?$", max_length=8)] = (
        SCHEMA_VERSION
    )
    """The version of this format, "1" or a minor version such as "1.1"."""
    id: Maybe[Id] = None
    """The id of the report in the system that wrote it."""
    status: Maybe[Status] = None
    """Where the report stands: preliminary, final, or changed since."""
    replaces: Maybe[Id] = None
    """The id of the report that this one takes the place of."""
    issued: Maybe[Timestamp] = None
    """When the report was issued, with the offset from UTC."""
    authors: Annotated[tuple[Name, ...], _LIST]
    """Who wrote the report: names or codes."""
    identifiers: Annotated[tuple[Identifier, ...], _LIST]
    """The report's identifiers in other systems."""
    patient_key: Maybe[Id] = None
    """An opaque pseudonym that joins the reports of one patient; never a name or a number."""
    episode: Maybe[Id] = None
    """An opaque pseudonym that joins the reports of one episode of care."""
    language: Maybe[Annotated[str, Field(pattern=LANGUAGE_PATTERN, max_length=35)]] = None
    """The language of the free texts, as a tag such as en or pt-BR."""
    question: Maybe[Question] = None
    """What the imaging is asked to answer."""
    presentation: Maybe[tuple[Presentation, ...]] = None
    """The symptoms and signs that the patient came with."""
    cancers: Maybe[tuple[Cancer, ...]] = None
    """The breast cancers that are known; an empty list says that there are none."""
    suspected: Maybe[tuple[Suspected, ...]] = None
    """What is suspected before imaging."""
    absent: Maybe[tuple[Absent, ...]] = None
    """What was looked for and is not there."""
    patient: Maybe[Patient] = None
    """What is known of the patient and may change a reading."""
    exams: Annotated[tuple[Exam, ...], _LIST]
    """The exams that the report is about."""
    findings: Annotated[tuple[Finding, ...], _LIST]
    """The findings, each of one kind; a later one does not replace an earlier one."""
    assessments: Annotated[tuple[Assessment, ...], _LIST]
    """The categories of the breasts or of the whole exam."""
    recommendations: Annotated[tuple[Recommendation, ...], _LIST]
    """What the radiologist recommended, as written."""
    outcomes: Annotated[tuple[Outcome, ...], _LIST]
    """What became known without a tissue result."""
    pathology: Annotated[tuple[Pathology, ...], _LIST]
    """The tissue results."""
    addenda: Annotated[tuple[Addendum, ...], _LIST]
    """Texts that were added after the report was issued."""
    narrative: Maybe[Text] = None
    """The report as free text, kept as it is."""
    extensions: Maybe[Extensions] = None
    """Data of one's own under reverse domain names; kept, never interpreted."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[ReportMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[ReportChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...

    def with_finding(self, finding: Finding | str, /, **members: Unpack[FindingChanges]) -> Report:
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

    def with_exam(self, exam: Exam | str, /, **members: Unpack[ExamChanges]) -> Report:
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
        from birads.parsing._document import dump
        from birads.parsing._parse import parse
        from birads.parsing._plain import plain

        empty: dict[str, Any] = {
            name: [] for name, field in type(self).model_fields.items() if field.default == ()
        }
        return parse(dump(plain(apply_patch(empty | self.to_dict(), patch))))

    def _with(
        self, section: str, noun: str, part: Part | str, members: Mapping[str, Any]
    ) -> Report:
        parts: list[Any] = list(getattr(self, section))
        if isinstance(part, str):
            place = place_of(parts, part, noun)
            parts[place] = changed(parts[place], members)
        else:
            whole = changed(part, members)
            known = any(each.id == whole.get("id") for each in parts)
            place = place_of(parts, whole["id"], noun) if known else len(parts)
            parts[place : place + 1] = [whole]
        change: Any = {section: parts}
        return self.replace(**change)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Judge what Python gives, a framework's body included, as JSON; write 1.1 if needed."""
        schema = super().__get_pydantic_core_schema__(source, handler)
        if schema["type"] != "model":  # a reference to what is described elsewhere
            return schema
        itself = core_schema.definition_reference_schema(schema["ref"])
        read = core_schema.no_info_after_validator_function(_versioned, itself)
        door = core_schema.no_info_wrap_validator_function(partial(_from_python, cls), itself)
        return core_schema.definitions_schema(
            core_schema.json_or_python_schema(read, door), [schema]
        )


def _versioned(report: Report) -> Report:
    """Return the report, its version raised where it states what 1.0 has no place for."""
    if report.schema_version in _FIRST and needs_second(report):
        report.__dict__["schema_version"] = SECOND
    return report


def _from_python(model: type[Report], value: object, _: object) -> Report:
    from birads.parsing._made import read

    return value if isinstance(value, model) else read(model, value)


def _build_when_asked(model: type[Part]) -> None:
    """Let a framework build what reads a part when it is told of the part, not at first use.

    The models were defined without being built, so that importing them stays cheap.
    """
    model.model_config["defer_build"] = False
    for each in model.__subclasses__():
        _build_when_asked(each)


_build_when_asked(Part)
