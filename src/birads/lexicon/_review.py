"""Say whether a radiologist has signed a table, and whether it has changed since.

A signature is a row under ``reviewers``: name, date, scope, and the digest of what was read. The
digest covers everything in the table but the signatures, so a later edit leaves it behind.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs

from birads.lexicon._axes import TABLES
from birads.lexicon._load import read_table
from birads.lexicon._row import InvalidTable, Row

__all__ = [
    "REVIEWED_TABLES",
    "ReviewState",
    "ReviewStatus",
    "Reviewer",
    "digest",
    "review_of",
    "review_status",
]

REVIEWED_TABLES = (*TABLES, "assessment", "statements")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ReviewState(StrEnum):
    """``draft``: nobody signed. ``outdated``: somebody did, and the table has changed since."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    OUTDATED = "outdated"


@attrs.frozen
class Reviewer:
    """Record who signed, when, for what, and the digest of what they read."""

    name: str
    date: str
    scope: str
    digest: str


@attrs.frozen
class ReviewStatus:
    """Say how a table stands: its digest now, and who signed which."""

    table: str
    state: ReviewState
    digest: str
    reviewers: tuple[Reviewer, ...] = ()

    @property
    def valid(self) -> tuple[Reviewer, ...]:
        """Return the signatures that still hold."""
        return tuple(one for one in self.reviewers if one.digest == self.digest)


def review_status(table: str) -> ReviewStatus:
    """Return how a table of the library stands.

    Raises:
        LookupError: there is no such table.

    """
    if table not in REVIEWED_TABLES:
        raise LookupError(f"There is no table {table!r}.")
    return review_of(table, read_table(table))


def review_of(name: str, table: Mapping[str, Any]) -> ReviewStatus:
    """Return how a table stands, given what its file holds."""
    row = Row(table, f"{name}.toml").table("review")
    if row is None:
        raise InvalidTable(f"{name}.toml: [review] is missing")
    stated = row.word("status", ReviewState)
    reviewers = tuple(_read_reviewer(inner) for inner in row.tables("reviewers"))
    row.done()
    if stated is ReviewState.OUTDATED or (stated is ReviewState.REVIEWED and not reviewers):
        raise InvalidTable(f"{name}.toml: the status is draft, or reviewed by somebody")
    now = digest(table)
    holds = any(one.digest == now for one in reviewers)
    if stated is ReviewState.REVIEWED:
        stated = ReviewState.REVIEWED if holds else ReviewState.OUTDATED
    return ReviewStatus(name, stated, now, reviewers)


def digest(table: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a table says, whatever its layout and comments; 64 hex digits."""
    content = {key: value for key, value in table.items() if key != "review"}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _read_reviewer(row: Row) -> Reviewer:
    reviewer = Reviewer(row.text("name"), row.text("date"), row.text("scope"), row.text("digest"))
    row.done()
    if not _DATE.fullmatch(reviewer.date):
        raise InvalidTable(f"{row.where}: write the date like 2026-05-05")
    return reviewer
