"""Read what happened to each breast before, in whatever form it was stated.

A report can say it as a list of sides, as events with their dates, or as a known cancer: what is
said in one form counts as if it were said in the others.
"""

from __future__ import annotations

from birads.lexicon.common import Side
from birads.lexicon.pathology import CancerState
from birads.lexicon.patient import HistoryEvent
from birads.report.patient import HistoryItem
from birads.report.report import Report
from birads.report.view.suspicion import sides

__all__ = ["CANCER_EVENTS", "MASTECTOMIES", "implanted", "irradiated", "operated", "treated"]

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
    cancers = {
        side
        for cancer in report.cancers or ()
        if cancer.state in _TREATED
        for side in sides(cancer.breast)
    }
    return frozenset({*(listed or ()), *cancers}) | _with(report, CANCER_EVENTS)


def irradiated(report: Report) -> frozenset[Side]:
    """Return the breasts that were irradiated."""
    listed = report.patient.prior_radiation if report.patient is not None else None
    return frozenset(listed or ()) | _with(report, frozenset({_E.RADIATION}))


def operated(report: Report) -> frozenset[Side]:
    """Return the breasts that were operated on."""
    listed = report.patient.prior_surgery if report.patient is not None else None
    return frozenset(listed or ()) | _with(report, _OPERATIONS)


def implanted(report: Report) -> frozenset[Side]:
    """Return the breasts that hold an implant: one placed, and none removed since, or listed."""
    listed = report.patient.implants if report.patient is not None else None
    placed = _with(report, frozenset({_E.IMPLANT_PLACED}))
    return frozenset(listed or ()) | (placed - _with(report, frozenset({_E.IMPLANT_REMOVED})))


def _with(report: Report, events: frozenset[HistoryEvent]) -> frozenset[Side]:
    items: tuple[HistoryItem, ...] = ()
    if report.patient is not None:
        items = report.patient.history or ()
    return frozenset(side for item in items if item.event in events for side in sides(item.breast))
