"""See which members of a report an answer reads, and what measures are compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final, Self, TypeVar

import attrs

from birads.report._part import Part
from birads.report._shape._bare import bare

__all__ = ["Member", "Seen", "watched"]

Member = tuple[type[Part], str]


@attrs.frozen
class Seen:
    """The members that were read, by model, and the numbers that measures were compared with."""

    members: defaultdict[type[Part], set[str]] = attrs.field(factory=lambda: defaultdict(set))
    bounds: defaultdict[Member, set[float]] = attrs.field(factory=lambda: defaultdict(set))


_P = TypeVar("_P", bound=Part)


def watched(part: _P, seen: Seen) -> _P:
    """Return a part that reads as this one does, and writes down what is read of it."""
    return bare(type(part), {}, _Watched(part, seen))


class _Watched(dict[str, Any]):
    """Stand where pydantic looks for what a model does not hold, and read the part itself."""

    __slots__ = ("_part", "_seen")

    def __init__(self, part: Part, seen: Seen) -> None:
        super().__init__()
        self._part = part
        self._seen = seen

    def __bool__(self) -> bool:
        """Be looked into, although there is nothing."""
        return True

    def __contains__(self, member: object) -> bool:
        """Hold every member that the part holds."""
        return member in self._part.__dict__

    def __getitem__(self, member: str) -> Any:
        """Return what the part states, its parts watched too."""
        found = self.get(member, self)
        if found is not self:
            return found
        model = type(self._part)
        self._seen.members[model].add(member)
        value = self._part.__dict__[member]
        if isinstance(value, Part):
            value = watched(value, self._seen)
        elif type(value) is tuple and value and isinstance(value[0], Part):
            value = tuple([watched(one, self._seen) for one in value])
        elif type(value) is float:
            value = _Compared(value, self._seen.bounds[model, member])
        self[member] = value
        return value


class _Compared(float):
    """A number that writes down what it is compared with."""

    __slots__ = ("_with",)
    _with: set[float]

    def __new__(cls, value: float, against: set[float]) -> Self:
        self = super().__new__(cls, value)
        self._with = against
        return self

    __hash__ = float.__hash__


_COMPARISONS: Final = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__")


def _noting(compare: Callable[[float, Any], bool]) -> Callable[[_Compared, Any], bool]:
    def noted(self: _Compared, other: Any) -> bool:
        if isinstance(other, (int, float)) and not isinstance(other, _Compared):
            self._with.add(float(other))
        return compare(self, other)

    return noted


for _word in _COMPARISONS:
    setattr(_Compared, _word, _noting(getattr(float, _word)))
