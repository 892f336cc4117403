"""Read the named definition sets: what is positive, which exams count, what is a cancer.

The tables are ``data/definitions.toml``; a site may give one of its own in the same shape. None
is built into the code, and each says where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from birads.audit._measure_names import MEASURES
from birads.issue import BiradsError
from birads.lexicon._term import Confidence
from birads.lexicon.common import Category, Modality
from birads.report.assessment import AssessmentReason
from birads.report.exam import Purpose
from birads.report.pathology import PathologyResult
from birads.tables._review import ReviewState, review_if_any
from birads.tables._row import InvalidTable, Row, read_tree, read_tree_file

__all__ = [
    "NOT_STATED",
    "Definition",
    "Group",
    "UnknownDefinition",
    "definition",
    "definitions",
    "load_definitions",
]

NOT_STATED = "not_stated"
_UNITS = ("exam", "lesion")
_LONGEST_DAYS = 3660


class UnknownDefinition(BiradsError, LookupError):
    """No definition set has the name; the message lists those there are."""


@attrs.frozen
class Group:
    """Say which exams are counted together, and what is positive among them.

    ``detected`` holds the categories with which a cancer counts as detected: the positive ones
    unless the set says otherwise.
    """

    id: str
    title: str
    purposes: frozenset[str]
    positive: frozenset[Category]
    negative: frozenset[Category]
    detected: frozenset[Category]
    measures: tuple[str, ...]


@attrs.frozen
class Definition:
    """Hold one named definition set; ``unit`` is what one row of its tables is.

    ``recall_reasons`` are the reasons with which a category 0 is a recall, and ``other_reasons``
    those with which it is none; where both are empty every 0 is one.
    """

    id: str
    title: str
    unit: str
    window_days: int
    negative_after_days: int
    minimum_cases: int
    cancer: frozenset[PathologyResult]
    tissue_categories: frozenset[Category]
    recall_categories: frozenset[Category]
    excluded_purposes: frozenset[Purpose]
    modalities: frozenset[Modality]
    groups: tuple[Group, ...]
    source: tuple[str, ...]
    confidence: tuple[Confidence, ...]
    note: str
    review: ReviewState
    recall_reasons: frozenset[AssessmentReason] = frozenset()
    other_reasons: frozenset[AssessmentReason] = frozenset()
    _by_purpose: Mapping[str, Group] = attrs.field(init=False, eq=False, repr=False)

    @_by_purpose.default
    def _index(self) -> Mapping[str, Group]:
        return MappingProxyType({word: one for one in self.groups for word in one.purposes})

    @property
    def reviewed(self) -> bool:
        """Whether a signature on the table holds."""
        return self.review is ReviewState.REVIEWED

    def group_of(self, purpose: Purpose | None) -> Group | None:
        """Return the group that counts exams of a purpose; ``None`` where none does."""
        return self._by_purpose.get(NOT_STATED if purpose is None else purpose.value)

    def is_recall(self, reason: AssessmentReason | None) -> bool | None:
        """Say whether a category 0 for a reason is a recall; ``None`` where that is not known."""
        if not self.recall_reasons:
            return True
        if reason in self.recall_reasons:
            return True
        return False if reason in self.other_reasons else None

    def group(self, name: str) -> Group:
        """Return the group of that id."""
        return next(group for group in self.groups if group.id == name)


def definition(name: str) -> Definition:
    """Return the definition set of that name.

    Raises:
        UnknownDefinition: No set has the name.
    """
    found = definitions().get(name)
    if found is None:
        raise UnknownDefinition(f"No definition set is called {name!r}: {', '.join(definitions())}")
    return found


@cache
def definitions() -> Mapping[str, Definition]:
    """Return every set that comes with the library, by name."""
    file = resources.files("birads.audit").joinpath("data", "definitions.toml")
    return _build(read_tree(file.read_bytes(), file.name), file.name)


def load_definitions(path: Path) -> Mapping[str, Definition]:
    """Return the sets of a file in the shape of ``definitions.toml``.

    Raises:
        InvalidTable: The file is not such a table; the message says where.
        OSError: The file cannot be read.
    """
    return _build(read_tree_file(path), path.name)


def _build(table: Mapping[str, Any], where: str) -> Mapping[str, Definition]:
    document = Row(table, where)
    document.table("review")
    review = review_if_any(where, table).state
    rows = [_read(row, review) for row in document.tables("definition")]
    document.done()
    out = {row.id: row for row in rows}
    if not rows or len(out) != len(rows):
        raise InvalidTable(f"{where}: a definition set stands there once, and at least one does")
    return MappingProxyType(out)


def _read(row: Row, review: ReviewState) -> Definition:
    out = Definition(
        id=row.text("id"),
        title=row.text("title"),
        unit=_unit(row),
        window_days=_days(row, "window_days"),
        negative_after_days=_days(row, "negative_after_days"),
        minimum_cases=_days(row, "minimum_cases"),
        cancer=frozenset(row.words("cancer", PathologyResult)),
        tissue_categories=frozenset(row.words("tissue_categories", Category)),
        recall_categories=frozenset(row.words("recall_categories", Category)),
        excluded_purposes=frozenset(row.words("excluded_purposes", Purpose)),
        modalities=frozenset(row.words("modalities", Modality) or Modality),
        groups=tuple(_read_group(inner) for inner in row.tables("group")),
        source=row.texts("source"),
        confidence=row.words("confidence", Confidence),
        note=row.text("note"),
        review=review,
        recall_reasons=frozenset(row.words("recall_reasons", AssessmentReason)),
        other_reasons=frozenset(row.words("other_reasons", AssessmentReason)),
    )
    row.done()
    _check_reasons(row, out)
    if not out.source or not out.cancer or not out.groups:
        raise row.wrong("'source', 'cancer' and a group have to be there")
    words = [word for group in out.groups for word in group.purposes]
    words += [purpose.value for purpose in out.excluded_purposes]
    if sorted(words) != sorted({*Purpose, NOT_STATED} & set(words)):
        raise row.wrong("a purpose belongs to one group, or is excluded")
    return out


def _check_reasons(row: Row, out: Definition) -> None:
    stated = out.recall_reasons | out.other_reasons
    if out.recall_reasons & out.other_reasons or AssessmentReason.NOT_STATED in stated:
        raise row.wrong("a stated reason is a recall or is none, never both", "recall_reasons")
    if out.other_reasons and not out.recall_reasons:
        raise row.wrong("'other_reasons' needs 'recall_reasons' beside it", "other_reasons")


def _read_group(row: Row) -> Group:
    positive = frozenset(row.words("positive", Category))
    out = Group(
        id=row.text("id"),
        title=row.text("title"),
        purposes=frozenset(row.texts("purposes")),
        positive=positive,
        negative=frozenset(row.words("negative", Category)),
        detected=frozenset(row.words("detected", Category)) or positive,
        measures=row.texts("measures"),
    )
    row.done()
    if out.positive & out.negative or Category.C6 in out.positive | out.negative:
        raise row.wrong("a category is positive, negative or out; 6 is always out")
    if unknown := set(out.measures) - set(MEASURES):
        raise row.wrong(f"no measure is called {', '.join(sorted(unknown))}", "measures")
    return out


def _unit(row: Row) -> str:
    unit = row.text("unit")
    if unit not in _UNITS:
        raise row.wrong(f"'unit' is exam or lesion, not {unit!r}", "unit")
    return unit


def _days(row: Row, key: str) -> int:
    number = row.whole(key)
    if number is None or not 0 < number <= _LONGEST_DAYS:
        raise row.wrong(f"{key!r} should be from 1 to {_LONGEST_DAYS}", key)
    return number
