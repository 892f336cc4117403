"""Read a report into its shape, and make a report of a shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, Final, NamedTuple

from birads.report._part import Part
from birads.report._shape._bare import Nothing, bare
from birads.report._shape._filled import Said
from birads.report._shape._held import Held, Plan
from birads.report._shape._marks import Day, Measure, Name, band_of

__all__ = ["Shape", "made_of", "shape_of"]

_Plans = Mapping[type[Part], Plan]
_Row = tuple[Any, ...]
_ONE_DAY: Final = (2,)  # the first day that there is stays itself: some answers begin with it


class Shape(NamedTuple):
    """The shape of a report, and what is put back into an answer."""

    key: _Row
    said: Said


def shape_of(report: Part, held: Held) -> Shape:
    """Return the shape of a report, or of a part that holds what is told of something in it.

    Raises:
        KeyError: It was made without validation, and lacks a member or names something "".
        TypeError: It holds what cannot be compared.
    """
    names: dict[str, int] = {}
    days: dict[dt.date, int] = {}
    numbers: list[float] = []
    row: list[Any] = []
    _read(report, row, held.plans, names, days, numbers)
    if "" in names:
        raise KeyError("an empty name")
    return Shape((tuple(row), _ranks(days)), Said(tuple(names), tuple(numbers)))


def _ranks(days: Mapping[dt.date, int]) -> tuple[int, ...]:
    """Return the place of each day among the days of the report, after the first of all."""
    if len(days) > 1 or dt.date.min in days:
        ranked = sorted({dt.date.min, *days})
        return tuple([ranked.index(day) + 1 for day in days])
    return _ONE_DAY if days else ()


def _read(
    part: Part,
    out: list[Any],
    plans: _Plans,
    names: dict[str, int],
    days: dict[dt.date, int],
    numbers: list[float],
) -> None:
    """Add the shape of a part to a row: its model, then its members by how they are held.

    How many places a part takes is told by what stands before them, so that no two parts have
    one row.
    """
    plan = plans.get(type(part))
    if plan is None:
        out.append(type(part))
        return
    values = part.__dict__
    out.append(plan.model)
    out += plan.read(values)
    for member in plan.names:
        name = values[member]
        out.append(None if name is None else names.setdefault(name, len(names)))
    for member in plan.days:
        day = values[member]
        out.append(None if day is None else days.setdefault(day, len(days)))
    if plan.listed_names or plan.measures:
        _read_rarer(values, plan, out, names, numbers)
    for member in plan.parts:
        one = values[member]
        if one is None:
            out.append(None)
        else:
            _read(one, out, plans, names, days, numbers)
    for member in plan.listed_parts:
        several = values[member]
        if several is None:
            out.append(None)
        else:
            out.append(len(several))
            for one in several:
                _read(one, out, plans, names, days, numbers)


def _read_rarer(
    values: Mapping[str, Any],
    plan: Plan,
    out: list[Any],
    names: dict[str, int],
    numbers: list[float],
) -> None:
    """Add what few parts have: lists of names, and measures."""
    for member in plan.listed_names:
        listed = values[member]
        out.append(
            None if listed is None else tuple([names.setdefault(n, len(names)) for n in listed])
        )
    for member, bounds in plan.measures:
        number = values[member]
        if number is not None:
            numbers.append(number)
        out.append(None if number is None else band_of(number, bounds))


def made_of(key: _Row, held: Held) -> Part:
    """Return a report that holds what a shape holds: to ask it for anything else raises."""
    row, days = key
    rest = iter(row)
    making = _Making(held.plans, tuple(map(Day.fromordinal, days)), count(), rest)
    return _make(next(rest), making)


class _Making(NamedTuple):
    """How a report is made of its shape."""

    plans: _Plans
    days: tuple[dt.date, ...]
    places: Iterator[int]
    rest: Iterator[Any]


def _make(model: type[Part], making: _Making) -> Part:
    """Return the part of a model whose members come next."""
    plans, days, places, rest = making
    values: dict[str, Any] = {}
    plan = plans.get(model)
    if plan is not None:
        values.update((member, next(rest)) for member in plan.plain)
        for member in plan.names:
            values[member] = _maybe(Name, next(rest))
        for member in plan.days:
            values[member] = _maybe(days.__getitem__, next(rest))
        for member in plan.listed_names:
            values[member] = _maybe(lambda names: tuple(map(Name, names)), next(rest))
        for member, bounds in plan.measures:
            band = next(rest)
            values[member] = (
                None if band is None else Measure(band, bounds, (model, member), next(places))
            )
        for member in plan.parts:
            values[member] = _maybe(lambda one: _make(one, making), next(rest))
        for member in plan.listed_parts:
            values[member] = _maybe(
                lambda size: tuple([_make(next(rest), making) for _ in range(size)]), next(rest)
            )
    return bare(model, values, Nothing(model))


def _maybe(make: Any, value: Any) -> Any:
    return None if value is None else make(value)
