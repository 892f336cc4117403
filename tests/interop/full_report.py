"""Build reports that state every member of every model, so that none can be forgotten."""

from __future__ import annotations

import types
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from birads._base.model import Model
from birads._base.only_where import Governs
from birads.report import EXAM_MODELS, FINDING_MODELS, Report

_SCALARS: dict[str, Any] = {
    "clock": 3.5,
    "date": "2026-05-05",
    "due": "2026-11-05",
    "issued": "2026-05-05T09:30:00+02:00",
    "language": "pt-BR",
    "schema_version": "1.1",
    "sop_instance_uid": "1.2.3.4",
    "series_instance_uid": "1.2.3",
    "study_instance_uid": "1.2.840.1",
    "tracking_uid": "1.2.840.2",
}


def every_member(choice: int = 0) -> dict[str, Any]:
    """Return a report with all members of all models; ``choice`` picks among their words."""
    document = _object(Report, choice, skip=("exams", "findings"))
    document["exams"] = [
        {**_object(model, choice), "id": f"exam-{n}"} for n, model in enumerate(EXAM_MODELS)
    ]
    document["findings"] = [
        {**_object(model, choice), "id": f"finding-{n}"} for n, model in enumerate(FINDING_MODELS)
    ]
    return document


def members_of(value: Any, path: str = "") -> set[str]:
    """Return the path of every member that a document states."""
    if isinstance(value, dict):
        return {
            one
            for key, part in value.items()
            for one in {f"{path}{key}"} | members_of(part, f"{path}{key}.")
        }
    if isinstance(value, list):
        return {one for part in value for one in members_of(part, path)}
    return set()


def _object(model: type[Model], choice: int, skip: tuple[str, ...] = ()) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if name not in skip:
            out[name] = _value(name, field.annotation, choice)
    for field in model.model_fields.values():
        for rule in (one for one in field.metadata if isinstance(one, Governs)):
            owner = next(key for key, one in model.model_fields.items() if one is field)
            out[owner] = rule.words[0]
    return out


def _value(name: str, annotation: Any, choice: int) -> Any:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(name, args[0], choice)
    if origin in (Union, types.UnionType):
        kept = [one for one in args if one is not type(None)]
        return _value(name, kept[choice % len(kept)], choice)
    if origin is Literal:
        return str(args[choice % len(args)])
    if origin is tuple:
        return [_value(name, args[0], choice + n) for n in range(2)]
    if origin is dict:
        return {"org.example.key": {"a": [1, None, "\x7f\u00e9"]}}
    if name in _SCALARS:
        return _SCALARS[name]
    if issubclass(annotation, Model):
        return _object(annotation, choice)
    if issubclass(annotation, StrEnum):
        words = [word.value for word in annotation]
        return words[choice % len(words)]
    return {bool: choice % 2 == 0, int: 2 + choice % 7, float: 2.5 + choice % 7}.get(
        annotation, f"{name} {choice}"
    )
