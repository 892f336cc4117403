"""The registry of facts: every question that a table may ask, with its closed list of answers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

import attrs
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from birads.acr_criteria.table._domain import NOT_STATED, Number, Words

__all__ = ["Fact", "FactRow", "Subject", "fact_of", "facts", "registry_problems"]


class Subject(StrEnum):
    """What a table is about; each is part of the one after it.

    The first is the answer of a table itself, which only what comes after the answer can ask.
    """

    ANSWER = "answer"
    CALCIFICATIONS = "calcifications"
    FINDING = "finding"
    BREAST = "breast"
    PATIENT = "patient"

    @property
    def within(self) -> frozenset[Subject]:
        """Return the subject, and everything that it is part of."""
        order = list(Subject)
        return frozenset(order[order.index(self) :])


@attrs.frozen
class Fact:
    """A question with a closed list of answers, about one or several kinds of subject.

    ``given`` holds numbers of the source that its reader needs, ``never`` the answers that no
    report can give.
    """

    name: str
    of: frozenset[Subject]
    domain: Words | Number
    asks: str = ""
    many: bool = False
    given: Mapping[str, float] = attrs.field(factory=dict)
    never: tuple[str | bool, ...] = ()

    def can_be_asked_about(self, subject: Subject) -> bool:
        """Return whether the subject, or something that it is part of, has the fact."""
        return bool(self.of & subject.within)


class _Bounds(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid")
    low: float
    high: float


class FactRow(BaseModel):
    """How a file declares a fact; one of ``words``, ``axis``, ``number`` and ``yes_no`` is set."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
    of: Annotated[tuple[Subject, ...], Field(min_length=1)]
    asks: str
    source: str
    many: bool = False
    words: tuple[str, ...] = ()
    axis: str | None = None
    number: _Bounds | None = None
    yes_no: bool = False
    kinds: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    whole: tuple[str, ...] = ()
    given: dict[str, float] = Field(default_factory=dict)
    never: tuple[str | bool, ...] = ()


def fact_of(row: FactRow) -> Fact:
    """Return the fact that a row declares; ``registry_problems`` says whether it can be one."""
    domain: Words | Number
    if row.number is not None:
        domain = Number(row.number.low, row.number.high)
    elif row.yes_no:
        domain = Words((True, False))
    else:
        domain = Words(_words(row), MappingProxyType(dict(row.kinds)), frozenset(row.whole))
    return Fact(
        row.name,
        frozenset(row.of),
        domain,
        row.asks,
        row.many,
        MappingProxyType(dict(row.given)),
        row.never,
    )


def _words(row: FactRow) -> tuple[str, ...]:
    if row.axis is None:
        return row.words
    from birads.lexicon._axes import AXES

    axis = AXES.get(row.axis)
    return tuple(str(word.value) for word in axis.enum) if axis else ()


def registry_problems(rows: Iterable[FactRow]) -> list[tuple[int, str, str]]:
    """Return what is wrong with declared facts: the row's number, the field, and why."""
    out = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row.name in seen:
            out.append((number, "name", f"The fact {row.name!r} is declared twice."))
        seen.add(row.name)
        out += [(number, field, reason) for field, reason in _row_problems(row)]
    return out


def _row_problems(row: FactRow) -> list[tuple[str, str]]:
    out = []
    ways = (bool(row.words), row.axis is not None, row.number is not None, row.yes_no)
    if sum(ways) != 1:
        out.append(("name", "A fact has one of words, axis, number and yes_no."))
    if row.number is not None and not row.number.low < row.number.high:
        out.append(("number", "The lower bound is not below the upper."))
    words = _words(row)
    if row.axis is not None and not words:
        out.append(("axis", f"The lexicon has no axis {row.axis!r}."))
    if len(set(words)) < len(words) or NOT_STATED in words:
        out.append(("words", f"A word stands twice, or is {NOT_STATED!r}."))
    out += [("kinds", reason) for reason in _kind_problems(row, words)]
    out += [("whole", f"{word!r} has no kinds.") for word in row.whole if word not in row.kinds]
    return out


def _kind_problems(row: FactRow, words: tuple[str, ...]) -> list[str]:
    below = [kind for kinds in row.kinds.values() for kind in kinds]
    out = [
        f"{word!r} is not a word of the fact." for word in (*row.kinds, *below) if word not in words
    ]
    if len(set(below)) < len(below):
        out.append("A word stands under two general words.")
    place = {word: number for number, word in enumerate(words)}
    out += [
        f"{general!r} stands after its kind {kind!r}; a general word comes first."
        for general, kinds in row.kinds.items()
        for kind in kinds
        if place.get(general, -1) >= place.get(kind, len(words))
    ]
    return out


@cache
def facts() -> Mapping[str, Fact]:
    """Return the facts that come with the library, by name.

    Raises:
        ValueError: The registry contradicts itself.
    """
    file = resources.files("birads.acr_criteria.table") / "facts.toml"
    tree: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    rows = TypeAdapter(tuple[FactRow, ...]).validate_python(tree["fact"])
    problems = registry_problems(rows)
    problems += [
        (number, "source", f"There is no source {row.source!r}.")
        for number, row in enumerate(rows)
        if row.source not in tree["source"]
    ]
    if problems:
        raise ValueError(problems)
    return MappingProxyType({row.name: fact_of(row) for row in rows})
