"""Record tissue results: how the sample was taken, and what it showed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from birads._base.model import Count, Date, Id, Integer, Maybe, Model, Text
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
    "B_CATEGORY_RESULT",
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


_R = PathologyResult
_C = ResultClass

# Lobular carcinoma in situ is a high-risk lesion, not a cancer, in the audit definitions that
# count DCIS and invasive disease. Papilloma and radial scar are high-risk lesions on core biopsy
# (B3 in the European classes). "other" has no class: its text says what it is.
RESULT_CLASS: Mapping[PathologyResult, ResultClass | None] = MappingProxyType(
    {
        _R.BENIGN: _C.BENIGN,
        _R.FIBROADENOMA: _C.BENIGN,
        _R.FIBROCYSTIC_CHANGE: _C.BENIGN,
        _R.SCLEROSING_ADENOSIS: _C.BENIGN,
        _R.FAT_NECROSIS: _C.BENIGN,
        _R.PAPILLOMA: _C.HIGH_RISK,
        _R.RADIAL_SCAR: _C.HIGH_RISK,
        _R.ATYPICAL_DUCTAL_HYPERPLASIA: _C.HIGH_RISK,
        _R.ATYPICAL_LOBULAR_HYPERPLASIA: _C.HIGH_RISK,
        _R.FLAT_EPITHELIAL_ATYPIA: _C.HIGH_RISK,
        _R.LOBULAR_CARCINOMA_IN_SITU: _C.HIGH_RISK,
        _R.HIGH_RISK: _C.HIGH_RISK,
        _R.DUCTAL_CARCINOMA_IN_SITU: _C.MALIGNANT,
        _R.MICROINVASIVE_CARCINOMA: _C.MALIGNANT,
        _R.INVASIVE_DUCTAL_CARCINOMA: _C.MALIGNANT,
        _R.INVASIVE_LOBULAR_CARCINOMA: _C.MALIGNANT,
        _R.MALIGNANT: _C.MALIGNANT,
        _R.NON_DIAGNOSTIC: _C.NON_DIAGNOSTIC,
        _R.OTHER: None,
    }
)


# What a European class says where no result is named. B1 is normal tissue, so the lesion may not
# have been hit, and B4 is suspicious only: neither settles what the image showed. Source: European
# guidelines for quality assurance in breast cancer screening and diagnosis, 4th edition (2006).
B_CATEGORY_RESULT: Mapping[BCategory, PathologyResult] = MappingProxyType(
    {
        BCategory.B1: _R.NON_DIAGNOSTIC,
        BCategory.B2: _R.BENIGN,
        BCategory.B3: _R.HIGH_RISK,
        BCategory.B4: _R.NON_DIAGNOSTIC,
        BCategory.B5: _R.MALIGNANT,
    }
)


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
