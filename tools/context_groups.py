"""Hold the coded values of structured reports against DICOM's context groups, wherever they stand.

The rules of PixelMed lack some of the groups, and never look below an item that they do not know:
a wrong category in a container of ours would be seen by nobody. The groups are those of the FHIR
publication of DICOM's terminology, in ``../shared/data/dicom_cids_breast.csv``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydicom import Dataset

__all__ = ["TABLE", "faults"]

TABLE = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "dicom_cids_breast.csv"
_GROUP = {
    "111005": "6026", "111053": "6028", "272741003": "6022", "111014": "6018", "111048": "6020",
    "111020": "6024", "111354": "6152", "111357": "6153", "111360": "6154", "111366": "6155",
    "111372": "6157", "111350": "6151", "111035": "6008", "107644003": "6004", "111037": "6006",
    "111009": "6010", "111008": "6012", "246090004": "6056", "129720009": "6002",
    "129715009": "6000", "111407": "6072",
}  # fmt: skip
# Values that no group of the table holds, and that are used on purpose.
_BESIDE = {
    "272741003": {("261665006", "SCT")},  # a side that is not stated
    "111005": {("MA.II.A.5.4A", "BI"), ("MA.II.A.5.4B", "BI"), ("MA.II.A.5.4C", "BI"),
               ("MA.II.A.5.6", "BI")},
    "246090004": {("129788004", "SCT"), ("309587003", "SCT"), ("129789007", "SCT")},
}  # fmt: skip


@cache
def _groups() -> dict[str, set[tuple[str, str]]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    def members(group: str) -> set[tuple[str, str]]:
        out: set[tuple[str, str]] = set()
        for row in rows:
            if row["cid"] == group and row["scheme"] == "INCLUDE":
                out |= members(row["code"].split()[-1])
            elif row["cid"] == group:
                out |= {(row["code"], row["scheme"]), (row["legacy_srt_code"], "SRT")}
        return out

    return {
        concept: members(group) | _BESIDE.get(concept, set()) for concept, group in _GROUP.items()
    }


def faults(item: Dataset, place: str = "1") -> Iterator[str]:
    """Yield the coded values that their context group lacks; those of our scheme pass."""
    if item.ValueType == "CODE":
        concept = str(item.ConceptNameCodeSequence[0].get("CodeValue"))
        held = item.ConceptCodeSequence[0]
        value = (
            str(held.get("CodeValue") or held.get("LongCodeValue")),
            str(held.CodingSchemeDesignator),
        )
        known = _groups().get(concept)
        if known is not None and not value[1].startswith("99") and value not in known:
            yield f"{place}: {value} is not in the context group {_GROUP[concept]}"
    for number, child in enumerate(item.get("ContentSequence", []), 1):
        yield from faults(child, f"{place}.{number}")
