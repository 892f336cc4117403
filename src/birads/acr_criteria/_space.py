"""The whole product of the facts that a topic asks, cut where its rows tell answers apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.table._boxes import Axis
from birads.acr_criteria.table._domain import Bands

__all__ = ["answers_of", "axis_of", "choices", "points", "shown", "size"]


def axis_of(topic: Topic, fact: str) -> Axis:
    """Return the axis of a fact that the topic asks."""
    return topic.axes[fact]


def answers_of(topic: Topic, fact: str) -> tuple[Any, ...]:
    """Return every answer that a fact can have: its words, or one number of each band."""
    axis = axis_of(topic, fact)
    if axis.bands is None:
        return tuple(axis.cells)
    return tuple(sample for sample in axis.bands.samples if sample is not None)


def choices(topics: Sequence[Topic], fact: str, most_words: int = 1) -> tuple[Any, ...]:
    """Return the answers of a fact that topics tell apart, and that it is not stated.

    The fact whose words are joined is given as sets of up to ``most_words`` words.
    """
    asking = [topic for topic in topics if fact in topic.row_facts]
    bands = [topic.axes[fact].bands for topic in asking]
    cuts = [cut for one in bands if one is not None for cut in one.cuts]
    if bands and bands[0] is not None and asking[1:]:
        return (*filter(_is_there, Bands.cut(bands[0].number, cuts).samples), None)
    known = dict.fromkeys(value for topic in asking for value in answers_of(topic, fact))
    if any(topic.joined == fact for topic in asking):
        return tuple(
            frozenset(words)
            for count in range(1, most_words + 1)
            for words in combinations(known, count)
        )
    values = tuple(known)
    if values and not isinstance(values[0], (str, bool)):
        values = tuple(sorted(values))
    return (*values, None)


def _is_there(sample: float | None) -> bool:
    return sample is not None


def points(topics: Sequence[Topic], most_words: int = 1) -> Iterator[dict[str, Any]]:
    """Yield every combination of the facts that topics ask, the first changing slowest.

    The joined fact grows slowest of all: all single words in every place, then pairs.
    """
    names = list(dict.fromkeys(name for topic in topics for name in topic.row_facts))
    for values in product(*(choices(topics, name, most_words) for name in names)):
        yield dict(zip(names, values, strict=True))


def size(topics: Sequence[Topic], most_words: int = 1) -> int:
    """Return how many combinations there are, without making one."""
    names = dict.fromkeys(name for topic in topics for name in topic.row_facts)
    total = 1
    for name in names:
        total *= len(choices(topics, name, most_words))
    return total


def shown(value: Any, order: Iterable[Any] = ()) -> str:
    """Return an answer as one cell of a table; a fact that is not stated is the empty string."""
    if value is None:
        return ""
    if isinstance(value, (frozenset, set, tuple, list)):
        words = [str(word) for word in order if word in value] or sorted(map(str, value))
        return "+".join(words)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def difference(before: Mapping[str, Any], after: Mapping[str, Any], topic: Topic) -> dict[str, str]:
    """Return the facts that differ, with their answers after."""
    return {
        name: shown(after[name], answers_of(topic, name))
        for name in topic.row_facts
        if after[name] != before[name]
    }
