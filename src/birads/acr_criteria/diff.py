"""Say which combinations of facts change answer between two topics, and which ratings moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.decisions import Decision, rows

__all__ = ["Changed", "Difference", "Moved", "compare"]


@attrs.frozen
class Changed:
    """Hold one combination of facts with its answer before and after."""

    before: Decision
    after: Decision

    def to_dict(self) -> dict[str, Any]:
        """Return the key columns once, and the answers side by side."""
        before, after = self.before.to_dict(), self.after.to_dict()
        answer = ("status", "variant", "candidates", "reasons")
        key = {
            name: before[name] for name in ("morphology", "distribution", "groups", "laterality")
        }
        return {
            **key,
            "before": {name: before[name] for name in answer},
            "after": {name: after[name] for name in answer},
        }


@attrs.frozen
class Moved:
    """Hold one cell of the table that changed; ``None`` where it is not there."""

    variant: int
    procedure: str
    member: str
    before: int | str | None
    after: int | str | None


@attrs.frozen
class Difference:
    """Hold everything that differs between two topics."""

    before: str
    after: str
    rows: int
    answers: tuple[Changed, ...]
    cells: tuple[Moved, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "before": self.before,
            "after": self.after,
            "rows": self.rows,
            "answers": [entry.to_dict() for entry in self.answers],
            "cells": [attrs.asdict(entry) for entry in self.cells],
        }


def compare(before: Topic, after: Topic, max_morphologies: int = 1) -> Difference:
    """Return the difference of two topics, over every set of up to ``max_morphologies`` words."""
    pairs = list(zip(rows(before, max_morphologies), rows(after, max_morphologies), strict=True))
    return Difference(
        before.key,
        after.key,
        len(pairs),
        tuple(Changed(old, new) for old, new in pairs if _answer(old) != _answer(new)),
        tuple(_cells(before, after)),
    )


def _answer(row: Decision) -> tuple[str, int | None, str, str]:
    return row.status, row.variant, row.candidates, row.reasons


def _cells(before: Topic, after: Topic) -> Iterator[Moved]:
    for number in sorted({*before.variants, *after.variants}):
        old, new = before.variants.get(number), after.variants.get(number)
        for member in ("ratings", "conditions"):
            was: dict[str, int | str] = getattr(old, member) if old else {}
            now: dict[str, int | str] = getattr(new, member) if new else {}
            for procedure in dict.fromkeys((*was, *now)):
                if was.get(procedure) != now.get(procedure):
                    yield Moved(number, procedure, member, was.get(procedure), now.get(procedure))
