"""Read a report into its shape, and make a report of a shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from birads.report._part import Part
from birads.report._shape._held import Held, Plan
from birads.report._shape._bare import Nothing, bare
from birads.report._shape._marks import Day, Measure, Name, band_of

__all__ = ["Shape", "made_of", "shape_of"]

_Plans = Mapping[type[Part], Plan]
_Row = tuple[Any, ...]
_SECOND_DAY: Final = 2  # the first day that there is stays itself: some answers begin with it


class Shape(NamedTuple):
    """The shape of a report, and the names in it by the numbers that stand for them."""

    key: _Row
    names: tuple[str, ...]


def shape_of(part: Part, held: Held) -> Shape:
    """Return the shape of a report, or of a part of one.

    Raises:
        KeyError: It was made without validation, and lacks a member.
        TypeError: It holds what cannot be compared.
    """
    names: dict[str, int] = {}
    days: dict[dt.date, int] = {}
    row = _read(part, held.plans, names, days)
    if not days:
        return Shape((row, ()), tuple(names))
    if len(days) == 1 and dt.date.min not in days:
        return Shape((row, _ONE_DAY), tuple(names))
    ranked = sorted({dt.date.min, *days})
    return Shape((row, tuple([ranked.index(day) + 1 for day in days])), tuple(names))


_ONE_DAY: Final = (_SECOND_DAY,)


def _read(part: Part, plans: _Plans, names: dict[str, int], days: dict[dt.date, int]) -> _Row:
    """Return the shape of a part: its model, then its members by how they are held."""
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
        out.append(None if number is None else band_of(number, bounds))
    for member in plan.parts:
        one = values[member]
        out.append(None if one is None else _read(one, plans, names, days))
    for member in plan.listed_parts:
        several = values[member]
        out.append(
            None if several is None else tuple([_read(p, plans, names, days) for p in several])
        )
    return tuple(out)


def made_of(key: _Row, held: Held) -> Part:
    """Return a report that holds what a shape holds: to ask it for anything else raises."""
    row, days = key
    return _make(row, held.plans, tuple(map(Day.fromordinal, days)))


def _make(row: _Row, plans: _Plans, days: tuple[dt.date, ...]) -> Part:
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
            values[member] = None if band is None else Measure(band, bounds, (model, member))
        for member in plan.parts:
            values[member] = _maybe(lambda one: _make(one, plans, days), next(rest))
        for member in plan.listed_parts:
            values[member] = _maybe(
                lambda several: tuple([_make(one, plans, days) for one in several]), next(rest)
            )
    return bare(model, values, Nothing(model))


def _maybe(make: Any, value: Any) -> Any:
    return None if value is None else make(value)
