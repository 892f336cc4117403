"""Members of any_exam. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from birads.lexicon.common import Modality
from birads.report._typed.exam import (
    BpeMembers,
    BreastCompositionMembers,
    ContrastMembers,
    ExamBaseOptions,
    ViewMembers,
)
from birads.report._typed.words import (
    CompositionWord,
    FibroglandularTissueWord,
    TissueCompositionWord,
)
from birads.report.exam import Bpe, BreastComposition, Contrast, View


class ExamAnyOptions(ExamBaseOptions, total=False):
    """What exams of any modality may say."""

    composition: CompositionWord | None
    """How dense the breasts are."""
    compositions: Sequence[BreastComposition | BreastCompositionMembers] | None
    """How dense each breast is, where the two differ."""
    tomosynthesis: bool | None
    """Whether tomosynthesis was done."""
    views: Sequence[View | ViewMembers] | None
    """The views that were taken."""
    tissue_composition: TissueCompositionWord | None
    """The background echotexture of the breast."""
    contrast: Contrast | ContrastMembers | None
    """The contrast agent that was given."""
    fibroglandular_tissue: FibroglandularTissueWord | None
    """How much fibroglandular tissue there is."""
    bpe: Bpe | BpeMembers | None
    """The background parenchymal enhancement."""


class ExamMembers(ExamAnyOptions):
    """A exam of any modality, as a dictionary."""

    id: str
    """The id of the exam, by which findings and assessments name it."""
    modality: Literal["mammography", "ultrasound", "mri", "cem"] | Modality
    """The modality, which says what else the exam may state."""


class ExamChanges(ExamAnyOptions, total=False):
    """A exam of any modality, as a dictionary."""

    id: str
    """The id of the exam, by which findings and assessments name it."""
    modality: Literal["mammography", "ultrasound", "mri", "cem"] | Modality
    """The modality, which says what else the exam may state."""
