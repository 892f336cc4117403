"""Hand out terms, axes and sources."""

from __future__ import annotations

from birads.lexicon._axes import AXES
from birads.lexicon._load import lexicon, read_sources
from birads.lexicon._term import Axis, Source, Term
from birads.lexicon.common import Modality
from birads.lexicon.edition import Edition

__all__ = ["axes", "axis", "source", "sources", "term", "terms"]


def term(term_id: str) -> Term:
    """Return the term with this id.

    Raises:
        LookupError: there is none.

    """
    found = lexicon().terms.get(term_id)
    if found is None:
        raise LookupError(f"There is no term {term_id!r}.")
    return found


def axis(axis_id: str) -> Axis:
    """Return the axis with this id.

    Raises:
        LookupError: there is none.

    """
    found = AXES.get(axis_id)
    if found is None:
        raise LookupError(f"There is no axis {axis_id!r}.")
    return found


def axes(modality: Modality | str | None = None) -> tuple[Axis, ...]:
    """Return every axis, or those of one modality."""
    wanted = None if modality is None else Modality(modality)
    return tuple(one for one in AXES.values() if wanted is None or one.modality is wanted)


def terms(
    axis: str | None = None,
    edition: Edition | str | None = None,
    modality: Modality | str | None = None,
) -> tuple[Term, ...]:
    """Return the terms of an axis, an edition and a modality, in the order of the enumerations.

    A word of which it is not known whether the edition keeps it is left out.

    Raises:
        LookupError: there is no such axis.

    """
    if axis is not None and axis not in AXES:
        raise LookupError(f"There is no axis {axis!r}.")
    of = None if edition is None else Edition(edition)
    wanted = None if modality is None else Modality(modality)
    return tuple(
        one
        for one in lexicon().terms.values()
        if (axis is None or one.axis == axis)
        and (of is None or one.stands_in(of) is True)
        and (wanted is None or AXES[one.axis].modality is wanted)
    )


def sources() -> tuple[Source, ...]:
    """Return every publication that the tables cite."""
    return tuple(read_sources().values())


def source(key: str) -> Source:
    """Return the publication with this key.

    Raises:
        LookupError: there is none.

    """
    found = read_sources().get(key)
    if found is None:
        raise LookupError(f"There is no source {key!r}.")
    return found
