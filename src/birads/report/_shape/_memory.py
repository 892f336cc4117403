"""Remember answers by the shape of the report, within bounds, and learn what a shape must hold."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from threading import Lock
from typing import Any, Final, Generic, TypeVar, cast

import attrs

from birads.report._part import Part
from birads.report._shape._filled import Said
from birads.report._shape._held import Held
from birads.report._shape._key import made_of, shape_of
from birads.report._shape._marks import NotHeld
from birads.report._shape._seen import Seen, watched

__all__ = ["Memory"]

_T = TypeVar("_T")
_P = TypeVar("_P", bound=Part)
_MOST_ANSWERS: Final = 1_024
_TOO_MUCH: Final = 2**60
_MOST_MET: Final = 8_192
_MOST_PARTS: Final = 24  # a report of more hardly has the shape of another
_NO_ANSWER: Final[Any] = object()  # remembered where an answer depends on names or texts
_SECTIONS: Final = ("exams", "findings", "assessments", "recommendations", "pathology", "outcomes")


@attrs.define(eq=False)
class _Kept(Generic[_T]):
    """An answer, how much memory it needs, and whether it was asked for since it was weighed."""

    made: _T
    weight: int
    used: bool = False


@attrs.define(eq=False)
class Memory(Generic[_T]):
    """Answers by the shape of what they were made of; one that was used lately is kept.

    An answer is made of a report that holds what the shape holds and nothing else. Where making
    it asks for more, there is no answer, and the next shapes hold that too. All together weigh
    ``most_weight`` bytes, about, and never more. It may be used by several threads at once.
    """

    most_weight: int = 4_000_000
    held: Held = attrs.field(init=False, factory=Held)
    weight: int = attrs.field(init=False, default=0)
    _kept: dict[Hashable, _Kept[_T]] = attrs.field(init=False, factory=dict)
    _met: OrderedDict[int, None] = attrs.field(init=False, factory=OrderedDict, repr=False)
    _lock: Lock = attrs.field(init=False, factory=Lock, repr=False)

    def __len__(self) -> int:
        """Return how many answers are remembered."""
        return len(self._kept)

    def answer(
        self,
        report: _P,
        make: Callable[[_P], _T],
        weigh: Callable[[_T], int],
        also: Hashable = None,
    ) -> tuple[_T, Said] | None:
        """Return the answer to a report's shape, and what to put into it, if there is one.

        ``also`` is what the answer depends on beside the report.
        """
        held = self.held
        try:
            if _parts(report) > _MOST_PARTS:
                return None
            key, said = shape_of(report, held)
            found = self._recall((key, also))
        except (AttributeError, KeyError, TypeError):  # it was made without validation
            return None
        if found is None and self._was_met((key, also)):
            found = self._make(report, key, held, make)
            if found is not None:
                weight = _weight(key) if found is _NO_ANSWER else _weight(key) + weigh(found)
                self._keep((key, also), found, weight, held)
        return None if found is None or found is _NO_ANSWER else (found, said)

    def _was_met(self, key: Hashable) -> bool:
        """Say whether a shape was met before, so that one that comes once costs no more."""
        mark = hash(key)
        with self._lock:
            if mark in self._met:
                return True
            self._met[mark] = None
            if len(self._met) > _MOST_MET:
                self._met.popitem(last=False)
            return False

    def _make(self, report: _P, key: Any, held: Held, make: Callable[[_P], _T]) -> _T | None:
        """Return the answer to a shape; that there is none, where learning more does not help."""
        with suppress(Exception):  # a memory is no reason to fail: the report itself is read then
            try:
                return make(cast("_P", made_of(key, held)))
            except NotHeld as asked:
                return None if self._learn(report, make, asked.what) else _NO_ANSWER
        return None

    def forget(self) -> None:
        """Forget every answer; what shapes hold stays known."""
        with self._lock:
            self._kept.clear()
            self._met.clear()
            self.weight = 0

    def _recall(self, key: Hashable) -> _T | None:
        found = self._kept.get(key)
        if found is None:
            return None
        found.used = True
        return found.made

    def _keep(self, key: Hashable, made: _T, weight: int, held: Held) -> None:
        with self._lock:
            # What was learned in between has other keys.
            if held is not self.held or weight > self.most_weight // 16:
                return
            before = self._kept.pop(key, None)
            self._kept[key] = _Kept(made, weight)
            self.weight += weight - (before.weight if before is not None else 0)
            while self.weight > self.most_weight or len(self._kept) > _MOST_ANSWERS:
                self._drop_one()

    def _drop_one(self) -> None:
        """Forget the first answer that was not used since it was looked at last."""
        while True:
            key = next(iter(self._kept))
            oldest = self._kept.pop(key)
            if not oldest.used:
                self.weight -= oldest.weight
                return
            oldest.used = False
            self._kept[key] = oldest

    def _learn(self, report: _P, make: Callable[[_P], _T], asked: object) -> bool:
        """Hold what an answer to this report reads; say whether that is more than before."""
        seen = Seen()
        with suppress(NotHeld):  # it asks for what is in no shape, whatever is learned
            make(watched(report, seen))
        with self._lock:
            known = self.held
            more = known.learned(seen)
            more = known.holding(asked) if more is known else more
            if more is known:
                return False
            self.held = more
            self._kept.clear()
            self.weight = 0
            return True


def _parts(report: Part) -> int:
    values = report.__dict__
    count = 0
    for name in _SECTIONS:
        if name in values:
            count += len(values[name])
    return count


def _weight(value: Any) -> int:
    """Return how much memory a key needs, about; of one that is equal to another, too much.

    0.0 and -0.0 are equal and are written differently.
    """
    if isinstance(value, tuple):
        return 8 + sum(map(_weight, value))
    if type(value) is float and not value:
        return _TOO_MUCH
    return len(value) if isinstance(value, str) else 8
