"""Turn what a radiologist wrote into steps, and say which of them are done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from birads.acr_criteria._pattern import Pattern
from birads.acr_criteria._shared_lesions import SharedLesions
from birads.acr_criteria._steps import make
from birads.acr_criteria._subjects import Member
from birads.acr_criteria._workup import Basis, Step
from birads.lexicon.common import Breast
from birads.report.assessment import Action, Recommendation
from birads.report.findings.node import LymphNode
from birads.report.pathology import BiopsyProcedure
from birads.report.view._index import TISSUE_ACTIONS, ReportIndex, sides

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
    """Yield a step for each written recommendation that names findings of the pattern, once."""
    view = pattern.subject.view
    places: dict[int, Recommendation] = {}
    named: dict[str, Member] = {}
    for member in pattern.members:
        if view.names(member):
            named[member.id] = member
            places.update(view.written_for(member))
    order = {member.number: at for at, member in enumerate(pattern.members)}
    for place in sorted(places):
        entry = places[place]
        meant = {named[name].number: named[name] for name in entry.findings or () if name in named}
        members = sorted(meant.values(), key=lambda member: order[member.number])
        breasts = {member.breast for member in members}
        done = None
        if view.has_tissue:
            done = done_for(entry.action, [member.number for member in members], view.lesions)
        yield _written(
            entry,
            place,
            entry.breast or (breasts.pop() if len(breasts) == 1 else None),
            tuple(member.id for member in members),
            done,
        )


def _written(
    entry: Recommendation,
    place: int,
    breast: Breast | None,
    findings: tuple[str, ...],
    done: str | None,
) -> Step:
    return make(
        procedure=entry.action.value,
        rating=None,
        band=None,
        basis=Basis.RECOMMENDATION,
        recommended=done is None,
        breast=breast,
        findings=findings,
        done_by=done,
        condition=None,
        radiation=None,
        read_from=f"/recommendations/{place}",
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
            yield _written(entry, place, entry.breast, others, done)


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
