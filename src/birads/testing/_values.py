"""Build strategies of JSON values from the annotations of the models."""

from __future__ import annotations

import datetime as dt
import types
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from birads._base.model import Model
from birads._base.only_where import Governs
from birads.testing._editions import words_in
from birads.testing._links import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy
    from pydantic.fields import FieldInfo

    from birads.lexicon.edition import Edition

__all__ = ["Json", "members"]

Json = Any
_LINKS = ("exam", "finding", "findings")
_LONGEST_TEXT = 20
_MOST_ITEMS = 3


@cache
def members(
    model: type[Model], edition: Edition | None = None, needed: tuple[str, ...] = ()
) -> SearchStrategy[dict[str, Json]]:
    """Return objects of ``model`` in which every optional member may be missing.

    ``needed`` names optional members that must be there, lists among them not empty. The ``id``
    of an exam or a finding is given later, when it is known how many there are.
    """
    required: dict[str, SearchStrategy[Json]] = {}
    optional: dict[str, SearchStrategy[Json]] = {}
    for name, field in model.model_fields.items():
        if name == "id" and field.is_required():
            continue
        strategy = _field(name, field, edition)
        if name in needed:
            required[name] = strategy.filter(lambda value: value != [])
        elif field.is_required() or get_origin(field.annotation) is Literal:
            required[name] = strategy
        elif not strategy.is_empty:
            optional[name] = strategy
    names = st.lists(st.sampled_from(list(optional)), unique=True) if optional else st.just([])
    extra = _some(names, optional)
    finish = partial(_conditional, tuple(model.model_fields), _rules(model))
    return st.tuples(st.fixed_dictionaries(required), extra).map(finish)


# The names come first: no value is drawn, at some cost, to be thrown away for its name.
@st.composite
def _some(
    draw: DrawFn, names: SearchStrategy[list[str]], values: dict[str, SearchStrategy[Json]]
) -> dict[str, Json]:
    return {name: draw(values[name]) for name in draw(names)}


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
    parts: tuple[dict[str, Json], dict[str, Json]],
) -> dict[str, Json]:
    """Join the members in ``order``, but those that may stand only beside certain words."""
    drawn = parts[0] | parts[1]
    return {
        name: drawn[name]
        for name in order
        if name in drawn and (name not in rules or drawn.get(rules[name][0]) in rules[name][1])
    }


def _field(name: str, field: FieldInfo, edition: Edition | None) -> SearchStrategy[Json]:
    strategy = _of(field.annotation, tuple(field.metadata), edition)
    if name not in _LINKS:
        return strategy
    link = st.integers(0, 5).map(partial(Link, name.removesuffix("s")))
    return _lists(link) if name.endswith("s") else link


def _of(
    annotation: Any,
    metadata: tuple[object, ...],
    edition: Edition | None,
) -> SearchStrategy[Json]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(args[0], (*metadata, *args[1:]), edition)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in args if choice is not type(None)]
        return st.one_of([_of(choice, metadata, edition) for choice in choices])
    if origin is Literal:
        return st.sampled_from([str(word) for word in args])
    if origin in (tuple, dict):
        items = _of(args[0], (), edition)
        return _lists(items) if origin is tuple else _extensions(items)
    return _plain(annotation, metadata, edition)


def _plain(
    kind: type, metadata: tuple[object, ...], edition: Edition | None
) -> SearchStrategy[Json]:
    if issubclass(kind, Model):
        return members(kind, edition)
    if issubclass(kind, StrEnum):
        words = words_in(kind, edition)
        return st.sampled_from(words) if words else st.nothing()
    return _SCALARS[kind](_bounds(metadata))


def _lists(items: SearchStrategy[Json]) -> SearchStrategy[Json]:
    if items.is_empty:
        return items
    return st.lists(items, max_size=_MOST_ITEMS)


def _extensions(keys: SearchStrategy[Json]) -> SearchStrategy[Json]:
    return st.dictionaries(keys, _anything(), max_size=_MOST_ITEMS)


def _bounds(metadata: tuple[object, ...]) -> dict[str, Any]:
    return {
        name: getattr(entry, name)
        for entry in metadata
        for name in ("ge", "le", "min_length", "max_length", "pattern")
        if getattr(entry, name, None) is not None
    }


def _text(bounds: dict[str, Any]) -> SearchStrategy[Json]:
    longest = bounds["max_length"]
    if "pattern" in bounds:
        texts = st.from_regex(
            bounds["pattern"], fullmatch=True, alphabet=st.characters(codec="ascii")
        )
        return texts.filter(lambda text: len(text) <= longest)
    return st.text(min_size=bounds["min_length"], max_size=min(longest, _LONGEST_TEXT))


def _number(bounds: dict[str, Any]) -> SearchStrategy[Json]:
    tenths = st.integers(int(bounds["ge"] * 10), int(bounds["le"] * 10))
    return tenths.map(lambda value: value // 10 if value % 10 == 0 else value / 10)


def _time(bounds: dict[str, Any]) -> SearchStrategy[Json]:  # noqa: ARG001 - one shape for all
    zones = st.integers(-12 * 4, 14 * 4).map(
        lambda quarters: dt.timezone(dt.timedelta(minutes=15 * quarters))
    )
    return _moments(st.datetimes, dt.datetime, timezones=zones)


def _date(bounds: dict[str, Any]) -> SearchStrategy[Json]:  # noqa: ARG001 - one shape for all
    return _moments(st.dates, dt.date)


def _moments(
    strategy: Callable[..., SearchStrategy[Any]], kind: type[dt.date], **options: object
) -> SearchStrategy[Json]:
    return strategy(kind(1950, 1, 1), kind(2100, 12, 31), **options).map(kind.isoformat)


_SCALARS: dict[type, Callable[[dict[str, Any]], SearchStrategy[Json]]] = {
    bool: lambda _: st.booleans(),
    int: lambda bounds: st.integers(bounds["ge"], bounds["le"]),
    float: _number,
    str: _text,
    dt.date: _date,
    dt.datetime: _time,
}


@cache
def _anything() -> SearchStrategy[Json]:
    scalars = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=_LONGEST_TEXT)
    )
    return st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=5,
    )
