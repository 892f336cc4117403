"""Read what was done to a breast: operations, reconstruction, implants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from birads.acr_criteria.facts._registry import Reading, reads
from birads.acr_criteria.facts._sides import concerning, concerns
from birads.lexicon.common import Side
from birads.lexicon.pathology import Margins
from birads.lexicon.patient import HistoryEvent
from birads.report.view._history import MASTECTOMIES, events_at, sides_with
from birads.report.view._index import sides

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject
    from birads.report.patient import HistoryItem

__all__ = ["operations"]

_E = HistoryEvent
_NONE: Final = "none"
_BILATERAL_PREVENTIVE: Final = "bilateral_prophylactic_mastectomy"
_EXCISIONS = (_E.EXCISION_NONMALIGNANT, _E.EXCISION_MALIGNANT, _E.BREAST_CONSERVATION)
_SURGERY = frozenset({*_EXCISIONS, *MASTECTOMIES})
_IMPLANT_EVENTS = (_E.IMPLANT_PLACED, _E.IMPLANT_REMOVED)
_DAYS_OF_A_YEAR: Final = 365.25
_DAY: Final = len("2026-01-05")


def _items(subject: Subject) -> Iterator[tuple[str, HistoryItem]]:
    patient = subject.view.report.patient
    history = patient.history if patient is not None else None
    yield from concerning(subject, history, "/patient/history")


def operations(subject: Subject) -> Iterator[tuple[str, HistoryItem]]:
    """Yield the operations of a breast that a topic can ask, each with its pointer."""
    for pointer, item in _items(subject):
        if item.event in _SURGERY:
            yield pointer, item


@reads("breast_surgery")
def breast_surgery(subject: Subject) -> Reading:
    """Answer "Which surgery of the breast was done?".

    A breast that was removed to prevent cancer was removed for another reason than cancer; both
    breasts removed so have a word of their own.
    """
    found: dict[str, str] = {}
    for pointer, item in operations(subject):
        for word in _surgery_words(subject, item.event):
            found.setdefault(word, f"{pointer}/event")
    if found:
        return Reading(tuple(found), tuple(found.values()))
    never = _never(subject)
    return Reading((_NONE,), (never,)) if never is not None else Reading()


def _surgery_words(subject: Subject, event: HistoryEvent) -> Iterator[str]:
    if event is not _E.PROPHYLACTIC_MASTECTOMY:
        yield event.value
        return
    yield _E.MASTECTOMY_OTHER.value
    if sides_with(subject.view.report, frozenset({event})) == frozenset(Side):
        yield _BILATERAL_PREVENTIVE


def _never(subject: Subject) -> str | None:
    """Return where it is stated that a breast was never operated on."""
    patient = subject.view.report.patient
    if patient is None:
        return None
    if patient.history == () and not patient.prior_surgery:
        return "/patient/history"
    listed = patient.prior_surgery
    if listed is None or any(concerns(subject, side.value) for side in listed):
        return None
    return "/patient/prior_surgery" if sides(subject.breast) or not listed else None


@reads("chest_surgery")
def chest_surgery(subject: Subject) -> Reading:
    """Answer "Which surgery of the chest was done?"."""
    report = subject.view.report
    if sides_with(report, MASTECTOMIES) == frozenset(Side):
        removed = tuple(f"{pointer}/event" for pointer, _ in events_at(report, MASTECTOMIES))
        return Reading("bilateral_mastectomy", removed)
    for pointer, item in _items(subject):
        if item.event is _E.REDUCTION:
            return Reading("reduction", (f"{pointer}/event",))
    never = _never(subject) if not any(True for _ in operations(subject)) else None
    return Reading(_NONE, (never,)) if never else Reading()


@reads("margins")
def margins(subject: Subject) -> Reading:
    """Answer "Are the margins of the excision free?"; a close margin is neither word."""
    found: dict[str, str] = {}
    for pointer, item in _items(subject):
        if item.margins is not None and item.event in _EXCISIONS:
            found.setdefault(item.margins.value, f"{pointer}/margins")
    index = subject.view.index
    for number, result in index.tissue_results:
        if result.margins is None:
            continue
        if any(concerns(subject, side.value) for side in index.breasts_of(result)):
            found.setdefault(result.margins.value, f"/pathology/{number}/margins")
    known = [word for word in (Margins.POSITIVE.value, Margins.NEGATIVE.value) if word in found]
    alone = len(found) == 1 and len(known) == 1
    return Reading(known[0] if alone else None, tuple(found.values()))


@reads("reconstruction")
def reconstruction(subject: Subject) -> Reading:
    """Answer "How was the breast reconstructed?"; two different answers are none."""
    found: dict[str, str] = {}
    for pointer, item in _items(subject):
        if item.reconstruction is not None:
            found.setdefault(item.reconstruction.value, f"{pointer}/reconstruction")
    return Reading(next(iter(found)) if len(found) == 1 else None, tuple(found.values()))


@reads("implant_type")
def implant_type(subject: Subject) -> Reading:
    """Answer "What is the implant filled with?"; two different answers are none."""
    found: dict[str, str] = {}
    for pointer, item in _items(subject):
        if item.implant is not None:
            found.setdefault(item.implant.value, f"{pointer}/implant")
    return Reading(next(iter(found)) if len(found) == 1 else None, tuple(found.values()))


@reads("implant_status")
def implant_status(subject: Subject) -> Reading:
    """Answer "Is the implant there now, or was it removed?"."""
    patient = subject.view.report.patient
    for side in (patient.implants if patient is not None else None) or ():
        if concerns(subject, side.value):
            return Reading("current", ("/patient/implants",))
    events = {item.event: pointer for pointer, item in _items(subject) if _is_implant(item)}
    if _E.IMPLANT_REMOVED in events:
        return Reading("prior", (events[_E.IMPLANT_REMOVED],))
    if events:
        return Reading("current", tuple(events.values()))
    return Reading()


def _is_implant(item: HistoryItem) -> bool:
    return item.event in _IMPLANT_EVENTS or item.implant is not None


@reads("implant_years")
def implant_years(subject: Subject) -> Reading:
    """Answer "For how many years has the implant been in place?"; two placements are no answer.

    A year or a month alone leaves the number open, and is not used.
    """
    placed = [(p, i) for p, i in _items(subject) if i.event is _E.IMPLANT_PLACED]
    if len(placed) != 1:
        return Reading(None, tuple(pointer for pointer, _ in placed))
    pointer, item = placed[0]
    if item.years_ago is not None:
        return Reading(item.years_ago, (f"{pointer}/years_ago",))
    now = _last_day(subject)
    if now is None or item.date is None or len(str(item.date)) != _DAY:
        return Reading(None, (pointer,))
    days = (now - dt.date.fromisoformat(str(item.date))).days
    return Reading(days / _DAYS_OF_A_YEAR if days >= 0 else None, (f"{pointer}/date",))


def _last_day(subject: Subject) -> dt.date | None:
    return max((e.date for e in subject.view.report.exams if e.date is not None), default=None)


@reads("prior_implant_imaging")
def prior_implant_imaging(subject: Subject) -> Reading:
    """Answer "What did earlier imaging of the implant show?".

    A report can say that there were no earlier exams; what one showed of an implant it cannot.
    """
    pointer = never_imaged(subject)
    return Reading(_NONE, (pointer,)) if pointer else Reading()


def never_imaged(subject: Subject) -> str | None:
    """Return where it is stated that there was no earlier exam: each exam of the report says so."""
    exams = subject.view.report.exams
    if exams and all(exam.comparisons == () for exam in exams):
        return "/exams/0/comparisons"
    return None
