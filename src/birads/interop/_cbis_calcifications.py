"""Read the calcification table of CBIS-DDSM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.interop._cbis import View, cbis_format, joined, repeated
from birads.interop._merge import renamed
from birads.lexicon._meanings import worst
from birads.lexicon.mammography import CalcMorphology

if TYPE_CHECKING:
    from collections.abc import Sequence

    from birads.interop.importing import Draft

__all__ = ["CALCIFICATIONS"]

_TYPE = "calc type"
_DISTRIBUTION = "calc distribution"
_ORDER = [word.value for word in CalcMorphology]


def _describe(draft: Draft, pointer: str, views: Sequence[View]) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": "mg.calcifications"}
    types = [word for view in views for word in view.words[_TYPE]]
    if types:
        values["morphology"] = sorted({word.word for word in types}, key=_ORDER.index)
        renamed(draft, f"{pointer}/morphology", types)
        repeated(draft, f"{pointer}/morphology", _TYPE, views)
    distributions = [word for view in views for word in view.words[_DISTRIBUTION]]
    if distributions:
        kept = worst((word.word for word in distributions), "mg.calcifications.distribution")
        values["distribution"] = kept
        place = f"{pointer}/distribution"
        renamed(draft, place, distributions)
        joined(draft, place, _DISTRIBUTION, views, kept, "mg.calcifications.distribution")
        repeated(draft, place, _DISTRIBUTION, views, kept)
    return values


CALCIFICATIONS = cbis_format("cbis-ddsm-calc", "calcification", (_TYPE, _DISTRIBUTION), _describe)
