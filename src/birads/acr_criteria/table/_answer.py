"""What a table answers to facts: typed values that nothing changes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import attrs

__all__ = ["Answer", "Missing", "Option", "Part", "Status"]


class Status(StrEnum):
    """How facts stand to a table.

    ``undetermined``: a fact is missing, or several rows hold at once. ``not_covered``: the table
    says that it does not speak of such a case. ``nearest`` and ``no_match`` come from rows of our
    own for what is not printed, and ``no_match`` also where no row can hold.
    """

    MATCH = "match"
    NEAREST = "nearest"
    UNDETERMINED = "undetermined"
    NO_MATCH = "no_match"
    NOT_COVERED = "not_covered"


@attrs.frozen
class Option:
    """A procedure with its category, for every variant that could be meant.

    A member on which those variants differ is ``None``; the category never differs.
    """

    procedure: str
    category: str
    rating: int | None = None
    disagreement: bool = False
    suggested: bool = False
    rrl: str | None = None
    rrl_pediatric: str | None = None
    evidence: str | None = None
    verified: str | None = None
    conflict: tuple[tuple[str, str], ...] = ()
    agreed: bool = True


@attrs.frozen
class Missing:
    """A fact that is not stated, or only in general terms, and that alone changes the answer.

    ``would_decide``: whatever its value is, nothing would be left open. ``leaves`` is the largest
    number of variants that would still be possible.
    """

    fact: str
    would_decide: bool
    leaves: int

    def to_dict(self) -> dict[str, Any]:
        """Return the members that a workup shows."""
        return {"fact": self.fact, "would_decide": self.would_decide}


@attrs.frozen
class Part:
    """What one word of a fact that has several would have been answered."""

    word: str
    status: Status
    variant: int | None
    candidates: tuple[int, ...]
    reasons: tuple[str, ...]
    row: str | None


@attrs.frozen
class Answer:
    """The answer of a table to one set of facts.

    ``candidates`` are the variants that nothing stated contradicts, without the chosen one.
    ``options`` are those of the chosen variant; where none is chosen, the ones whose category
    all candidates share. ``no_imaging``: every procedure of every variant that could be meant is
    usually not appropriate. ``soft`` names numbers that lie where the source leaves the row open.
    """

    status: Status
    variant: int | None = None
    row: str | None = None
    title: str | None = None
    candidates: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    options: tuple[Option, ...] = ()
    no_imaging: bool = False
    soft: tuple[str, ...] = ()
    review: str | None = None
    parts: tuple[Part, ...] = ()
