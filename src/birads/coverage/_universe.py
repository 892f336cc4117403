"""Say what there is to reach: every rule that a report can exercise under a topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import attrs

from birads.acr_criteria._stage import Stage
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.table._domain import NOT_STATED
from birads.acr_criteria.table._facts import Fact

__all__ = ["GROUPS", "Item", "universe", "without_word"]

GROUPS: Mapping[str, str] = {
    "variants": "Variants",
    "nearest": "Nearest rows",
    "no_match": "Rows without a match",
    "stages": "Stages",
    "conditions": "Conditions",
    "notes": "Evidence notes",
    "messages": "Messages of rules",
    "checks": "Checks",
}
"""The groups of rules, in the order in which they are shown."""


@attrs.frozen
class Item:
    """One rule to reach."""

    id: str
    label: str


def universe(topic: Topic) -> dict[str, tuple[Item, ...]]:
    """Return every rule by its group, in the order of the tables."""
    file, told = topic.file, topic.notes
    notes = {note.code: note.text for note in told.of_pattern.notes}
    raised = [*told.messages.values(), *told.of_report.notes]
    return {
        "variants": tuple(Item(f"V{v.number}", v.title) for v in file.variant),
        "nearest": tuple(Item(row.id, row.why) for row in file.nearest),
        "no_match": (
            *(Item(row.id, row.why) for row in file.no_match),
            *_without_word(topic),
        ),
        "stages": tuple(Item(stage.value, stage.value.replace("_", " ")) for stage in Stage),
        "conditions": tuple(_conditions(topic)),
        "notes": tuple(Item(code, text) for code, text in notes.items()),
        "messages": tuple(Item(note.code, note.text) for note in raised),
        "checks": tuple(_checks()),
    }


def without_word(topic: Topic) -> str | None:
    """Return the rule by which nothing matches where the joined fact is missing."""
    return None if topic.joined is None else f"{topic.joined}-missing"


def _without_word(topic: Topic) -> Iterator[Item]:
    rule = without_word(topic)
    if rule is not None:
        yield Item(rule, f"Without a {topic.joined} nothing matches.")


def _conditions(topic: Topic) -> Iterator[Item]:
    for condition in topic.file.condition:
        for state in _states(condition.requires, topic.table.known):
            yield Item(f"{condition.id}:{state}", condition.text)


def _readable(fact: Fact) -> tuple[bool | None, ...]:
    """Return what a report can say to a fact that is yes or no; ``None`` is not stated."""
    told: tuple[bool | None, ...] = tuple(v for v in (True, False) if v not in fact.never)
    return told if NOT_STATED in fact.never else (*told, None)


def _states(requires: tuple[tuple[str, ...], ...], known: Mapping[str, Fact]) -> tuple[str, ...]:
    """Return the states that a condition can take, by trying every reading of its facts."""
    inputs = sorted({name for demand in requires for name in demand})
    found = set()
    for values in product(*(_readable(known[name]) for name in inputs)):
        read = dict(zip(inputs, values, strict=True))
        demands = [[read[name] for name in demand] for demand in requires]
        truths = [
            True if any(demand) else (None if None in demand else False) for demand in demands
        ]
        if False in truths:
            found.add("not_met")
        else:
            found.add("unknown" if None in truths else "met")
    return tuple(state for state in ("met", "not_met", "unknown") if state in found)


def _checks() -> Iterator[Item]:
    try:
        from birads.checks import CHECKS
    except ImportError:  # pragma: no cover - a build without checks
        return
    for code, check in CHECKS.items():
        yield Item(code, check.says)
