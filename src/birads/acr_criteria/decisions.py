"""Write the criteria out as the table that they are: one row for every combination of facts.

An archive of any size is then mapped by its own engine with one join; see
``docs/how-to/join-the-decision-table.md``. The columns are the facts that the topic asks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

import attrs
from pydantic_core import to_json

from birads._visible import cell
from birads.acr_criteria._match import status_of
from birads.acr_criteria._space import answers_of, axis_of, points, shown, size
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.facts import Facts, GroupCount, Laterality, in_order
from birads.issue import MissingExtra
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

__all__ = [
    "ANSWER",
    "COLUMNS",
    "KEYS",
    "Decision",
    "cell_of",
    "columns",
    "decision",
    "key_of",
    "key_of_facts",
    "render",
    "rows",
    "write_parquet",
]

ANSWER: Final = ("status", "variant", "candidates", "reasons", "missing")
KEYS: Final = ("morphology", "distribution", "groups", "laterality")
"""The key columns of the table of calcifications."""

COLUMNS: Final = (*KEYS, *ANSWER)
_MOST_ROWS: Final = 4_000_000  # every set of all words of calcifications stays below it

Key = tuple[str, str, str, str]


@attrs.frozen
class Decision:
    """One row: lists are joined, and a fact that is missing is the empty string.

    Each fact of ``key`` is an attribute too.
    """

    key: Mapping[str, str]
    status: str
    variant: int | None
    candidates: str
    reasons: str
    missing: str

    def __getattr__(self, name: str) -> str:
        """Return the cell of a key column."""
        if name != "key" and name in self.key:
            return self.key[name]
        raise AttributeError(name)

    def cells(self) -> dict[str, str | int | None]:
        """Return the row by its columns."""
        return {**self.key, **{name: getattr(self, name) for name in ANSWER}}

    def to_dict(self) -> dict[str, str | int | None]:
        """Return the row with ``None`` for each fact that is missing."""
        return {**self.cells(), **{name: value or None for name, value in self.key.items()}}


def columns(topic: Topic | None = None) -> tuple[str, ...]:
    """Return the columns of a topic's table: its facts, then what it answers."""
    return (*(topic or bundled()).row_facts, *ANSWER)


def decision(facts: Facts, topic: Topic | None = None) -> Decision:
    """Return the row of one combination of the facts of calcifications."""
    return _decision(facts.values(), topic or bundled())


def _decision(values: Mapping[str, Any], topic: Topic) -> Decision:
    found = topic.answer(values)
    return Decision(
        {name: _cell(values.get(name), topic, name) for name in topic.row_facts},
        status_of(found).value,
        found.variant,
        ";".join(map(str, found.candidates)),
        ";".join(found.reasons),
        ";".join(missing.fact for missing in found.missing),
    )


def _cell(value: Any, topic: Topic, name: str) -> str:
    """Return the cell of an answer; only several words need the order of the fact."""
    several = isinstance(value, (frozenset, set, tuple, list))
    return shown(value, answers_of(topic, name) if several else ())


def rows(topic: Topic | None = None, max_morphologies: int = 2) -> Iterator[Decision]:
    """Yield every row, for every non-empty set of up to ``max_morphologies`` words.

    Raises:
        ValueError: ``max_morphologies`` is not 1 to the number of words, or the facts of the topic
            have more combinations than a table can hold.
    """
    topic = topic or bundled()
    most = len(answers_of(topic, topic.joined)) if topic.joined is not None else max_morphologies
    if not 1 <= max_morphologies <= most:
        raise ValueError(f"max_morphologies is 1 to {most}, not {max_morphologies}")
    if size([topic], 1) > _MOST_ROWS:
        raise ValueError(f"{topic.key} has more than {_MOST_ROWS:,} combinations of facts")
    for values in points([topic], max_morphologies):
        yield _decision(values, topic)


def key_of_facts(values: Mapping[str, Any], topic: Topic) -> dict[str, str]:
    """Return the key columns of facts under a topic, as ``rows`` writes them.

    A number gets the number that stands for its band; a value that is none of a fact's answers is
    not stated.
    """
    return {name: cell_of(values.get(name), name, topic) for name in topic.row_facts}


def cell_of(value: Any, name: str, topic: Topic) -> str:
    """Return the cell of one answer of a fact, empty where it is not stated."""
    axis = axis_of(topic, name)
    if axis.bands is not None:
        holds = axis.bands.number.holds(value)
        return shown(axis.bands.samples[axis.bands.band(value)]) if holds else ""
    known = answers_of(topic, name)
    several = isinstance(value, (list, tuple, set, frozenset))
    words = frozenset(value) if several else frozenset({value})
    kept = words & frozenset(known)
    return shown(kept, known) if kept else ""


def key_of(
    morphology: Iterable[str],
    distribution: str | None = None,
    groups: int | str | None = None,
    laterality: str | None = None,
) -> Key:
    """Return the key columns of a row of descriptors, as ``rows`` writes them.

    ``groups`` is a count, "single" or "multiple"; ``laterality`` a side, "bilateral" or
    "unilateral". Words are the ids of the lexicon, in any order and repeated as they like.

    Raises:
        ValueError: A word is not one of the lexicon's.
    """
    words = frozenset(CalcMorphology(word) for word in morphology)
    place = CalcDistribution(distribution).value if distribution else ""
    side = {"left": "unilateral", "right": "unilateral"}.get(laterality or "", laterality)
    return (
        "+".join(in_order(words)),
        place,
        _group_count(groups),
        Laterality(side).value if side else "",
    )


def _group_count(groups: int | str | None) -> str:
    if groups is None or groups == "":
        return ""
    if isinstance(groups, str):
        return GroupCount(groups).value
    if groups < 1:
        raise ValueError(f"groups is 1 or more, not {groups}")
    return (GroupCount.SINGLE if groups == 1 else GroupCount.MULTIPLE).value


def render(
    table: Iterable[Decision], form: Literal["csv", "json"], topic: Topic | None = None
) -> bytes:
    """Return rows as CSV, or as one compact line of JSON with ``null`` for a missing fact."""
    if form == "json":
        return to_json([row.to_dict() for row in table]) + b"\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(topic))
    writer.writerows(
        [cell(value) if isinstance(value, str) else value for value in row.cells().values()]
        for row in table
    )
    return out.getvalue().encode()


def write_parquet(
    table: Iterable[Decision],
    path: Path | BinaryIO,
    about: Mapping[str, str],
    topic: Topic | None = None,
) -> None:
    """Write rows to a Parquet file, with ``about`` (topic and revision) in its metadata.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("parquet", "pyarrow") from None
    schema = pa.schema(
        [(name, pa.int32() if name == "variant" else pa.string()) for name in columns(topic)],
        metadata={f"birads.{name}": value for name, value in about.items()},
    )
    listed = [row.cells() for row in table]
    parquet.write_table(pa.Table.from_pylist(listed, schema=schema), path)


def about(topic: Topic | None = None) -> dict[str, str]:
    """Return what a written table must be able to say of itself."""
    topic = topic or bundled()
    return {
        "topic": topic.id,
        "revision": topic.revision,
        "review": topic.review.value,
        "source": topic.file.topic.citation,
    }
