"""Hold what closers look at, and what they find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import attrs

from birads.archive._events import Look, Read, Tissue
from birads.archive._openers import Opener
from birads.lexicon.common import Side

__all__ = ["Closing", "Events"]


@attrs.frozen(eq=False)
class Closing:
    """What closes an item, or may: the report, where it says so, and why it is not known."""

    read: Read
    pointer: str
    closer: str
    side: Side | None
    why: str | None = None
    exam: str | None = None
    beside: str | None = None
    """The report that describes another lesion which it may be of as well."""


@attrs.frozen(eq=False)
class Events:
    """The exams and the tissue of one patient's reports."""

    reads: Sequence[Read]
    looks: Sequence[Look]
    tissue: Sequence[Tissue]
    lesion_of: Callable[[Read, int], int]
    today: dt.date
    suspected: Sequence[Opener] = ()
    """The lesions of all standing reports that wait for tissue, or waited."""
