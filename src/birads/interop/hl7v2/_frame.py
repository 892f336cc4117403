"""Write the segments around the results: MSH, PID, OBR, and what the caller adds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import attrs

from birads.interop.header import Header
from birads.interop.hl7v2._codec import OWN
from birads.interop.hl7v2._er7 import join, plain
from birads.issue import BiradsError

__all__ = ["SEX", "STATUS", "Frame", "InvalidSegments", "Segments", "checked"]

Segments = Mapping[str, str | Mapping[str | int, str]]
"""Segments by name: a whole one as text, or fields by number; both as they are to be sent."""

STATUS: Mapping[str | None, str] = {
    None: "R",
    "preliminary": "P",
    "final": "F",
    "amended": "C",
    "addended": "C",
    "corrected": "C",
    "cancelled": "X",
    "entered_in_error": "X",
}
SEX = {"female": "F", "male": "M", "other": "O", "unknown": "U"}
_NAME = re.compile(r"[A-Z][A-Z0-9]{2}")
_MOST_FIELDS = 80
_AFTER_PID = ("PD1", "NTE", "PV1", "PV2")
_BEFORE_OBR = ("ORC",)
_AFTER_OBR = ("TQ1",)
_OWN_SEGMENTS = ("MSH", "PID", "OBR")
_ALLOWED = (*_OWN_SEGMENTS, *_AFTER_PID, *_BEFORE_OBR, *_AFTER_OBR)
# Marks, type, version and characters of the message; and what says whether the report is final.
_FIXED: Mapping[str, tuple[int, ...]] = {"MSH": (1, 2, 9, 12, 18), "OBR": (1, 25)}
_NEVER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_EXAMS = {
    "ultrasound": ("47079000", "Ultrasonography of breast", "SCT"),
    "mri": ("241615005", "MRI of breast", "SCT"),
    "cem": ("exam.cem", "Contrast-enhanced mammography", OWN),
}
_MAMMOGRAMS = {
    "bilateral": ("36626-0", "breast - bilateral mammogram", "LN"),
    "left": ("36627-8", "breast - left mammogram", "LN"),
    "right": ("37774-7", "breast - right mammogram", "LN"),
    None: ("71651007", "Mammography", "SCT"),
}
_NO_EXAM = ("46662001", "Examination of breast", "SCT")


class InvalidSegments(BiradsError):
    """The segments that a caller gives are not what ``Segments`` says."""


def checked(segments: Segments) -> dict[str, str | dict[int, str]]:
    """Return the segments that a caller adds or changes.

    Raises:
        InvalidSegments: A name, a number or a text cannot stand in a message.
    """
    return {name: _checked(name, given) for name, given in segments.items()}


def _checked(name: str, given: object) -> str | dict[int, str]:
    if name not in _ALLOWED:
        raise InvalidSegments(f"{name!r} is none of {', '.join(_ALLOWED)}.")
    if isinstance(given, str):
        if not given.startswith(f"{name}|") or name in _OWN_SEGMENTS:
            raise InvalidSegments(f"Give {name} as fields by number, or begin it with {name}|.")
        return _text(name, given)
    if not isinstance(given, Mapping):
        raise InvalidSegments(f"{name} is neither a text nor fields by number.")
    return {_field_number(name, number): _field(name, text) for number, text in given.items()}


def _text(name: str, text: object) -> str:
    if not isinstance(text, str):
        raise InvalidSegments(f"{name} holds {str(text)[:20]!r}, which is no text.")
    if _NEVER.search(text):
        raise InvalidSegments(f"{name} holds a control character, or half of a character.")
    return text


def _field(name: str, text: object) -> str:
    if "|" in _text(name, text):
        raise InvalidSegments(f"A field of {name} holds the mark | that ends it; write \\F\\.")
    return str(text)


def _field_number(name: str, number: object) -> int:
    text = str(number)
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:4]) <= _MOST_FIELDS:
        raise InvalidSegments(f"{name} has no field {text[:20]!r}.")
    if int(text) in _FIXED.get(name, ()):
        raise InvalidSegments(f"{name}-{text} says how the message is written; it cannot change.")
    return int(text)


@attrs.frozen
class Frame:
    """Know what a site says, and write the segments around the results."""

    document: dict[str, Any]
    header: Header
    given: Mapping[str, str | dict[int, str]]
    now: dt.datetime
    control: str

    @property
    def status(self) -> str:
        """The result status of the whole report."""
        return STATUS[self.document.get("status")]

    def first(self) -> list[str]:
        """Return MSH, PID and what follows them."""
        head = self.header
        language = self.document.get("language", "").partition("-")[0]
        msh = {
            2: "^~\\&",
            3: plain(head.sending_application or "BIRADS"),
            4: plain(head.sending_facility or ""),
            5: plain(head.receiving_application or ""),
            6: plain(head.receiving_facility or ""),
            7: _time(self.now),
            9: "ORU^R01^ORU_R01",
            10: plain(head.message_id or self.control),
            11: "P",
            12: "2.5.1",
            18: "UNICODE UTF-8",
            19: join(language, language, "ISO639") if language else "",
        }
        return [
            self._line("MSH", msh),
            self._line("PID", self._pid()),
            *self._more(_AFTER_PID),
            *self._more(_BEFORE_OBR),
        ]

    def _pid(self) -> dict[int, str]:
        patient = self.header.patient
        key = self.document.get("patient_key") or self.document.get("id") or "ANONYMOUS"
        id_ = join(key)
        name, birth = "ANONYMOUS", ""
        if patient is not None and patient.id is not None:
            id_ = join(patient.id, "", "", patient.issuer or "", "MR")
        if patient is not None and patient.name is not None:
            name = "^".join(plain(part) for part in patient.name.split("^"))
        if patient is not None and patient.birth_date is not None:
            birth = patient.birth_date.strftime("%Y%m%d")
        sex = SEX.get(self.document.get("patient", {}).get("sex"), "")
        return {1: "1", 3: id_, 5: name, 7: birth, 8: sex}

    def order(self, number: int, exam: Mapping[str, Any] | None) -> list[str]:
        """Return the OBR of an exam, or of none; the first has what the caller adds after it."""
        of = exam or {}
        order = self.header.order
        accession = of.get("accession_number")
        filler = join(accession, "accession") if accession else f"R{number}^BIRADS"
        issued = self.document.get("issued")
        obr = {
            1: str(number),
            2: plain(order.placer_number or "") if order is not None else "",
            3: filler,
            4: join(*_procedure(exam)),
            7: of.get("date", "").replace("-", ""),
            22: "" if issued is None else _time(dt.datetime.fromisoformat(issued)),
            24: "RAD",
            25: self.status,
        }
        return [self._line("OBR", obr), *(self._more(_AFTER_OBR) if number == 1 else [])]

    def _more(self, names: tuple[str, ...]) -> list[str]:
        return [self._line(name, {}) for name in names if name in self.given]

    def _line(self, name: str, fields: Mapping[int, str]) -> str:
        given = self.given.get(name, {})
        if isinstance(given, str):
            return given
        all_fields = {**fields, **given}
        last = max((number for number, text in all_fields.items() if text), default=0)
        first = 2 if name == "MSH" else 1
        return "|".join([name, *(all_fields.get(n, "") for n in range(first, last + 1))])


def _procedure(exam: Mapping[str, Any] | None) -> tuple[str, str, str]:
    if exam is None:
        return _NO_EXAM
    if exam["modality"] == "mammography":
        return _MAMMOGRAMS[exam.get("laterality")]
    return _EXAMS[exam["modality"]]


def _time(moment: dt.datetime) -> str:
    offset = moment.strftime("%z")[:5]
    return f"{moment.year:04}{moment.strftime('%m%d%H%M%S')}{offset}"
