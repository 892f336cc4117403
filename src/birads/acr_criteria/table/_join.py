"""Answer several words of one fact together: each for itself, then the most worrisome counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from birads.acr_criteria.table._answer import Part, Status
from birads.acr_criteria.table._decide import Decision
from birads.acr_criteria.table._file import Join

__all__ = ["Joined", "Joiner"]

_RANK = {Status.MATCH: 1}


@attrs.frozen
class Joined:
    """The decision on all words, and what each would have been answered alone."""

    decision: Decision
    parts: tuple[Part, ...] = ()


@attrs.frozen(eq=False)
class Joiner:
    """How the words of one fact are joined; ``lead`` rates each variant for the comparison."""

    fact: str
    rules: Join
    order: Sequence[Any]
    lead: Mapping[int, int]

    def decide(self, words: Iterable[Any], one: Callable[[Any], Decision]) -> Joined:
        """Return the decision on words, given the decision on each."""
        stated = set(words)
        if not stated:
            without = one(None)
            if without.status is Status.NOT_COVERED:
                return Joined(without)
            return Joined(Decision(Status.NO_MATCH, reasons=(self.rules.missing_reason,)))
        judged = stated - set(self.rules.ignored) or stated
        parts = [(word, one(word)) for word in self._sorted(judged)]
        _, chosen = max(parts, key=self._weight)
        found = [decision for _, decision in parts]
        decision = attrs.evolve(
            chosen,
            candidates=_others(found, chosen.variant),
            reasons=tuple(self._reasons(stated, judged, found, chosen)),
        )
        return Joined(decision, tuple(_part(word, decision) for word, decision in parts))

    def _sorted(self, words: Iterable[Any]) -> list[Any]:
        place = {word: number for number, word in enumerate(self.order)}
        return sorted(words, key=lambda word: place.get(word, len(place)))

    def _reasons(
        self, stated: set[Any], judged: set[Any], found: list[Decision], chosen: Decision
    ) -> list[str]:
        out = [self.rules.several_reason] if len(stated) > 1 else []
        if judged != stated:
            out.append(self.rules.ignored_reason)
        if chosen.variant is None:
            return out + list(dict.fromkeys(r for one in found for r in one.reasons))
        out += chosen.reasons
        if any(one.variant is None for one in found):
            out.append(self.rules.unanswered_reason)
        return out

    def _weight(self, part: tuple[Any, Decision]) -> tuple[int, ...]:
        """Order the words, the most worrisome last, whatever the order of the input."""
        word, decision = part
        number = decision.variant
        if number is None:
            return (0,)
        order = self.rules.order
        suspicion = len(order) - order.index(word) if word in order else 0
        first = int(number in self.rules.first)
        rank = _RANK.get(decision.status, 0)
        return (1, first, self.lead.get(number, 0), suspicion, rank, -number)


def _others(found: list[Decision], chosen: int | None) -> tuple[int, ...]:
    named = {n for one in found for n in (*one.candidates, one.variant) if n is not None}
    return tuple(sorted(named - {chosen}))


def _part(word: Any, one: Decision) -> Part:
    return Part(str(word), one.status, one.variant, one.candidates, one.reasons, one.row)
