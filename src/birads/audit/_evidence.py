"""Count how often lesions with a word were malignant, and set published values beside it.

These are shares among lesions whose outcome is known, mostly because somebody found them worth a
biopsy: a selected sample. They describe an archive. They are no probability of a patient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from birads.audit._case import Case
from birads.audit._followed import Truth
from birads.audit._intervals import Share, share
from birads.audit._words import CATEGORY, KIND, SEVERAL, counted_as
from birads.lexicon import Ppv
from birads.lexicon._meanings import order
from birads.lexicon.common import Category

__all__ = ["PLEOMORPHIC_NOTE", "SELECTED", "Calibration", "Evidence", "Row", "Square"]

SELECTED = (
    "Lesions with a known outcome, most of them because they were biopsied: a selected sample. "
    "These shares describe this archive and are not the probability of any patient."
)
PLEOMORPHIC_NOTE = (
    "CBIS-DDSM and other sources of the 4th edition or older say PLEOMORPHIC for forms that are "
    "today fine pleomorphic or coarse heterogeneous: their share is not that of today's word."
)
_PLEOMORPHIC = "mg.calcifications.morphology.fine_pleomorphic"
_TITLES = {CATEGORY: "Category of the lesion", KIND: "Kind of finding"}


@attrs.frozen
class Row:
    """Hold one word: malignant of those known, how many by tissue, and the published values."""

    word: str
    label: str
    share: Share
    tissue: int
    unknown: int
    published: tuple[Ppv, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        out = {"word": self.word, "label": self.label, "share": self.share.to_dict()}
        quoted = [
            {k: v for k, v in attrs.asdict(one).items() if v is not None} for one in self.published
        ]
        return {**out, "by_tissue": self.tissue, "unknown": self.unknown, "published": quoted}


@attrs.frozen
class Square:
    """Hold a table of two axes; cells are malignant of known, by the words of both."""

    first: str
    second: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Share]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values, only the cells that have cases."""
        cells = [{"row": a, "column": b, **cell.to_dict()} for (a, b), cell in self.cells.items()]
        return {"first": self.first, "second": self.second, "cells": cells}


@attrs.frozen
class Calibration:
    """Hold a category's share of cancers against the likelihood that its meaning states."""

    category: Category
    name: str
    stated: str
    low: float
    high: float
    share: Share
    says: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        out = {"category": self.category.value, "stated": self.stated, "says": self.says}
        return out | {"share": self.share.to_dict()}


@attrs.define
class Evidence:
    """Count lesions by word and by pairs of words: every counter is over closed words."""

    pairs: tuple[tuple[str, str], ...]
    minimum: int
    _one: Counter[tuple[str, str, Truth, bool]] = attrs.field(factory=Counter)
    _two: Counter[tuple[int, str, str, bool]] = attrs.field(factory=Counter)

    def add(self, case: Case) -> None:
        """Count one lesion."""
        followed = case.followed
        by_tissue = followed.basis == "tissue"
        words = {axis: counted_as(word) for axis, word in case.words}
        if case.category is not None:
            words[CATEGORY] = case.category.value
        for axis, word in words.items():
            self._one[axis, word, followed.truth, by_tissue] += 1
        if followed.truth is Truth.UNKNOWN:
            return
        for number, (first, second) in enumerate(self.pairs):
            if first in words and second in words:
                malignant = followed.truth is Truth.CANCER
                self._two[number, words[first], words[second], malignant] += 1

    def tables(self) -> Iterator[tuple[str, str, tuple[Row, ...]]]:
        """Yield axis, title and rows of every axis that a lesion with a known outcome speaks."""
        spoken = {axis for axis, _, truth, _ in self._one if truth is not Truth.UNKNOWN}
        for axis in sorted(spoken, key=_axis_order):
            yield axis, title(axis), self.rows(axis)

    def rows(self, axis: str) -> tuple[Row, ...]:
        """Return the words of one axis, in the order of the lexicon."""
        words = {word for of, word, _, _ in self._one if of == axis}
        return tuple(self._row(axis, word) for word in sorted(words, key=_word_order(axis)))

    def _row(self, axis: str, word: str) -> Row:
        at = self._one
        cancer = sum(at[axis, word, Truth.CANCER, how] for how in (True, False))
        harmless = sum(at[axis, word, Truth.NO_CANCER, how] for how in (True, False))
        return Row(
            word=word,
            label=label(axis, word),
            share=share(
                cancer, cancer + harmless, minimum=self.minimum, none="no outcome is known"
            ),
            tissue=sum(at[axis, word, truth, True] for truth in Truth),
            unknown=sum(at[axis, word, Truth.UNKNOWN, how] for how in (True, False)),
            published=_published(axis, word),
        )

    def squares(self) -> Iterator[Square]:
        """Yield the two-dimensional tables that have cases."""
        for number, (first, second) in enumerate(self.pairs):
            cells = {(one, two) for of, one, two, _ in self._two if of == number}
            if not cells:
                continue
            rows = sorted({one for one, _ in cells}, key=_word_order(first))
            columns = sorted({two for _, two in cells}, key=_word_order(second))
            shares = {
                (one, two): self._cell(number, one, two)
                for one in rows
                for two in columns
                if (one, two) in cells
            }
            yield Square(first, second, tuple(rows), tuple(columns), shares)

    def _cell(self, number: int, one: str, two: str) -> Share:
        cancer = self._two[number, one, two, True]
        total = cancer + self._two[number, one, two, False]
        return share(cancer, total, minimum=self.minimum)

    def calibration(self) -> tuple[Calibration, ...]:
        """Return every category that states a likelihood, against what became of its lesions."""
        from birads.lexicon import assessments

        rows = {row.word: row for row in self.rows(CATEGORY)}
        out = []
        for one in assessments():
            row = rows.get(one.id.value)
            if row is None or one.likelihood is None:
                continue
            low, high = one.likelihood.low, one.likelihood.high
            says = _against(row.share, low / 100, high / 100)
            stated = str(one.likelihood) if low < high else f"essentially {low:g} %"
            out.append(Calibration(one.id, one.name, stated, low, high, row.share, says))
        return tuple(out)

    def published_sources(self) -> tuple[str, ...]:
        """Return the keys of the sources whose values stand beside these counts."""
        rows = (row for _, _, rows in self.tables() for row in rows)
        return tuple(sorted({one.source for row in rows for one in row.published}))

    @property
    def has_pleomorphic(self) -> bool:
        """Say whether a share of fine pleomorphic calcifications is shown."""
        axis, _, word = _PLEOMORPHIC.rpartition(".")
        return any(of == axis and said == word for of, said, _, _ in self._one)


def _against(found: Share, low: float, high: float) -> str:
    """Say where the interval lies against the stated range, without a verdict on anybody."""
    if found.value is None or found.exact is None:
        return f"not computable: {found.reason}"
    if low == high:
        return f"stated without a range; {found.k} of {found.n} were cancer"
    if found.exact.low > high:
        return "the interval lies above the stated range"
    if found.exact.high < low:
        return "the interval lies below the stated range"
    inside = low <= found.value <= high
    return "compatible with the stated range" + ("" if inside else ", the share itself outside it")


def title(axis: str) -> str:
    """Return the name of an axis with its modality."""
    from birads.lexicon._axes import AXES

    if axis in _TITLES:
        return _TITLES[axis]
    found = AXES[axis]
    modality = axis.partition(".")[0]
    names = {"mg": "mammography", "us": "ultrasound", "mri": "MRI", "cem": "CEM"}
    return f"{found.label} ({names[modality]})" if modality in names else found.label


def label(axis: str, word: str) -> str:
    """Return a word as people read it."""
    from birads.lexicon import term

    if word == SEVERAL:
        return "several words"
    if axis == KIND:
        modality, _, rest = word.partition(".")
        return f"{modality.upper()} {rest.replace('_', ' ')}" if rest else word
    if axis == CATEGORY:
        return word
    try:
        return term(f"{axis}.{word}").label
    except LookupError:
        return word.replace("_", " ")


def _published(axis: str, word: str) -> tuple[Ppv, ...]:
    from birads.lexicon import term

    try:
        return term(f"{axis}.{word}").ppv
    except LookupError:
        return ()


@cache
def _order_of(axis: str) -> Mapping[str, int]:
    from birads.lexicon._axes import AXES
    from birads.report.findings import FINDING_MODELS

    if axis == CATEGORY:
        # As people count them: what waits first, what is proven last.
        words = ["0", *(word for word in order("category") if word not in "06"), "6"]
    elif axis == KIND:
        words = [model.model_fields["kind"].default for model in FINDING_MODELS]
    else:
        words = [word.value for word in AXES[axis].enum]
    return {word: number for number, word in enumerate(words)}


def _word_order(axis: str) -> Any:
    ranks = _order_of(axis)
    return lambda word: (ranks.get(word, len(ranks)), word)


def _axis_order(axis: str) -> tuple[int, str]:
    from birads.lexicon._axes import AXES

    first = {CATEGORY: 0, KIND: 1}
    return first.get(axis, 2 + list(AXES).index(axis) if axis in AXES else 99), axis
