"""Say which tables of the lexicon a radiologist has signed."""

from __future__ import annotations

from birads.lexicon._axes import TABLES
from birads.lexicon._load import read_table
from birads.tables._review import (
    Reviewer,
    ReviewState,
    ReviewStatus,
    digest,
    review_of,
)

__all__ = [
    "REVIEWED_TABLES",
    "ReviewState",
    "ReviewStatus",
    "Reviewer",
    "digest",
    "review_of",
    "review_status",
]

_LANGUAGES = ("es", "pt", "de", "fr")
REVIEWED_TABLES = (
    *TABLES,
    "assessment",
    "statements",
    *(f"languages/{language}" for language in _LANGUAGES),
)


def review_status(table: str) -> ReviewStatus:
    """Return how a table of the library stands.

    Raises:
        LookupError: there is no such table.

    """
    if table not in REVIEWED_TABLES:
        raise LookupError(f"There is no table {table!r}.")
    return review_of(table, read_table(table))
