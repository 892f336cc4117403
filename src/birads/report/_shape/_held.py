"""What a shape holds: for each model, the members that an answer was seen to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, Final, get_args, get_origin

import attrs

from birads.report._part import Part
from birads.report._shape._marks import DAYS, Bounds
from birads.report._shape._seen import Member, Seen

__all__ = ["Held", "Plan"]

_Row = Callable[[Mapping[str, Any]], Any]

# The members that only name something: which name it is counts, not what it is called. One that is
# missing here is held as it is, so that the answer is right and is found less often.
_ROLES: Final = ("names", "listed_names", "days", "parts", "listed_parts")
_NAMES: Final = frozenset({"id", "exam", "finding", "lesion", "tracking_uid"})
_LISTS_OF_NAMES: Final = frozenset({("Recommendation", "findings"), ("Told", "places")})


@attrs.frozen
class Plan:
    """How a part of one model is read into a shape, by what its held members are."""

    model: type[Part]
    plain: tuple[str, ...]
    read: _Row
    names: tuple[str, ...]
    listed_names: tuple[str, ...]
    days: tuple[str, ...]
    measures: tuple[tuple[str, Bounds], ...]
    parts: tuple[str, ...]
    listed_parts: tuple[str, ...]


def _nothing(_: Mapping[str, Any]) -> tuple[()]:
    return ()


def _alone(name: str) -> _Row:
    get = itemgetter(name)
    return lambda values: (get(values),)


def _reader(names: tuple[str, ...]) -> _Row:
    if not names:
        return _nothing
    return _alone(names[0]) if len(names) == 1 else itemgetter(*names)


def _role(model: type[Part], member: str) -> str:
    """Return how a member can be held."""
    annotation = model.model_fields[member].annotation
    if (model.__name__, member) in _LISTS_OF_NAMES:
        return "listed_names"
    if any(isinstance(one, type) and issubclass(one, Part) for one in _types(annotation)):
        return "listed_parts" if _has_tuple(annotation) else "parts"
    if member in _NAMES:
        return "names"
    if _has_tuple(annotation):
        return "plain"
    types = _types(annotation)
    return "days" if dt.date in types else "measures" if float in types else "plain"


def _types(annotation: Any) -> set[Any]:
    """Return the types that an annotation is made of."""
    return {annotation}.union(*map(_types, get_args(annotation)))


def _has_tuple(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(map(_has_tuple, get_args(annotation)))


@attrs.frozen(eq=False)
class Held:
    """The members that shapes hold, by model, and the bounds that measures are compared with.

    ``whole`` names the members that are held as they are, and ``DAYS`` where days are. A value
    that never changes: what is learned makes another one.
    """

    members: Mapping[type[Part], frozenset[str]] = attrs.field(factory=dict)
    bounds: Mapping[Member, frozenset[float]] = attrs.field(factory=dict)
    whole: frozenset[object] = frozenset()
    plans: Mapping[type[Part], Plan] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Make the plan of each model."""
        plans = {model: self._plan(model, names) for model, names in self.members.items()}
        object.__setattr__(self, "plans", plans)

    def _plan(self, model: type[Part], members: frozenset[str]) -> Plan:
        of: dict[str, tuple[str, ...]] = {}
        for member in sorted(members):
            role = _role(model, member)
            if (model, member) in self.whole or (role == "days" and DAYS in self.whole):
                role = "plain"
            of[role] = (*of.get(role, ()), member)
        measures = tuple((m, self.bounds_of(model, m)) for m in of.pop("measures", ()))
        plain = of.pop("plain", ())
        rest = {role: of.get(role, ()) for role in _ROLES}
        return Plan(model=model, plain=plain, read=_reader(plain), measures=measures, **rest)

    def bounds_of(self, model: type[Part], member: str) -> Bounds:
        """Return the bounds that a member is compared with, in order."""
        return tuple(sorted(self.bounds.get((model, member), ())))

    def learned(self, seen: Seen) -> Held:
        """Return what is held with what was seen to be read besides; itself where that is all."""
        members, bounds = dict(self.members), dict(self.bounds)
        for model, names in seen.members.items():
            members[model] = members.get(model, frozenset()) | names
        for member, compared in seen.bounds.items():
            bounds[member] = bounds.get(member, frozenset()) | compared
        if members == self.members and bounds == self.bounds:
            return self
        return Held(members, bounds, self.whole)

    def holding(self, what: object) -> Held:
        """Return what is held, one member, or the days, as they are; itself where that is so."""
        if not what or what in self.whole:
            return self
        return Held(self.members, self.bounds, self.whole | {what})
