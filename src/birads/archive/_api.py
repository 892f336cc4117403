"""Offer the archive to Python: reports in any order go in, items come out patient by patient."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from birads.archive._item import ENDED, Item
from birads.archive._patients import Patients
from birads.archive._rules import Items
from birads.archive._tracking import track_patient
from birads.report.report import Report

__all__ = ["shown", "track", "tracked"]


def track(
    reports: Iterable[Report], today: dt.date, *, closed: bool = False, items: Items | None = None
) -> Iterator[Item]:
    """Yield the open items of every patient, in the order of their keys.

    With ``closed`` the items that were closed or withdrawn come too, with what closed them.
    """
    with Patients() as patients:
        for report in reports:
            patients.add(report)
        yield from tracked(patients, today, closed=closed, items=items)


def tracked(
    patients: Patients, today: dt.date, *, closed: bool = False, items: Items | None = None
) -> Iterator[Item]:
    """Yield the items of patients that were gathered; see ``track``."""
    for key, held in patients:
        found = track_patient(key, held, today, items)
        yield from shown(found, closed=closed, crowded=key in patients.crowded)


def shown(found: Iterable[Item], *, closed: bool, crowded: bool) -> Iterator[Item]:
    """Yield the items that are asked for; those of a key that is no patient say so."""
    for item in found:
        if not closed and item.state in ENDED:
            continue
        note = "too_many_reports_of_one_key"
        yield attrs.evolve(item, notes=(*item.notes, note)) if crowded else item
