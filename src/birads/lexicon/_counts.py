"""Count the words of each axis, by edition and by how well they are coded."""

from __future__ import annotations

import attrs

from birads.lexicon._axes import AXES
from birads.lexicon._load import lexicon
from birads.lexicon.edition import Edition

__all__ = ["AxisCount", "counts"]


@attrs.frozen
class AxisCount:
    """Count one axis: all its words, those of each edition, those with an exact public code."""

    axis: str
    terms: int
    by_edition: tuple[tuple[Edition, int], ...]
    draft: int
    exact: int


def counts() -> tuple[AxisCount, ...]:
    """Return the counts of every axis; a draft is a word known at third hand only."""
    out = []
    for axis_id in AXES:
        terms = [term for term in lexicon().terms.values() if term.axis == axis_id]
        out.append(
            AxisCount(
                axis=axis_id,
                terms=len(terms),
                by_edition=tuple(
                    (edition, sum(edition in term.editions for term in terms))
                    for edition in Edition
                ),
                draft=sum(term.is_draft() for term in terms),
                exact=sum(term.has_exact_code for term in terms),
            )
        )
    return tuple(out)
