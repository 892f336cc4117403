"""Make results of ours without validating them a second time, typed as their model is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from pydantic import BaseModel

__all__ = ["changed", "maker"]

_P = ParamSpec("_P")
_R = TypeVar("_R")
_M = TypeVar("_M", bound=BaseModel)
_set = object.__setattr__


def maker(model: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return a constructor with the parameters of a model, for values that this package computes.

    A type checker holds each call against the members of the model, their types and defaults; a
    member that there is not, or one that is missing, is refused at run time too.
    """
    fields = cast("type[BaseModel]", model).__pydantic_fields__
    defaults = {name: field.default for name, field in fields.items() if not field.is_required()}
    members = set(fields)  # one for all: nothing that is frozen changes it, and a copy has its own

    def make(*_: _P.args, **given: _P.kwargs) -> _R:
        values: dict[str, Any] = {**defaults, **given}
        if values.keys() != members:
            wrong = ", ".join(sorted(values.keys() ^ members))
            raise TypeError(f"{model!r}: members missing or unknown: {wrong}")
        made = cast("type[BaseModel]", model)
        self = made.__new__(made)
        _set(self, "__dict__", {name: values[name] for name in fields} if defaults else values)
        _set(self, "__pydantic_fields_set__", members)
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)
        return cast("_R", self)

    return make


def changed(value: _M, **members: Any) -> _M:
    """Return a copy of a result of ours with other members, which it must have."""
    if not members.keys() <= value.__dict__.keys():
        raise TypeError(f"{type(value)!r}: members unknown: {', '.join(sorted(members))}")
    self = value.__class__.__new__(value.__class__)
    _set(self, "__dict__", {**value.__dict__, **members})
    _set(self, "__pydantic_fields_set__", value.__pydantic_fields_set__)
    _set(self, "__pydantic_extra__", None)
    _set(self, "__pydantic_private__", None)
    return self
