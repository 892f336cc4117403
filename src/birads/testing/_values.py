"""Build strategies of JSON values from the annotations of the models."""

from __future__ import annotations

import datetime as dt
import types
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from pydantic.fields import FieldInfo

from birads._base.model import DateOrPart, Model
from birads._base.only_where import Governs
from birads.testing._editions import words_in
from birads.testing._links import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypothesis.strategies import DrawFn, SearchStrategy

    from birads.lexicon.edition import Edition

__all__ = ["Json", "members"]

Json = Any
_LINKS = ("exam", "finding", "findings")
# Few names, so that some findings of a report are one lesion.
_LESIONS = ("lesion-1", "lesion-2")
_LONGEST_TEXT = 20
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
    if name == "lesion":
        return st.sampled_from(_LESIONS)
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
        return _lists(items, **_lengths(metadata)) if origin is tuple else _extensions(items)
    return _plain(annotation, metadata, edition)


def _plain(
    kind: type, metadata: tuple[object, ...], edition: Edition | None
) -> SearchStrategy[Json]:
    if issubclass(kind, Model):
        return members(kind, edition)
    if issubclass(kind, StrEnum):
        words = words_in(kind, edition)
        return st.sampled_from(words) if words else st.nothing()
    if any(isinstance(entry, DateOrPart) for entry in metadata):
        return _part_of_date()
    return _SCALARS[kind](_bounds(metadata))


def _lists(
    items: SearchStrategy[Json], min_length: int = 0, max_length: int = _MOST_ITEMS
) -> SearchStrategy[Json]:
    if items.is_empty:
        return items
    return st.lists(items, min_size=min_length, max_size=min(max_length, _MOST_ITEMS))


def _lengths(metadata: tuple[object, ...]) -> dict[str, int]:
    bounds = _bounds(metadata)
    return {name: bounds[name] for name in ("min_length", "max_length") if name in bounds}


def _extensions(keys: SearchStrategy[Json]) -> SearchStrategy[Json]:
    return st.dictionaries(keys, _anything(), max_size=_MOST_ITEMS)


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


def _text(bounds: dict[str, Any]) -> SearchStrategy[Json]:
    longest = bounds["max_length"]
    if "pattern" in bounds:
        texts = st.from_regex(
            bounds["pattern"], fullmatch=True, alphabet=st.characters(codec="ascii")
        )
        return texts.filter(lambda text: len(text) <= longest)
    return st.text(min_size=bounds.get("min_length", 0), max_size=min(longest, _LONGEST_TEXT))


def _number(bounds: dict[str, Any]) -> SearchStrategy[Json]:
    if "multiple_of" in bounds:
        step = bounds["multiple_of"]
        steps = st.integers(int(bounds["ge"] / step), int(bounds["le"] / step))
        return steps.map(lambda count: _plain_number(count * step))
    tenths = st.integers(int(bounds["ge"] * 10), int(bounds["le"] * 10))
    return tenths.map(lambda value: value // 10 if value % 10 == 0 else value / 10)


def _plain_number(value: float) -> float:
    return int(value) if value.is_integer() else value


def _part_of_date() -> SearchStrategy[Json]:
    lengths = st.sampled_from([len("2019"), len("2019-04"), len("2019-04-30")])
    return st.tuples(_date({}), lengths).map(lambda drawn: drawn[0][: drawn[1]])


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
