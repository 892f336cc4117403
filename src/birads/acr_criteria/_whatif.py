"""Ask what would be otherwise: the smallest change to a variant, the fact that would decide."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from math import prod
from typing import Any, Final

from birads.acr_criteria._explanation import Decider, Outcome
from birads.acr_criteria._made import maker
from birads.acr_criteria._match import status_of
from birads.acr_criteria._space import answers_of, axis_of, difference
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts import Status
from birads.acr_criteria.table._answer import Answer
from birads.acr_criteria.table._answer import Status as Decided
from birads.acr_criteria.table._domain import NOT_STATED, bounds_of, listed, within
from birads.acr_criteria.table._file import VariantRow

__all__ = ["admits", "deciders", "smallest_change"]

_MOST_TRIED: Final = 5_000
"""Combinations that are tried over all facts; beyond that only facts that the variant asks move."""

_MOST_MORE: Final = 2
"""Facts that may move beside those that the variant asks and the report states otherwise."""

_MOST_REMEMBERED: Final = 4_096

_outcome = maker(Outcome)
_decider = maker(Decider)


def smallest_change(
    values: Mapping[str, Any], variant: VariantRow, topic: Topic
) -> dict[str, str] | None:
    """Return the fewest facts that would have to differ for an exact match of a variant.

    A stated fact that already fits is kept; among equally small changes the first in the order
    of the answers is given. It depends on facts and the table alone, never on a report.
    """
    key = (variant.number, *(_hashable(values[name]) for name in topic.row_facts))
    if key not in topic.changes:
        if len(topic.changes) >= _MOST_REMEMBERED:
            topic.changes.pop(next(iter(topic.changes)))
        topic.changes[key] = _smallest(values, variant, topic)
    found = topic.changes[key]
    return None if found is None else dict(found)


def _hashable(value: Any) -> Hashable:
    return frozenset(value) if isinstance(value, (tuple, list)) else value


def _smallest(
    values: Mapping[str, Any], variant: VariantRow, topic: Topic
) -> dict[str, str] | None:
    if topic.joined is None:
        change = min(_of_rows(values, variant, topic), key=len, default=None)
        return None if change is None else difference(values, {**values, **change}, topic)
    tried = [_choices(values, name, variant, topic) for name in topic.row_facts]
    if prod(map(len, tried)) > _MOST_TRIED:
        asked = {*variant.when, *(name for when in variant.any_of for name in when)}
        tried = [
            choices if name in asked else choices[:1]
            for name, choices in zip(topic.row_facts, tried, strict=True)
        ]
    now = [values[name] for name in topic.row_facts]
    kept = [
        _kept(choices, name, variant, topic)
        for name, choices in zip(topic.row_facts, tried, strict=True)
    ]
    for moves in range(len(now) + 1):
        for combination in _moved(now, kept, moves):
            after = dict(zip(topic.row_facts, combination, strict=True))
            found = topic.answer(after)
            if status_of(found) is Status.MATCH and found.variant == variant.number:
                return difference(values, after, topic)
    return None


def _moved(
    now: Sequence[Any], choices: Sequence[Sequence[Any]], moves: int, place: int = 0
) -> Iterator[tuple[Any, ...]]:
    """Yield what differs from now in exactly so many facts, in the order of the answers."""
    if not moves <= len(now) - place:
        return
    if place == len(now):
        yield ()
        return
    for value in choices[place]:
        left = moves - (value is not now[place])
        if left >= 0:
            for rest in _moved(now, choices, left, place + 1):
                yield (value, *rest)


def _kept(choices: list[Any], name: str, variant: VariantRow, topic: Topic) -> list[Any]:
    """Return the choices without which no row of the variant can hold."""
    if name == topic.joined or axis_of(topic, name).fact.many:
        return choices
    rows = variant.any_of or ({},)
    asked = [{**variant.when, **when}.get(name) for when in rows]
    if None in asked:  # a row that does not ask: every answer will do
        return choices
    return [
        value
        for value in choices
        if value is not None and any(admits(topic, name, one, value) for one in asked)
    ]


def _of_rows(
    values: Mapping[str, Any], variant: VariantRow, topic: Topic
) -> Iterator[dict[str, Any]]:
    """Yield for each alternative of a row the smallest change by which it alone holds.

    What the row asks and the report states otherwise has to move; another row that holds as well
    can ask for more.
    """
    for more in variant.any_of or ({},):
        asked = {**variant.when, **more}
        others = [name for name in topic.row_facts if _holds(values, asked, name, topic)]
        must = [name for name in topic.row_facts if name not in others]
        changes = (
            dict(zip(moved, answers, strict=True))
            for count in range(_MOST_MORE + 1)
            for beside in combinations(reversed(others), count)
            for moved in ([*must, *beside],)
            for answers in product(*(_fitting(values, asked, name, topic) for name in moved))
        )
        for change in islice(changes, _MOST_TRIED):
            found = topic.answer({**values, **change})
            if found.status is Decided.MATCH and found.variant == variant.number:
                yield change
                break


def _holds(values: Mapping[str, Any], asked: Mapping[str, Any], name: str, topic: Topic) -> bool:
    """Say whether a fact keeps the condition of a row, where the row asks it."""
    if name not in asked:
        return True
    now = values[name]
    words = now if isinstance(now, (tuple, list, frozenset)) else (now,)
    if now is None:
        return NOT_STATED in listed(asked[name])
    return any(admits(topic, name, asked[name], word) for word in words)


def _fitting(
    values: Mapping[str, Any], asked: Mapping[str, Any], name: str, topic: Topic
) -> Iterator[Any]:
    """Yield the answers that a fact could have instead, as the row asks them."""
    many = axis_of(topic, name).fact.many
    for value in answers_of(topic, name):
        if value != values[name] and (name not in asked or admits(topic, name, asked[name], value)):
            yield frozenset({value}) if many else value


def _choices(values: Mapping[str, Any], name: str, variant: VariantRow, topic: Topic) -> list[Any]:
    """Return the answer as it is, and every other that it could be instead."""
    now = values[name]
    others = answers_of(topic, name)
    if name == topic.joined or axis_of(topic, name).fact.many:
        asked = [when[name] for when in (variant.when, *variant.any_of) if name in when]
        fitting = [v for v in others if any(admits(topic, name, one, v) for one in asked)]
        return [now, *(frozenset({word}) for word in fitting)]
    return [now, *(value for value in others if value != now)]


def admits(topic: Topic, name: str, condition: Any, value: Any) -> bool:
    """Return whether a condition of a row admits one answer of a fact."""
    axis = axis_of(topic, name)
    if axis.bands is not None:
        bounds = bounds_of(condition)
        return bounds is not None and within(value, bounds)
    words = (word for word in listed(condition) if word != NOT_STATED)
    return any(value in axis.under.get(word, ()) or value == word for word in words)


def deciders(
    values: Mapping[str, Any],
    answer: Answer,
    pointers: Callable[[str], tuple[str, ...]],
    topic: Topic,
) -> Iterator[Decider]:
    """Yield the facts that are not stated and alone would change the answer."""
    for missing in answer.missing:
        fact = missing.fact
        several = fact == topic.joined or axis_of(topic, fact).fact.many
        outcomes = []
        for value in answers_of(topic, fact):
            after = {**values, fact: frozenset({value}) if several else value}
            found = topic.answer(after)
            outcomes.append(
                _outcome(
                    change=difference(values, after, topic),
                    status=status_of(found),
                    variant=found.variant,
                    lead=topic.file.topic.lead,
                    rating=topic.lead_rating(found.variant),
                )
            )
        yield _decider(
            fact=fact,
            pointers=pointers(fact),
            outcomes=tuple(outcomes),
            ratings_at_stake=_at_stake(outcomes, topic),
        )


def _at_stake(outcomes: list[Outcome], topic: Topic) -> dict[str, tuple[int, ...]]:
    """Return the procedures whose rating differs between the outcomes, with the ratings."""
    numbers = {outcome.variant for outcome in outcomes if outcome.variant is not None}
    stake = {}
    for procedure in topic.file.procedures:
        ratings = {topic.rating(number, procedure) for number in numbers} - {None}
        if len(ratings) > 1:
            stake[procedure] = tuple(sorted(rating for rating in ratings if rating is not None))
    return stake
