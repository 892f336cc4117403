"""Hold the facts about a word: a term, its axis, its sources."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import attrs

from birads.issue import Severity
from birads.lexicon._code import Code, Quality, System
from birads.lexicon.common import Modality
from birads.lexicon.edition import Edition

__all__ = [
    "Ambiguous",
    "Axis",
    "Confidence",
    "General",
    "Group",
    "Ppv",
    "RetiredName",
    "Source",
    "Successor",
    "Term",
]


class Confidence(StrEnum):
    """Where a fact comes from, the strongest first."""

    FULL_TEXT = "full_text"
    PUBLIC = "public"
    THIRD_PARTY = "third_party"
    OWN_KNOWLEDGE = "own_knowledge"


class Group(StrEnum):
    """A group of calcification forms; the 2003 edition split the suspicious ones in two."""

    TYPICALLY_BENIGN = "typically_benign"
    INTERMEDIATE_CONCERN = "intermediate_concern"
    HIGHER_PROBABILITY = "higher_probability"
    SUSPICIOUS = "suspicious"


@attrs.frozen
class Source:
    """Cite one publication."""

    key: str
    citation: str
    url: str | None = None


@attrs.frozen
class Ppv:
    """Quote one published share of malignant lesions among those biopsied.

    ``percent`` is as printed; ``malignant`` of ``total`` where the source gives counts. Selection
    differs from study to study: no probability of a patient follows from it.
    """

    source: str
    percent: float | None = None
    malignant: int | None = None
    total: int | None = None
    note: str | None = None


@attrs.frozen
class RetiredName:
    """Remember an older name; ``flag`` where it does not mean quite what today's word means.

    ``edition`` is the last that used the name: ``1998`` stands for all before 2003.
    """

    name: str
    edition: str
    flag: Severity | None = None
    note: str | None = None


@attrs.frozen
class Successor:
    """Say what took the place of a term from ``edition`` on; no ``id`` where nothing did."""

    edition: Edition
    id: str | None = None
    note: str | None = None


@attrs.frozen
class Axis:
    """Hold one axis: a question that a report answers with one of a closed set of words.

    ``modality`` is ``None`` for words that the modalities share. ``nouns`` are words that may
    follow a word of the axis without changing it: "amorphous calcifications".
    """

    id: str
    label: str
    enum: type[StrEnum]
    table: str
    modality: Modality | None = None
    nouns: tuple[str, ...] = ()


@attrs.frozen
class Ambiguous:
    """Name a word that could mean several terms of one axis, but in ``settled_editions``."""

    axis: str
    word: str
    candidates: tuple[str, ...]
    note: str
    settled_editions: tuple[Edition, ...] = ()


@attrs.frozen
class General:
    """Name words that are known and name no one term of their axis, and say why not."""

    axis: str
    words: tuple[str, ...]
    note: str


@attrs.frozen
class Term:
    """Hold one word of one axis; ``id`` is the id of the axis, a dot, and the word.

    ``editions`` is empty for a word that no edition defines, a study's or our own: any report may
    use it. ``confidence`` has a word for each kind of source that the facts rest on.
    """

    id: str
    label: str
    editions: tuple[Edition, ...]
    fact: str
    source: tuple[str, ...]
    confidence: tuple[Confidence, ...]
    labels: tuple[tuple[Edition, str], ...] = ()
    supplement: str | None = None
    draft_editions: tuple[Edition, ...] = ()
    unknown_editions: tuple[Edition, ...] = ()
    synonyms: tuple[str, ...] = ()
    retired: tuple[RetiredName, ...] = ()
    group: Group | None = None
    group_2003: Group | None = None
    ppv: tuple[Ppv, ...] = ()
    typical_category: str | None = None
    codes: tuple[Code, ...] = ()
    successor: Successor | None = None

    @property
    def axis(self) -> str:
        """Return the id of the axis."""
        return self.id.rpartition(".")[0]

    @property
    def word(self) -> str:
        """Return the word as a report writes it: the member of the enumeration."""
        return self.id.rpartition(".")[2]

    @property
    def own_code(self) -> Code:
        """Return the code of this library's own system, which every term has."""
        return Code(System.BIRADS, self.id, self.label)

    @property
    def has_exact_code(self) -> bool:
        """Say whether a code of a living system other than our own means just this."""
        return any(
            code.match is Quality.EXACT and code.system not in (System.BIRADS, System.SRT)
            for code in self.codes
        )

    def stands_in(self, edition: Edition) -> bool | None:
        """Say whether a report of an edition can use the word; ``None`` where that is not known."""
        if not self.editions or edition in self.editions:
            return True
        return None if edition in self.unknown_editions else False

    def is_draft(self, edition: Edition | None = None) -> bool:
        """Say whether what an edition makes of the word is known at third hand only.

        Without an edition: whether no edition is known better than that.
        """
        if edition is None:
            return bool(self.editions) and set(self.editions) <= set(self.draft_editions)
        return edition in self.draft_editions

    def label_in(self, edition: Edition | None) -> str:
        """Return the label that an edition prints."""
        return next((label for of, label in self.labels if of is edition), self.label)

    def to_dict(self) -> dict[str, Any]:
        """Return the members of an exported term, in the order of the tables."""
        return {
            "id": self.id,
            "axis": self.axis,
            "label": self.label,
            "labels": {edition.value: label for edition, label in self.labels},
            "editions": [edition.value for edition in self.editions],
            "supplement": self.supplement,
            "draft_editions": [edition.value for edition in self.draft_editions],
            "unknown_editions": [edition.value for edition in self.unknown_editions],
            "synonyms": list(self.synonyms),
            "retired": [_filled(name) for name in self.retired],
            "group": self.group,
            "group_2003": self.group_2003,
            "fact": self.fact,
            "ppv": [_filled(value) for value in self.ppv],
            "typical_category": self.typical_category,
            "codes": [code.to_dict() for code in self.codes],
            "successor": _filled(self.successor) if self.successor else None,
            "source": list(self.source),
            "confidence": [word.value for word in self.confidence],
        }


def _filled(value: RetiredName | Ppv | Successor) -> dict[str, Any]:
    return {key: part for key, part in attrs.asdict(value).items() if part is not None}
