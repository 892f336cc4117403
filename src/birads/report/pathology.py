"""Record tissue results: how the sample was taken, and what it showed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from birads._base.model import Count, Date, Id, Integer, Maybe, Text
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
from birads.report._part import Part
from birads.report.cancer import Grade, Receptors
from birads.report.patient import Margins

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self, Unpack

    from birads.report._typed.pathology import PathologyChanges, PathologyMembers

__all__ = [
    "B_CATEGORY_RESULT",
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


# What a European class says where no result is named. B1 is normal tissue, so the lesion may not
# have been hit, and B4 is suspicious only: neither settles what the image showed. Source: European
# guidelines for quality assurance in breast cancer screening and diagnosis, 4th edition (2006).
B_CATEGORY_RESULT: Mapping[BCategory, PathologyResult] = MappingProxyType(
    {
        BCategory.B1: PathologyResult.NON_DIAGNOSTIC,
        BCategory.B2: PathologyResult.BENIGN,
        BCategory.B3: PathologyResult.HIGH_RISK,
        BCategory.B4: PathologyResult.NON_DIAGNOSTIC,
        BCategory.B5: PathologyResult.MALIGNANT,
    }
)


class Pathology(Part):
    """Record one tissue sample of one finding, or of a breast where none is named.

    A sample whose ``state`` is pending has no result yet, and answers nothing.
    """

    finding: Maybe[Id] = None
    """The id of the finding that was sampled."""
    result: Maybe[PathologyResult] = None
    """What the sample showed."""
    breast: Maybe[Breast] = None
    """The breast, where no finding is named."""
    state: Maybe[PathologyState] = None
    """Whether the result is still awaited."""
    date: Maybe[Date] = None
    """When the sample was taken."""
    procedure: Maybe[BiopsyProcedure] = None
    """How the sample was taken."""
    guidance: Maybe[Guidance] = None
    """The guidance under which it was taken."""
    gauge: Maybe[Annotated[int, Integer(1, 30)]] = None
    """The gauge of the needle."""
    samples: Maybe[Count] = None
    """How many samples were taken."""
    specimen_radiograph: Maybe[SpecimenRadiograph] = None
    """What the radiograph of the specimen showed."""
    marker_clip: Maybe[bool] = None
    """Whether a marker clip was placed."""
    marker_position_documented: Maybe[bool] = None
    """Whether an image documents where the marker lies."""
    b_category: Maybe[BCategory] = None
    """The European category of the sample, B1 to B5."""
    concordance: Maybe[Concordance] = None
    """Whether the result explains the image, as the radiologist stated it."""
    grade: Maybe[Grade] = None
    """The histologic grade."""
    receptors: Maybe[Receptors] = None
    """The receptors of the tumour."""
    margins: Maybe[Margins] = None
    """Whether the margins are free."""
    complication: Maybe[Complication] = None
    """What went wrong while the sample was taken."""
    passes: Maybe[Count] = None
    """How many times the needle was passed."""
    text: Maybe[Text] = None
    """The result in the pathologist's words."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[PathologyMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[PathologyChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...

    @property
    def read_as(self) -> PathologyResult | None:
        """Return the result, else what its European class says; ``None`` while it is pending."""
        if self.state is PathologyState.PENDING:
            return None
        if self.result is None and self.b_category is not None:
            return B_CATEGORY_RESULT[self.b_category]
        return self.result

    @property
    def result_class(self) -> ResultClass | None:
        """Return what the result means for the next step; ``None`` for "other" or no result."""
        result = self.read_as
        return RESULT_CLASS[result] if result is not None else None
