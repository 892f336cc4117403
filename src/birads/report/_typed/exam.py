"""Members of exam. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypedDict

from birads.lexicon.common import Modality
from birads.report._typed.words import (
    BpeLevelWord,
    BpeSymmetryWord,
    BreastWord,
    CategoryWord,
    CompositionWord,
    FibroglandularTissueWord,
    ModalityWord,
    PurposeWord,
    TissueCompositionWord,
)
from birads.report.exam import Bpe, BreastComposition, Cad, Comparison, Contrast, Procedure, View


class BpeOptions(TypedDict, total=False):
    """What Bpe may say."""

    level: BpeLevelWord | None
    """How much the normal tissue enhances."""
    symmetry: BpeSymmetryWord | None
    """Whether both breasts enhance alike."""


class BpeMembers(BpeOptions):
    """What Bpe is built from."""


class BpeChanges(BpeOptions, total=False):
    """What Bpe may be given instead."""


class BreastCompositionOptions(TypedDict, total=False):
    """What BreastComposition may say."""


class BreastCompositionMembers(BreastCompositionOptions):
    """What BreastComposition is built from."""

    breast: BreastWord
    """The breast that is meant."""
    composition: CompositionWord
    """How dense that breast is."""


class BreastCompositionChanges(BreastCompositionOptions, total=False):
    """What BreastComposition may be given instead."""

    breast: BreastWord
    """The breast that is meant."""
    composition: CompositionWord
    """How dense that breast is."""


class CadOptions(TypedDict, total=False):
    """What Cad may say."""

    product: str | None
    """The name of the product."""
    version: str | None
    """The version of the product."""


class CadMembers(CadOptions):
    """What Cad is built from."""


class CadChanges(CadOptions, total=False):
    """What Cad may be given instead."""


class ExamBaseOptions(TypedDict, total=False):
    """What ExamBase may say."""

    purpose: PurposeWord | None
    """Why the exam was done: screening, diagnostic and so on."""
    laterality: BreastWord | None
    """The breasts that the exam shows."""
    date: date | str | None
    """The day of the exam, without a time zone."""
    accession_number: str | None
    """The accession number of the order."""
    study_instance_uid: str | None
    """The DICOM study instance UID."""
    procedure: Procedure | ProcedureMembers | None
    """The procedure as the order or the device named it."""
    technique: str | None
    """How the exam was done, in words."""
    indication: str | None
    """Why the exam was ordered, in words."""
    comparisons: Sequence[Comparison | ComparisonMembers] | None
    """The earlier exams that were looked at; an empty list says that there were none."""
    clinical_history: str | None
    """The history that was given with the order, in words."""
    cad: Cad | CadMembers | None
    """The computer-aided detection that was used."""
    extensions: Mapping[str, Any] | None
    """Data of one's own under reverse domain names; kept, never interpreted."""


class ExamBaseMembers(ExamBaseOptions):
    """What ExamBase is built from."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class ExamBaseChanges(ExamBaseOptions, total=False):
    """What ExamBase may be given instead."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class CemExamOptions(ExamBaseOptions, total=False):
    """What CemExam may say."""

    modality: Literal["cem"] | Modality
    """Always contrast-enhanced mammography."""
    composition: CompositionWord | None
    """How dense the breasts are."""
    compositions: Sequence[BreastComposition | BreastCompositionMembers] | None
    """How dense each breast is, where the two differ."""
    tomosynthesis: bool | None
    """Whether tomosynthesis was done."""
    contrast: Contrast | ContrastMembers | None
    """The contrast agent that was given."""
    views: Sequence[View | ViewMembers] | None
    """The views that were taken."""
    bpe: Bpe | BpeMembers | None
    """The background parenchymal enhancement."""


class CemExamMembers(CemExamOptions):
    """What CemExam is built from."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class CemExamChanges(CemExamOptions, total=False):
    """What CemExam may be given instead."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class ComparisonOptions(TypedDict, total=False):
    """What Comparison may say."""

    date: date | str | None
    """The date of the earlier exam."""
    modality: ModalityWord | None
    """The modality of the earlier exam."""
    category: CategoryWord | None
    """The category of the earlier exam."""
    breast: BreastWord | None
    """The breast that the earlier exam showed."""


class ComparisonMembers(ComparisonOptions):
    """What Comparison is built from."""


class ComparisonChanges(ComparisonOptions, total=False):
    """What Comparison may be given instead."""


class ContrastOptions(TypedDict, total=False):
    """What Contrast may say."""

    agent: str | None
    """The name of the contrast agent."""


class ContrastMembers(ContrastOptions):
    """What Contrast is built from."""


class ContrastChanges(ContrastOptions, total=False):
    """What Contrast may be given instead."""


class MammographyExamOptions(ExamBaseOptions, total=False):
    """What MammographyExam may say."""

    modality: Literal["mammography"] | Modality
    """Always mammography."""
    composition: CompositionWord | None
    """How dense the breasts are."""
    compositions: Sequence[BreastComposition | BreastCompositionMembers] | None
    """How dense each breast is, where the two differ."""
    tomosynthesis: bool | None
    """Whether tomosynthesis was done."""
    views: Sequence[View | ViewMembers] | None
    """The views that were taken."""


class MammographyExamMembers(MammographyExamOptions):
    """What MammographyExam is built from."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class MammographyExamChanges(MammographyExamOptions, total=False):
    """What MammographyExam may be given instead."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class MriExamOptions(ExamBaseOptions, total=False):
    """What MriExam may say."""

    modality: Literal["mri"] | Modality
    """Always MRI."""
    contrast: Contrast | ContrastMembers | None
    """The contrast agent that was given."""
    fibroglandular_tissue: FibroglandularTissueWord | None
    """How much fibroglandular tissue there is."""
    bpe: Bpe | BpeMembers | None
    """The background parenchymal enhancement."""


class MriExamMembers(MriExamOptions):
    """What MriExam is built from."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class MriExamChanges(MriExamOptions, total=False):
    """What MriExam may be given instead."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class ProcedureOptions(TypedDict, total=False):
    """What Procedure may say."""

    code: str | None
    """The code of the procedure in the ordering system."""
    text: str | None
    """The name of the procedure."""


class ProcedureMembers(ProcedureOptions):
    """What Procedure is built from."""


class ProcedureChanges(ProcedureOptions, total=False):
    """What Procedure may be given instead."""


class UltrasoundExamOptions(ExamBaseOptions, total=False):
    """What UltrasoundExam may say."""

    modality: Literal["ultrasound"] | Modality
    """Always ultrasound."""
    tissue_composition: TissueCompositionWord | None
    """The background echotexture of the breast."""


class UltrasoundExamMembers(UltrasoundExamOptions):
    """What UltrasoundExam is built from."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class UltrasoundExamChanges(UltrasoundExamOptions, total=False):
    """What UltrasoundExam may be given instead."""

    id: str
    """The id of the exam, by which findings and assessments name it."""


class ViewOptions(TypedDict, total=False):
    """What View may say."""

    name: str | None
    """The name of the view, such as CC, MLO or ML."""
    magnification: bool | None
    """Whether the view was magnified."""
    breast: BreastWord | None
    """The breast that the view shows."""


class ViewMembers(ViewOptions):
    """What View is built from."""


class ViewChanges(ViewOptions, total=False):
    """What View may be given instead."""
