"""Make reports in which every member of every model is stated, words and numbers in turn."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from birads.interop._shape import Form, Member, shape_of
from birads.report import EXAM_MODELS, FINDING_MODELS, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from birads._base.model import Model

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ROUNDS = 4

_TEXTS = (
    "plain text",
    'a|b^c&d~e\\f "quoted" <x>',
    "line\nline\r\nend ",
    "",
    '""',
    "\u00e9\u00a0\x07",
)
_SPECIAL = {
    "schema_version": "1.1",
    "language": "en-GB",
    "clock": (1, 12.5, 6, 3.5),
    "sop_instance_uid": "1.2.840.1",
    "series_instance_uid": "1.2.840.2",
}
_NOT_EMPTY = re.compile(
    "id|.*_uid|system|value|name|exam|finding|findings|authors|agent|product|version|lesion|"
    "replaces|patient_key|episode|code|accession_number"
)


def full_reports() -> Iterator[dict[str, Any]]:
    """Yield documents that state every member, with other values in each."""
    for turn in range(ROUNDS):
        document = {
            name: _value(member, turn)
            for name, member in shape_of(Report).items()
            if name not in ("exams", "findings")
        }
        document["exams"] = [
            _object(model, turn, f"exam-{n}", "modality") for n, model in enumerate(EXAM_MODELS)
        ]
        document["findings"] = [
            _object(model, turn, f"finding-{n}", "kind") for n, model in enumerate(FINDING_MODELS)
        ]
        yield document


def empty_reports() -> Iterator[dict[str, Any]]:
    """Yield documents in which every list and object that may be empty is."""
    lists: dict[str, Any] = {
        name: []
        for name, member in shape_of(Report).items()
        if member.many and name in ("presentation", "cancers", "suspected", "absent")
    }
    bare = {"edition": "2025", **lists, "patient": {}, "question": {}, "extensions": {}}
    bare["exams"] = [_empty(model, f"e{n}", "modality") for n, model in enumerate(EXAM_MODELS)]
    bare["findings"] = [_empty(model, f"f{n}", "kind") for n, model in enumerate(FINDING_MODELS)]
    bare["recommendations"] = [{"action": "mri", "findings": []}]
    yield bare


def _object(model: type[Model], turn: int, id_: str, tag: str) -> dict[str, Any]:
    out = {name: _value(member, turn) for name, member in shape_of(model).items()}
    (word,) = get_args(model.model_fields[tag].annotation)
    return {**out, "id": id_, tag: str(word)}


def _empty(model: type[Model], id_: str, tag: str) -> dict[str, Any]:
    (word,) = get_args(model.model_fields[tag].annotation)
    out: dict[str, Any] = {"id": id_, tag: str(word)}
    for name, member in shape_of(model).items():
        if (member.many and name != "sizes_mm") or member.lone:
            out[name] = []
        elif member.form is Form.JSON or (member.inner and not _required(member.inner)):
            out[name] = {}
    if word == "special_case" or "special_case" in shape_of(model):
        out["special_case"] = shape_of(model)["special_case"].words[0]
    return out


def _required(model: type[Model]) -> bool:
    return any(field.is_required() for field in model.model_fields.values())


def _value(member: Member, turn: int) -> Any:
    if member.many or (member.lone and turn % 2):
        return [_one(member, turn + n) for n in range(2)]
    return _one(member, turn)


def _one(member: Member, turn: int) -> Any:
    if member.name in _SPECIAL:
        special = _SPECIAL[member.name]
        return special[turn % len(special)] if isinstance(special, tuple) else special
    if member.inner is not None:
        out = {name: _value(inner, turn) for name, inner in shape_of(member.inner).items()}
        if out.get("enhancement") not in (None, "indeterminate"):
            out.pop("cause", None)
        return out
    if member.counted and turn % 2:
        return turn + 1
    if member.form is Form.TEXT:
        return _text(member.name, turn)
    if member.form is Form.WORD:
        return member.words[turn % len(member.words)]
    return _SIMPLE[member.form][turn % len(_SIMPLE[member.form])]


def _text(name: str, turn: int) -> str:
    if name == "exam":
        return ("exam-0", "exam-3", "nowhere", "exam-1")[turn % 4]
    if name in ("finding", "findings"):
        return ("finding-0", "finding-9", "finding-2", "nowhere ")[turn % 4]
    text = _TEXTS[(turn + len(name)) % len(_TEXTS)]
    return text or "x" if _NOT_EMPTY.fullmatch(name) else text


_SIMPLE: dict[Form, tuple[Any, ...]] = {
    Form.FLAG: (True, False),
    Form.COUNT: (1, 12),
    Form.NUMBER: (12, 7.5, 0.1, 0),
    Form.DATE: ("2026-05-04", "1950-12-31"),
    Form.PARTIAL_DATE: ("2019", "2019-04", "2019-04-30"),
    Form.TIME: ("2026-05-05T09:30:00+02:00", "2026-05-05T09:30:00.123456-23:59"),
    Form.JSON: ({"org.example": {"a": [1, None, 1e-7, "\u00e9|^"], "b": {}}},),
}
