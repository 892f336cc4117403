"""Check recalled findings: a workup that describes another group leaves the first one open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from birads.checks._categories import with_tissue
from birads.checks._citations import FIRST_STEP
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._words import TISSUE
from birads.issue import Severity
from birads.lexicon.common import Category, Modality, Side
from birads.report.assessment import AssessmentScope
from birads.report.findings import FindingBase
from birads.report.view._further import can_work_up, is_first_look
from birads.report.view._index import breast_of, sides


@attrs.define
class _AtWorkup:
    """The lesions of one breast and kind that workups describe, and when the last one was."""

    lesions: set[int] = attrs.field(factory=set)
    latest: dt.date = dt.date.min

    def add(self, lesion: int, date: dt.date | None) -> None:
        self.lesions.add(lesion)
        self.latest = max(self.latest, date or dt.date.max)


def _kind(finding: FindingBase) -> str:
    return finding.kind


def _at_workup(sense: Sense) -> dict[tuple[Side, str], _AtWorkup]:
    out: dict[tuple[Side, str], _AtWorkup] = {}
    for number, finding in enumerate(sense.report.findings):
        exam = sense.exam_of(finding)
        for side in sides(breast_of(finding)):
            if exam is not None and can_work_up(exam, Modality.MAMMOGRAPHY, side):
                entry = out.setdefault((side, _kind(finding)), _AtWorkup())
                entry.add(sense.lesion_of(number)[0], exam.date)
    return out


def _recalled(sense: Sense) -> set[tuple[Side, str]]:
    """Return the breasts that an exam called 0, itself or by an overall 0, with that exam."""
    out: set[tuple[Side, str]] = set()
    for entry in sense.report.assessments:
        if entry.category is Category.C0 and entry.exam is not None:
            overall = entry.breast is AssessmentScope.OVERALL
            out.update((side, entry.exam) for side in (Side if overall else sides(entry.breast)))
    return out


@declare(
    "recalled_finding_not_followed",
    Severity.INFORMATION,
    silent="Silent for findings with a final category, a tissue result or a biopsy naming them, "
    "where the exam did not recall the breast, where no later workup describes a finding of that "
    "kind there, and where one of it has the same tracking identifier.",
    source=FIRST_STEP,
    needs=(Need.FINDINGS,),
)
def recalled_finding_not_followed(sense: Sense) -> Iterator[Found]:
    """Find a recalled finding in a breast whose workup describes another of its kind."""
    described, recalled = _at_workup(sense), _recalled(sense)
    answered = set(with_tissue(sense))
    for plan in sense.report.recommendations:
        answered.update((plan.findings or ()) if plan.action in TISSUE else ())
    for number, finding in enumerate(sense.report.findings):
        exam = sense.exam_of(finding)
        if exam is None or not is_first_look(exam) or not _kind(finding).startswith("mg."):
            continue
        if finding.category not in (None, Category.C0) or finding.id in answered:
            continue
        known = [
            entry
            for side in sides(breast_of(finding))
            if (entry := described.get((side, _kind(finding)))) is not None
            and (side, exam.id) in recalled
            and entry.latest >= (exam.date or dt.date.min)
        ]
        lesion = sense.lesion_of(number)[0]
        if known and not any(lesion in entry.lesions for entry in known):
            yield Found(
                f"/findings/{number}",
                f"Finding {finding.id!r} was recalled, and the workup of that breast describes "
                "another of its kind.",
                "If both are one lesion, give them one 'tracking_uid'; else it is still open.",
            )
