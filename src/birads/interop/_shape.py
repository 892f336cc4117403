"""Describe the models of a report by their members, for whoever writes and reads other formats.

The description is made from the models: a member that joins the format joins every format that
is built on it.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs

from birads._base.model import Model, PartialDate

__all__ = ["Form", "Member", "Shape", "member_at", "shape_of"]


class Form(StrEnum):
    """What kind of value a member holds."""

    WORD = "word"
    FLAG = "flag"
    COUNT = "count"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    TIME = "time"
    JSON = "json"
    OBJECT = "object"


@attrs.frozen
class Member:
    """Describe one member: ``many`` for a list, ``lone`` where one word may stand for a list.

    ``counted`` is true where a whole number may stand in place of a word.
    """

    name: str
    form: Form
    many: bool = False
    lone: bool = False
    counted: bool = False
    enum: type[StrEnum] | None = None
    words: tuple[str, ...] = ()
    inner: type[Model] | None = None

    @property
    def unit(self) -> str | None:
        """The UCUM unit that the name of the member says."""
        return next((unit for end, unit in _UNITS if self.name.endswith(end)), None)


_PARTIAL = get_args(PartialDate)[1]
_UNITS = (("_mm", "mm"), ("_months", "mo"), ("_years", "a"), ("years_ago", "a"), ("_percent", "%"))

Shape = Mapping[str, Member]
"""The members of one model by name, in canonical order."""


@cache
def shape_of(model: type[Model]) -> Shape:
    """Return the members of a model."""
    out = {}
    for name in sorted(model.model_fields):
        field = model.model_fields[name]
        out[name] = _member(name, field.annotation, tuple(field.metadata))
    return MappingProxyType(out)


@lru_cache(maxsize=4096)
def member_at(model: type[Model], path: str) -> Member | None:
    """Return the member at a dotted path, or ``None`` where there is none."""
    names = path.split(".")
    at: type[Model] | None = model
    member = None
    for name in names:
        member = shape_of(at).get(name) if at is not None else None
        if member is None:
            return None
        at = member.inner
    return member


def _member(name: str, annotation: Any, metadata: tuple[Any, ...]) -> Member:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _member(name, args[0], (*args[1:], *metadata))
    if origin in (Union, types.UnionType):
        choices = [one for one in args if one is not type(None)]
        return _member(name, choices[0], metadata) if len(choices) == 1 else _either(name, choices)
    if origin is Literal:
        return Member(name, Form.WORD, words=tuple(str(word) for word in args))
    if origin is tuple:
        return attrs.evolve(_member(name, args[0], ()), many=True)
    if origin is dict:
        return Member(name, Form.JSON)
    return _plain(name, annotation, metadata)


def _either(name: str, choices: list[Any]) -> Member:
    """Describe a word or a list of words, a whole number or a word, or one of several models."""
    read = [_member(name, choice, ()) for choice in choices]
    if all(one.form is Form.OBJECT for one in read):
        return Member(name, Form.OBJECT)
    word = next(one for one in read if one.form is Form.WORD)
    if any(one.many for one in read):
        return attrs.evolve(word, many=False, lone=True)
    return attrs.evolve(word, counted=True)


def _plain(name: str, kind: type, metadata: tuple[Any, ...]) -> Member:
    if issubclass(kind, Model):
        return Member(name, Form.OBJECT, inner=kind)
    if issubclass(kind, StrEnum):
        return Member(name, Form.WORD, enum=kind, words=tuple(word.value for word in kind))
    if any(entry is _PARTIAL for entry in metadata):
        return Member(name, Form.PARTIAL_DATE)
    return Member(name, _SCALARS[kind])


_SCALARS = {
    bool: Form.FLAG,
    int: Form.COUNT,
    float: Form.NUMBER,
    str: Form.TEXT,
    dt.date: Form.DATE,
    dt.datetime: Form.TIME,
}
