"""The facts of calcifications as a value of their own, for callers without a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from birads._base.word import Word
from birads.acr_criteria.table._domain import NOT_STATED
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

__all__ = ["NOT_STATED", "Facts", "GroupCount", "Laterality", "Status", "in_order"]


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


def in_order(words: Iterable[CalcMorphology]) -> tuple[CalcMorphology, ...]:
    """Return morphologies in the order of the lexicon; one that it does not have comes last."""
    return tuple(sorted(words, key=lambda word: _ORDER.get(word, len(_ORDER))))


@attrs.frozen
class Facts:
    """What the table of calcifications asks; ``None`` is not stated, never no."""

    morphology: frozenset[CalcMorphology] = frozenset()
    distribution: CalcDistribution | None = None
    groups: GroupCount | None = None
    laterality: Laterality | None = None

    def values(self) -> dict[str, Any]:
        """Return the answers by the names of the facts."""
        return {
            "morphology": self.morphology or None,
            "distribution": self.distribution,
            "groups": self.groups,
            "laterality": self.laterality,
        }
