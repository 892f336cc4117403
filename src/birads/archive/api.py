"""Offer the archive to Python: reports in any order go in, items come out patient by patient."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from birads.archive.item import Item
from birads.archive.patients import Patients
from birads.archive.rules import Items
from birads.archive.tracking import track_patient
from birads.report.report import Report

__all__ = ["track"]


def track(
    reports: Iterable[Report], today: dt.date, *, closed: bool = False, items: Items | None = None
) -> Iterator[Item]:
    """Yield the open items of every patient, in the order of their keys.

    With ``closed`` the items that were closed or withdrawn come too, with what closed them.
    """
    with Patients() as patients:
        for report in reports:
            patients.add(report)
        for key, held in patients:
            for item in track_patient(key, held, today, items):
                if closed or item.state not in ("closed", "withdrawn"):
                    yield item
