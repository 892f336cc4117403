"""The facts of calcifications as a value of their own, for callers without a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

import attrs

from birads._base.word import Word
from birads.acr_criteria.table._domain import NOT_STATED
from birads.issue import UnknownWord
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

if TYPE_CHECKING:
    from birads.report._typed.words import CalcDistributionWord, CalcMorphologyWord

_W = TypeVar("_W", bound=Word)
_Words = frozenset[CalcMorphology]

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


def _word(axis: type[_W], said: object) -> _W:
    if type(said) is axis:
        return said
    try:
        return axis(cast("str", said))
    except ValueError:
        raise UnknownWord(said, axis.__name__, [word.value for word in axis]) from None


def _morphology(said: Iterable[CalcMorphologyWord] | CalcMorphologyWord) -> _Words:
    if type(said) is frozenset and all(type(word) is CalcMorphology for word in said):
        return said
    words = [said] if isinstance(said, str) else said
    return frozenset(_word(CalcMorphology, word) for word in words)


def _distribution(said: CalcDistributionWord | None) -> CalcDistribution | None:
    return None if said is None else _word(CalcDistribution, said)


def _groups(said: GroupCount | Literal["single", "multiple"] | None) -> GroupCount | None:
    return None if said is None else _word(GroupCount, said)


def _laterality(
    said: Laterality | Literal["unilateral", "bilateral"] | None,
) -> Laterality | None:
    return None if said is None else _word(Laterality, said)


@attrs.frozen
class Facts:
    """Hold what the criteria ask of a pattern; ``None`` is not stated, never no.

    Words are members or their texts, the morphology one word or several.

    Raises:
        UnknownWord: A word is none of its axis.
    """

    morphology: frozenset[CalcMorphology] = attrs.field(default=frozenset(), converter=_morphology)
    distribution: CalcDistribution | None = attrs.field(default=None, converter=_distribution)
    groups: GroupCount | None = attrs.field(default=None, converter=_groups)
    laterality: Laterality | None = attrs.field(default=None, converter=_laterality)

    def values(self) -> dict[str, Any]:
        """Return the answers by the names of the facts."""
        return {
            "morphology": self.morphology or None,
            "distribution": self.distribution,
            "groups": self.groups,
            "laterality": self.laterality,
        }
