"""Write the rules of a topic as rows, where its facts have too many combinations for a table.

One line for each answer or bound that a row takes: an engine of SQL joins them with facts. A row
holds where, for one of its alternatives, each fact that it asks has one of the listed answers and
keeps every bound; a row that another overrides gives way to it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Final, Literal

import attrs
from pydantic_core import to_json

from birads._visible import cell
from birads.acr_criteria._space import shown, size
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.table._domain import Words, bounds_of
from birads.acr_criteria.table._rows import Row, rows_of

__all__ = ["COLUMNS", "RuleRow", "fits_a_table", "render_rules", "rule_rows"]

_MOST_COMBINATIONS: Final = 50_000


@attrs.frozen
class RuleRow:
    """One answer (``is``) or bound (``ge``, ``gt``, ``lt``, ``le``) of one fact of a row."""

    row: str
    kind: str
    variant: int | None
    alternative: int
    overrides: str
    fact: str
    op: str
    value: str


COLUMNS: Final = tuple(field.name for field in attrs.fields(RuleRow))


def fits_a_table(topic: Topic) -> bool:
    """Return whether a table of all combinations of facts is small enough to be written."""
    return topic.joined is not None or size([topic], 1) <= _MOST_COMBINATIONS


def rule_rows(topic: Topic) -> Iterator[RuleRow]:
    """Yield the rules of a topic; a general word is written as all that it stands for."""
    for row in rows_of(topic.file):
        for number, more in enumerate(row.any_of or ({},), 1):
            for fact, condition in {**row.when, **more}.items():
                for op, value in _parts(topic, fact, condition):
                    yield _line(row, number, fact, op, value)


def _line(row: Row, number: int, fact: str, op: str, value: Any) -> RuleRow:
    overrides = ";".join(row.overrides)
    kind = row.kind.value
    return RuleRow(row.id, kind, row.variant, number, overrides, fact, op, shown(value))


def _parts(topic: Topic, fact: str, condition: Any) -> Iterator[tuple[str, Any]]:
    domain = topic.table.known[fact].domain
    if isinstance(domain, Words):
        admitted = domain.admitted(condition)
        yield from (("is", word) for word in domain.cells if word in admitted)
    else:
        yield from (bounds_of(condition) or {}).items()


def render_rules(topic: Topic, form: Literal["csv", "json"]) -> bytes:
    """Return the rules as CSV, or as one compact line of JSON."""
    found = [attrs.asdict(row) for row in rule_rows(topic)]
    if form == "json":
        return to_json(found) + b"\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in found:
        writer.writerow([cell(v) if isinstance(v, str) else v for v in row.values()])
    return out.getvalue().encode()
