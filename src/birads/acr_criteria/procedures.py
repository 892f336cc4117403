"""Read the table of procedures: their names, and what kind of step each is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import attrs

from birads.tables.review import ReviewState, review_of
from birads.tables.row import Row, read_tree

__all__ = [
    "Kind",
    "Procedure",
    "is_invasive",
    "name_of",
    "procedures",
    "procedures_review",
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


@attrs.frozen
class Procedure:
    """Name a procedure; ``contrast`` is withheld in pregnancy, ``tissue`` is invasive."""

    id: str
    name: str
    kind: Kind
    contrast: bool = False

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
        one = Procedure(row.text("id"), row.text("name"), row.word("kind", Kind), contrast is True)
        row.done()
        if one.contrast and one.kind is not Kind.IMAGING:
            raise row.wrong("only imaging uses contrast", "contrast")
        if one.id in found:
            raise row.wrong("the id stands twice", "id")
        found[one.id] = one
    document.done()
    return MappingProxyType(found)


def _tree() -> dict[str, Any]:
    file = resources.files("birads.acr_criteria") / "procedures.toml"
    return read_tree(file.read_bytes(), "procedures.toml")


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
