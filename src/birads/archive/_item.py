"""Hold one item of a worklist: what is open, since when, and what the reports say of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

__all__ = ["ENDED", "STATES", "Item", "Said"]

STATES = ("overdue", "unknown", "due", "open", "withdrawn", "closed")
"""How an item can stand, the most urgent first; ``open`` has no published interval."""

ENDED = ("closed", "withdrawn")
"""The states in which nothing is awaited any more."""


@attrs.frozen
class Said:
    """Where a report says something: its name and a pointer, and for what closes which rule."""

    report: str
    pointer: str
    closer: str | None = None
    why: str | None = None

    def to_dict(self) -> dict[str, str]:
        """Return plain JSON values without what is not there."""
        return {name: value for name, value in attrs.asdict(self).items() if value is not None}


@attrs.frozen
class Item:
    """One item of a worklist; ``days_over`` is 0 until it is due, ``None`` without a due date."""

    patient_key: str | None
    breast: str | None
    rule: str
    title: str
    state: str
    category: str | None
    result: str | None
    lesion: str | None
    since: dt.date | None
    due: dt.date | None
    days_over: int | None
    days_open: int | None
    opened_by: tuple[Said, ...]
    closes: tuple[str, ...]
    closed_by: tuple[Said, ...]
    may_close: tuple[Said, ...]
    notes: tuple[str, ...]
    source: str
    review: str = "draft"

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        lists = ("opened_by", "closed_by", "may_close")
        plain: dict[str, Any] = attrs.asdict(self, recurse=False)
        for name in lists:
            plain[name] = [one.to_dict() for one in plain[name]]
        for name in ("since", "due"):
            plain[name] = plain[name].isoformat() if plain[name] is not None else None
        return {**plain, "closes": list(self.closes), "notes": list(self.notes)}
