"""Collect the notes on a whole report, what endangers a patient first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from birads.acr_criteria._breasts import unassigned
from birads.acr_criteria._messages import BELOW_PATTERN, differing
from birads.acr_criteria._notes import Notes
from birads.acr_criteria._outside import Outside
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

__all__ = ["notes_of_patterns", "report_notes"]

# Words of a status under which nothing in a report may be acted on.
_VOID = {"cancelled": "cancelled", "entered_in_error": "marked as entered in error"}
_PRELIMINARY = "preliminary"


def notes_of_patterns(results: Sequence[PatternResult]) -> Iterator[Note]:
    """Yield the notes of patterns that stand before all others of a workup."""
    for result in results:
        yield from (note for note in result.notes if note.code == BELOW_PATTERN)


def report_notes(
    view: View,
    subjects: Sequence[Subject],
    outside: Outside,
    steps: tuple[Step, ...],
    topic: Topic,
) -> Iterator[Note]:
    """Yield the notes of a workup that follow those of its patterns.

    ``subjects`` are those of the patterns, ``outside`` is what is read of their results.
    """
    notes = topic.notes
    yield from _of_status(view.report, notes)
    for conflict in side_conflicts(view.index):
        yield from notes.message("side_contradiction", what=conflict.message)
    for what in dict.fromkeys(_pending(view.index)):
        yield from notes.message("tissue_pending", what=what)
    if outside.waits or any(map(waits_for_recall, steps)):
        yield from notes.message("recall_still_open")
    yield from notes.of_report.shown(_circumstances(view, subjects, notes))
    loose = [step for step in steps if not step.findings]
    yield from differing(loose, outside.against, topic)
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


def _circumstances(view: View, subjects: Sequence[Subject], notes: Notes) -> dict[str, Any]:
    """Return the facts of the patient, and of every breast in which a pattern lies."""
    members = tuple(member for one in subjects for member in one.members)
    placed = {side for one in subjects for side in sides(one.breast)}
    both = Breast.BILATERAL if placed else None
    breast = Breast(placed.pop().value) if len(placed) == 1 else both
    whole = Subject(view, Kind.PATIENT, breast, members)
    return values_of(read(whole, notes.of_report.asked.facts))
