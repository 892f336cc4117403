"""Hold one exam or one lesion as an audit counts it."""

from __future__ import annotations

import datetime as dt

import attrs

from birads.audit._followed import Followed
from birads.issue import Issue
from birads.lexicon.common import Category

__all__ = ["Case", "Look", "Read"]


@attrs.frozen
class Case:
    """Hold one exam or one lesion as the audit counts it.

    ``excluded`` names why it is out of the audit altogether; ``decision`` is ``positive``,
    ``negative``, or the name of the reason why its category is neither. ``reason`` says why a
    category 0 is one, and ``recall`` whether the definition set calls that a recall: ``recall``,
    ``no_recall`` or ``not_known``. ``finding`` names the findings of a lesion, joined by a
    semicolon; ``members`` holds the case of each where there are several.
    """

    unit: str
    report: str | None
    exam: str | None
    finding: str | None
    modality: str | None
    purpose: str | None
    group: str | None
    date: dt.date | None
    breast: str | None
    category: Category | None
    readers: tuple[str, ...]
    site: str | None
    excluded: str | None
    decision: str
    followed: Followed
    words: tuple[tuple[str, str], ...] = ()
    tracking_uid: str | None = None
    reason: str | None = None
    recall: str | None = None
    members: tuple[Case, ...] = ()


@attrs.frozen
class Read:
    """Hold the cases of one report and what was wrong with its results."""

    cases: tuple[Case, ...]
    issues: tuple[Issue, ...]


@attrs.frozen
class Look:
    """What an audit counts of one report; it may come from another process."""

    id: str | None
    without_exam: bool
    replacing: bool
    read: Read
