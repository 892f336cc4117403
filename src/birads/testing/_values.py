"""Build strategies of JSON values from the annotations of the models."""

from __future__ import annotations

import datetime as dt
import types
from enum import StrEnum
from functools import cache, partial
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MinLen
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from birads._base.model import DateOrPart, Model
from birads._base.only_where import Governs
from birads.report.report import LANGUAGE_PATTERN
from birads.testing._editions import words_in
from birads.testing._links import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypothesis.strategies import DrawFn, SearchStrategy

    from birads.lexicon.edition import Edition

__all__ = ["Json", "members", "several"]

Json = Any
_LINKS = ("exam", "finding", "findings")
# Few names, so that some findings of a report are one lesion.
_LESIONS = ("lesion-1", "lesion-2")
_LONGEST_TEXT = 20
_MOST_ITEMS = 3
_BITS = 7
_OFTEN = 12
_KEYS = ("a.b", "org.example", "0.A", "com.example-site.x_1", "net.a.B-c.d")
_TEXTS = {
    LANGUAGE_PATTERN: ("en", "de", "pt-BR", "zh-Hans-CN", "gsw"),
    r"^1(\.[0-9]{1,4})?$": ("1", "1.0", "1.1", "1.2", "1.0001"),
}
"""Texts of patterns that cost much to draw from; of any other pattern they are drawn."""
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
        strategy = _field(name, field, edition, needed=name in needed)
        if name in needed or field.is_required() or get_origin(field.annotation) is Literal:
            required[name] = strategy
        elif not strategy.is_empty:
            optional[name] = strategy
    finish = partial(_conditional, tuple(model.model_fields), _rules(model))
    return _object(tuple(required.items()), tuple(optional.items()), finish)


# Few choices for each object, because a choice is what takes time: one says which of several
# optional members stand. No value is drawn, at some cost, to be thrown away for its name.
@st.composite
def _object(
    draw: DrawFn,
    required: tuple[tuple[str, SearchStrategy[Json]], ...],
    optional: tuple[tuple[str, SearchStrategy[Json]], ...],
    finish: Callable[[dict[str, Json]], dict[str, Json]],
) -> dict[str, Json]:
    drawn = {name: draw(strategy) for name, strategy in required}
    for start in range(0, len(optional), _BITS):
        some = optional[start : start + _BITS]
        for place in draw(_chosen(len(some))):
            name, strategy = some[place]
            drawn[name] = draw(strategy)
    return finish(drawn)


@cache
def _chosen(width: int) -> SearchStrategy[tuple[int, ...]]:
    """Return choices of some of ``width`` members: the fewer the likelier, none the simplest."""
    every = [choice for count in range(width + 1) for choice in combinations(range(width), count)]
    times = [_OFTEN if len(choice) <= 2 else 1 for choice in every]  # noqa: PLR2004 - one or two
    return st.sampled_from([c for c, often in zip(every, times, strict=True) for _ in range(often)])


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


def _field(
    name: str, field: FieldInfo, edition: Edition | None, *, needed: bool
) -> SearchStrategy[Json]:
    if name == "lesion":
        return st.sampled_from(_LESIONS)
    filled = (MinLen(1),) if needed else ()
    strategy = _of(field.annotation, (*field.metadata, *filled), edition)
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
    return several(items, min_length, min(max_length, _MOST_ITEMS))


# Not ``lists``, which chooses after each item whether another follows.
@st.composite
def several(draw: DrawFn, items: SearchStrategy[Json], least: int, most: int) -> list[Json]:
    """Draw from ``least`` to ``most`` items."""
    drawn = [draw(items) for _ in range(draw(st.integers(least, most)))]
    # A word that stands twice says nothing more.
    words = all(isinstance(item, str) for item in drawn)
    return list(dict.fromkeys(drawn)) if words and least <= 1 else drawn


def _lengths(metadata: tuple[object, ...]) -> dict[str, int]:
    bounds = _bounds(metadata)
    return {name: bounds[name] for name in ("min_length", "max_length") if name in bounds}


def _extensions(keys: SearchStrategy[Json]) -> SearchStrategy[Json]:
    del keys  # drawing from their pattern would cost more than all the rest of an object
    names = several(st.sampled_from(_KEYS), 0, 2)
    return st.tuples(names, _anything(), _anything()).map(
        lambda drawn: dict(zip(drawn[0], drawn[1:], strict=False))
    )


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
    if bounds.get("pattern") in _TEXTS:
        return st.sampled_from(_TEXTS[bounds["pattern"]])
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


_FIRST = dt.date(1950, 1, 1)
_DAYS = (dt.date(2100, 12, 31) - _FIRST).days
_MIDNIGHT = dt.datetime(1950, 1, 1, tzinfo=dt.UTC)


def _date(bounds: dict[str, Any]) -> SearchStrategy[Json]:  # noqa: ARG001 - one shape for all
    return st.integers(0, _DAYS).map(lambda days: (_FIRST + dt.timedelta(days)).isoformat())


def _time(bounds: dict[str, Any]) -> SearchStrategy[Json]:  # noqa: ARG001 - one shape for all
    parts = st.tuples(
        st.integers(0, _DAYS),
        st.integers(0, 24 * 60 * 60 - 1),
        st.sampled_from([0, 1, 500_000, 999_999]),
        st.integers(-12 * 4, 14 * 4),
    )
    return parts.map(lambda drawn: _moment(*drawn))


def _moment(days: int, seconds: int, micros: int, quarters: int) -> str:
    zone = dt.timezone(dt.timedelta(minutes=15 * quarters))
    moment = _MIDNIGHT + dt.timedelta(days, seconds, micros)
    return moment.replace(tzinfo=zone).isoformat()


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
    return (
        scalars
        | several(scalars, 0, 2)
        | st.dictionaries(st.text(max_size=8), several(scalars, 0, 2), max_size=2)
    )
