"""Collect the notes on a whole report, what endangers a patient first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from birads.acr_criteria._breasts import unassigned
from birads.acr_criteria._messages import BELOW_PATTERN, differing
from birads.acr_criteria._notes import Notes
from birads.acr_criteria._pooling import Pooled
from birads.acr_criteria._stage import Stage
from birads.acr_criteria._stated import waits_for_recall
from birads.acr_criteria._subjects import Kind, Subject, View
from birads.acr_criteria._workup import Note, PatternResult, Step
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts._registry import read, values_of
from birads.lexicon.common import Breast
from birads.report.pathology import PathologyState
from birads.report.report import Report
from birads.report.view._index import ReportIndex, sides
from birads.report.view._side_conflicts import side_conflicts

__all__ = ["report_notes"]

# Words of a status under which nothing in a report may be acted on.
_VOID = {"cancelled": "cancelled", "entered_in_error": "marked as entered in error"}
_PRELIMINARY = "preliminary"


def report_notes(
    view: View,
    pooled: Sequence[Pooled],
    results: Sequence[PatternResult],
    steps: tuple[Step, ...],
    topic: Topic,
) -> Iterator[Note]:
    """Yield the notes of a workup outside its patterns."""
    notes = topic.notes
    for result in results:
        yield from (note for note in result.notes if note.code == BELOW_PATTERN)
    yield from _of_status(view.report, notes)
    for conflict in side_conflicts(view.index):
        yield from notes.message("side_contradiction", what=conflict.message)
    for what in dict.fromkeys(_pending(view.index)):
        yield from notes.message("tissue_pending", what=what)
    if _waits(results, steps):
        yield from notes.message("recall_still_open")
    yield from notes.of_report.shown(_circumstances(view, pooled, notes))
    open_variants = {
        result.variant
        for _, result in zip(pooled, results, strict=False)  # those of subjects are no patterns
        if result.variant is not None and result.stage is not Stage.WORKED_UP
    }
    loose = [step for step in steps if not step.findings]
    yield from differing(loose, open_variants, topic)
    if unassigned(view.index, steps):
        yield from notes.message("category_not_stated_for_finding")
    if topic.file.topic.about is Kind.CALCIFICATIONS and _tells_of_the_patient(view.report):
        from birads.acr_criteria.current._hint import hint

        yield from hint(view)


def _tells_of_the_patient(report: Report) -> bool:
    """Say whether a report states what no table of calcifications asks: a question, a symptom."""
    told = (report.question, report.presentation, report.cancers, report.suspected)
    patient = report.patient
    of_patient = (patient.risk, patient.gender, patient.history) if patient is not None else ()
    return any((*told, *of_patient))


def _pending(index: ReportIndex) -> Iterator[str]:
    """Yield what the samples were taken of whose result is pending."""
    for _, sample in index.unread:
        if sample.state is not PathologyState.PENDING:
            continue
        if sample.finding is not None:
            yield f"the sample of finding {sample.finding!r}"
        else:
            yield f"a sample of the {sample.breast} breast" if sample.breast else "a sample"


def _of_status(report: Report, notes: Notes) -> Iterator[Note]:
    status = report.status.value if report.status is not None else ""
    if status in _VOID:
        yield from notes.message("report_cancelled", status=_VOID[status])
    elif status == _PRELIMINARY:
        yield from notes.message("report_preliminary")


def _circumstances(view: View, pooled: Sequence[Pooled], notes: Notes) -> dict[str, Any]:
    """Return the facts of the patient, and of every breast in which a pattern lies."""
    members = tuple(member for one in pooled for member in one.subject.members)
    placed = {side for one in pooled for side in sides(one.subject.breast)}
    both = Breast.BILATERAL if placed else None
    breast = Breast(placed.pop().value) if len(placed) == 1 else both
    whole = Subject(view, Kind.PATIENT, breast, members)
    return values_of(read(whole, notes.of_report.asked.facts))


def _waits(results: Sequence[PatternResult], steps: Sequence[Step]) -> bool:
    """Say whether a stated step waits for an open recall."""
    return any(
        waits_for_recall(step) for part in (*(r.steps for r in results), steps) for step in part
    )
