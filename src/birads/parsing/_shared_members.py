"""Describe what all kinds of finding, or all modalities of exam, share.

An item of an unknown kind is judged by this: what every kind that knows a member says of it holds
whatever the kind is meant to be, and a member that no kind knows is unknown.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, create_model
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from birads._base.model import Model
from birads.report.exam import EXAM_MODELS, ExamBase
from birads.report.findings import FINDING_MODELS, FindingBase

__all__ = ["shared_model"]

_UNIONS: dict[str, tuple[str, tuple[type[Model], ...], type[Model], str]] = {
    "kind": ("AnyFinding", FINDING_MODELS, FindingBase, "Hold what a finding of any kind may."),
    "modality": ("AnyExam", EXAM_MODELS, ExamBase, "Hold what an exam of any modality may."),
}


class _Stated:
    """Accept everything but ``null``, which no member of any kind may be."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_stated)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"not": {"type": "null"}}


def _stated(value: object) -> object:
    if value is None:
        raise PydanticCustomError("null", "null")
    return value


_ANYTHING = Annotated[Any, _Stated()]


@cache
def shared_model(tag: str) -> type[Model]:
    """Return the model of an item whose ``tag``, its kind or its modality, is not known.

    Raises:
        KeyError: No union of a report has that tag.
    """
    name, models, base, says = _UNIONS[tag]
    members: dict[str, Any] = {tag: (Any, None)}
    for model in models:
        for member, field in model.model_fields.items():
            if member not in base.model_fields and member != tag:
                members[member] = _joined(members.get(member), field)
    made = create_model(name, __base__=base, __module__=__name__, __doc__=says, **members)
    made.model_rebuild()
    return cast("type[Model]", made)


def _joined(known: Any, field: FieldInfo) -> tuple[Any, None]:
    """Return what all kinds that know a member say of it: its type where they agree."""
    own = field.rebuild_annotation()
    if known is None or known[0] == own:
        return own, None
    return _ANYTHING, None
