"""Index every name of every word by its key, per axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import product
from types import MappingProxyType

import attrs

from birads.lexicon._axes import AXES
from birads.lexicon._code import Quality, System
from birads.lexicon._fold import key, stems, typography
from birads.lexicon._load import lexicon
from birads.lexicon._term import Ambiguous, General, RetiredName, Term
from birads.lexicon.edition import Edition

__all__ = [
    "How",
    "Name",
    "ambiguous_words",
    "general_words",
    "like",
    "names",
    "spellings",
    "vocabulary",
]


_END = 2  # letters of a word that one slip leaves as they were, at its beginning or at its end


class How(StrEnum):
    """How a word was matched, the best first.

    ``exact`` is the word that a report writes, or a whole id; ``label`` what an edition prints.
    """

    EXACT = "exact"
    LABEL = "label"
    SYNONYM = "synonym"
    RETIRED = "retired"
    SPELLING = "spelling"


@attrs.frozen
class Name:
    """Hold one name of a term: ``edition`` where it is the label of that edition alone."""

    term: Term
    text: str
    how: How
    edition: Edition | None = None
    retired: RetiredName | None = None

    def as_written(self, word: str, edition: Edition | None) -> How:
        """Say how ``word`` was matched when it was found under this name."""
        if edition is not None and key(dict(self.term.labels).get(edition, "")) == key(self.text):
            return How.LABEL
        if self.how is How.EXACT and typography(word) != typography(self.text):
            return How.LABEL
        if self.edition is None or self.edition is edition:
            return self.how
        return How.RETIRED if self.edition < max(self.term.editions) else self.how


@cache
def names() -> Mapping[str, Mapping[str, Name]]:
    """Return the names of each axis by key."""
    out: dict[str, dict[str, Name]] = {axis_id: {} for axis_id in AXES}
    terms = lexicon().terms.values()
    for term in terms:
        for name in _names_of(term):
            out[term.axis].setdefault(key(name.text), name)
    for axis in AXES.values():
        known = out[axis.id]
        for stem, name in list(known.items()):
            for noun in axis.nouns:
                known.setdefault(stem + key(noun), name)
    for term in terms:
        for name in _names_of_codes(term):
            out[term.axis].setdefault(key(name.text), name)
    return MappingProxyType(out)


@cache
def ambiguous_words() -> Mapping[str, Mapping[str, Ambiguous]]:
    """Return the ambiguous words of each axis by key."""
    out: dict[str, dict[str, Ambiguous]] = {axis_id: {} for axis_id in AXES}
    for row in lexicon().ambiguous:
        for noun in ("", *AXES[row.axis].nouns):
            out[row.axis][key(row.word) + key(noun)] = row
    return MappingProxyType(out)


@cache
def general_words() -> Mapping[str, Mapping[str, General]]:
    """Return the words of each axis that are known and name no one term, by key."""
    out: dict[str, dict[str, General]] = {axis_id: {} for axis_id in AXES}
    for row in lexicon().general:
        for word in row.words:
            for noun in ("", *AXES[row.axis].nouns):
                out[row.axis][key(word) + key(noun)] = row
    return MappingProxyType(out)


@cache
def spellings() -> Mapping[str, Mapping[int, Mapping[tuple[str, ...], str]]]:
    """Return the names and the ambiguous words of each axis, word by word, with their keys.

    They stand under the number of their words.
    """
    out: dict[str, defaultdict[int, dict[tuple[str, ...], str]]] = {}
    for axis in AXES.values():
        texts = [name.text for name in names()[axis.id].values()]
        texts += [row.word for row in ambiguous_words()[axis.id].values()]
        out[axis.id] = defaultdict(dict)
        for text, noun in product(texts, ("", *axis.nouns)):
            parts = (*stems(text), *stems(noun))
            folded = "".join(parts)
            if folded in names()[axis.id] or folded in ambiguous_words()[axis.id]:
                out[axis.id][len(parts)][parts] = folded
    return MappingProxyType(out)


def like(axis: str, parts: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the spellings of an axis that one slip in one word can lead to, in their order.

    A slip leaves two letters of the beginning or of the end of its word as they were.
    """
    ends = _by_ends()[axis]
    found = {entry for end in _ends(parts) for entry in ends.get(end, ())}
    return ((other, folded) for _, other, folded in sorted(found))


_End = tuple[int, int, bool, str]
_Placed = tuple[int, tuple[str, ...], str]


@cache
def _by_ends() -> Mapping[str, Mapping[_End, tuple[_Placed, ...]]]:
    """Return the spellings of each axis by how each of their words begins and ends."""
    out: dict[str, defaultdict[_End, tuple[_Placed, ...]]] = {}
    for axis, sizes in spellings().items():
        out[axis] = defaultdict(tuple)
        for known in sizes.values():
            for number, (parts, folded) in enumerate(known.items()):
                for end in _ends(parts):
                    out[axis][end] += ((number, parts, folded),)
    return MappingProxyType(out)


def _ends(parts: Sequence[str]) -> Iterator[_End]:
    """Yield how each word begins and ends, with its place and the number of the words."""
    for place, word in enumerate(parts):
        yield len(parts), place, True, word[:_END]
        yield len(parts), place, False, word[-_END:]


@cache
def vocabulary() -> frozenset[str]:
    """Return every single word that occurs in a name: none of them is a slip for another."""
    return frozenset(
        stem for known in names().values() for name in known.values() for stem in stems(name.text)
    )


def _names_of(term: Term) -> Iterator[Name]:
    # A word of today that a later edition named otherwise is found as the older name that it is.
    if key(term.word) not in {key(retired.name) for retired in term.retired}:
        yield Name(term, term.word, How.EXACT)
    yield Name(term, term.label, How.LABEL)
    for retired in term.retired:
        yield Name(term, retired.name, How.RETIRED, retired=retired)
    for edition, label in term.labels:
        yield Name(term, label, How.LABEL, edition=edition)
    for synonym in term.synonyms:
        yield Name(term, synonym, How.SYNONYM)


def _names_of_codes(term: Term) -> Iterator[Name]:
    """Yield what SNOMED CT and DICOM call just the same thing."""
    for code in term.codes:
        if code.match is Quality.EXACT and code.system in (System.SCT, System.DCM):
            yield Name(term, code.display, How.SYNONYM)
