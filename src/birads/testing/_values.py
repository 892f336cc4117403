"""Build strategies of JSON values from the annotations of the models."""

from __future__ import annotations

import types
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MinLen
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from birads._base.model import DateOrPart, Model
from birads._base.only_where import Governs
from birads.testing._coded import Coded, coded_list, coded_words
from birads.testing._editions import words_in
from birads.testing._links import Link
from birads.testing._objects import Values, is_empty, objects, one_of, several, strategy_of
from birads.testing._scalars import SCALARS, Json, extensions, parts_of_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

    from birads.lexicon.edition import Edition

__all__ = ["members"]

_LINKS = ("exam", "finding", "findings")
_TARGETS = 6
# Few names, so that some findings of a report are one lesion.
_LESIONS = ("lesion-1", "lesion-2")
_MOST_ITEMS = 3
_BOUNDS = ("ge", "le", "multiple_of", "min_length", "max_length", "pattern")


@cache
def members(
    model: type[Model], edition: Edition | None = None, needed: tuple[str, ...] = ()
) -> SearchStrategy[dict[str, Json]]:
    """Return objects of ``model`` in which every optional member may be missing.

    ``needed`` names optional members that must be there, lists among them not empty. The ``id``
    of an exam or a finding is given later, when it is known how many there are.
    """
    required: dict[str, Values] = {}
    optional: dict[str, Values] = {}
    for name, field in model.model_fields.items():
        if name == "id" and field.is_required():
            continue
        values = _field(name, field, edition, needed=name in needed)
        if name in needed or field.is_required() or get_origin(field.annotation) is Literal:
            required[name] = values
        elif not is_empty(values):
            optional[name] = values
    if any(is_empty(values) for values in required.values()):
        return st.nothing()
    finish = partial(_conditional, tuple(model.model_fields), _rules(model))
    return objects(required, optional, finish)


def _rules(model: type[Model]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return, for each member that another governs, that one and the words that leave it room."""
    return {
        rule.member: (name, rule.words)
        for name, field in model.model_fields.items()
        for rule in field.metadata
        if isinstance(rule, Governs)
    }


def _conditional(
    order: tuple[str, ...],
    rules: dict[str, tuple[str, tuple[str, ...]]],
    drawn: dict[str, Json],
) -> dict[str, Json]:
    """Join the members in ``order``, but those that may stand only beside certain words."""
    return {
        name: drawn[name]
        for name in order
        if name in drawn and (name not in rules or drawn.get(rules[name][0]) in rules[name][1])
    }


def _field(name: str, field: FieldInfo, edition: Edition | None, *, needed: bool) -> Values:
    if name == "lesion":
        return coded_words(_LESIONS)
    filled = (MinLen(1),) if needed else ()
    if name not in _LINKS:
        return _of(field.annotation, (*field.metadata, *filled), edition)
    link = Coded(_TARGETS, partial(Link, name.removesuffix("s")))
    return _lists(link) if name.endswith("s") else link


def _of(annotation: Any, metadata: tuple[object, ...], edition: Edition | None) -> Values:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(args[0], (*metadata, *args[1:]), edition)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in args if choice is not type(None)]
        return one_of([_of(choice, metadata, edition) for choice in choices])
    if origin is Literal:
        return coded_words([str(word) for word in args])
    if origin is dict:
        return extensions()
    if origin is tuple:
        return _lists(_of(args[0], (), edition), **_lengths(metadata))
    return _plain(annotation, metadata, edition)


def _plain(kind: type, metadata: tuple[object, ...], edition: Edition | None) -> Values:
    if issubclass(kind, Model):
        return members(kind, edition)
    if issubclass(kind, StrEnum):
        return coded_words(words_in(kind, edition))
    if any(isinstance(entry, DateOrPart) for entry in metadata):
        return parts_of_dates()
    return SCALARS[kind](_bounds(metadata))


def _lists(items: Values, min_length: int = 0, max_length: int = _MOST_ITEMS) -> Values:
    if is_empty(items):
        return items
    most = min(max_length, _MOST_ITEMS)
    coded = coded_list(items, min_length, most) if isinstance(items, Coded) else None
    return coded or several(strategy_of(items), min_length, most)


def _lengths(metadata: tuple[object, ...]) -> dict[str, int]:
    bounds = _bounds(metadata)
    return {name: bounds[name] for name in ("min_length", "max_length") if name in bounds}


def _bounds(metadata: tuple[object, ...]) -> dict[str, Any]:
    return {
        name: getattr(entry, name)
        for entry in _flat(metadata)
        for name in _BOUNDS
        if getattr(entry, name, None) is not None
    }


def _flat(metadata: tuple[object, ...]) -> Iterator[object]:
    """Yield what a field says of itself, also where it says so inside another annotation."""
    for entry in metadata:
        yield from entry.metadata if isinstance(entry, FieldInfo) else (entry,)
