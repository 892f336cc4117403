"""Keep to the words, and the kinds of finding, that an edition has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from birads import lexicon
from birads.lexicon._axes import speaking

if TYPE_CHECKING:
    from enum import StrEnum

    from birads.lexicon.edition import Edition

__all__ = ["kind_in", "words_in"]

_TERMS = {
    "us.nonmass": "us.finding.nonmass_lesion",
    "mri.focus": "mri.finding.focus",
}
"""The terms of the kinds of finding that not every edition has."""


def words_in(axis: type[StrEnum], edition: Edition | None) -> list[str]:
    """Return the words of an axis that the edition has; all of them where none is given.

    Where the lexicon does not know the axis, as with a side, nothing is left out.
    """
    words = [word.value for word in axis]
    ids = speaking(axis)
    if edition is None or not ids:
        return words
    known = {term.word for one in ids for term in lexicon.terms(one, edition)}
    return [word for word in words if word in known]


def kind_in(kind: str, edition: Edition | None) -> bool:
    """Say whether the edition has findings of this kind."""
    if edition is None or kind not in _TERMS:
        return True
    return lexicon.term(_TERMS[kind]).stands_in(edition) is True
