"""Read the table of procedures: their names, and what kind of step each is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import attrs

from birads.tables._review import ReviewState, review_of
from birads.tables._row import Row, read_tree

__all__ = [
    "Kind",
    "Procedure",
    "Role",
    "is_invasive",
    "name_of",
    "procedure_for",
    "procedures",
    "procedures_review",
    "rated_as",
    "read_procedures",
    "uses_contrast",
]


class Kind(StrEnum):
    """What kind of step a procedure is."""

    IMAGING = "imaging"
    TISSUE = "tissue"
    CLINICAL = "clinical"
    ROUTINE = "routine"
    ADMINISTRATIVE = "administrative"
    OTHER = "other"


class Role(StrEnum):
    """What a step is for; the table says which procedure it is."""

    COMPLETES_MAMMOGRAPHY = "completes_mammography"
    ADDITIONAL_IMAGING = "additional_imaging"
    OBTAIN_PRIORS = "obtain_priors"
    ROUTINE_CARE = "routine_care"
    FOLLOW_UP = "follow_up"
    TISSUE = "tissue"
    AFTER_CANCER = "after_cancer"
    AFTER_HIGH_RISK = "after_high_risk"
    AFTER_BENIGN = "after_benign"
    REPEAT_TISSUE = "repeat_tissue"


@attrs.frozen
class Procedure:
    """A procedure; ``contrast`` is withheld in pregnancy, ``tissue`` is invasive.

    ``rated_as`` is the procedure of a table that rates it where it was stated or written.
    """

    id: str
    name: str
    kind: Kind
    contrast: bool = False
    rated_as: str | None = None
    role: Role | None = None

    @property
    def invasive(self) -> bool:
        """Whether the procedure takes tissue."""
        return self.kind is Kind.TISSUE


@cache
def procedures() -> Mapping[str, Procedure]:
    """Return every procedure that a step can name, by id."""
    return read_procedures(_tree())


def procedures_review() -> ReviewState:
    """Return whether somebody has signed the table, and whether it changed since."""
    return review_of("procedures", _tree()).state


def read_procedures(tree: Mapping[str, Any]) -> Mapping[str, Procedure]:
    """Return the procedures of a table, by id.

    Raises:
        InvalidTable: A row is not of its form, an id stands twice, or contrast is given for what
            is no imaging.
    """
    review_of("procedures", tree)
    document = Row(tree, "procedures.toml")
    document.table("review")
    found: dict[str, Procedure] = {}
    for row in document.tables("procedure"):
        contrast = row.maybe_flag("contrast")
        one = Procedure(
            row.text("id"),
            row.text("name"),
            row.word("kind", Kind),
            contrast is True,
            row.maybe_text("rated_as"),
            row.maybe_word("role", Role),
        )
        row.done()
        if one.contrast and one.kind is not Kind.IMAGING:
            raise row.wrong("only imaging uses contrast", "contrast")
        if one.id in found:
            raise row.wrong("the id stands twice", "id")
        if one.role is not None and one.role in {other.role for other in found.values()}:
            raise row.wrong("another procedure has the role", "role")
        found[one.id] = one
    document.done()
    return MappingProxyType(found)


def _tree() -> dict[str, Any]:
    file = resources.files("birads.acr_criteria") / "data" / "procedures.toml"
    return read_tree(file.read_bytes(), "procedures.toml")


@cache
def procedure_for(role: Role) -> str:
    """Return the id of the procedure that has a role; the table that is shipped has each."""
    return next(one.id for one in procedures().values() if one.role is role)


def rated_as(procedure: str) -> str | None:
    """Return the procedure of a table that rates a stated or written step."""
    entry = procedures().get(procedure)
    return entry.rated_as if entry is not None else None


def is_invasive(procedure: str) -> bool:
    """Say whether a procedure takes tissue; an unknown one does not."""
    entry = procedures().get(procedure)
    return entry is not None and entry.invasive


def uses_contrast(procedure: str) -> bool:
    """Say whether a procedure uses contrast or a tracer."""
    entry = procedures().get(procedure)
    return entry is not None and entry.contrast


def name_of(procedure: str) -> str:
    """Return the name of a procedure for people; an unknown id reads as itself."""
    entry = procedures().get(procedure)
    return entry.name if entry is not None else procedure.replace("_", " ")
