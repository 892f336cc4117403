"""Read the descriptors of a finding and of its exam, by axis of the lexicon.

A finding that carries several words of one axis is counted as ``several``: its malignancy
belongs to none of the words alone, and rows that share a lesion would not add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from birads._base.model import Model
from birads.report.axes import Spoken, said, spoken
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.view._index import breast_of, sides

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

# A place is no descriptor, a purpose is a cohort, and a cause says why nothing was seen.
_NOT_COUNTED = ("location.", "exam.purpose", "enhancement.cause")


@cache
def _counted(model: type[Model], tag: str) -> tuple[Spoken, ...]:
    """Return the members of a finding or an exam that an audit counts."""
    return tuple(one for one in spoken(model, tag) if not one.axis.startswith(_NOT_COUNTED))


def words_of(finding: FindingBase, exam: ExamBase | None) -> Iterator[tuple[str, str]]:
    """Yield the axis and the word of every descriptor that was stated, each axis once.

    Several words of one axis are joined by a plus sign, in the order of the lexicon.
    """
    yield KIND, finding.kind
    found: dict[str, dict[str, None]] = {}
    for _, axis, word in said(finding, _counted(type(finding), finding.kind)):
        found.setdefault(axis, {})[word] = None
    if exam is not None:
        for path, axis, word in said(exam, _counted(type(exam), exam.modality)):
            if _is_beside(finding, exam, path):
                found.setdefault(axis, {})[word] = None
    for axis, words in found.items():
        yield axis, next(iter(words)) if len(words) == 1 else _joined(axis, words)


def _is_beside(finding: FindingBase, exam: ExamBase, path: tuple[str | int, ...]) -> bool:
    """Say whether a word of an exam holds for the breast of the finding.

    An entry of a list speaks of one breast: the composition of the left says nothing of the right.
    """
    if len(path) < 2 or not isinstance(path[1], int):  # noqa: PLR2004 - (list, index, ...)
        return True
    breast = getattr(getattr(exam, str(path[0]))[path[1]], "breast", None)
    return breast is None or set(sides(breast_of(finding))) <= set(sides(breast))


def _joined(axis: str, words: Iterable[str]) -> str:
    from birads.lexicon._axes import AXES

    order = [word.value for word in AXES[axis].enum]
    return "+".join(sorted(words, key=order.index))


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
