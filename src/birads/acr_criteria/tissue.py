"""Read a sequence of tissue results: the latest, the worst, and what is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from birads.pathology import Pathology, ResultClass, SpecimenRadiograph

__all__ = ["in_time", "inconclusive", "latest", "worst_class"]

_RANK = {
    ResultClass.NON_DIAGNOSTIC: 0,
    ResultClass.BENIGN: 1,
    ResultClass.HIGH_RISK: 2,
    ResultClass.MALIGNANT: 3,
}


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
    return max(classes, key=_RANK.__getitem__, default=None)


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
