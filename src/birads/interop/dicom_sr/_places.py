"""Know where each member of a report stands in the templates: the rows of ``places.toml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from birads.interop.dicom_sr._item import Coded, coded
from birads.tables._toml import read_toml

__all__ = ["PROPERTY", "Place", "places"]

PROPERTY = "HAS PROPERTIES"
"""How a member hangs on its object, where its row does not say otherwise."""


@attrs.frozen
class Place:
    """One row of the table: where a member may stand, and which of its values."""

    concept: Coded
    relation: str = PROPERTY
    unit: Coded | None = None
    form: str = ""
    only: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    least: int = 0
    whole: bool = False
    unless: str = ""
    at: str = ""

    def takes(self, value: Any, beside: dict[str, Any]) -> bool:
        """Say whether the row is the place of this value."""
        if self.only and value not in self.only:
            return False
        if self.unless and self.unless in beside:
            return False
        if self.least and not (isinstance(value, int) and value >= self.least):
            return False
        return not self.whole or float(value).is_integer()


@cache
def places() -> dict[str, dict[str, tuple[tuple[str, Place], ...]]]:
    """Return, for each section and member, its rows with the kind of finding that they need."""
    tree = read_toml(files(__package__).joinpath("places.toml").read_bytes())
    out: dict[str, dict[str, tuple[tuple[str, Place], ...]]] = {}
    for section, held in tree.items():
        if section == "review":
            continue
        members = out.setdefault(section, {})
        for row in held["rows"]:
            place = Place(
                coded(row["concept"]),
                row.get("relation", PROPERTY),
                coded(row["unit"]) if "unit" in row else None,
                row.get("as", ""),
                tuple(row.get("only", ())),
                tuple(row.get("own", ())),
                row.get("least", 0),
                row.get("whole", False),
                row.get("unless", ""),
                row.get("at", ""),
            )
            members[row["member"]] = (
                *members.get(row["member"], ()),
                (row.get("kind", ""), place),
            )
    return out
