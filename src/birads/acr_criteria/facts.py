"""Name the facts that choose a variant: a closed set, each with a closed list of values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType

import attrs

from birads._base.word import Word
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

__all__ = [
    "DOMAINS",
    "NOT_STATED",
    "Facts",
    "GroupCount",
    "Laterality",
    "Point",
    "Status",
    "every_point",
    "in_order",
]

NOT_STATED = "not_stated"
"""How a row writes that a fact is missing; nothing else matches a missing fact."""


class Status(Word):
    """How facts stand to the table."""

    MATCH = "match"
    NEAREST = "nearest"
    NO_MATCH = "no_match"
    NOT_APPLICABLE = "not_applicable"


class GroupCount(Word):
    """One group of calcifications, or two and more."""

    SINGLE = "single"
    MULTIPLE = "multiple"


class Laterality(Word):
    """One breast or both."""

    UNILATERAL = "unilateral"
    BILATERAL = "bilateral"


_ORDER: Mapping[CalcMorphology, int] = MappingProxyType(
    {word: rank for rank, word in enumerate(CalcMorphology)}
)


def in_order(words: frozenset[CalcMorphology]) -> tuple[CalcMorphology, ...]:
    """Return morphologies in the order of the lexicon."""
    return tuple(sorted(words, key=_ORDER.__getitem__))


@attrs.frozen
class Facts:
    """Hold what the criteria ask of a pattern; ``None`` is not stated, never no."""

    morphology: frozenset[CalcMorphology] = frozenset()
    distribution: CalcDistribution | None = None
    groups: GroupCount | None = None
    laterality: Laterality | None = None


Point = tuple[CalcMorphology, CalcDistribution | None, GroupCount | None, Laterality | None]
"""One morphology with the other three facts."""

DOMAINS: Mapping[str, tuple[str | None, ...]] = MappingProxyType(
    {
        "morphology": tuple(CalcMorphology),
        "distribution": (*CalcDistribution, None),
        "groups": (*GroupCount, None),
        "laterality": (*Laterality, None),
    }
)
"""The values of each fact, in the order of their rows; ``None`` stands for not stated."""


def every_point() -> Iterator[Point]:
    """Yield every combination of one morphology and the other facts."""
    yield from product(
        CalcMorphology, (*CalcDistribution, None), (*GroupCount, None), (*Laterality, None)
    )
