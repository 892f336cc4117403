"""Describe the exams that a report is about, a model per modality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from birads._base.model import Date, Extensions, Id, Maybe, Name, Text
from birads.lexicon.common import BpeLevel, BpeSymmetry, Breast, Category, Modality
from birads.lexicon.mammography import Composition
from birads.lexicon.mri import FibroglandularTissue
from birads.lexicon.request import Purpose
from birads.lexicon.ultrasound import TissueComposition
from birads.report._part import Part

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.exam import (
        BpeChanges,
        BpeMembers,
        BreastCompositionChanges,
        BreastCompositionMembers,
        CadChanges,
        CadMembers,
        CemExamChanges,
        CemExamMembers,
        ComparisonChanges,
        ComparisonMembers,
        ContrastChanges,
        ContrastMembers,
        MammographyExamChanges,
        MammographyExamMembers,
        MriExamChanges,
        MriExamMembers,
        ProcedureChanges,
        ProcedureMembers,
        UltrasoundExamChanges,
        UltrasoundExamMembers,
        ViewChanges,
        ViewMembers,
    )

__all__ = [
    "EXAM_MODELS",
    "Bpe",
    "BreastComposition",
    "Cad",
    "CemExam",
    "Comparison",
    "Contrast",
    "Exam",
    "ExamBase",
    "MammographyExam",
    "MriExam",
    "Procedure",
    "Purpose",
    "UltrasoundExam",
    "View",
]


class Procedure(Part):
    """Name the procedure as the order or the device did."""

    code: Maybe[Name] = None
    """The code of the procedure in the ordering system."""
    text: Maybe[Text] = None
    """The name of the procedure."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[ProcedureMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[ProcedureChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Comparison(Part):
    """Point at an earlier exam that was looked at, with its category where it is stated."""

    date: Maybe[Date] = None
    """The date of the earlier exam."""
    modality: Maybe[Modality] = None
    """The modality of the earlier exam."""
    category: Maybe[Category] = None
    """The category of the earlier exam."""
    breast: Maybe[Breast] = None
    """The breast that the earlier exam showed."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[ComparisonMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[ComparisonChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class View(Part):
    """Name one projection."""

    name: Maybe[Name] = None
    """The name of the view, such as CC, MLO or ML."""
    magnification: Maybe[bool] = None
    """Whether the view was magnified."""
    breast: Maybe[Breast] = None
    """The breast that the view shows."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[ViewMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[ViewChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Bpe(Part):
    """Grade background parenchymal enhancement."""

    level: Maybe[BpeLevel] = None
    """How much the normal tissue enhances."""
    symmetry: Maybe[BpeSymmetry] = None
    """Whether both breasts enhance alike."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[BpeMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[BpeChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class BreastComposition(Part):
    """The composition of one breast, where the two differ."""

    breast: Breast
    """The breast that is meant."""
    composition: Composition
    """How dense that breast is."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[BreastCompositionMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[BreastCompositionChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Cad(Part):
    """The computer-aided detection that was used."""

    product: Maybe[Name] = None
    """The name of the product."""
    version: Maybe[Name] = None
    """The version of the product."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[CadMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[CadChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class Contrast(Part):
    """The contrast agent that was given."""

    agent: Maybe[Name] = None
    """The name of the contrast agent."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[ContrastMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[ContrastChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class ExamBase(Part):
    """Hold what every exam has."""

    if TYPE_CHECKING:
        modality: Modality  # each model of an exam says which

    id: Id
    """The id of the exam, by which findings and assessments name it."""
    purpose: Maybe[Purpose] = None
    """Why the exam was done: screening, diagnostic and so on."""
    laterality: Maybe[Breast] = None
    """The breasts that the exam shows."""
    date: Maybe[Date] = None
    """The day of the exam, without a time zone."""
    accession_number: Maybe[Name] = None
    """The accession number of the order."""
    study_instance_uid: Maybe[Name] = None
    """The DICOM study instance UID."""
    procedure: Maybe[Procedure] = None
    """The procedure as the order or the device named it."""
    technique: Maybe[Text] = None
    """How the exam was done, in words."""
    indication: Maybe[Text] = None
    """Why the exam was ordered, in words."""
    comparisons: Maybe[tuple[Comparison, ...]] = None
    """The earlier exams that were looked at; an empty list says that there were none."""
    clinical_history: Maybe[Text] = None
    """The history that was given with the order, in words."""
    cad: Maybe[Cad] = None
    """The computer-aided detection that was used."""
    extensions: Maybe[Extensions] = None
    """Data of one's own under reverse domain names; kept, never interpreted."""


class MammographyExam(ExamBase):
    """Describe a mammogram, tomosynthesis included."""

    modality: Literal[Modality.MAMMOGRAPHY] = Modality.MAMMOGRAPHY
    """Always mammography."""
    composition: Maybe[Composition] = None
    """How dense the breasts are."""
    compositions: Maybe[tuple[BreastComposition, ...]] = None
    """How dense each breast is, where the two differ."""
    tomosynthesis: Maybe[bool] = None
    """Whether tomosynthesis was done."""
    views: Maybe[tuple[View, ...]] = None
    """The views that were taken."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MammographyExamMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MammographyExamChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class UltrasoundExam(ExamBase):
    """Describe a breast ultrasound."""

    modality: Literal[Modality.ULTRASOUND] = Modality.ULTRASOUND
    """Always ultrasound."""
    tissue_composition: Maybe[TissueComposition] = None
    """The background echotexture of the breast."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[UltrasoundExamMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[UltrasoundExamChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class MriExam(ExamBase):
    """Describe a breast MRI."""

    modality: Literal[Modality.MRI] = Modality.MRI
    """Always MRI."""
    contrast: Maybe[Contrast] = None
    """The contrast agent that was given."""
    fibroglandular_tissue: Maybe[FibroglandularTissue] = None
    """How much fibroglandular tissue there is."""
    bpe: Maybe[Bpe] = None
    """The background parenchymal enhancement."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[MriExamMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[MriExamChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class CemExam(ExamBase):
    """Describe a contrast-enhanced mammogram; its low-energy image is read as a mammogram."""

    modality: Literal[Modality.CEM] = Modality.CEM
    """Always contrast-enhanced mammography."""
    composition: Maybe[Composition] = None
    """How dense the breasts are."""
    compositions: Maybe[tuple[BreastComposition, ...]] = None
    """How dense each breast is, where the two differ."""
    tomosynthesis: Maybe[bool] = None
    """Whether tomosynthesis was done."""
    contrast: Maybe[Contrast] = None
    """The contrast agent that was given."""
    views: Maybe[tuple[View, ...]] = None
    """The views that were taken."""
    bpe: Maybe[Bpe] = None
    """The background parenchymal enhancement."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[CemExamMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[CemExamChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


EXAM_MODELS: tuple[type[ExamBase], ...] = (MammographyExam, UltrasoundExam, MriExam, CemExam)

Exam = Annotated[
    MammographyExam | UltrasoundExam | MriExam | CemExam, Field(discriminator="modality")
]
