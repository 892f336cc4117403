"""Pair readings of one lesion: two modalities in one finding, or two readers of one exam.

Readers are paired by ``tracking_uid``, modality and date. How many lesions are remembered is
bounded, so that an archive of any size is read in the same memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import attrs

from birads.audit._agreement import Agreement, Weights, kappa
from birads.audit._case import Case
from birads.lexicon._meanings import order
from birads.lexicon.common import Category

__all__ = ["MOST_TRACKED", "Readings"]

MOST_TRACKED = 200_000
"""How many lesions with a tracking id wait for a second reading."""

_MOST_READERS = 50
_SEEN = ("enhancing", "none", "indeterminate")
# A category 0 or 6 has no place on a scale of suspicion.
_SCALE = tuple(word for word in order("category") if word not in "06")
_Key = tuple[str, str | None, object]


@attrs.define
class Readings:
    """Count pairs of words that two readings gave one lesion."""

    minimum: int
    contrast: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    readers: dict[tuple[str, str], Counter[tuple[str, str]]] = attrs.field(factory=dict)
    overflowed: bool = False
    _waiting: dict[_Key, tuple[str, Category]] = attrs.field(factory=dict)

    def add(self, case: Case) -> None:
        """Look at one lesion."""
        words = dict(case.words)
        if "cem.enhancement" in words and "mri.enhancement" in words:
            pair = _seen(words["cem.enhancement"]), _seen(words["mri.enhancement"])
            self.contrast[pair] += 1
        if case.tracking_uid is not None and len(case.readers) == 1 and case.category is not None:
            self._read(case.tracking_uid, case, case.readers[0], case.category)

    def _read(self, uid: str, case: Case, reader: str, category: Category) -> None:
        if category.value not in _SCALE:
            return
        key = uid, case.modality, case.date
        first = self._waiting.get(key)
        if first is None:
            if len(self._waiting) < MOST_TRACKED:
                self._waiting[key] = reader, category
            else:
                self.overflowed = True
            return
        other, said = first
        if other == reader:
            return
        names, pair = (other, reader), (said.value, category.value)
        if reader < other:
            names, pair = (reader, other), (category.value, said.value)
        if names in self.readers or len(self.readers) < _MOST_READERS:
            self.readers.setdefault(names, Counter())[pair] += 1
        else:
            self.overflowed = True

    def agreements(self) -> Iterator[Agreement]:
        """Yield kappa of CEM against MRI, and of each pair of readers, plain and weighted."""
        if self.contrast:
            yield kappa("CEM", "MRI", self.contrast, _SEEN, minimum=self.minimum)
        for (first, second), pairs in sorted(self.readers.items()):
            for weights in Weights:
                yield kappa(first, second, pairs, _SCALE, weights, minimum=self.minimum)


def _seen(word: str) -> str:
    return word if word in ("none", "indeterminate") else "enhancing"
