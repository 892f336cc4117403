"""The rows of a topic file, whatever their kind, in one shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import attrs

from birads.acr_criteria.table._boxes import Box
from birads.acr_criteria.table._file import Gap, ScopeRow, TopicFile, VariantRow

__all__ = ["Kind", "Path", "Row", "boxes_of", "rows_of"]

Path = tuple[str | int, ...]
"""The way to a member of a file: ``("variant", 3, "when", "age_years")``."""


class Kind(StrEnum):
    """What a row is for; the value is the name of its tables in the file."""

    SCOPE = "scope"
    VARIANT = "variant"
    NEAREST = "nearest"
    NO_MATCH = "no_match"


@attrs.frozen
class Row:
    """One row: its conditions, what it answers, and where it stands in the file."""

    id: str
    kind: Kind
    path: Path
    when: Mapping[str, Any]
    any_of: tuple[Mapping[str, Any], ...] = ()
    overrides: tuple[str, ...] = ()
    variant: int | None = None
    candidates: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    review: str | None = None

    def conditions(self) -> Iterator[tuple[Path, str, Any]]:
        """Yield every condition with its way in the file and its fact."""
        for fact, condition in self.when.items():
            yield (*self.path, "when", fact), fact, condition
        for number, when in enumerate(self.any_of):
            for fact, condition in when.items():
                yield (*self.path, "any_of", number, fact), fact, condition


def rows_of(file: TopicFile) -> tuple[Row, ...]:
    """Return every row of a topic; the id of a variant is ``V`` and its number."""
    out = [_scope(row, ("scope", n)) for n, row in enumerate(file.scope)]
    out += [_variant(row, ("variant", n)) for n, row in enumerate(file.variant)]
    out += [_gap(row, Kind.NEAREST, ("nearest", n)) for n, row in enumerate(file.nearest)]
    out += [_gap(row, Kind.NO_MATCH, ("no_match", n)) for n, row in enumerate(file.no_match)]
    return tuple(out)


def _scope(row: ScopeRow, path: Path) -> Row:
    return Row(row.id, Kind.SCOPE, path, row.when, row.any_of, reasons=(row.reason,))


def _variant(row: VariantRow, path: Path) -> Row:
    number = row.number
    return Row(f"V{number}", Kind.VARIANT, path, row.when, row.any_of, row.overrides, number)


def _gap(row: Gap, kind: Kind, path: Path) -> Row:
    return Row(
        row.id,
        kind,
        path,
        row.when,
        row.any_of,
        row.overrides,
        row.variant,
        row.candidates,
        row.reasons,
        row.review,
    )


def boxes_of(rows: tuple[Row, ...]) -> tuple[Box, ...]:
    """Return the boxes of all rows: one for each alternative of each row."""
    return tuple(
        Box(number, {**row.when, **alternative})
        for number, row in enumerate(rows)
        for alternative in row.any_of or ({},)
    )
