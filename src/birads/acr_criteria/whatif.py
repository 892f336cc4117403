"""Ask what would be otherwise: the smallest change to a variant, the fact that would decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from typing import Any

import attrs

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.explanation import Decider, Outcome
from birads.acr_criteria.facts import DOMAINS, Facts, Status, in_order
from birads.acr_criteria.match import Match, match
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.topic import Variant
from birads.lexicon.mammography import CalcMorphology

__all__ = ["deciders", "smallest_change"]

_FACTS = ("morphology", "distribution", "groups", "laterality")
_DIAGNOSTIC = "mammography_diagnostic"


def smallest_change(facts: Facts, variant: Variant, topic: Topic) -> dict[str, str] | None:
    """Return the fewest facts that would have to differ for an exact match of a variant.

    A stated fact that already fits is kept; among equally small changes the first in the order
    of the lexicon is given.
    """
    best = _smallest(facts, variant.number, topic)
    return None if best is None else dict(best)


@lru_cache(maxsize=4_096)
def _smallest(facts: Facts, number: int, topic: Topic) -> dict[str, str] | None:
    """Return the smallest change; it depends on facts and the table alone, never on a report."""
    variant = topic.variants[number]
    best: dict[str, str] | None = None
    words = variant.when.allowed("morphology") or ()
    choices: list[list[Any]] = [[facts.morphology]]
    choices[0] += [frozenset({word}) for word in CalcMorphology if word in words]
    for fact in _FACTS[1:]:
        current = getattr(facts, fact)
        others = [v for v in DOMAINS[fact] if v not in (current, None)]
        choices.append([current, *others])
    for combination in product(*choices):
        changed = Facts(*combination)
        change = _difference(facts, changed)
        if best is not None and len(change) >= len(best):
            continue
        found = match(changed, topic)
        if found.status is Status.MATCH and found.variant == variant.number:
            best = change
    return best


def _difference(before: Facts, after: Facts) -> dict[str, str]:
    change = {}
    for fact in _FACTS:
        value = getattr(after, fact)
        if value != getattr(before, fact):
            change[fact] = "+".join(in_order(value)) if fact == "morphology" else value.value
    return change


def deciders(
    pattern: Pattern, pointers: Callable[[str], tuple[str, ...]], topic: Topic
) -> Iterator[Decider]:
    """Yield the facts that are not stated and alone would change the answer."""
    for fact in pattern.match.missing:
        values: list[Any] = (
            [frozenset({word}) for word in CalcMorphology]
            if fact == "morphology"
            else [value for value in DOMAINS[fact] if value is not None]
        )
        outcomes = []
        for value in values:
            after = attrs.evolve(pattern.facts, **{fact: value})
            outcomes.append(_outcome(pattern.facts, after, match(after, topic), topic))
        yield Decider.trusted(
            fact=fact,
            pointers=pointers(fact),
            outcomes=tuple(outcomes),
            ratings_at_stake=_at_stake(outcomes, topic),
        )


def _outcome(before: Facts, after: Facts, found: Match, topic: Topic) -> Outcome:
    rating = None
    if found.variant is not None:
        rating = topic.variants[found.variant].ratings.get(_DIAGNOSTIC)
    return Outcome.trusted(
        change=_difference(before, after),
        status=found.status,
        variant=found.variant,
        mammography_diagnostic=rating,
    )


def _at_stake(outcomes: list[Outcome], topic: Topic) -> dict[str, tuple[int, ...]]:
    """Return the procedures whose rating differs between the outcomes, with the ratings."""
    numbers = {outcome.variant for outcome in outcomes if outcome.variant is not None}
    stake = {}
    for procedure in topic.file.procedures:
        ratings = {topic.variants[number].ratings[procedure] for number in numbers}
        if len(ratings) > 1:
            stake[procedure] = tuple(sorted(ratings))
    return stake
