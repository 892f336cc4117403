"""Hold what a site must say around a report: patient, study, order, people, and who sends it.

A report holds no identity, so whoever exports it may give a header. Nothing here is ever made
up: what is missing is left empty in the format, or gets its documented anonymous value.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from birads._base.model import Date, Integer, Maybe, Model, Timestamp
from birads.issue import BiradsError

__all__ = [
    "Header",
    "HeaderImage",
    "InvalidHeader",
    "Observer",
    "OrderHeader",
    "PatientHeader",
    "Performer",
    "ProcedureCode",
    "StudyHeader",
    "read_header",
]

Uid = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+$", max_length=64)]
"""A DICOM unique identifier."""

Person = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\\\x00-\x1f\x7f]+$")]
"""The name of a person as DICOM writes it: Family^Given^Middle^Prefix^Suffix."""

Short = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\\\x00-\x1f\x7f]+$")]
Number = Annotated[str, Field(min_length=1, max_length=16, pattern=r"^[^\\\x00-\x1f\x7f]+$")]
_MOST_BYTES = 1024 * 1024


class InvalidHeader(BiradsError):
    """The header is not what this page says; the message names each member that is wrong."""


class PatientHeader(Model):
    """Who the patient is."""

    id: Maybe[Short] = None
    issuer: Maybe[Short] = None
    name: Maybe[Person] = None
    birth_date: Maybe[Date] = None
    sex: Maybe[Literal["F", "M", "O"]] = None


class StudyHeader(Model):
    """Which study the report belongs to."""

    instance_uid: Maybe[Uid] = None
    id: Maybe[Number] = None
    started: Maybe[Timestamp] = None
    accession_number: Maybe[Number] = None
    description: Maybe[Short] = None
    referring_physician: Maybe[Person] = None


class ProcedureCode(Model):
    """A procedure by code, as the order has it."""

    system: Number
    value: Number
    meaning: Short


class OrderHeader(Model):
    """Which order asked for the study."""

    placer_number: Maybe[Short] = None
    filler_number: Maybe[Short] = None
    requested_procedure_id: Maybe[Number] = None
    procedure: Maybe[ProcedureCode] = None
    description: Maybe[Short] = None


class Performer(Model):
    """Who made the report, or the organisation."""

    name: Maybe[Person] = None
    id: Maybe[Short] = None
    organization: Maybe[Short] = None


class Observer(Model):
    """Who verified the report, for which organisation and when; all three must be known."""

    name: Person
    organization: Short
    time: Timestamp
    id: Maybe[Short] = None


class HeaderImage(Model):
    """Which kind of object an image of the report is, so that a standard reference can name it."""

    sop_instance_uid: Uid
    sop_class_uid: Uid
    study_instance_uid: Maybe[Uid] = None


class Header(Model):
    """What a site says around a report; every member may be missing.

    A report counts as verified only where ``verifying_observer`` is given: the caller says so,
    this library never does.
    """

    patient: Maybe[PatientHeader] = None
    study: Maybe[StudyHeader] = None
    order: Maybe[OrderHeader] = None
    performer: Maybe[Performer] = None
    verifying_observer: Maybe[Observer] = None
    images: Maybe[tuple[HeaderImage, ...]] = None
    institution: Maybe[Short] = None
    manufacturer: Maybe[Short] = None
    station: Maybe[Number] = None
    sop_instance_uid: Maybe[Uid] = None
    series_instance_uid: Maybe[Uid] = None
    series_number: Maybe[Annotated[int, Integer(1, 2_147_483_647)]] = None
    sending_application: Maybe[Short] = None
    sending_facility: Maybe[Short] = None
    receiving_application: Maybe[Short] = None
    receiving_facility: Maybe[Short] = None
    message_id: Maybe[Number] = None


def read_header(source: bytes | str | Path | dict[str, Any]) -> Header:
    """Return the header that a file, JSON text or a dictionary holds.

    Raises:
        InvalidHeader: It is not JSON, or a member is wrong or unknown.
        OSError: The file cannot be read.
    """
    from pydantic_core import to_json

    if isinstance(source, Path):
        with source.open("rb") as stream:
            source = stream.read(_MOST_BYTES + 1)
    data = to_json(source) if isinstance(source, dict) else source
    if len(data) > _MOST_BYTES:
        raise InvalidHeader(f"The header has more than {_MOST_BYTES} bytes.")
    try:
        return Header.model_validate_json(data)
    except ValidationError as error:
        told = "; ".join(
            f"/{'/'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:20]
        )
        raise InvalidHeader(f"The header is not valid: {told}.") from None
