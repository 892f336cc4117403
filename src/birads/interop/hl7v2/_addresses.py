"""Say which letter stands for which part of a report in OBX-4; both ways work from this page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, get_args

import attrs

from birads._base.model import Model
from birads.report.assessment import Assessment, Outcome, Recommendation
from birads.report.cancer import Cancer
from birads.report.exam import EXAM_MODELS
from birads.report.findings import FINDING_MODELS
from birads.report.pathology import Pathology
from birads.report.patient import Patient
from birads.report.question import Absent, Presentation, Suspected
from birads.report.report import Addendum, Identifier, Report

__all__ = ["AUTHOR", "INNER", "LISTS", "PATIENT", "REPORT", "TAGS", "Address", "model_of"]

REPORT, PATIENT, AUTHOR = "R", "P", "U"
LISTS: Mapping[str, tuple[str, type[Model] | None]] = MappingProxyType(
    {
        "I": ("identifiers", Identifier),
        "Y": ("presentation", Presentation),
        "K": ("cancers", Cancer),
        "S": ("suspected", Suspected),
        "Z": ("absent", Absent),
        "E": ("exams", None),
        "F": ("findings", None),
        "A": ("assessments", Assessment),
        "N": ("recommendations", Recommendation),
        "O": ("outcomes", Outcome),
        "T": ("pathology", Pathology),
        "D": ("addenda", Addendum),
    }
)
"""The letter of each list of the report; exams and findings have a model per kind."""

INNER: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("E", "V"): "views",
        ("E", "C"): "comparisons",
        ("E", "B"): "compositions",
        ("F", "I"): "images",
        ("F", "M"): "margin",
        ("P", "F"): "family_history",
        ("P", "H"): "history",
    }
)
"""The letter of each list inside a part."""

TAGS: Mapping[str, str] = MappingProxyType({"exams": "modality", "findings": "kind"})
"""The member that says which model an exam or a finding has."""

_KINDS = {str(model.model_fields["kind"].default): model for model in FINDING_MODELS}
_MODALITIES = {
    str(get_args(model.model_fields["modality"].annotation)[0]): model for model in EXAM_MODELS
}
_ADDRESS = re.compile(r"([A-Z])([0-9]{0,6})(?:\.([A-Z])([0-9]{1,6}))?")


@attrs.frozen(order=True)
class Address:
    """Hold the place of a value: the part, its number, and the item of a list in it."""

    letter: str
    number: int = 0
    inner: str = ""
    item: int = 0

    def __str__(self) -> str:
        part = f"{self.letter}{self.number or ''}"
        return f"{part}.{self.inner}{self.item}" if self.inner else part

    @property
    def part(self) -> Address:
        """The address of the part itself."""
        return Address(self.letter, self.number)

    @classmethod
    def read(cls, text: str) -> Address | None:
        """Return the address that a text is, or ``None``."""
        found = _ADDRESS.fullmatch(text)
        if found is None:
            return None
        letter, number, inner, item = found.groups()
        single = letter in (REPORT, PATIENT)
        if single is bool(number) or (not single and letter not in (*LISTS, AUTHOR)):
            return None
        if inner is not None and (letter, inner) not in INNER:
            return None
        return cls(letter, int(number or 0), inner or "", int(item or 0))


def model_of(letter: str, tag: str | None) -> type[Model] | None:
    """Return the model of a part; ``tag`` is the kind of a finding or the modality of an exam."""
    fixed: dict[str, Any] = {REPORT: Report, PATIENT: Patient}
    if letter in fixed:
        return fixed[letter]  # type: ignore[no-any-return]
    name, model = LISTS[letter]
    if model is not None:
        return model
    of = _KINDS if name == "findings" else _MODALITIES
    return of.get(tag or "")
