"""Record tissue results: how the sample was taken, and what it showed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from birads._base.model import Count, Date, Id, Integer, Maybe, Model, Text
from birads.lexicon._meanings import classes
from birads.lexicon.common import Breast
from birads.lexicon.pathology import (
    BCategory,
    BiopsyProcedure,
    Complication,
    Concordance,
    Guidance,
    PathologyResult,
    PathologyState,
    ResultClass,
    SpecimenRadiograph,
)
from birads.report.cancer import Grade, Receptors
from birads.report.patient import Margins

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "RESULT_CLASS",
    "BCategory",
    "BiopsyProcedure",
    "Complication",
    "Concordance",
    "Guidance",
    "Pathology",
    "PathologyResult",
    "PathologyState",
    "ResultClass",
    "SpecimenRadiograph",
]


_CLASSES = classes("pathology.result")
RESULT_CLASS: Mapping[PathologyResult, ResultClass | None] = MappingProxyType(
    {
        result: ResultClass(_CLASSES[result]) if result in _CLASSES else None
        for result in PathologyResult
    }
)
"""What each tissue result means for the next step; ``None`` for "other", which its text says."""


class Pathology(Model):
    """Record one tissue sample of one finding, or of a breast where none is named.

    A sample whose ``state`` is pending has no result yet, and answers nothing.
    """

    finding: Maybe[Id] = None
    result: Maybe[PathologyResult] = None
    breast: Maybe[Breast] = None
    state: Maybe[PathologyState] = None
    date: Maybe[Date] = None
    procedure: Maybe[BiopsyProcedure] = None
    guidance: Maybe[Guidance] = None
    gauge: Maybe[Annotated[int, Integer(1, 30)]] = None
    samples: Maybe[Count] = None
    specimen_radiograph: Maybe[SpecimenRadiograph] = None
    marker_clip: Maybe[bool] = None
    marker_position_documented: Maybe[bool] = None
    b_category: Maybe[BCategory] = None
    concordance: Maybe[Concordance] = None
    grade: Maybe[Grade] = None
    receptors: Maybe[Receptors] = None
    margins: Maybe[Margins] = None
    complication: Maybe[Complication] = None
    passes: Maybe[Count] = None
    text: Maybe[Text] = None

    @property
    def result_class(self) -> ResultClass | None:
        """Return what the result means for the next step; ``None`` for "other" or no result."""
        return RESULT_CLASS[self.result] if self.result is not None else None
