"""Describe the exams that a report is about, a model per modality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from birads._base.model import Date, Extensions, Id, Maybe, Model, Name, Text
from birads.lexicon.common import BpeLevel, BpeSymmetry, Breast, Category, Modality
from birads.lexicon.mammography import Composition
from birads.lexicon.mri import FibroglandularTissue
from birads.lexicon.request import Purpose
from birads.lexicon.ultrasound import TissueComposition

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


class Procedure(Model):
    """Name the procedure as the order or the device did."""

    code: Maybe[Name] = None
    text: Maybe[Text] = None


class Comparison(Model):
    """Point at an earlier exam that was looked at, with its category where it is stated."""

    date: Maybe[Date] = None
    modality: Maybe[Modality] = None
    category: Maybe[Category] = None
    breast: Maybe[Breast] = None


class View(Model):
    """Name one projection."""

    name: Maybe[Name] = None
    magnification: Maybe[bool] = None
    breast: Maybe[Breast] = None


class Bpe(Model):
    """Grade background parenchymal enhancement."""

    level: Maybe[BpeLevel] = None
    symmetry: Maybe[BpeSymmetry] = None


class BreastComposition(Model):
    """The composition of one breast, where the two differ."""

    breast: Breast
    composition: Composition


class Cad(Model):
    """The computer-aided detection that was used."""

    product: Maybe[Name] = None
    version: Maybe[Name] = None


class Contrast(Model):
    """The contrast agent that was given."""

    agent: Maybe[Name] = None


class ExamBase(Model):
    """Hold what every exam has."""

    if TYPE_CHECKING:
        modality: Modality  # each model of an exam says which

    id: Id
    purpose: Maybe[Purpose] = None
    laterality: Maybe[Breast] = None
    date: Maybe[Date] = None
    accession_number: Maybe[Name] = None
    study_instance_uid: Maybe[Name] = None
    procedure: Maybe[Procedure] = None
    technique: Maybe[Text] = None
    indication: Maybe[Text] = None
    comparisons: Maybe[tuple[Comparison, ...]] = None
    clinical_history: Maybe[Text] = None
    cad: Maybe[Cad] = None
    extensions: Maybe[Extensions] = None


class MammographyExam(ExamBase):
    """Describe a mammogram, tomosynthesis included."""

    modality: Literal[Modality.MAMMOGRAPHY]
    composition: Maybe[Composition] = None
    compositions: Maybe[tuple[BreastComposition, ...]] = None
    tomosynthesis: Maybe[bool] = None
    views: Maybe[tuple[View, ...]] = None


class UltrasoundExam(ExamBase):
    """Describe a breast ultrasound."""

    modality: Literal[Modality.ULTRASOUND]
    tissue_composition: Maybe[TissueComposition] = None


class MriExam(ExamBase):
    """Describe a breast MRI."""

    modality: Literal[Modality.MRI]
    contrast: Maybe[Contrast] = None
    fibroglandular_tissue: Maybe[FibroglandularTissue] = None
    bpe: Maybe[Bpe] = None


class CemExam(ExamBase):
    """Describe a contrast-enhanced mammogram; its low-energy image is read as a mammogram."""

    modality: Literal[Modality.CEM]
    composition: Maybe[Composition] = None
    compositions: Maybe[tuple[BreastComposition, ...]] = None
    tomosynthesis: Maybe[bool] = None
    contrast: Maybe[Contrast] = None
    views: Maybe[tuple[View, ...]] = None
    bpe: Maybe[Bpe] = None


EXAM_MODELS: tuple[type[ExamBase], ...] = (MammographyExam, UltrasoundExam, MriExam, CemExam)

Exam = Annotated[
    MammographyExam | UltrasoundExam | MriExam | CemExam, Field(discriminator="modality")
]
