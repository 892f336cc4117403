"""Say which combinations of facts change answer between two topics, and which cells moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from birads.acr_criteria._regions import Group, groups_of
from birads.acr_criteria._space import answers_of, points, shown, size
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.decisions import ANSWER, Decision, _decision
from birads.acr_criteria.table._answer import Option

__all__ = ["Changed", "Difference", "Moved", "compare"]

_COMPARED = tuple(name for name in ANSWER if name != "missing")
_MOST_LISTED: Final = 50_000
_MEMBERS: Final = {
    "ratings": "rating",
    "categories": "category",
    "conditions": "",
    "evidence": "evidence",
    "rrl": "rrl",
    "rrl_pediatric": "rrl_pediatric",
    "conflict": "conflict",
}
"""The members of a cell that are compared, each with its name in an option of the table."""


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
    """Everything that differs between two topics.

    ``answers`` lists each combination of facts whose answer changes; where there are too many
    combinations it is empty, and ``groups`` says which of them change, and how.
    """

    before: str
    after: str
    rows: int
    answers: tuple[Changed, ...]
    cells: tuple[Moved, ...]
    groups: tuple[Group, ...] = ()

    @property
    def changed(self) -> int:
        """How many combinations change answer."""
        return len(self.answers) + sum(group.count for group in self.groups)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "before": self.before,
            "after": self.after,
            "rows": self.rows,
            "answers": [entry.to_dict() for entry in self.answers],
            "cells": [attrs.asdict(entry) for entry in self.cells],
            "groups": [group.to_dict() for group in self.groups],
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
    cells = tuple(_cells(before, after))
    unjoined = before.joined is None and after.joined is None
    if unjoined and (total := size([before, after])) > _MOST_LISTED:
        return Difference(before.key, after.key, total, (), cells, groups_of(before, after))
    order = {name: answers_of(topic, name) for topic in (before, after) for name in topic.row_facts}
    total, changed = 0, []
    for values in points([before, after], max_morphologies):
        total += 1
        old, new = _decision(values, before), _decision(values, after)
        if _answer(old) != _answer(new):
            key = {name: shown(value, order[name]) for name, value in values.items()}
            changed.append(Changed(key, old, new))
    return Difference(before.key, after.key, total, tuple(changed), cells)


def _answer(row: Decision) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _COMPARED)


def _cells(before: Topic, after: Topic) -> Iterator[Moved]:
    for number in sorted({*before.variants, *after.variants}):
        for member in _MEMBERS:
            was, now = _of(before, number, member), _of(after, number, member)
            for procedure in dict.fromkeys((*was, *now)):
                if was.get(procedure) != now.get(procedure):
                    yield Moved(number, procedure, member, was.get(procedure), now.get(procedure))


def _of(topic: Topic, number: int, member: str) -> Mapping[str, int | str]:
    """Return the cells of a variant; a category that only follows from a rating is none."""
    variant = topic.variants.get(number)
    if variant is None:
        return {}
    if member == "conditions":
        return variant.conditions
    options = topic.options(number) if member == "ratings" or variant.options else ()
    found = {one.procedure: _cell(one, member) for one in options}
    return {procedure: cell for procedure, cell in found.items() if cell is not None}


def _cell(option: Option, member: str) -> int | str | None:
    if member == "conflict":
        return "; ".join(f"{copy}: {word}" for copy, word in option.conflict) or None
    found: int | str | None = getattr(option, _MEMBERS[member])
    return found
