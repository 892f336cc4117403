"""Read the pack of current topics: one folder, with the rules by which its topics are asked."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Literal

import attrs
from pydantic import BaseModel, ConfigDict, Field

from birads.acr_criteria._workup import RadiationDose
from birads.acr_criteria.compiled import Topic, bundled, bundled_names
from birads.acr_criteria.table._asked import Asked, ask
from birads.acr_criteria.table._facts import facts
from birads.acr_criteria.table._file import Level, Review, When
from birads.tables._toml import read_toml

__all__ = ["Gate", "Pack", "PackFile", "current_topics", "is_current", "pack"]

Key = Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[A-Za-z0-9_-]+$")]
_MOST_REMEMBERED: Final = 20_000
_NOT_THERE = "The pack of current topics is not part of this installation."


class _Row(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", strict=True)


class About(_Row):
    """What the pack is, and what every result of it must say."""

    id: str
    listed_as_of: str
    notice: str
    source: str


class Beside(_Row):
    """A question that stands beside those asked, where its facts are stated.

    ``after`` names questions of which one must be asked already, or ``nothing`` where none is.
    """

    purpose: str
    after: tuple[str, ...] = ()
    when: When = Field(default_factory=dict)
    unless: When = Field(default_factory=dict)
    why: str


class Condition(_Row):
    """Facts that must be stated."""

    when: When


class Gate(_Row):
    """Which subject a topic speaks of: ``when`` is stated, ``allows`` is not contradicted."""

    topic: Key
    subject: Literal["patient", "breast"]
    when: When
    allows: When = Field(default_factory=dict)


class Next(_Row):
    """What makes an answer of a topic the step after a result: facts that are stated."""

    topic: Key
    stated: tuple[str, ...] = ()
    when: When = Field(default_factory=dict)


class Dose(_Row):
    """The range of a radiation level in mSv."""

    level: Level
    adult_msv: tuple[float, float]
    pediatric_msv: tuple[float, float]


class Flag(_Row):
    """What answers say where facts are stated, but those of the topics in ``not_on``."""

    code: str
    when: When
    text: str
    not_on: tuple[Key, ...] = ()


class Superseded(_Row):
    """A topic without a table, and the older one that it took the place of."""

    topic: Key
    by_name: Key
    text: str


class PackFile(_Row):
    """The rules of the pack, as its file states them."""

    review: Review
    pack: About
    exam_purpose: dict[str, str]
    beside: tuple[Beside, ...]
    evaluate: dict[str, tuple[str, ...]]
    axilla: tuple[Condition, ...]
    gate: tuple[Gate, ...]
    next: tuple[Next, ...]
    radiation: tuple[Dose, ...]
    ordered: dict[str, tuple[str, ...]]
    flag: tuple[Flag, ...] = ()
    superseded: tuple[Superseded, ...] = ()


@attrs.frozen
class _When:
    when: Mapping[str, Any]


@attrs.frozen(eq=False)
class Pack:
    """The pack, compiled: the rows of its rules as conditions over facts.

    ``memo`` keeps results that rest on the tables alone, never on a report.
    """

    file: PackFile
    keys: tuple[str, ...]
    beside: Asked
    beside_unless: Asked
    axilla: Asked
    gates: Asked
    allowed: Asked
    next: Asked
    flags: Asked
    memo: dict[Hashable, Any] = attrs.field(factory=dict, init=False, repr=False)

    def remember(self, key: Hashable, value: Any) -> None:
        """Keep what was worked out of the tables, within bounds."""
        if len(self.memo) >= _MOST_REMEMBERED:
            self.memo.pop(next(iter(self.memo)))
        self.memo[key] = value

    @property
    def gate_facts(self) -> tuple[str, ...]:
        """The facts that decide which topics are asked."""
        return tuple(dict.fromkeys((*self.gates.facts, *self.allowed.facts)))

    @property
    def question_facts(self) -> tuple[str, ...]:
        """The facts that raise questions beside those asked."""
        found = (*self.beside.facts, *self.beside_unless.facts, *self.axilla.facts)
        return tuple(dict.fromkeys(found))

    def dose(self, level: Level | None, pediatric: Level | None) -> RadiationDose | None:
        """Return the radiation of a level as results show it."""
        if level is None:
            return None
        ranges = {one.level: one for one in self.file.radiation}
        adult, child = ranges.get(level), ranges.get(pediatric) if pediatric is not None else None
        return RadiationDose.model_construct(
            level=level,
            adult_msv=adult.adult_msv if adult else None,
            pediatric_msv=child.pediatric_msv if child else None,
        )


def _folder() -> Traversable:
    return resources.files("birads.acr_criteria") / "data" / "current"


def is_current(topic: Topic) -> bool:
    """Return whether a topic is one of the pack."""
    return (_folder() / topic.id / topic.revision / "topic.toml").is_file()


@cache
def pack() -> Pack:
    """Return the pack that this package ships.

    Raises:
        LookupError: The folder of the pack was removed.
    """
    path = _folder() / "pack" / "rules.toml"
    if not path.is_file():
        raise LookupError(_NOT_THERE)
    tree = read_toml(path.read_bytes())
    file = PackFile.model_validate_json(json.dumps(tree))
    known = facts()
    return Pack(
        file=file,
        keys=tuple(name for name in bundled_names() if _is_here(name)),
        beside=ask(file.beside, known),
        beside_unless=ask([_When(row.unless) for row in file.beside], known),
        axilla=ask(file.axilla, known),
        gates=ask(file.gate, known),
        allowed=ask([_When(row.allows) for row in file.gate], known),
        next=ask(file.next, known),
        flags=ask(file.flag, known),
    )


def _is_here(name: str) -> bool:
    topic, _, revision = name.partition(".")
    return (_folder() / topic / revision / "topic.toml").is_file()


@cache
def current_topics() -> Mapping[str, Topic]:
    """Return every topic of the pack by ``id.revision``, in the order in which answers stand."""
    here = pack()
    gated = dict.fromkeys(gate.topic for gate in here.file.gate)
    return MappingProxyType({key: bundled(key) for key in gated if key in here.keys})
