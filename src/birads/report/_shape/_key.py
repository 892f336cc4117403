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
    row = _read(report, _Reading(held.plans, names, days, numbers))
    if "" in names:
        raise KeyError("an empty name")
    return Shape((row, _ranks(days)), Said(tuple(names), tuple(numbers)))


def _ranks(days: Mapping[dt.date, int]) -> tuple[int, ...]:
    """Return the place of each day among the days of the report, after the first of all."""
    if len(days) > 1 or dt.date.min in days:
        ranked = sorted({dt.date.min, *days})
        return tuple([ranked.index(day) + 1 for day in days])
    return _ONE_DAY if days else ()


class _Reading(NamedTuple):
    """How a report is read, and what of it is not in its shape."""

    plans: _Plans
    names: dict[str, int]
    days: dict[dt.date, int]
    numbers: list[float]


def _read(part: Part, reading: _Reading) -> _Row:
    """Return the shape of a part: its model, then its members by how they are held."""
    plans, names, days, numbers = reading
    plan = plans.get(type(part))
    if plan is None:
        return (type(part),)
    values = part.__dict__
    out = [plan.model, plan.read(values)]
    for member in plan.names:
        name = values[member]
        out.append(None if name is None else names.setdefault(name, len(names)))
    for member in plan.listed_names:
        listed = values[member]
        out.append(
            None if listed is None else tuple([names.setdefault(n, len(names)) for n in listed])
        )
    for member in plan.days:
        day = values[member]
        out.append(None if day is None else days.setdefault(day, len(days)))
    for member, bounds in plan.measures:
        number = values[member]
        if number is not None:
            numbers.append(number)
        out.append(None if number is None else band_of(number, bounds))
    for member in plan.parts:
        one = values[member]
        out.append(None if one is None else _read(one, reading))
    for member in plan.listed_parts:
        several = values[member]
        out.append(None if several is None else tuple([_read(one, reading) for one in several]))
    return tuple(out)


def made_of(key: _Row, held: Held) -> Part:
    """Return a report that holds what a shape holds: to ask it for anything else raises."""
    row, days = key
    return _make(row, _Making(held.plans, tuple(map(Day.fromordinal, days)), count()))


class _Making(NamedTuple):
    """How a report is made of its shape."""

    plans: _Plans
    days: tuple[dt.date, ...]
    places: Iterator[int]


def _make(row: _Row, making: _Making) -> Part:
    plans, days, places = making
    model: type[Part] = row[0]
    values: dict[str, Any] = {}
    plan = plans.get(model)
    if plan is not None:
        values.update(zip(plan.plain, row[1], strict=True))
        rest = iter(row[2:])
        for member in plan.names:
            values[member] = _maybe(Name, next(rest))
        for member in plan.listed_names:
            values[member] = _maybe(lambda names: tuple(map(Name, names)), next(rest))
        for member in plan.days:
            values[member] = _maybe(days.__getitem__, next(rest))
        for member, bounds in plan.measures:
            band = next(rest)
            values[member] = (
                None if band is None else Measure(band, bounds, (model, member), next(places))
            )
        for member in plan.parts:
            values[member] = _maybe(lambda one: _make(one, making), next(rest))
        for member in plan.listed_parts:
            values[member] = _maybe(
                lambda several: tuple([_make(one, making) for one in several]), next(rest)
            )
    return bare(model, values, Nothing(model))


def _maybe(make: Any, value: Any) -> Any:
    return None if value is None else make(value)
