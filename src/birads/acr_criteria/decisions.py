"""Write the criteria out as the table that they are: one row for every combination of facts.

An archive of any size is then mapped by its own engine with one join; see
``docs/how-to/join-the-decision-table.md``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import BinaryIO, Literal

import attrs
from pydantic_core import to_json

from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.facts import Facts, GroupCount, Laterality, in_order
from birads.acr_criteria.match import match
from birads.issue import MissingExtra
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from birads.visible import cell

__all__ = ["COLUMNS", "KEYS", "Decision", "decision", "key_of", "render", "rows", "write_parquet"]

KEYS = ("morphology", "distribution", "groups", "laterality")
COLUMNS = (*KEYS, "status", "variant", "candidates", "reasons", "missing")
_MOST_WORDS = len(CalcMorphology)  # 3.5 million rows; sets of up to three words need 37,638

Key = tuple[str, str, str, str]


@attrs.frozen
class Decision:
    """Hold one row: lists are joined, and a fact that is missing is the empty string."""

    morphology: str
    distribution: str
    groups: str
    laterality: str
    status: str
    variant: int | None
    candidates: str
    reasons: str
    missing: str

    def to_dict(self) -> dict[str, str | int | None]:
        """Return the row with ``None`` for each fact that is missing."""
        row: dict[str, str | int | None] = attrs.asdict(self)
        for name in KEYS:
            row[name] = row[name] or None
        return row


def decision(facts: Facts, topic: Topic | None = None) -> Decision:
    """Return the row of one combination of facts."""
    found = match(facts, topic)
    return Decision(
        "+".join(in_order(facts.morphology)),
        facts.distribution or "",
        facts.groups or "",
        facts.laterality or "",
        found.status.value,
        found.variant,
        ";".join(map(str, found.candidates)),
        ";".join(found.reasons),
        ";".join(found.missing),
    )


def rows(topic: Topic | None = None, max_morphologies: int = 2) -> Iterator[Decision]:
    """Yield every row, for every non-empty set of up to ``max_morphologies`` words.

    Raises:
        ValueError: ``max_morphologies`` is not 1 to 16.
    """
    if not 1 <= max_morphologies <= _MOST_WORDS:
        raise ValueError(f"max_morphologies is 1 to {_MOST_WORDS}, not {max_morphologies}")
    for size in range(1, max_morphologies + 1):
        for words in combinations(CalcMorphology, size):
            for distribution in (*CalcDistribution, None):
                for groups in (*GroupCount, None):
                    for laterality in (*Laterality, None):
                        facts = Facts(frozenset(words), distribution, groups, laterality)
                        yield decision(facts, topic)


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


def render(table: Iterable[Decision], form: Literal["csv", "json"]) -> bytes:
    """Return rows as CSV, or as one compact line of JSON with ``null`` for a missing fact."""
    if form == "json":
        return to_json([row.to_dict() for row in table]) + b"\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [cell(value) if isinstance(value, str) else value for value in attrs.astuple(row)]
        for row in table
    )
    return out.getvalue().encode()


def write_parquet(
    table: Iterable[Decision], path: Path | BinaryIO, about: Mapping[str, str]
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
        [(name, pa.int32() if name == "variant" else pa.string()) for name in COLUMNS],
        metadata={f"birads.{name}": value for name, value in about.items()},
    )
    listed = [attrs.asdict(row) for row in table]
    parquet.write_table(pa.Table.from_pylist(listed, schema=schema), path)


def about(topic: Topic | None = None) -> dict[str, str]:
    """Return what a written table must be able to say of itself."""
    topic = topic or bundled()
    return {
        "topic": topic.id,
        "revision": topic.revision,
        "review": topic.review.value,
        "source": topic.file.topic.source,
    }
