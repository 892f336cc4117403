"""Remember the answers of patterns by what their reports say of them.

Whole reports of several findings hardly come twice; patterns do.
"""

from __future__ import annotations

from typing import Final

import attrs

from birads.acr_criteria._pattern_result import pattern_result
from birads.acr_criteria._pooling import Pooled, pattern_of
from birads.acr_criteria._told import Gathered, Told, gather, pooled_of
from birads.acr_criteria._workup import PatternResult
from birads.acr_criteria.compiled import Topic
from birads.report._shape._filled import Filler, filler

__all__ = ["KeptPattern", "result_of"]


_PART: Final = 250  # a step or a note in the measure of the memory, about half of its line


@attrs.frozen(eq=False)
class KeptPattern:
    """The result of a pattern, and how names and places are put into it."""

    result: PatternResult
    fill: Filler | None
    weight: int


def _weight(one: KeptPattern) -> int:
    return one.weight


def result_of(pooled: Pooled, topic: Topic) -> PatternResult:
    """Return the result of what is answered together, remembered where it was told before."""
    names = topic.beside
    gathered = None if names is None else gather(pooled, names)
    if names is None or gathered is None:
        return pattern_result(pattern_of(pooled, topic))
    stands, limit = gathered.stands, pooled.subject.view.extensive_mm
    beside = dict(zip(names, stands.beside, strict=True))

    def make(told: Told) -> KeptPattern:
        alone = pooled_of(Gathered(told, stands), beside, limit)
        result = pattern_result(pattern_of(alone, topic))
        return KeptPattern(result, filler(result), _PART * (len(result.steps) + len(result.notes)))

    found = topic.patterns.answer(gathered.told, make, _weight, (stands, limit))
    if found is None:
        return pattern_result(pattern_of(pooled, topic))
    kept, said = found
    filled: PatternResult = kept.result if kept.fill is None else kept.fill(said)
    return filled
