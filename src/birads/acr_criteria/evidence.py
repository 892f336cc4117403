"""Read the table of notes: what a report triggers, and what the rules themselves say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import attrs

from birads.acr_criteria.workup import Note

__all__ = ["Evidence", "EvidenceRow", "evidence"]

# Every fact that a row may name; a typo in the table fails at load.
FACTS = frozenset(
    {
        "cem",
        "cem_cause",
        "mri",
        "us",
        "category",
        "stage",
        "benign_only",
        "tissue",
        "needle",
        "specimen",
        "clip",
        "high_risk_core",
        "pregnant",
        "samples_11_gauge",
        "fna",
        "result",
        "worst_result",
        "contrast_planned",
        "menopausal_status",
        "applicable",
        "alerted",
        "excised",
    }
)
_Values = Mapping[str, frozenset[Any]]


@attrs.frozen(eq=False)
class EvidenceRow:
    """Hold one note and the box of facts that triggers it."""

    rules: tuple[str, ...]
    note: Note
    allowed: tuple[tuple[str, frozenset[Any]], ...]
    ranges: tuple[tuple[str, float, float], ...]

    def fires(self, facts: _Values) -> bool:
        """Say whether every fact that the row names holds; a missing fact never does."""
        for name, values in self.allowed:
            stated = facts.get(name)
            if stated is None or values.isdisjoint(stated):
                return False
        return all(
            any(low <= value <= high for value in facts.get(name, ()))
            for name, low, high in self.ranges
        )


@attrs.frozen(eq=False)
class Evidence:
    """Hold the notes that reports trigger and the messages that rules raise."""

    rows: tuple[EvidenceRow, ...]
    messages: Mapping[str, Note]
    not_triggered: Mapping[str, str]

    def fired(self, facts: _Values) -> Iterator[Note]:
        """Yield the notes whose facts hold, alerts and notes in table order."""
        for row in self.rows:
            if row.fires(facts):
                yield row.note

    def message(self, code: str, **values: object) -> Note:
        """Return a message of a rule with its values filled in."""
        note = self.messages[code]
        if not values:
            return note
        return Note.trusted(
            code=code, text=note.text.format(**values), source=note.source, level=note.level
        )


@cache
def evidence() -> Evidence:
    """Return the table that this package ships."""
    data = (resources.files("birads.acr_criteria") / "evidence.toml").read_text("utf-8")
    return read_evidence(tomllib.loads(data))


def read_evidence(tree: Mapping[str, Any]) -> Evidence:
    """Return a table from plain values.

    Raises:
        ValueError: A row names a fact or a source that is not there.
    """
    sources = {key: entry["citation"] for key, entry in tree["source"].items()}
    rows = []
    for entry in tree["note"]:
        unknown = set(entry["when"]) - FACTS
        if unknown or entry["source"] not in sources:
            raise ValueError(f"note {entry['code']!r}: unknown fact {unknown} or source")
        rows.append(
            EvidenceRow(
                tuple(entry["rules"]),
                _note(entry, sources),
                tuple(_allowed(entry["when"])),
                tuple(_ranges(entry["when"])),
            )
        )
    messages = {entry["code"]: _note(entry, sources) for entry in tree["message"]}
    unused = {entry["rule"]: entry["why"] for entry in tree["not_triggered"]}
    return Evidence(tuple(rows), messages, unused)


def _note(entry: Mapping[str, Any], sources: Mapping[str, str]) -> Note:
    return Note(
        code=entry["code"],
        text=entry["text"],
        source=sources[entry["source"]],
        level=entry["level"],
    )


def _allowed(when: Mapping[str, Any]) -> Iterable[tuple[str, frozenset[Any]]]:
    for name, value in when.items():
        if not isinstance(value, dict):
            yield name, frozenset(value if isinstance(value, list) else [value])


def _ranges(when: Mapping[str, Any]) -> Iterable[tuple[str, float, float]]:
    for name, value in when.items():
        if isinstance(value, dict):
            yield name, value.get("min", float("-inf")), value.get("max", float("inf"))
