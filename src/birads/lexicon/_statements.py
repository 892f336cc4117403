"""Hold the statements of the United States mammography rule beside the words of BI-RADS.

Source: 21 CFR 900.12(c), as amended in 2023 and in force since September 2024. ``exact`` marks a
text that was seen word for word in a public legal source; no other text may be printed as law.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

import attrs

from birads.lexicon._load import lexicon, read_sources, read_table
from birads.lexicon.common import Category
from birads.lexicon.mammography import Composition
from birads.tables._row import InvalidTable, Row

__all__ = [
    "AssessmentStatement",
    "DensityStatement",
    "LayStatement",
    "Statement",
    "StatementKind",
    "Statements",
    "build_statements",
    "density_statement",
    "mqsa_statements",
    "statements",
]

_REASONS = ("needs_additional_imaging", "needs_priors")


class StatementKind(StrEnum):
    """Whether an assessment statement closes the exam or waits for more."""

    FINAL = "final"
    INCOMPLETE = "incomplete"


@attrs.frozen(kw_only=True)
class Statement:
    """Hold one text of the rule, and whether it was held against the law word for word."""

    id: str
    text: str
    paragraph: str
    exact: bool
    checked: bool
    note: str | None
    source: tuple[str, ...]


@attrs.frozen(kw_only=True)
class AssessmentStatement(Statement):
    """Hold one assessment that the rule lets a report make.

    ``categories`` are the BI-RADS categories that it stands for; none for the marker exam, which
    has no number. ``reason`` tells the two statements for category 0 apart.
    """

    kind: StatementKind
    categories: tuple[Category, ...]
    reason: str | None
    no_category: str | None


@attrs.frozen(kw_only=True)
class LayStatement(Statement):
    """Hold what the letter to the patient says about density."""


@attrs.frozen(kw_only=True)
class DensityStatement(Statement):
    """Hold one density category of the rule, its BI-RADS word and its letter to the patient."""

    term: str
    lay_statement: LayStatement


@attrs.frozen
class Statements:
    """Hold both vocabularies of the rule."""

    assessment: tuple[AssessmentStatement, ...]
    density: tuple[DensityStatement, ...]
    lay: tuple[LayStatement, ...]


@cache
def statements() -> Statements:
    """Return the statements of the rule."""
    return build_statements(read_table("statements"))


def mqsa_statements(
    category: Category | str, reason: str | None = None
) -> tuple[AssessmentStatement, ...]:
    """Return the statements for a category: one, but two for 0 where its reason is not stated."""
    wanted = Category(category)
    return tuple(
        one
        for one in statements().assessment
        if wanted in one.categories
        and (one.reason is None or reason not in _REASONS or one.reason == reason)
    )


def density_statement(composition: Composition | str) -> DensityStatement:
    """Return the density statement for a BI-RADS composition."""
    wanted = Composition(composition)
    return next(one for one in statements().density if one.id == wanted)


def build_statements(table: Mapping[str, Any]) -> Statements:
    """Return the statements that a table describes, with a crosswalk that leaves nothing out."""
    document = Row(table, "statements.toml")
    assessments = tuple(_read_assessment(row) for row in document.tables("assessment"))
    lay = tuple(_read_lay(row) for row in document.tables("lay_statement"))
    by_id = {one.id: one for one in lay}
    density = tuple(_read_density(row, by_id) for row in document.tables("density"))
    document.table("review")
    document.done()
    out = Statements(assessments, density, lay)
    _check(out)
    return out


def _shared(row: Row) -> dict[str, Any]:
    return {
        "id": row.text("id"),
        "text": row.text("text"),
        "paragraph": row.text("paragraph"),
        "exact": row.flag("exact"),
        "checked": row.flag("checked"),
        "note": row.maybe_text("note"),
        "source": row.texts("source"),
    }


def _read_assessment(row: Row) -> AssessmentStatement:
    statement = AssessmentStatement(
        **_shared(row),
        kind=row.word("kind", StatementKind),
        categories=row.words("categories", Category),
        reason=row.maybe_text("reason"),
        no_category=row.maybe_text("no_category"),
    )
    row.done()
    if bool(statement.categories) is bool(statement.no_category):
        raise InvalidTable(f"{row.where}: a statement has categories, or says why it has none")
    return statement


def _read_lay(row: Row) -> LayStatement:
    statement = LayStatement(**_shared(row))
    row.done()
    return statement


def _read_density(row: Row, lay: Mapping[str, LayStatement]) -> DensityStatement:
    letter = lay.get(row.text("lay_statement"))
    if letter is None:
        raise InvalidTable(f"{row.where}: there is no such lay statement")
    statement = DensityStatement(**_shared(row), term=row.text("term"), lay_statement=letter)
    row.done()
    if statement.term not in lexicon().terms:
        raise InvalidTable(f"{row.where}: there is no term {statement.term!r}")
    return statement


def _check(out: Statements) -> None:
    everything: tuple[Statement, ...] = (*out.assessment, *out.density, *out.lay)
    for one in everything:
        if one.exact and not one.checked:
            raise InvalidTable(f"statements.toml, {one.id}: exact means checked")
        if not set(one.source) <= set(read_sources()):
            raise InvalidTable(f"statements.toml, {one.id}: a source is not in sources.toml")
    for category in Category:
        reasons = [one.reason for one in out.assessment if category in one.categories]
        if reasons != (list(_REASONS) if category is Category.C0 else [None]):
            raise InvalidTable(f"statements.toml: category {category} has no clear statement")
    if [one.id for one in out.density] != list(Composition):
        raise InvalidTable("statements.toml: each composition has one density statement")
