"""Read a sequence of tissue results: the latest, the worst, and what is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from birads.report.pathology import BiopsyProcedure, Pathology, ResultClass, SpecimenRadiograph

__all__ = [
    "Results",
    "answering",
    "closed_by_excision",
    "done_by",
    "excised_after_high_risk",
    "in_time",
    "inconclusive",
    "latest",
    "worst_class",
]

Results = Sequence[tuple[int, Pathology]]
"""Tissue results of one finding or lesion, each with its place in the report."""

_SURGERY = (BiopsyProcedure.SURGICAL_EXCISION, BiopsyProcedure.MASTECTOMY)

# From what says nothing to what is worst.
_ORDER = (
    ResultClass.NON_DIAGNOSTIC,
    ResultClass.BENIGN,
    ResultClass.HIGH_RISK,
    ResultClass.MALIGNANT,
)


def in_time(results: Sequence[Pathology]) -> list[Pathology]:
    """Return results in time where all are dated, else as they were listed."""
    dates: list[tuple[dt.date, Pathology]] = []
    for result in results:
        if result.date is None:
            return list(results)
        dates.append((result.date, result))
    return [result for _, result in sorted(dates, key=lambda entry: entry[0])]


def latest(results: Sequence[Pathology]) -> Pathology:
    """Return the last result in time; without dates, the last listed."""
    return in_time(results)[-1]


def worst_class(results: Sequence[Pathology]) -> ResultClass | None:
    """Return the most malignant class of a sequence.

    A benign excision never erases a malignant core. ``None`` where no result has a class.
    """
    classes = [result.result_class for result in results if result.result_class is not None]
    return max(classes, key=_ORDER.index, default=None)


def inconclusive(results: Sequence[Pathology]) -> bool:
    """Say whether the last result does not speak for the finding.

    Where a date is missing, nobody knows which is the last: one that says nothing keeps it open.
    """
    dated = all(result.date is not None for result in results)
    return any(
        result.result_class is ResultClass.NON_DIAGNOSTIC
        or result.specimen_radiograph is SpecimenRadiograph.ABSENT
        for result in ([latest(results)] if dated else results)
    )


def answering(results: Results, *, calcifications: bool) -> list[tuple[int, Pathology]]:
    """Return the results that can speak for a finding.

    A benign fine-needle aspiration of calcifications answers nothing: too few of their cancers
    are hit (ACR Appropriateness Criteria, Breast Microcalcifications, 2009).
    """
    return [
        (place, result)
        for place, result in results
        if not (
            calcifications
            and result.procedure is BiopsyProcedure.FINE_NEEDLE_ASPIRATION
            and result.result_class is ResultClass.BENIGN
        )
    ]


def done_by(results: Results) -> str | None:
    """Return the tissue result that answers for a finding; one that says nothing does not.

    The most malignant counts, of equal ones the latest, whatever the order of the list.
    """
    classes = [result for _, result in results]
    worst = worst_class(classes)
    if worst is None or (worst is not ResultClass.MALIGNANT and inconclusive(classes)):
        return None
    entries = [entry for entry in results if entry[1].result_class is worst]
    place, _ = max(entries, key=lambda entry: (entry[1].date or dt.date.min, -entry[0]))
    return f"/pathology/{place}"


def closed_by_excision(results: Sequence[Pathology]) -> bool:
    """Say whether the last benign result comes from surgery, which leaves nothing to repeat.

    Where a benign result has no date, surgery is taken to have followed the needle.
    """
    benign = [result for result in results if result.result_class is ResultClass.BENIGN]
    surgery = [result for result in benign if result.procedure in _SURGERY]
    return bool(surgery) and not _any_later(benign, surgery)


def excised_after_high_risk(results: Sequence[Pathology]) -> bool:
    """Say whether surgery followed the high-risk results of a needle, so that none is open."""
    needle = [
        result
        for result in results
        if result.result_class is ResultClass.HIGH_RISK and result.procedure not in _SURGERY
    ]
    surgery = [result for result in results if result.procedure in _SURGERY]
    return bool(needle) and bool(surgery) and not _any_later(needle, surgery)


def _any_later(results: Sequence[Pathology], surgery: Sequence[Pathology]) -> bool:
    """Say whether a result is known to be later than every operation."""
    dates = [result.date for result in surgery]
    last = max((date for date in dates if date is not None), default=None)
    if last is None or None in dates:
        return False
    return any(result.date is not None and result.date > last for result in results)
