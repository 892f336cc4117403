"""Gather what counts for each finding of a pattern: what was seen, stated, written and proven."""

from __future__ import annotations

import attrs

from birads.acr_criteria.open_recalls import OpenRecalls
from birads.acr_criteria.pattern import Member, Seen, Written
from birads.acr_criteria.shared_lesions import SharedLesions
from birads.acr_criteria.stage import StageOf, Stages
from birads.acr_criteria.written import done_for
from birads.lexicon.common import Breast
from birads.report.assessment import Action, Recommendation
from birads.report.findings import MgCalcifications
from birads.report.view.index import ReportIndex, Stated

__all__ = ["Found", "View", "member", "written"]

_CHARACTERISE = (Action.DIAGNOSTIC_MAMMOGRAPHY, Action.MAGNIFICATION_VIEWS)

Found = tuple[int, MgCalcifications, Breast | None, Stated | None, StageOf]
"""A finding with its number, breast, category and stage."""


@attrs.define(eq=False)
class View:
    """What the criteria read of one report: its stages, lesions and open recalls."""

    index: ReportIndex
    stages: Stages = attrs.field(init=False)
    lesions: SharedLesions = attrs.field(init=False)
    recalls: OpenRecalls = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Read the report."""
        self.stages = Stages(self.index)
        self.lesions = SharedLesions(self.index)
        self.recalls = OpenRecalls(self.index)


def member(found: Found, view: View, *, growing: bool) -> Member:
    """Return a finding with everything that counts for it."""
    number, finding, breast, category, stage = found
    current = tuple(view.lesions.current(number, finding))
    ultrasound, cem, mri = finding.ultrasound, finding.cem, finding.mri
    return Member(
        number=number,
        seen=Seen(
            id=finding.id,
            certainty=finding.certainty,
            growing=growing,
            palpable=bool(finding.palpable),
            extent_mm=finding.extent_mm,
            extensive=finding.extensive,
            invasion_suspected=finding.invasion_suspected,
            associated=finding.associated,
            ultrasound=ultrasound.visibility if ultrasound is not None else None,
            cem=cem.enhancement if cem is not None else None,
            cem_cause=cem.cause if cem is not None else None,
            mri=mri.enhancement if mri is not None else None,
        ),
        breast=breast,
        category=category,
        stage=stage,
        reason=view.index.reason_of(category, breast),
        results=current,
        history=len(current) != len(view.index.results_of(number, finding)),
        shared=view.lesions.of(number),
        characterise=_characterise(number, finding, view.index),
    )


def _names(number: int, finding: MgCalcifications, index: ReportIndex) -> bool:
    """Say whether an id names this finding; of equal ids the first finding has what they name."""
    return index.findings[finding.id][0] == number


def _characterise(number: int, finding: MgCalcifications, index: ReportIndex) -> str | None:
    if not _names(number, finding, index):
        return None
    for place, entry in index.recommendations.get(finding.id, ()):
        if entry.action in _CHARACTERISE:
            return f"/recommendations/{place}/action"
    return None


def written(group: list[Found], view: View) -> tuple[Written, ...]:
    """Return each recommendation that names findings of a group, once, in the order written."""
    index = view.index
    places: dict[int, Recommendation] = {}
    position: dict[str, int] = {}
    for at, (number, finding, *_) in enumerate(group):
        if _names(number, finding, index):
            position[finding.id] = at
            places.update(index.recommendations.get(finding.id, ()))
    found = []
    for place in sorted(places):
        entry = places[place]
        members = sorted({position[name] for name in entry.findings or () if name in position})
        numbers = [group[at][0] for at in members]
        found.append(
            Written(
                number=place,
                action=entry.action,
                breast=entry.breast,
                findings=tuple(group[at][1].id for at in members),
                members=tuple(members),
                done_by=done_for(entry.action, numbers, view.lesions),
            )
        )
    return tuple(found)
