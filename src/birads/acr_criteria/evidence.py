"""Read the table of notes: what a report triggers, and what the rules themselves say.

A note that cites the table of a topic belongs to that topic: ``evidence_of`` returns the notes as
another topic shows them, which never cite a table that the topic is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import attrs

from birads.acr_criteria.workup import Note
from birads.tables.review import ReviewState, review_of
from birads.tables.row import read_tree

__all__ = ["Evidence", "EvidenceRow", "evidence", "evidence_of", "read_evidence"]

NOWHERE = "nowhere"
_MOST_TOPICS = 32

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
_MEMBERS = frozenset({"code", "text", "source", "level", "elsewhere"})


@attrs.frozen(eq=False)
class EvidenceRow:
    """Hold one note and the box of facts that triggers it.

    ``elsewhere`` is the note as another topic shows it, ``None`` where it shows none.
    """

    rules: tuple[str, ...]
    note: Note
    allowed: tuple[tuple[str, frozenset[Any]], ...]
    ranges: tuple[tuple[str, float, float], ...]
    elsewhere: Note | None = None

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
    """Hold the notes that reports trigger and the messages that rules raise, for one topic.

    ``silent`` names the messages that this topic never shows; ``topic`` is the one that the
    table belongs to, and ``others`` holds the messages as another topic shows them, a message
    without a source for that topic's own.
    """

    rows: tuple[EvidenceRow, ...]
    messages: Mapping[str, Note]
    not_triggered: Mapping[str, str]
    topic: str
    review: ReviewState
    others: Mapping[str, Note | None]
    silent: frozenset[str] = frozenset()

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

    def shown(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """Return the notes without the messages that belong to another topic."""
        if not self.silent:
            return tuple(notes)
        return tuple(note for note in notes if note.code not in self.silent)

    def under(self, topic: str, source: str) -> Evidence:
        """Return the notes as they are shown under a topic that cites ``source``."""
        if topic == self.topic:
            return self
        messages = {
            code: note if note is None or note.source else _citing(note, source)
            for code, note in self.others.items()
        }
        return attrs.evolve(
            self,
            rows=tuple(attrs.evolve(row, note=row.elsewhere) for row in self.rows if row.elsewhere),
            messages={code: note or self.messages[code] for code, note in messages.items()},
            silent=frozenset(code for code, note in messages.items() if note is None),
        )


@cache
def evidence() -> Evidence:
    """Return the table that this package ships."""
    file = resources.files("birads.acr_criteria") / "evidence.toml"
    return read_evidence(read_tree(file.read_bytes(), "evidence.toml"))


@lru_cache(maxsize=_MOST_TOPICS)
def evidence_of(topic: str, source: str) -> Evidence:
    """Return the notes that a topic shows, given its id and the source that it cites."""
    return evidence().under(topic, source)


def read_evidence(tree: Mapping[str, Any]) -> Evidence:
    """Return a table from plain values.

    Raises:
        InvalidTable: ``[review]`` is not of its form.
        ValueError: A row names a fact, a member or a source that is not there.
    """
    review = review_of("evidence", tree).state
    reader = _Reader(
        {key: entry["citation"] for key, entry in tree["source"].items()},
        frozenset(tree["belongs"]["sources"]),
    )
    rows = tuple(reader.row(entry) for entry in tree["note"])
    return Evidence(
        rows,
        {entry["code"]: reader.note(entry) for entry in tree["message"]},
        {entry["rule"]: entry["why"] for entry in tree["not_triggered"]},
        tree["belongs"]["topic"],
        review,
        {entry["code"]: reader.elsewhere(entry, own="") for entry in tree["message"]},
    )


@attrs.frozen
class _Reader:
    """Read the entries of the table; ``bound`` names the sources that belong to its topic."""

    sources: Mapping[str, str]
    bound: frozenset[str]

    def row(self, entry: Mapping[str, Any]) -> EvidenceRow:
        unknown = set(entry["when"]) - FACTS
        if unknown:
            raise ValueError(f"note {entry['code']!r}: unknown fact {sorted(unknown)}")
        return EvidenceRow(
            tuple(entry["rules"]),
            self.note(entry),
            tuple(_allowed(entry["when"])),
            tuple(_ranges(entry["when"])),
            self.elsewhere(entry, own=None),
        )

    def note(self, entry: Mapping[str, Any]) -> Note:
        if unknown := set(entry) - _MEMBERS - {"rules", "when"}:
            raise ValueError(f"note {entry['code']!r}: unknown member {sorted(unknown)}")
        return Note(
            code=entry["code"],
            text=entry["text"],
            source=self._cited(entry, entry["source"]),
            level=entry["level"],
        )

    def elsewhere(self, entry: Mapping[str, Any], *, own: str | None) -> Note | None:
        """Return an entry under another topic; ``own`` is what replaces a bound source."""
        key = entry.get("elsewhere", entry["source"])
        if key == NOWHERE:
            return None
        cited = own if key in self.bound else self._cited(entry, key)
        return None if cited is None else _citing(self.note(entry), cited)

    def _cited(self, entry: Mapping[str, Any], key: str) -> str:
        if key not in self.sources:
            raise ValueError(f"note {entry['code']!r}: unknown source {key!r}")
        return self.sources[key]


def _citing(note: Note, source: str) -> Note:
    return Note(code=note.code, text=note.text, source=source, level=note.level)


def _allowed(when: Mapping[str, Any]) -> Iterable[tuple[str, frozenset[Any]]]:
    for name, value in when.items():
        if not isinstance(value, dict):
            yield name, frozenset(value if isinstance(value, list) else [value])


def _ranges(when: Mapping[str, Any]) -> Iterable[tuple[str, float, float]]:
    for name, value in when.items():
        if isinstance(value, dict):
            yield name, value.get("min", float("-inf")), value.get("max", float("inf"))
