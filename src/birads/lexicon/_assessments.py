"""Hold what each assessment category means; nothing here assigns one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from birads.lexicon._code import Code
from birads.lexicon._load import read_codes, read_sources, read_table
from birads.lexicon._term import Confidence
from birads.lexicon.common import Category, Modality
from birads.lexicon.edition import Edition
from birads.tables._row import InvalidTable, Row

__all__ = [
    "AssessmentCategory",
    "Likelihood",
    "assessment",
    "assessments",
    "build_assessments",
]


@attrs.frozen
class Likelihood:
    """Give a range of the likelihood of cancer in percent; each end is in it or outside it."""

    low: float
    high: float
    low_included: bool
    high_included: bool
    note: str | None = None

    def __contains__(self, percent: float) -> bool:
        above = percent >= self.low if self.low_included else percent > self.low
        below = percent <= self.high if self.high_included else percent < self.high
        return above and below

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low:g} %"
        low = "from" if self.low_included else "above"
        high = "to" if self.high_included else "below"
        return f"{low} {self.low:g} {high} {self.high:g} %"


@attrs.frozen
class AssessmentCategory:
    """Hold the facts about one category.

    ``likelihood`` is ``None`` where none is stated: an incomplete exam, a cancer already proven.
    ``management`` and ``edition_notes`` hold one sentence per modality and edition.
    """

    id: Category
    name: str
    meaning: str
    likelihood: Likelihood | None
    part_of: Category | None
    modalities: tuple[Modality, ...]
    management: tuple[tuple[Modality, str], ...]
    edition_notes: tuple[tuple[Edition, str], ...]
    draft_editions: tuple[Edition, ...]
    codes: tuple[Code, ...]
    source: tuple[str, ...]
    confidence: tuple[Confidence, ...]

    def used_in(self, modality: Modality | str) -> bool:
        """Say whether a modality knows the category: MRI does not divide category 4."""
        return Modality(modality) in self.modalities

    def management_in(self, modality: Modality | str) -> str | None:
        """Return what follows from the category, or ``None`` where the modality has it not."""
        return dict(self.management).get(Modality(modality))


def assessment(category: Category | str) -> AssessmentCategory:
    """Return the facts about one category.

    Raises:
        ValueError: there is no such category.

    """
    return _table()[Category(category)]


def assessments() -> tuple[AssessmentCategory, ...]:
    """Return every category, from 0 to 6."""
    return tuple(_table().values())


@cache
def _table() -> Mapping[Category, AssessmentCategory]:
    return build_assessments(read_table("assessment"))


def build_assessments(table: Mapping[str, Any]) -> Mapping[Category, AssessmentCategory]:
    """Return the categories that a table describes: all of them, once each."""
    document = Row(table, "assessment.toml")
    rows = [_read(row) for row in document.tables("category")]
    document.table("review")
    document.done()
    out = {row.id: row for row in rows}
    if len(rows) != len(out) or set(out) != set(Category):
        raise InvalidTable("assessment.toml: every category stands there once")
    return MappingProxyType({category: out[category] for category in Category})


def _read(row: Row) -> AssessmentCategory:
    category = AssessmentCategory(
        id=row.word("id", Category),
        name=row.text("name"),
        meaning=row.text("meaning"),
        likelihood=_read_likelihood(row.table("likelihood")),
        part_of=row.maybe_word("part_of", Category),
        modalities=row.words("modalities", Modality),
        management=tuple(
            (row.as_word(name, "management", Modality), text)
            for name, text in row.texts_by_key("management").items()
        ),
        edition_notes=tuple(
            (row.as_word(name, "editions", Edition), text)
            for name, text in row.texts_by_key("editions").items()
        ),
        draft_editions=row.words("draft_editions", Edition),
        codes=read_codes(row),
        source=row.texts("source"),
        confidence=row.words("confidence", Confidence),
    )
    row.done()
    if {modality for modality, _ in category.management} != set(category.modalities):
        raise InvalidTable(f"{row.where}: management is stated for each modality, and no other")
    if not set(category.source) <= set(read_sources()):
        raise InvalidTable(f"{row.where}: a source is not in sources.toml")
    return category


def _read_likelihood(row: Row | None) -> Likelihood | None:
    if row is None:
        return None
    above, start, to, below = (row.number(key) for key in ("above", "from", "to", "below"))
    low, high = above if start is None else start, below if to is None else to
    note = row.maybe_text("note")
    row.done()
    if (
        low is None
        or high is None
        or (above is None) is (start is None)
        or ((below is None) is (to is None))
    ):
        raise InvalidTable(f"{row.where}: write 'above' or 'from', and 'to' or 'below'")
    return Likelihood(low, high, start is not None, to is not None, note)
