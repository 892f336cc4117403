"""Read what happened to each breast before, in whatever form it was stated.

A report can say it as a list of sides, as events with their dates, or as a known cancer: what is
said in one form counts as if it were said in the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from birads.lexicon.common import Side
from birads.lexicon.pathology import CancerState
from birads.lexicon.patient import HistoryEvent
from birads.report.report import Report
from birads.report.view._suspicion import sides

__all__ = [
    "CANCER_EVENTS",
    "MASTECTOMIES",
    "events_at",
    "implanted",
    "implanted_at",
    "irradiated",
    "operated",
    "sides_with",
    "treated",
    "treated_at",
]

_E = HistoryEvent
MASTECTOMIES = frozenset(
    {_E.MASTECTOMY_FOR_CANCER, _E.MASTECTOMY_OTHER, _E.PROPHYLACTIC_MASTECTOMY}
)
"""The events after which the breast is not there."""

CANCER_EVENTS = frozenset(
    {_E.CANCER, _E.EXCISION_MALIGNANT, _E.BREAST_CONSERVATION, _E.MASTECTOMY_FOR_CANCER}
)
"""The events that say that the breast had a cancer."""

_OPERATIONS = MASTECTOMIES | {
    _E.EXCISION_NONMALIGNANT,
    _E.EXCISION_MALIGNANT,
    _E.BREAST_CONSERVATION,
    _E.REDUCTION,
}
_TREATED = frozenset(
    {CancerState.TREATED, CancerState.POST_NEOADJUVANT, CancerState.RECURRENT_LOCAL}
)


def treated(report: Report) -> frozenset[Side]:
    """Return the breasts that were treated for cancer."""
    listed = report.patient.prior_breast_cancer if report.patient is not None else None
    return frozenset(listed or ()).union(*(at for _, at in treated_at(report)))


def treated_at(report: Report) -> Iterator[tuple[str, frozenset[Side]]]:
    """Yield the pointer of every event and cancer that says so, with the breasts it speaks of."""
    yield from events_at(report, CANCER_EVENTS)
    for place, cancer in enumerate(report.cancers or ()):
        if cancer.state in _TREATED:
            yield f"/cancers/{place}", frozenset(sides(cancer.breast))


def irradiated(report: Report) -> frozenset[Side]:
    """Return the breasts that were irradiated."""
    listed = report.patient.prior_radiation if report.patient is not None else None
    return frozenset(listed or ()) | sides_with(report, frozenset({_E.RADIATION}))


def operated(report: Report) -> frozenset[Side]:
    """Return the breasts that were operated on."""
    listed = report.patient.prior_surgery if report.patient is not None else None
    return frozenset(listed or ()) | sides_with(report, _OPERATIONS)


def implanted(report: Report) -> frozenset[Side]:
    """Return the breasts that hold an implant: one placed, and none removed since, or listed."""
    listed = report.patient.implants if report.patient is not None else None
    placed = sides_with(report, frozenset({_E.IMPLANT_PLACED}))
    return frozenset(listed or ()) | (placed - sides_with(report, frozenset({_E.IMPLANT_REMOVED})))


def implanted_at(report: Report) -> Iterator[tuple[str, frozenset[Side]]]:
    """Yield the pointer of every event that places an implant, with the breasts it speaks of."""
    return events_at(report, frozenset({_E.IMPLANT_PLACED}))


def sides_with(report: Report, events: frozenset[HistoryEvent]) -> frozenset[Side]:
    """Return the breasts that one of the events is of."""
    return frozenset[Side]().union(*(at for _, at in events_at(report, events)))


def events_at(
    report: Report, events: frozenset[HistoryEvent]
) -> Iterator[tuple[str, frozenset[Side]]]:
    """Yield the pointer of every one of the events, with the breasts that it is of."""
    history = report.patient.history if report.patient is not None else None
    for place, item in enumerate(history or ()):
        if item.event in events:
            yield f"/patient/history/{place}", frozenset(sides(item.breast))
