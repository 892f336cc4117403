"""Say what there is to reach: every rule that a report can exercise under a topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import attrs

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.evidence import evidence_of
from birads.acr_criteria.stage import Stage

__all__ = ["GROUPS", "Item", "universe"]

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

# What ``conditions.judge`` can read for an input. Nobody writes that further characterisation is
# not needed, and a proof is asked for only where a stated 1 or 2 says that it is there.
_READS: Mapping[str, tuple[bool | None, ...]] = {
    "mass_or_focal_asymmetry": (True, False, None),
    "extensive": (True, False, None),
    "invasion_suspected": (True, False, None),
    "characterisation_requested": (True, None),
    "proof_open": (False,),
}


@attrs.frozen
class Item:
    """Name one rule to reach."""

    id: str
    label: str


def universe(topic: Topic) -> dict[str, tuple[Item, ...]]:
    """Return every rule by its group, in the order of the tables."""
    file = topic.file
    table = evidence_of(file.topic.id, file.topic.source)
    notes = dict.fromkeys(row.note.code for row in table.rows)
    texts = {row.note.code: row.note.text for row in table.rows}
    return {
        "variants": tuple(Item(f"V{v.number}", v.title) for v in file.variant),
        "nearest": tuple(Item(row.id, row.why) for row in file.nearest),
        "no_match": (
            *(Item(row.id, row.why) for row in file.no_match),
            Item("morphology-missing", "Without a morphology nothing matches."),
        ),
        "stages": tuple(Item(stage.value, stage.value.replace("_", " ")) for stage in Stage),
        "conditions": tuple(_conditions(topic)),
        "notes": tuple(Item(code, texts[code]) for code in notes),
        "messages": tuple(
            Item(code, note.text)
            for code, note in table.messages.items()
            if code not in table.silent
        ),
        "checks": tuple(_checks()),
    }


def _conditions(topic: Topic) -> Iterator[Item]:
    for condition in topic.file.condition:
        for state in _states(condition.requires):
            yield Item(f"{condition.id}:{state}", condition.text)


def _states(requires: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the states that a condition can take, by trying every reading of its inputs."""
    inputs = sorted({name for demand in requires for name in demand})
    found = set()
    for values in product(*(_READS[name] for name in inputs)):
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
