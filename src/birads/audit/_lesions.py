"""Make one case of the findings that are one lesion.

The case stands at the finding that says most: the most suspicious of those that the audit
counts. A 0 that a later exam worked up has done its work and no longer speaks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from birads.audit._case import Case
from birads.audit._followed import Followed, Truth
from birads.lexicon.common import Category, Modality
from birads.report.exam import ExamBase
from birads.report.findings import FindingBase
from birads.report.view._further import can_work_up, family_of, is_earlier
from birads.report.view._index import SUSPICION

__all__ = ["Member", "as_one"]


@attrs.frozen
class Member:
    """Hold a finding of a lesion, its exam, and the case that it would be on its own."""

    finding: FindingBase
    exam: ExamBase | None
    case: Case


def as_one(members: Sequence[Member]) -> Case:
    """Return the one case of a lesion; a lesion of one finding is its case."""
    if len(members) == 1:
        return members[0].case
    counted = [one for one in members if one.case.excluded is None] or list(members)
    workups = _Workups(counted)
    open_ones = [one for one in counted if not workups.settled(one)] or counted
    lead = max(open_ones, key=_weight).case  # the first of equal ones
    uid = next((m.case.tracking_uid for m in members if m.case.tracking_uid), None)
    return attrs.evolve(
        lead,
        finding=";".join(m.finding.id for m in members),
        followed=_joined(lead.followed, [m.case.followed for m in members]),
        words=_words([m.case.words for m in members]),
        tracking_uid=uid,
        members=tuple(m.case for m in members),
    )


def _weight(one: Member) -> int:
    category = one.case.category
    return -1 if category is None else SUSPICION[category]


class _Workups:
    """Know which exams gave a lesion a final category; the two latest of a kind are enough."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._exams = {
            one.exam.id: one.exam
            for one in members
            if one.exam is not None and one.case.category not in (None, Category.C0)
        }
        self._latest: dict[Modality, list[ExamBase]] = {}

    def settled(self, zero: Member) -> bool:
        """Say whether another exam gave the final category that a 0 asked for."""
        if zero.case.category is not Category.C0:
            return False
        latest = self._of(family_of(zero.finding, zero.exam))
        return any(one is not zero.exam and not is_earlier(one, zero.exam) for one in latest)

    def _of(self, family: Modality) -> list[ExamBase]:
        if family not in self._latest:
            able = [one for one in self._exams.values() if can_work_up(one, family)]
            able.sort(key=lambda one: one.date or dt.date.max, reverse=True)
            self._latest[family] = able[:2]
        return self._latest[family]


def _joined(lead: Followed, parts: Sequence[Followed]) -> Followed:
    """Return what became of a lesion: cancer if seen from any exam, else tissue, else the lead.

    Tissue taken between two exams of a lesion is history for the later one only.
    """
    ranked = [p for p in parts if p.truth is Truth.CANCER]
    if lead.truth is not Truth.CANCER and not ranked and lead.basis != "tissue":
        ranked = [p for p in parts if p.truth is Truth.NO_CANCER and p.basis == "tissue"]
    chosen = lead if lead.truth is Truth.CANCER or not ranked else ranked[0]
    return attrs.evolve(
        chosen,
        biopsied=True if any(p.biopsied for p in parts) else chosen.biopsied,
        high_risk=any(p.high_risk for p in parts),
        upgraded=any(p.upgraded for p in parts),
        undated=any(p.undated for p in parts),
        history=all(p.history for p in parts),
        late=any(p.late for p in parts),
        known_before=all(p.known_before for p in parts),
    )


def _words(parts: Sequence[tuple[tuple[str, str], ...]]) -> tuple[tuple[str, str], ...]:
    """Join the words of each axis by a plus sign; equal ones stand once."""
    found: dict[str, dict[str, None]] = {}
    for words in parts:
        for axis, word in words:
            found.setdefault(axis, {}).update(dict.fromkeys(word.split("+")))
    return tuple((axis, "+".join(words)) for axis, words in found.items())
