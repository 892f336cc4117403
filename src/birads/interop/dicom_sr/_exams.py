"""Write exams as TID 4201 Procedure reported and TID 4205, and read them back."""

from __future__ import annotations

from typing import Any

import attrs

from birads.interop.dicom_sr import _concepts as c
from birads.interop.dicom_sr._codes import table, vocabulary
from birads.interop.dicom_sr._fields import (
    STATED,
    Fields,
    entry,
    fields,
    read_entry,
    write_entry,
)
from birads.interop.dicom_sr._item import Coded, Item, coded, own
from birads.interop.dicom_sr._values import Unread
from birads.lexicon.common import Modality
from birads.report.exam import EXAM_MODELS
from birads.report.question import Presentation

__all__ = [
    "Exams",
    "brief",
    "compositions",
    "is_alone",
    "modality_of",
    "nowhere",
    "procedure",
    "read_brief",
    "read_composition",
    "read_procedure",
]

_BRIEF = ("modality", "purpose", "laterality", "id")
_HALVES = own("compositions", "of one breast")
_BY_MODALITY = {
    str(model.model_fields["modality"].annotation.__args__[0].value): model  # type: ignore[union-attr]
    for model in EXAM_MODELS
}


@attrs.define
class Exams:
    """Collect the exams of a document while it is read."""

    found: list[dict[str, Any]] = attrs.field(factory=list)

    def by_id(self, name: str) -> dict[str, Any] | None:
        """Return the first exam of an id."""
        return next((exam for exam in self.found if exam.get("id") == name), None)

    def of(self, modality: str) -> dict[str, Any] | None:
        """Return the only exam of a modality."""
        same = [exam for exam in self.found if exam["modality"] == modality]
        return same[0] if len(same) == 1 else None

    def add(self, exam: dict[str, Any]) -> dict[str, Any]:
        """Keep an exam; one without an id gets a number."""
        exam.setdefault("id", f"exam-{len(self.found) + 1}")
        self.found.append(exam)
        return exam


def _fields(modality: str) -> Fields:
    return fields(_BY_MODALITY[modality], "exam")


def _words() -> Any:
    return vocabulary(Modality, "modality")


def _code(exam: dict[str, Any]) -> Coded:
    """Return the code of a procedure; that of a mammogram names its side where it is stated."""
    modality, side = exam["modality"], exam.get("laterality")
    if modality == "mammography" and side is not None:
        return coded(table()["mammograms"][side])
    code: Coded = _words().codes[modality]
    return code


def modality_of(code: Coded | None) -> str | None:
    """Return the modality that a procedure's code means."""
    word: str | None = _words().words.get(code)
    return word


def procedure(
    exam: dict[str, Any],
    presentation: list[dict[str, Any]] | None = None,
    *,
    alone: bool = True,
) -> Item:
    """Return one exam with all its members; the symptoms stand as the reason of the first.

    The composition stands elsewhere and names its exam, where the exam is ``alone`` with its id.
    """
    parts: tuple[str, ...] = () if presentation else ("reason",)
    parts += ("composition",) if alone else ()
    described = _fields(exam["modality"])
    item = Item("CODE", c.PROCEDURE, _code(exam))
    item.add(*described.write(exam, there=parts))
    if not presentation:
        item.add(*described.write(exam, there=parts, at="reason"))
    return _sided(item).add(*_reasons(presentation))


def brief(exam: dict[str, Any]) -> Item:
    """Return what the items beneath need of their exam: modality, purpose, side and id."""
    return procedure({key: exam[key] for key in _BRIEF if key in exam})


def nowhere(name: str | None = None, presentation: list[dict[str, Any]] | None = None) -> Item:
    """Return a procedure for what belongs to no exam of the report; the template wants one."""
    item = _sided(Item("CODE", c.PROCEDURE, c.EXAMINATION))
    if name is not None:
        described = _fields("ultrasound")
        item.add(*described.write({"id": name}))
    return item.add(*_reasons(presentation))


def _sided(item: Item) -> Item:
    """Say that the side is not known where none is stated: the template wants a side."""
    if not any(child.concept == c.LATERALITY for child in item.children):
        item.add(Item("CODE", c.LATERALITY, c.UNKNOWN, "HAS CONCEPT MOD"))
    return item


def _reasons(presentation: list[dict[str, Any]] | None) -> list[Item]:
    if not presentation:
        return []
    reason = Item("CODE", c.REASON, c.CLINICAL_FINDING, "HAS PROPERTIES")
    described = entry(Presentation, "presentation")
    reason.add(
        *(
            write_entry(described, one, c.CLINICAL_FINDING, "HAS CONCEPT MOD")
            for one in presentation
        )
    )
    return [reason]


def compositions(exams: list[dict[str, Any]]) -> list[Item]:
    """Return TID 4205 with the composition of every exam, where any exam states one."""
    box = Item("CONTAINER", c.COMPOSITION)
    for exam in exams:
        if not is_alone(exam, exams):
            continue
        whole = {key: exam[key] for key in ("composition",) if key in exam}
        halves = {key: exam[key] for key in ("compositions",) if exam.get(key)}
        if whole or halves:
            box.add(brief(exam), *_rows(exam, whole), *_rows(exam, halves))
    return [box] if box.children else []


def is_alone(exam: dict[str, Any], exams: list[dict[str, Any]]) -> bool:
    """Say whether no other exam has the same id, which only a check would refuse."""
    return bool(sum(one["id"] == exam["id"] for one in exams) == 1)


def _rows(exam: dict[str, Any], stated: dict[str, Any]) -> list[Item]:
    described = _fields(exam["modality"])
    items = described.write(stated, at="composition", there=("composition",), inside="CONTAINER")
    for item in items:
        if "composition" in stated:
            _beside(item, exam)
        else:
            item.add(Item("CODE", _HALVES, STATED, "HAS PROPERTIES"))
        item.add(*described.write({"id": exam["id"]}))
    return items


def _beside(item: Item, exam: dict[str, Any]) -> None:
    """Add the side of the exam to its composition."""
    side = exam.get("laterality")
    code = vocabulary_of_sides()[side] if side else c.UNKNOWN
    item.add(Item("CODE", c.LATERALITY, code, "HAS CONCEPT MOD"))


def vocabulary_of_sides() -> dict[str, Coded]:
    """Return the code of each side."""
    from birads.lexicon.common import Breast

    return vocabulary(Breast, "breast").codes


def read_procedure(item: Item, exams: Exams, draft: dict[str, Any]) -> None:
    """Read one exam; one that belongs to none is only a place for symptoms."""
    modality = modality_of(item.value if item.kind == "CODE" else None)
    _unknown_side(item)
    _read_reasons(item, draft)
    if modality is None:
        item.used = item.value == c.EXAMINATION
        return
    item.used = True
    exam: dict[str, Any] = {"modality": modality}
    described = _fields(modality)
    described.read(item.children, exam, at=("", "reason"))
    exams.add(exam)


def _unknown_side(item: Item) -> None:
    for child in item.children:
        if child.concept == c.LATERALITY and child.value == c.UNKNOWN:
            child.used = True


def _read_reasons(item: Item, draft: dict[str, Any]) -> None:
    described = entry(Presentation, "presentation")
    for reason in item.children:
        if reason.concept != c.REASON or reason.value != c.CLINICAL_FINDING:
            continue
        reason.used = True
        for child in reason.children:
            if child.concept != c.CLINICAL_FINDING:
                continue
            try:
                draft.setdefault("presentation", []).append(read_entry(described, child))
            except Unread:
                continue


def read_brief(item: Item, exams: Exams) -> str | None:
    """Return the id of the exam that a procedure beneath names, and keep an exam not seen yet."""
    item.used = True
    _unknown_side(item)
    told: dict[str, Any] = {}
    modality = modality_of(item.value)
    _fields(modality or "ultrasound").read(item.children, told, at=("", "reason"))
    name = told.get("id")
    if isinstance(name, str):
        return name
    if modality is None:
        return None
    known = exams.of(modality)
    if known is None:
        known = exams.add({"modality": modality, **told})
    return str(known["id"])


def read_composition(box: Item, exams: Exams) -> None:
    """Give each composition to its exam: the one it names, else the only one it can be of."""
    box.used = True
    near: str | None = None
    for item in box.children:
        if item.concept == c.PROCEDURE:
            near = read_brief(item, exams)
            continue
        told: dict[str, Any] = {}
        _fields("ultrasound").read(item.children, told, only=("id",))
        exam = exams.by_id(told.get("id") or near or "") or _one(exams, item)
        if exam is not None:
            _take(item, exam)


def _take(item: Item, exam: dict[str, Any]) -> None:
    """Give an exam what a row says: of one breast where it is marked so, else of the exam."""
    described = _fields(exam["modality"])
    if any(child.concept == _HALVES for child in item.children):
        half: dict[str, Any] = {}
        described.read([item], half, at=("composition",), only=("compositions",))
        exam.setdefault("compositions", []).extend(half.get("compositions", ()))
        for child in item.children:
            child.used = child.used or child.concept == _HALVES
        return
    described.read([item], exam, at=("", "composition"), only=("composition", "tissue_composition"))
    for child in item.children:
        child.used = child.used or (item.used and child.concept == c.LATERALITY)


def _one(exams: Exams, item: Item) -> dict[str, Any] | None:
    wanted = ("mammography", "cem") if item.concept == c.COMPOSITION else ("ultrasound",)
    fitting = [exam for exam in exams.found if exam["modality"] in wanted]
    return fitting[0] if len(fitting) == 1 else None
