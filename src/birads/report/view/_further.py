"""Say which exam can work up which finding.

What a mammogram showed is worked up by mammography alone: an ultrasound, an MRI or a marker film
never closes a recall of calcifications, which they often do not show. A surveillance mammogram is
a first look like screening, unless magnification views say otherwise.

Source: ACR Appropriateness Criteria, Breast Microcalcifications (2009), magnification views as
the first step; Hrkac Pustahija et al., Diagn Interv Radiol 2018;24:187-194 (7 of 48 cancers not
seen on ultrasound).
"""

from __future__ import annotations

from birads.lexicon.common import Modality, Side
from birads.report.exam import (
    CemExam,
    ExamBase,
    MammographyExam,
    MriExam,
    Purpose,
    UltrasoundExam,
    View,
)
from birads.report.findings import FindingBase

__all__ = [
    "MAMMOGRAMS",
    "can_work_up",
    "family_of",
    "is_earlier",
    "is_first_look",
    "shows",
    "stated_purpose",
]

_WORKUP = frozenset(
    {Purpose.DIAGNOSTIC, Purpose.SHORT_INTERVAL_FOLLOW_UP, Purpose.EXTENT_OF_DISEASE}
)
_MAMMOGRAM = (MammographyExam, CemExam)
MAMMOGRAMS = (Modality.MAMMOGRAPHY, Modality.CEM)
"""The modalities that make a mammogram; the low-energy image of a CEM exam is one too."""

_FAMILIES: dict[type[ExamBase], Modality] = {
    MammographyExam: Modality.MAMMOGRAPHY,
    CemExam: Modality.MAMMOGRAPHY,
    UltrasoundExam: Modality.ULTRASOUND,
    MriExam: Modality.MRI,
}
_BY_KIND = {
    "mg": Modality.MAMMOGRAPHY,
    "us": Modality.ULTRASOUND,
    "mri": Modality.MRI,
    "cem": Modality.CEM,
}


def stated_purpose(exam: ExamBase | None) -> Purpose | None:
    """Return the purpose of an exam; ``unknown`` is the same as not stated."""
    purpose = exam.purpose if exam is not None else None
    return None if purpose is Purpose.UNKNOWN else purpose


def is_first_look(exam: ExamBase | None, side: Side | None = None) -> bool:
    """Say whether an exam is screening, or surveillance without stated magnification views.

    With ``side``, magnification views of the other breast do not count.
    """
    purpose = stated_purpose(exam)
    if purpose is Purpose.SURVEILLANCE:
        return not _magnified(exam, side)
    return purpose is Purpose.SCREENING


def _magnified(exam: ExamBase | None, side: Side | None) -> bool:
    return any(view.magnification and _may_show(view, side) for view in _views(exam))


def _views(exam: ExamBase | None) -> tuple[View, ...]:
    return (exam.views if isinstance(exam, _MAMMOGRAM) else None) or ()


def _may_show(view: View, side: Side | None) -> bool:
    """Say whether a view can be of a breast; one without a stated side can be of either."""
    return side is None or view.breast is None or view.breast in (side.value, "bilateral")


def family_of(finding: FindingBase, exam: ExamBase | None) -> Modality:
    """Return the modality whose words a finding speaks.

    A finding of kind ``other`` belongs to the modality of its exam, and without one to
    mammography, which asks for the strictest workup.
    """
    kind: str = finding.kind
    known = _BY_KIND.get(kind.partition(".")[0])
    if known is not None:
        return known
    return _FAMILIES.get(type(exam), Modality.MAMMOGRAPHY) if exam else Modality.MAMMOGRAPHY


def can_work_up(exam: ExamBase, family: Modality, side: Side | None = None) -> bool:
    """Say whether an exam, by modality and purpose, can work up a finding of a modality.

    With ``side``, an exam whose views are all stated to be of the other breast cannot. The side
    of the exam and the dates are for the caller to compare (``shows``, ``is_earlier``).
    """
    purpose = stated_purpose(exam)
    views = _views(exam)
    if views and not any(_may_show(view, side) for view in views):
        return False
    magnified = purpose is Purpose.SURVEILLANCE and _magnified(exam, side)
    if family is Modality.MAMMOGRAPHY:
        return isinstance(exam, _MAMMOGRAM) and (purpose in _WORKUP or magnified)
    if purpose in (None, Purpose.POST_PROCEDURE) or is_first_look(exam):
        return False
    return exam.modality is family or isinstance(exam, _MAMMOGRAM)


def shows(exam: ExamBase, side: Side) -> bool:
    """Say whether an exam shows a breast; one without a stated side may show both."""
    return exam.laterality is None or exam.laterality in (side.value, "bilateral")


def is_earlier(exam: ExamBase, other: ExamBase | None) -> bool:
    """Say whether an exam is dated before another; without both dates it is not known to be."""
    return (
        other is not None
        and exam.date is not None
        and other.date is not None
        and exam.date < other.date
    )
