"""Say which combinations of facts change answer between two topics, and which cells moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.decisions import ANSWER, Decision, _decision
from birads.acr_criteria.space import answers_of, points, shown

__all__ = ["Changed", "Difference", "Moved", "compare"]

_COMPARED = tuple(name for name in ANSWER if name != "missing")


@attrs.frozen
class Changed:
    """One combination of facts with its answer before and after."""

    key: Mapping[str, str]
    before: Decision
    after: Decision

    def to_dict(self) -> dict[str, Any]:
        """Return the key columns once, and the answers side by side."""
        return {
            **{name: value or None for name, value in self.key.items()},
            "before": {name: getattr(self.before, name) for name in _COMPARED},
            "after": {name: getattr(self.after, name) for name in _COMPARED},
        }


@attrs.frozen
class Moved:
    """One cell of the table that changed; ``None`` where it is not there."""

    variant: int
    procedure: str
    member: str
    before: int | str | None
    after: int | str | None


@attrs.frozen
class Difference:
    """Everything that differs between two topics."""

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
    """Return the difference of two topics, over every set of up to ``max_morphologies`` words.

    Topics that ask different facts are compared over all of them; a number is cut where either
    of the two cuts it.

    Raises:
        ValueError: The two are about different parts of a report.
    """
    if before.file.topic.about is not after.file.topic.about:
        raise ValueError(f"{before.key} and {after.key} are not about the same thing")
    order = {name: answers_of(topic, name) for topic in (before, after) for name in topic.row_facts}
    total, changed = 0, []
    for values in points([before, after], max_morphologies):
        total += 1
        old, new = _decision(values, before), _decision(values, after)
        if _answer(old) != _answer(new):
            key = {name: shown(value, order[name]) for name, value in values.items()}
            changed.append(Changed(key, old, new))
    return Difference(before.key, after.key, total, tuple(changed), tuple(_cells(before, after)))


def _answer(row: Decision) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _COMPARED)


def _cells(before: Topic, after: Topic) -> Iterator[Moved]:
    for number in sorted({*before.variants, *after.variants}):
        for member in ("ratings", "categories", "conditions"):
            was, now = _of(before, number, member), _of(after, number, member)
            for procedure in dict.fromkeys((*was, *now)):
                if was.get(procedure) != now.get(procedure):
                    yield Moved(number, procedure, member, was.get(procedure), now.get(procedure))


def _of(topic: Topic, number: int, member: str) -> Mapping[str, int | str]:
    """Return the cells of a variant: printed ratings, or categories where none is printed."""
    variant = topic.variants.get(number)
    if variant is None:
        return {}
    if member == "conditions":
        return variant.conditions
    if member == "ratings":
        rated = (one for one in topic.options(number) if one.rating is not None)
        return {one.procedure: one.rating for one in rated if one.rating is not None}
    return {one.procedure: one.category for one in topic.options(number) if one.rating is None}
