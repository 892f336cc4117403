"""Remember the answers of patterns by what their reports say of them.

Whole reports of several findings hardly come twice; patterns do.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import attrs

from birads.acr_criteria._messages import BELOW_PATTERN
from birads.acr_criteria._outside import Outside, outside_of
from birads.acr_criteria._pattern_result import pattern_result
from birads.acr_criteria._pooling import Pooled, beyond_of, pattern_of, shared_key
from birads.acr_criteria._told import Gathered, Told, gather, pooled_of
from birads.acr_criteria._workup import PatternResult
from birads.acr_criteria.compiled import Topic
from birads.report._shape._filled import Filler, Line, Said, filler, line_of

__all__ = ["KeptPattern", "pattern_told", "result_of"]


_STEP: Final = 250  # bytes of a step, about; notes are those of the topic


@attrs.frozen(eq=False)
class KeptPattern:
    """The result of a pattern, how names and places are put into it, and its line of JSON.

    ``beyond`` tells why the table does not speak of it, ``key`` what another finding of the same
    exam shares with a lone finding that is one picture with it; ``None`` where none can.
    ``outside`` is what is read of the result outside the pattern, ``below`` says that a note of
    it stands there too.
    """

    result: PatternResult
    fill: Filler | None
    line: Line
    beyond: tuple[str, ...]
    key: Hashable | None
    outside: Outside
    below: bool
    weight: int

    def filled(self, said: Said) -> PatternResult:
        """Return the result with what a report says of its own."""
        filled: PatternResult = self.result if self.fill is None else self.fill(said)
        return filled


def _weight(one: KeptPattern) -> int:
    return one.weight


def result_of(pooled: Pooled, topic: Topic) -> PatternResult:
    """Return the result of what is answered together, remembered where it was told before."""
    names = topic.beside
    gathered = None if names is None else gather(pooled, names)
    if gathered is None:
        return pattern_result(pattern_of(pooled, topic))
    if len(pooled.subject.members) == 1 and not pooled.also:
        # Why the table does not speak of it follows from the rest that is told.
        gathered = gathered._replace(stands=gathered.stands._replace(beyond=()))
    found = pattern_told(gathered, topic, pooled.subject.view.extensive_mm)
    if found is None or found[0].beyond != pooled.beyond:
        return pattern_result(pattern_of(pooled, topic))
    return found[0].filled(found[1])


def pattern_told(
    gathered: Gathered, topic: Topic, extensive_mm: float | None
) -> tuple[KeptPattern, Said] | None:
    """Return what is remembered of a pattern that is told so, if something is."""
    stands = gathered.stands

    def make(told: Told) -> KeptPattern:
        beside = dict(zip(topic.beside or (), stands.beside, strict=True))
        return _kept(pooled_of(Gathered(told, stands), beside, extensive_mm), topic)

    return topic.patterns.answer(gathered.told, make, _weight, (stands, extensive_mm))


def _kept(pooled: Pooled, topic: Topic) -> KeptPattern:
    members, key = pooled.subject.members, None
    if len(members) == 1 and not pooled.also:
        pooled = attrs.evolve(pooled, beyond=beyond_of(pooled.subject, topic))
        key = shared_key(members[0])
    result = pattern_result(pattern_of(pooled, topic))
    data = result.to_json()
    return KeptPattern(
        result,
        filler(result),
        line_of(data),
        pooled.beyond,
        key,
        outside_of((result,), topic),
        any(note.code == BELOW_PATTERN for note in result.notes),
        len(data) + _STEP * len(result.steps),
    )
