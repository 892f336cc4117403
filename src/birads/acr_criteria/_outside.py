"""Say what is read of the results of patterns outside them: for breasts, and for the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from birads.acr_criteria._messages import against
from birads.acr_criteria._procedures import Role, procedure_for
from birads.acr_criteria._stage import Stage
from birads.acr_criteria._stated import waits_for_recall
from birads.acr_criteria._workup import PatternResult
from birads.acr_criteria.compiled import Topic
from birads.lexicon.common import Side
from birads.report.view._index import sides

__all__ = ["Outside", "outside_of", "together"]


@attrs.frozen
class Outside:
    """What the rest of a workup reads of its patterns.

    ``diagnosed`` are the breasts for which one recommends diagnostic mammography, ``waits`` says
    that a step of one waits for an open recall, ``against`` are the procedures that the table
    does not suggest for those whose workup is not done.
    """

    diagnosed: frozenset[Side] = frozenset()
    waits: bool = False
    against: frozenset[str] = frozenset()


def outside_of(results: Sequence[PatternResult], topic: Topic, *, patterns: bool = True) -> Outside:
    """Return what is read of results; those of whole subjects are no ``patterns``."""
    variants = {
        result.variant
        for result in results
        if patterns and result.variant is not None and result.stage is not Stage.WORKED_UP
    }
    waits = any(waits_for_recall(step) for result in results for step in result.steps)
    return Outside(_diagnosed(results), waits, against(variants, topic))


def together(parts: Iterable[Outside]) -> Outside:
    """Return what is read of several patterns."""
    known = tuple(parts)
    return Outside(
        frozenset().union(*[one.diagnosed for one in known]),
        any(one.waits for one in known),
        frozenset().union(*[one.against for one in known]),
    )


def _diagnosed(results: Sequence[PatternResult]) -> frozenset[Side]:
    """Return the breasts for which a pattern recommends diagnostic mammography."""
    diagnostic = procedure_for(Role.COMPLETES_MAMMOGRAPHY)
    return frozenset(
        side
        for result in results
        for step in result.steps
        if step.recommended and step.procedure == diagnostic
        for side in sides(result.breast)
    )
