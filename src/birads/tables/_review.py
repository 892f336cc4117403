"""Say whether a radiologist has signed a table, and whether it has changed since.

A signature is a row under ``[[review.reviewers]]``: name, date, scope, and the digest of what was
read. The digest covers everything in the table but ``[review]``, so a later edit leaves it
behind. One rule holds for every table of this library and of its users: what a table says of
itself is believed only where a signature proves it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Protocol

import attrs

from birads.tables._row import InvalidTable, Row

__all__ = [
    "ReviewState",
    "ReviewStatus",
    "Reviewer",
    "Signature",
    "digest",
    "is_day",
    "proven",
    "review_if_any",
    "review_of",
]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ReviewState(StrEnum):
    """``draft``: nobody signed. ``outdated``: somebody did, and the table has changed since."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    OUTDATED = "outdated"


class Signature(Protocol):
    """Name who signed, when, and the digest of what they read."""

    @property
    def name(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def digest(self) -> str: ...


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


def review_of(name: str, table: Mapping[str, Any]) -> ReviewStatus:
    """Return how a table stands, given what its file holds; it has to have a ``[review]``.

    Raises:
        InvalidTable: ``[review]`` is missing, or is not of its form.
    """
    where = name if name.endswith(".toml") else f"{name}.toml"
    row = Row({"review": table["review"]} if "review" in table else {}, where).table("review")
    if row is None:
        raise InvalidTable(f"{where}: [review] is missing")
    stated = row.word("status", ReviewState)
    reviewers = tuple(_read_reviewer(inner) for inner in row.tables("reviewers"))
    row.maybe_text("note")
    row.done()
    if stated is ReviewState.OUTDATED:
        raise row.wrong("the status is draft, or reviewed by somebody", "status")
    now = digest(table)
    return ReviewStatus(name, proven(stated, reviewers, now), now, reviewers)


def review_if_any(name: str, table: Mapping[str, Any]) -> ReviewStatus:
    """Return how a table stands that need not have a ``[review]``: without one it is a draft.

    Raises:
        InvalidTable: ``[review]`` is not of its form.
    """
    if "review" in table:
        return review_of(name, table)
    return ReviewStatus(name, ReviewState.DRAFT, digest(table))


def proven(stated: str, signatures: Iterable[Signature], now: str) -> ReviewState:
    """Return the state that the signatures prove of a table whose digest is ``now``.

    Without the word ``reviewed``, or without anybody's name, a table is a draft.
    """
    digests = [one.digest for one in signatures if one.name.strip() and is_day(one.date)]
    if stated != ReviewState.REVIEWED or not digests:
        return ReviewState.DRAFT
    return ReviewState.REVIEWED if now in digests else ReviewState.OUTDATED


def digest(table: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a table says, whatever its layout and comments; 64 hex digits.

    ``[review]`` does not count; 1 and 1.0 are one number, and a date is its text.
    """
    content = {key: _plain(value) for key, value in table.items() if key != "review"}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_day(text: str) -> bool:
    """Say whether a text is a day of the calendar, written like 2026-05-05."""
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return str(value) if isinstance(value, dt.date | dt.time) else value


def _read_reviewer(row: Row) -> Reviewer:
    reviewer = Reviewer(row.text("name"), row.day("date"), row.text("scope"), row.text("digest"))
    row.done()
    if not is_day(reviewer.date):
        raise row.wrong("write the date like 2026-05-05", "date")
    return reviewer
