"""Hold what became of a lesion or an exam, and join what several sources say of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from birads.report.assessment import Outcome
from birads.report.pathology import Pathology, PathologyResult

__all__ = ["CANCER_TYPE", "NOT_FOLLOWED", "Followed", "Shared", "Truth", "and_then", "rank"]


class Truth(StrEnum):
    """What is known of a lesion or an exam at the end of the window."""

    CANCER = "cancer"
    NO_CANCER = "no_cancer"
    UNKNOWN = "unknown"


_R = PathologyResult
CANCER_TYPE = {
    _R.DUCTAL_CARCINOMA_IN_SITU: "dcis",
    _R.MICROINVASIVE_CARCINOMA: "microinvasive",
    _R.INVASIVE_DUCTAL_CARCINOMA: "invasive",
    _R.INVASIVE_LOBULAR_CARCINOMA: "invasive",
    _R.MALIGNANT: "not_typed",
}
# From the least to the most malignant; a typed cancer says more than an untyped one.
_RANK = {None: 0, "not_typed": 1, "dcis": 2, "microinvasive": 3, "invasive": 4}


@attrs.frozen
class Followed:
    """Hold what became of a lesion or an exam, and how that is known.

    ``biopsied`` says that tissue was taken in the window, ``None`` where an outcome of unknown
    basis leaves that open; ``upgraded`` that tissue taken first was no cancer and later tissue
    was; ``undated`` that a date was missing and the result was taken as one of this exam.
    """

    truth: Truth = Truth.UNKNOWN
    basis: str | None = None
    biopsied: bool | None = False
    cancer_type: str | None = None
    high_risk: bool = False
    upgraded: bool = False
    undated: bool = False
    history: bool = False
    late: bool = False
    known_before: bool = False

    @staticmethod
    def joined(parts: Iterable[Followed], required: Iterable[Followed]) -> Followed:
        """Return what became of a whole: cancer if any part is one, else what ``required`` says.

        No cancer is said only where every required part is known to be none.
        """
        parts = list(parts)
        cancers = [part for part in parts if part.truth is Truth.CANCER]
        truth = Truth.CANCER if cancers else _common(list(required))
        basis = next((p.basis for p in cancers or parts if p.truth is truth and p.basis), None)
        return Followed(
            truth=truth,
            basis=basis if truth is not Truth.UNKNOWN else None,
            biopsied=_any_biopsied(parts),
            cancer_type=max((p.cancer_type for p in cancers), key=rank, default=None),
            high_risk=any(part.high_risk for part in parts),
            upgraded=any(part.upgraded for part in parts),
            undated=any(part.undated for part in parts),
            history=any(part.history for part in parts),
            late=any(part.late for part in parts),
            known_before=any(part.known_before for part in parts),
        )


NOT_FOLLOWED = Followed()
"""What became of what no result speaks of."""


@attrs.frozen(eq=False)
class Shared:
    """Hold what is known of a breast and so of each of its lesions; compared by identity."""

    outcomes: tuple[tuple[int, Outcome], ...]
    tissue: tuple[tuple[int, Pathology], ...]


def and_then(first: Followed, second: Followed) -> Followed:
    """Return what two lists of follow-up say, read one after the other."""
    told = first if second.truth is Truth.UNKNOWN else second
    return attrs.evolve(
        told, undated=first.undated or second.undated, late=first.late or second.late
    )


def _any_biopsied(parts: list[Followed]) -> bool | None:
    if any(part.biopsied for part in parts):
        return True
    return None if any(part.biopsied is None for part in parts) else False


def _common(required: list[Followed]) -> Truth:
    known = required and all(part.truth is Truth.NO_CANCER for part in required)
    return Truth.NO_CANCER if known else Truth.UNKNOWN


def rank(kind: str | None) -> int:
    """Return how malignant a type of cancer is; a typed one says more than an untyped one."""
    return _RANK[kind]
