"""Name a concept in a coding system."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Code", "Quality", "System"]


class System(StrEnum):
    """A coding system, by the designator that DICOM uses where it has one.

    ``SRT`` is retired and only ever read; ``birads`` is our own, in which every term has a code.
    """

    SCT = "SCT"
    DCM = "DCM"
    NCIT = "NCIt"
    RADLEX = "RADLEX"
    BI = "BI"
    RADELEMENT = "RadElement"
    SRT = "SRT"
    BIRADS = "birads"


class Quality(StrEnum):
    """How the meaning of a code compares with the term that carries it."""

    EXACT = "exact"
    BROADER = "broader"
    NARROWER = "narrower"


@attrs.frozen
class Code:
    """Hold one code; two codes are equal where system and value are, and nothing else counts.

    ``match`` says whether the code means what the term means, more (broader) or less (narrower).
    """

    system: System
    value: str
    display: str = attrs.field(default="", eq=False)
    match: Quality = attrs.field(default=Quality.EXACT, eq=False)
    note: str | None = attrs.field(default=None, eq=False)

    def to_dict(self) -> dict[str, str]:
        """Return the members of an exported code."""
        out = {
            "system": self.system.value,
            "code": self.value,
            "display": self.display,
            "match": self.match.value,
        }
        if self.note:
            out["note"] = self.note
        return out
