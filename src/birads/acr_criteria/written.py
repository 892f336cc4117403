"""Turn what a radiologist wrote into steps, and say which of them are done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.shared_lesions import SharedLesions
from birads.acr_criteria.steps import make
from birads.acr_criteria.workup import Basis, Step
from birads.report.assessment import Action, Recommendation
from birads.report.findings.node import LymphNode
from birads.report.pathology import BiopsyProcedure
from birads.report.view.index import TISSUE_ACTIONS, ReportIndex, sides

__all__ = ["done_for", "pattern_written", "written_steps"]

_B = BiopsyProcedure
_SURGERY = frozenset({_B.SURGICAL_EXCISION, _B.MASTECTOMY})
# What shows that a written procedure was done. A needle never shows that an excision was, nor a
# core that a vacuum biopsy was: those are often asked for because of what the first needle found.
_SHOWN_BY: dict[Action, frozenset[BiopsyProcedure | None]] = {
    Action.TISSUE_DIAGNOSIS: frozenset({*_B, None}),
    Action.FINE_NEEDLE_ASPIRATION: frozenset({*_B, None}),
    Action.CORE_BIOPSY: frozenset({_B.CORE_BIOPSY, _B.VACUUM_ASSISTED_BIOPSY, *_SURGERY, None}),
    Action.VACUUM_ASSISTED_BIOPSY: frozenset({_B.VACUUM_ASSISTED_BIOPSY, *_SURGERY, None}),
    Action.SURGICAL_EXCISION: _SURGERY,
}


def done_for(action: Action, numbers: Sequence[int], lesions: SharedLesions) -> str | None:
    """Return the tissue result that shows that a written procedure was done.

    Several findings must be one lesion: what is done for one is not done for another.
    """
    index = lesions.index
    if action is Action.LYMPH_NODE_BIOPSY:
        nodes = all(isinstance(index.report.findings[number], LymphNode) for number in numbers)
        action = Action.TISSUE_DIAGNOSIS if nodes else action
    if action not in TISSUE_ACTIONS or not numbers:
        return None
    if len({index.lesion_of(number)[0] for number in numbers}) > 1:
        return None
    return lesions.done(numbers[0], _SHOWN_BY[action])


def pattern_written(pattern: Pattern) -> Iterator[Step]:
    """Yield a step for each written recommendation that names findings of the pattern."""
    for entry in pattern.written:
        breasts = {pattern.members[at].breast for at in entry.members}
        yield make(
            entry.action.value,
            Basis.RECOMMENDATION,
            entry.breast or (breasts.pop() if len(breasts) == 1 else None),
            entry.findings,
            recommended=entry.done_by is None,
            done_by=entry.done_by,
            read_from=f"/recommendations/{entry.number}",
        )


def written_steps(
    index: ReportIndex, lesions: SharedLesions, taken: frozenset[str]
) -> Iterator[Step]:
    """Yield a step for each written recommendation that names no finding of any pattern.

    ``taken`` holds the ids of the findings that patterns answer for.
    """
    for place, entry in enumerate(index.report.recommendations):
        others = tuple(dict.fromkeys(name for name in entry.findings or () if name not in taken))
        if others or not entry.findings:
            done = done_for(entry.action, _meant(entry, others, lesions), lesions)
            yield make(
                entry.action.value,
                Basis.RECOMMENDATION,
                entry.breast,
                others,
                recommended=done is None,
                done_by=done,
                read_from=f"/recommendations/{place}",
            )


def _meant(
    entry: Recommendation, others: tuple[str, ...], lesions: SharedLesions
) -> tuple[int, ...]:
    """Return the findings that are named, or the only lesion where none is."""
    known = lesions.index.findings
    if others:
        return tuple(known[name][0] for name in others) if all(map(known.get, others)) else ()
    breasts = sides(entry.breast)
    if len(breasts) > 1:
        return ()
    only = lesions.sole(breasts[0] if breasts else None)
    return () if only is None else (only,)
