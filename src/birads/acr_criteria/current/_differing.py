"""Say where two topics that answer the same patient differ on a procedure: both say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from birads.acr_criteria._answers import AboutBreast, Difference, TopicAnswer
from birads.acr_criteria._made import maker

__all__ = ["with_differences"]

_difference = maker(Difference)


def with_differences(answers: Sequence[TopicAnswer]) -> tuple[TopicAnswer, ...]:
    """Return the answers, each with the topics that rate a procedure in another category."""
    said = [_categories(answer) for answer in answers]
    return tuple(
        answer.model_copy(update={"differs_from": found})
        if (found := _differences(place, answers, said))
        else answer
        for place, answer in enumerate(answers)
    )


def _differences(
    place: int, answers: Sequence[TopicAnswer], said: Sequence[Mapping[str, str]]
) -> tuple[Difference, ...]:
    own, found = answers[place], dict[str, list[str]]()
    for other, theirs in zip(answers, said, strict=True):
        if other.topic.id == own.topic.id or not _meet(own, other):
            continue
        procedures = found.setdefault(other.topic.id, [])
        procedures += [
            name
            for name, category in said[place].items()
            if name not in procedures and theirs.get(name, category) != category
        ]
    return tuple(
        _difference(topic=topic, procedures=tuple(names)) for topic, names in found.items() if names
    )


def _categories(answer: TopicAnswer) -> dict[str, str]:
    """Return what an answer says of each procedure, also where an order withholds it."""
    found: dict[str, str] = {}
    for option in answer.options:
        word = option.withheld.category if option.withheld is not None else option.category
        if word is not None:
            found[option.procedure] = word
    return found


def _meet(one: TopicAnswer, other: TopicAnswer) -> bool:
    """Say whether two answers are about the same breast, or one is about the whole patient."""
    if isinstance(one.subject, AboutBreast) and isinstance(other.subject, AboutBreast):
        sides = {one.subject.breast, other.subject.breast}
        return len(sides) == 1 or None in sides
    return True
