"""Enumerate what a finding can say: every word of every axis, alone and in pairs.

The words come from the models, so that a kind of finding, an axis or a word that joins the format
joins the laws too.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import combinations
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

from birads._base.model import Model
from birads.issue import InvalidReport
from birads.lexicon.edition import Edition
from birads.parsing._parse import parse
from birads.report.findings import FINDING_MODELS, FindingBase
from birads.testing._editions import kind_in, words_in

__all__ = ["CHANGES", "Said", "kinds", "report_of", "sets", "valid", "words_of"]

Json = dict[str, Any]

CHANGES: tuple[str | None, ...] = (None, "new", "increasing", "stable")
MODALITIES = {"mg": "mammography", "us": "ultrasound", "mri": "mri", "cem": "cem"}
_COMMON = frozenset(FindingBase.model_fields) - {"palpable"}


@attrs.frozen
class Said:
    """Hold what one finding says: its kind, its words by member, its change and the edition."""

    kind: str
    words: tuple[tuple[str, str], ...]
    change: str | None = None
    edition: str = "2013"

    def members(self) -> Json:
        """Return the members of the finding as JSON values."""
        out: Json = {"kind": self.kind}
        for path, word in self.words:
            _put(out, path, word)
        return out if self.change is None else {**out, "change": self.change}

    def __str__(self) -> str:
        said = [self.kind, *(f"{path}={word}" for path, word in self.words), self.change or ""]
        return f"{' '.join(said).strip()} ({self.edition})"


def _put(out: Json, path: str, word: str) -> None:
    """Add one word: ``a`` a word, ``a[]`` an item of a list, ``a.b`` a word of an object."""
    value: Any = True if word == "true" else word
    if path.endswith("[]"):
        out.setdefault(path[:-2], []).append(value)
    elif "." in path:
        member, _, inner = path.partition(".")
        out.setdefault(member, {})[inner] = value
    else:
        out[path] = value


def kinds() -> dict[str, type[FindingBase]]:
    """Return the model of each kind of finding."""
    return {
        str(kind): model
        for model in FINDING_MODELS
        for kind in get_args(model.model_fields["kind"].annotation)
    }


@cache
def words_of(kind: str, edition: str) -> tuple[tuple[str, str], ...]:
    """Return every word that a finding of this kind can say in an edition, with its member."""
    of = Edition(edition)
    if not kind_in(kind, of):
        return ()
    found = []
    for name, field in kinds()[kind].model_fields.items():
        if name not in _COMMON:
            found += [(name + path, word) for path, word in _words(field.annotation, of)]
    lists = {path for path, _ in found if path.endswith("[]")}
    # Where one word or a list of words may stand, the list says all that the word does.
    return tuple(dict.fromkeys(entry for entry in found if f"{entry[0]}[]" not in lists))


def _words(annotation: Any, edition: Edition) -> Iterator[tuple[str, str]]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _words(arguments[0], edition)
    elif origin in (Union, types.UnionType):
        for choice in arguments:
            yield from _words(choice, edition)
    elif origin is tuple:
        yield from (("[]" + path, word) for path, word in _words(arguments[0], edition))
    elif annotation is bool:
        yield "", "true"
    elif isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield from (("", word) for word in words_in(annotation, edition))
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        for name, field in annotation.model_fields.items():
            yield from (
                (f".{name}", word) for path, word in _words(field.annotation, edition) if not path
            )


def _together(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Say whether a finding can say both: two words of one axis only where it is a list."""
    return one[0] != other[0] or one[0].endswith("[]")


def _combinations(kind: str, edition: str) -> Iterator[tuple[tuple[str, str], ...]]:
    words = words_of(kind, edition)
    if not words and kind_in(kind, Edition(edition)):
        yield ()
        return
    older = set(words_of(kind, "2013")) if edition != "2013" else set()
    yield ()
    yield from ((word,) for word in words)
    for one, other in combinations(words, 2):
        # A pair of words of the older edition was tried there.
        if _together(one, other) and not {one, other} <= older:
            yield one, other


@cache
def sets() -> tuple[Said, ...]:
    """Return every set of at most two words of a kind, with each change, that is a valid report.

    Two words are tried as new only, not as increasing: a test holds that these are one to every
    alarm of a word alone.
    """
    return tuple(
        Said(kind, words, change, edition)
        for edition in ("2013", "2025")
        for kind in kinds()
        if kind_in(kind, Edition(edition))
        for words in _combinations(kind, edition)
        if valid(Said(kind, words, None, edition))
        for change in CHANGES
        if change != "increasing" or len(words) < 2
    )


def report_of(said: Said, category: str | None, **more: Any) -> Json:
    """Return a report of one diagnostic exam with the one finding, in the left breast."""
    modality = MODALITIES.get(said.kind.partition(".")[0], "mammography")
    exam = {"id": "e", "modality": modality, "purpose": "diagnostic", "laterality": "bilateral"}
    finding: Json = {"id": "a", "exam": "e", "location": {"breast": "left"}, **said.members()}
    if category is not None:
        finding["category"] = category
    return {"edition": said.edition, "exams": [exam], "findings": [finding], **more}


def valid(said: Said) -> bool:
    """Say whether the format has such a finding."""
    try:
        parse(report_of(said, None))
    except InvalidReport:
        return False
    return True
