"""Read the descriptors of a finding and of its exam, by axis of the lexicon.

A finding that carries several words of one axis is counted as ``several``: its malignancy
belongs to none of the words alone, and rows that share a lesion would not add up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from birads.report.exam import CemExam, ExamBase, MammographyExam, MriExam, UltrasoundExam
from birads.report.findings import FindingBase, MgCalcifications
from birads.report.findings.cem import CemEnhancingAsymmetry, CemMass, CemNme
from birads.report.findings.mri import MriFocus, MriMass, MriNme
from birads.report.findings.ultrasound import UsCalcifications, UsMass, UsNonmass

__all__ = ["CATEGORY", "KIND", "PAIRS", "SEVERAL", "TESTS", "counted_as", "tested", "words_of"]

SEVERAL = "several"
KIND = "finding.kind"
CATEGORY = "category"
_MORPHOLOGY = "mg.calcifications.morphology"

PAIRS: tuple[tuple[str, str], ...] = (
    (_MORPHOLOGY, "mg.calcifications.distribution"),
    (_MORPHOLOGY, CATEGORY),
    (_MORPHOLOGY, "us.visibility"),
    (_MORPHOLOGY, "cem.enhancement"),
    (_MORPHOLOGY, "mri.enhancement"),
    ("mg.mass.shape", "mg.mass.margin"),
    ("us.mass.shape", "us.mass.margin"),
    ("us.mass.orientation", "us.mass.margin"),
    ("cem.mass.shape", "cem.mass.margin"),
    ("cem.enhancement", "cem.bpe.level"),
    ("mri.enhancement", "mri.bpe.level"),
)
"""The two-dimensional tables that an audit counts unless others are asked for."""

_US = (UsMass, UsCalcifications, UsNonmass)
_CEM = (CemMass, CemNme, CemEnhancingAsymmetry)
_MRI = (MriMass, MriNme, MriFocus)
# Members whose axis is not the kind of the finding, a dot and the member.
_SHARED: tuple[tuple[tuple[type[FindingBase], ...], str, str], ...] = (
    (_US, "vascularity", "us.vascularity"),
    (_US, "elasticity", "us.elasticity"),
    (_CEM, "conspicuity", "cem.conspicuity"),
)


@cache
def _plan(kind: str, model: type[FindingBase]) -> tuple[tuple[str, str], ...]:
    """Return the members of a model that speak an axis, with the axis."""
    from birads.lexicon._axes import AXES

    plain = [(name, f"{kind}.{name}") for name in model.model_fields if f"{kind}.{name}" in AXES]
    shared = [(name, axis) for models, name, axis in _SHARED if issubclass(model, models)]
    return (*plain, *shared)


def words_of(finding: FindingBase, exam: ExamBase | None) -> Iterator[tuple[str, str]]:
    """Yield the axis and the word of every descriptor that was stated, each axis once.

    Several words of one axis are joined by a plus sign, in the order of the lexicon.
    """
    kind: str = finding.kind  # type: ignore[attr-defined]
    yield KIND, kind
    for name, axis in _plan(kind, type(finding)):
        value = getattr(finding, name)
        if value is None or value == ():
            continue
        if isinstance(value, tuple):
            order: list[str] = [word.value for word in type(value[0])]
            value = "+".join(sorted(set(value), key=order.index))
        yield axis, str(value)
    if finding.change is not None:
        yield "change", finding.change.value
    if isinstance(finding, MgCalcifications):
        yield from _seen_elsewhere(finding)
    if isinstance(finding, MriMass | MriNme | MriFocus) and finding.kinetics is not None:
        if finding.kinetics.initial is not None:
            yield "mri.kinetics.initial", finding.kinetics.initial.value
        if finding.kinetics.delayed is not None:
            yield "mri.kinetics.delayed", finding.kinetics.delayed.value
    if exam is not None:
        yield from _background(exam)


def _seen_elsewhere(finding: MgCalcifications) -> Iterator[tuple[str, str]]:
    if finding.ultrasound is not None and finding.ultrasound.visibility is not None:
        yield "us.visibility", finding.ultrasound.visibility.value
    if finding.cem is not None:
        yield "cem.enhancement", finding.cem.enhancement.value
    if finding.mri is not None:
        yield "mri.enhancement", finding.mri.enhancement.value


def _background(exam: ExamBase) -> Iterator[tuple[str, str]]:
    if isinstance(exam, MammographyExam | CemExam) and exam.composition is not None:
        yield "mg.composition", exam.composition.value
    if isinstance(exam, UltrasoundExam) and exam.tissue_composition is not None:
        yield "us.tissue_composition", exam.tissue_composition.value
    if isinstance(exam, MriExam | CemExam) and exam.bpe is not None and exam.bpe.level is not None:
        yield f"{exam.modality.value}.bpe.level", exam.bpe.level.value


TESTS: dict[str, str] = {
    "us": "us.visibility",
    "cem": "cem.enhancement",
    "mri": "mri.enhancement",
}
"""The tests at the site of calcifications, and the axis that each is read from."""


def counted_as(word: str) -> str:
    """Return the row that a word, or several joined ones, is counted in."""
    return SEVERAL if "+" in word else word


_NEGATIVE = ("none", "not_visible")


def tested(word: str) -> bool | None:
    """Return what a test showed: seen, not seen, or ``None`` where it was indeterminate.

    Of several words, joined by a plus sign, one that was seen is enough.
    """
    words = word.split("+")
    if any(one not in (*_NEGATIVE, "indeterminate") for one in words):
        return True
    return None if "indeterminate" in words else False
