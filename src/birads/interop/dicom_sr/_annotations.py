"""Say what the annotation of a model's member is: an object, a list, and of what."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from birads._base.model import Model

__all__ = ["choices_of", "least_of", "list_of", "model_of"]


def model_of(annotation: Any) -> type[Model] | None:
    """Return the model that an annotation is, its optionality aside."""
    found = [
        one for one in choices_of(annotation) if isinstance(one, type) and issubclass(one, Model)
    ]
    return found[0] if len(found) == 1 and len(choices_of(annotation)) == 1 else None


def least_of(field: Any) -> int:
    """Return how many items a list needs at least."""
    told = [*field.metadata, *_metadata(field.annotation)]
    return max((getattr(one, "min_length", None) or 0 for one in told), default=0)


def _metadata(annotation: Any) -> list[Any]:
    """Return what is said about a type, at any depth of its optionality."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        held = [getattr(one, "metadata", [one]) for one in args[1:]]
        return [*_metadata(args[0]), *(one for listed in held for one in listed)]
    if origin in (Union, types.UnionType):
        return [one for arg in args for one in _metadata(arg)]
    return []


def list_of(field: Any) -> tuple[bool, bool, Any, tuple[Any, ...]]:
    """Return whether a field is a list, whether a lone item may stand for it, and its items."""
    choices = choices_of(field.annotation)
    lists = [one for one in choices if get_origin(one) is tuple]
    if not lists:
        return False, False, field.annotation, tuple(field.metadata)
    return True, len(choices) > 1, get_args(lists[0])[0], ()


def choices_of(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return choices_of(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [
            choice
            for one in get_args(annotation)
            if one is not type(None)
            for choice in choices_of(one)
        ]
    return [annotation]
