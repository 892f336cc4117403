"""Say what became of a lesion or an exam: cancer, no cancer, or not known.

The truth of a lesion is the most malignant result of its sequence. A core of atypia and an
excision with DCIS is an upgrade, not a contradiction; a benign excision never erases a malignant
core. Atypia and lobular carcinoma in situ are no cancer (``cancer`` of the definition set says
which results are). What is dated before the exam is history, what comes after the window is
late, and what nobody followed stays unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs

from birads.assessment import Outcome, OutcomeBasis
from birads.audit.definitions import Definition
from birads.index import sides
from birads.issue import Issue, Severity
from birads.lexicon.common import Side
from birads.pathology import RESULT_CLASS, Pathology, PathologyResult, ResultClass

__all__ = ["CANCER_TYPE", "Followed", "Judge", "Truth"]


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
_OPEN = OutcomeBasis.UNKNOWN.value
_HARMLESS = (ResultClass.BENIGN, ResultClass.HIGH_RISK)


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
            cancer_type=max((p.cancer_type for p in cancers), key=_rank, default=None),
            high_risk=any(part.high_risk for part in parts),
            upgraded=any(part.upgraded for part in parts),
            undated=any(part.undated for part in parts),
            history=any(part.history for part in parts),
            late=any(part.late for part in parts),
            known_before=any(part.known_before for part in parts),
        )


def _any_biopsied(parts: list[Followed]) -> bool | None:
    if any(part.biopsied for part in parts):
        return True
    return None if any(part.biopsied is None for part in parts) else False


def _common(required: list[Followed]) -> Truth:
    known = required and all(part.truth is Truth.NO_CANCER for part in required)
    return Truth.NO_CANCER if known else Truth.UNKNOWN


def _rank(kind: str | None) -> int:
    return _RANK[kind]


@attrs.define
class Judge:
    """Judge results by a definition set; what is wrong with them is said once, in ``issues``."""

    chosen: Definition
    issues: list[Issue] = attrs.field(factory=list)
    _said: set[tuple[str, str]] = attrs.field(factory=set)

    def lesion(
        self,
        start: dt.date | None,
        tissue: Iterable[tuple[int, Pathology]],
        followed: Iterable[tuple[int, Outcome]],
    ) -> Followed:
        """Return what became of one lesion that an exam of ``start`` showed."""
        results = list(tissue)
        self._contradictions(results)
        by_tissue = self._tissue(start, results)
        by_others = self._others(start, followed, by_tissue.truth is Truth.CANCER)
        if by_tissue.truth is Truth.UNKNOWN or by_others.truth is Truth.CANCER:
            first, second = by_others, by_tissue
        else:
            first, second = by_tissue, by_others
        return attrs.evolve(
            first,
            biopsied=by_tissue.biopsied or (None if by_others.basis == _OPEN else False),
            cancer_type=first.cancer_type or second.cancer_type,
            high_risk=by_tissue.high_risk,
            upgraded=by_tissue.upgraded,
            undated=first.undated or second.undated,
            history=first.history or second.history,
            late=first.late or second.late,
            known_before=by_tissue.known_before,
        )

    def _tissue(self, start: dt.date | None, results: list[tuple[int, Pathology]]) -> Followed:
        used, history, late, known, undated = [], False, False, False, False
        for _, result in results:
            place = self._place(start, result.date)
            if place < 0:
                history = True
                known = known or self._is_known_cancer(start, result)
            elif place > 0:
                late = True
            else:
                used.append(result)
                undated = undated or start is None or result.date is None
        cancers = [one for one in used if one.result in self.chosen.cancer]
        classes = [RESULT_CLASS[one.result] for one in used]
        truth = Truth.UNKNOWN
        if cancers:
            truth = Truth.CANCER
        elif any(kind in _HARMLESS for kind in classes):
            truth = Truth.NO_CANCER
        return Followed(
            truth=truth,
            basis="tissue" if truth is not Truth.UNKNOWN else None,
            biopsied=bool(used),
            cancer_type=max((CANCER_TYPE.get(c.result) for c in cancers), key=_rank, default=None),
            high_risk=ResultClass.HIGH_RISK in classes,
            upgraded=bool(cancers) and _was_harmless_first(used, self.chosen),
            undated=undated,
            history=history,
            late=late,
            known_before=known,
        )

    def _is_known_cancer(self, start: dt.date | None, result: Pathology) -> bool:
        """Say whether a cancer was proven in the window before the exam; older is history."""
        if start is None or result.date is None or result.result not in self.chosen.cancer:
            return False
        return (start - result.date).days <= self.chosen.window_days

    def _others(
        self, start: dt.date | None, entries: Iterable[tuple[int, Outcome]], cancer: bool
    ) -> Followed:
        """Return what follow-up says: a cancer in the window, or none at its end."""
        out = Followed()
        for number, entry in entries:
            place = self._place(start, entry.date)
            if place < 0:
                self.say(
                    "follow_up_before_exam",
                    f"/outcomes/{number}/date",
                    f"The follow-up of {entry.date} is before the exam of {start}; it is not used.",
                )
            elif entry.malignant and place > 0:
                out = attrs.evolve(out, late=True)
            elif entry.malignant:
                dated = start is not None and entry.date is not None
                return attrs.evolve(
                    out,
                    truth=Truth.CANCER,
                    basis=entry.basis.value,
                    cancer_type="not_typed",
                    undated=out.undated or not dated,
                )
            else:
                out = self._negative(out, start, number, entry, cancer)
        return out

    def _negative(
        self, out: Followed, start: dt.date | None, number: int, entry: Outcome, cancer: bool
    ) -> Followed:
        if cancer:
            self.say(
                "outcome_contradicts_tissue",
                f"/outcomes/{number}/malignant",
                "Follow-up says no cancer where a tissue result is malignant; tissue counts.",
            )
            return out
        if start is None or entry.date is None:
            return attrs.evolve(out, truth=Truth.NO_CANCER, basis=entry.basis.value, undated=True)
        if (entry.date - start).days < self.chosen.negative_after_days:
            return out
        return attrs.evolve(out, truth=Truth.NO_CANCER, basis=entry.basis.value)

    def _place(self, start: dt.date | None, date: dt.date | None) -> int:
        """Return -1 before the exam, 1 after the window, else 0."""
        if start is None or date is None:
            return 0
        days = (date - start).days
        return -1 if days < 0 else int(days > self.chosen.window_days)

    def _contradictions(self, results: list[tuple[int, Pathology]]) -> None:
        """Say where one specimen, same date and procedure, is called malignant and benign."""
        seen: dict[tuple[object, object], set[bool]] = {}
        for number, result in results:
            kind = RESULT_CLASS[result.result]
            if result.date is None or result.procedure is None or kind is None:
                continue
            if kind is ResultClass.NON_DIAGNOSTIC:
                continue
            specimen = seen.setdefault((result.date, result.procedure), set())
            specimen.add(kind is ResultClass.MALIGNANT)
            if len(specimen) > 1:
                self.say(
                    "specimen_contradicts",
                    f"/pathology/{number}/result",
                    f"Two results of the {result.procedure.value} of {result.date} differ: one is "
                    "malignant, one is not. The malignant one counts.",
                )

    def say(self, code: str, pointer: str, message: str) -> None:
        """Keep an issue; the same one at the same place is kept once."""
        if (code, pointer) not in self._said:
            self._said.add((code, pointer))
            self.issues.append(Issue(code, Severity.WARNING, pointer, message))


def _was_harmless_first(used: list[Pathology], chosen: Definition) -> bool:
    """Say whether an earlier sampling was no cancer; only dates or needle and knife can tell."""
    malignant = [one for one in used if one.result in chosen.cancer]
    harmless = [one for one in used if RESULT_CLASS[one.result] in _HARMLESS]
    return any(_before(first, later) for first in harmless for later in malignant)


_EXCISIONS = ("surgical_excision", "mastectomy")


def _before(first: Pathology, later: Pathology) -> bool:
    if first.date is not None and later.date is not None and first.date != later.date:
        return first.date < later.date
    excised = [one.procedure is not None and one.procedure in _EXCISIONS for one in (first, later)]
    return first.procedure is not None and excised == [False, True]


def reaches(entry: Outcome, side: Side) -> bool:
    """Say whether an outcome speaks of a breast; one that names no side and no finding does."""
    named: Iterator[Side] | tuple[Side, ...] = sides(entry.breast)
    if entry.breast is None:
        return entry.finding is None
    return side in named
