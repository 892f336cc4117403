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

import attrs

from birads.audit._definitions import Definition
from birads.audit._followed import (
    CANCER_TYPE,
    NOT_FOLLOWED,
    Followed,
    Shared,
    Truth,
    and_then,
    rank,
)
from birads.issue import Issue, Severity
from birads.lexicon.common import Side
from birads.report.assessment import Outcome, OutcomeBasis
from birads.report.pathology import Pathology, ResultClass
from birads.report.view._index import sides

__all__ = ["Judge", "reaches"]


_OPEN = OutcomeBasis.UNKNOWN.value
_HARMLESS = (ResultClass.BENIGN, ResultClass.HIGH_RISK)


@attrs.define
class Judge:
    """Judge results by a definition set; what is wrong with them is said once, in ``issues``."""

    chosen: Definition
    issues: list[Issue] = attrs.field(factory=list)
    _said: set[tuple[str, str]] = attrs.field(factory=set)
    _shared: dict[tuple[dt.date | None, Shared, bool], Followed] = attrs.field(factory=dict)

    def lesion(
        self,
        start: dt.date | None,
        tissue: Iterable[tuple[int, Pathology]],
        followed: Iterable[tuple[int, Outcome]],
        shared: Shared | None = None,
    ) -> Followed:
        """Return what became of one lesion that an exam of ``start`` showed.

        ``shared`` is what is known of its whole breast; it is judged once for each date.
        """
        results, followed = list(tissue), tuple(followed)
        if not results and not followed and (shared is None or not shared.outcomes):
            return NOT_FOLLOWED
        self._contradictions(results)
        by_tissue = self._tissue(start, results)
        cancer = by_tissue.truth is Truth.CANCER
        by_others = self._others(start, followed, cancer)
        if shared is not None and by_others.truth is not Truth.CANCER:
            by_others = and_then(by_others, self._from_breast(start, shared, cancer))
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
        cancers = [one for one in used if one.read_as in self.chosen.cancer]
        classes = [one.result_class for one in used]
        truth = Truth.UNKNOWN
        if cancers:
            truth = Truth.CANCER
        elif any(kind in _HARMLESS for kind in classes):
            truth = Truth.NO_CANCER
        return Followed(
            truth=truth,
            basis="tissue" if truth is not Truth.UNKNOWN else None,
            biopsied=bool(used),
            cancer_type=max(map(_cancer_type, cancers), key=rank, default=None),
            high_risk=ResultClass.HIGH_RISK in classes,
            upgraded=bool(cancers) and _was_harmless_first(used, self.chosen),
            undated=undated,
            history=history,
            late=late,
            known_before=known,
        )

    def _is_known_cancer(self, start: dt.date | None, result: Pathology) -> bool:
        """Say whether a cancer was proven in the window before the exam; older is history."""
        if start is None or result.date is None or result.read_as not in self.chosen.cancer:
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

    def _from_breast(self, start: dt.date | None, shared: Shared, cancer: bool) -> Followed:
        key = start, shared, cancer
        if key not in self._shared:
            self._shared[key] = self._others(start, shared.outcomes, cancer)
        return self._shared[key]

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
            kind = result.result_class
            if result.date is None or result.procedure is None or kind is None:
                continue
            if kind is ResultClass.NON_DIAGNOSTIC:
                continue
            specimen = seen.setdefault((result.date, result.procedure), set())
            specimen.add(kind is ResultClass.MALIGNANT)
            if len(specimen) > 1:
                self.say(
                    "specimen_contradicts",
                    f"/pathology/{number}/{'result' if result.result else 'b_category'}",
                    f"Two results of the {result.procedure.value} of {result.date} differ: one is "
                    "malignant, one is not. The malignant one counts.",
                )

    def say(self, code: str, pointer: str, message: str) -> None:
        """Keep an issue; the same one at the same place is kept once."""
        if (code, pointer) not in self._said:
            self._said.add((code, pointer))
            self.issues.append(Issue(code, Severity.WARNING, pointer, message))


def _cancer_type(result: Pathology) -> str | None:
    return CANCER_TYPE.get(result.read_as) if result.read_as is not None else None


_EXCISIONS = ("surgical_excision", "mastectomy")


def _was_harmless_first(used: list[Pathology], chosen: Definition) -> bool:
    """Say whether an earlier sampling was no cancer; only dates or needle and knife can tell."""
    malignant = [one for one in used if one.read_as in chosen.cancer]
    harmless = [one for one in used if one.result_class in _HARMLESS]
    first = min((one.date for one in harmless if one.date), default=None)
    last = max((one.date for one in malignant if one.date), default=None)
    if first is not None and last is not None and first < last:
        return True
    # Without two different dates, a needle is known to come before an excision.
    needles = {one.date for one in harmless if one.procedure and not _excised(one)}
    knives = {one.date for one in malignant if _excised(one)}
    if not needles or not knives:
        return False
    return None in needles or None in knives or bool(needles & knives)


def _excised(one: Pathology) -> bool:
    return one.procedure is not None and one.procedure in _EXCISIONS


def reaches(entry: Outcome, side: Side) -> bool:
    """Say whether an outcome speaks of a breast; one that names no side and no finding does."""
    named: Iterator[Side] | tuple[Side, ...] = sides(entry.breast)
    if entry.breast is None:
        return entry.finding is None
    return side in named
