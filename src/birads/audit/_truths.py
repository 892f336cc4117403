"""Join tissue and follow-up to the lesions and the breasts that they speak of.

Findings of one lesion share their results: tissue taken of what ultrasound showed answers the
mammogram too. What is known of a whole breast is judged once per exam date, however many
findings it holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from birads.audit._followed import NOT_FOLLOWED, Followed, Shared, Truth
from birads.audit._outcome import Judge, reaches
from birads.lexicon.common import Side
from birads.report.assessment import Outcome
from birads.report.findings import FindingBase
from birads.report.pathology import Pathology
from birads.report.view._index import ReportIndex, breast_of, sides

__all__ = ["Truths"]

_BOTH = (Side.LEFT, Side.RIGHT)
_Of = tuple[tuple[Side, ...], bool]


class Truths:
    """Say what became of each lesion and each breast of one report."""

    def __init__(self, index: ReportIndex, judge: Judge) -> None:
        self._index = index
        self._judge = judge
        self._outcomes: dict[str, list[tuple[int, Outcome]]] = {}
        self._of_breast: list[tuple[int, Outcome]] = []
        self._tissue_of_breast: list[tuple[int, Pathology]] = []
        self._members: dict[int, tuple[tuple[int, FindingBase], ...]] = {}
        self._judged: dict[tuple[int, dt.date | None], Followed] = {}
        self._shared: dict[_Of, Shared] = {}
        self._lesions_in = {side: self._count_lesions(side) for side in _BOTH}
        for number, outcome in enumerate(index.report.outcomes):
            if outcome.finding is None:
                self._of_breast.append((number, outcome))
            else:
                self._outcomes.setdefault(outcome.finding, []).append((number, outcome))
        for number, result in index.tissue_results:
            if result.finding is None:
                self._tissue_of_breast.append((number, result))

    def _count_lesions(self, side: Side) -> int:
        if not self._index.in_breast[side]:
            return 0
        return len({self._index.lesion_of(n)[0] for n in self._index.in_breast[side]})

    def members(self, number: int) -> tuple[tuple[int, FindingBase], ...]:
        """Return the findings of the lesion of a finding; the first of two equal ids counts."""
        numbers = self._index.lesion_of(number)
        if numbers[0] not in self._members:
            findings = self._index.report.findings
            self._members[numbers[0]] = tuple(
                (n, findings[n]) for n in numbers if self._index.findings[findings[n].id][0] == n
            )
        return self._members[numbers[0]]

    def lesion(self, number: int, start: dt.date | None) -> Followed:
        """Return what became of the lesion of a finding that an exam of ``start`` showed."""
        key = self._index.lesion_of(number)[0], start
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = self._judge_lesion(number, start)
        return found

    def _judge_lesion(self, number: int, start: dt.date | None) -> Followed:
        members = self.members(number)
        tissue = [one for _, f in members for one in self._index.pathology.get(f.id, ())]
        followed = [one for _, f in members for one in self._outcomes.get(f.id, ())]
        shared = self._from_breast([one for _, one in members])
        if not tissue and not followed and not shared.outcomes and not shared.tissue:
            return Followed()
        return self._judge.lesion(start, [*tissue, *shared.tissue], followed, shared)

    def _from_breast(self, members: Sequence[FindingBase]) -> Shared:
        """Return what is known of the breasts of a lesion and so of the lesion.

        No cancer in a breast holds for every lesion; a cancer, or tissue of the breast, only
        where there is one lesion.
        """
        if not self._of_breast and not self._tissue_of_breast:
            return _NOTHING
        named = {side for one in members for side in sides(breast_of(one))}
        of = tuple(side for side in _BOTH if side in named)
        alone = len(of) == 1 and self._lesions_in[of[0]] == 1
        if (of, alone) not in self._shared:
            self._shared[of, alone] = Shared(
                tuple(e for e in self._of_breast if _holds_for(e[1], of, alone)),
                tuple(e for e in self._tissue_of_breast if alone and _taken(e[1], of[0])),
            )
        return self._shared[of, alone]

    def breast(self, side: Side, start: dt.date | None) -> Followed:
        """Return what follow-up says of a breast that an exam of ``start`` showed."""
        reached = [entry for entry in self._of_breast if reaches(entry[1], side)]
        return self._judge.lesion(start, (), reached) if reached else NOT_FOLLOWED

    def cancer_of_breast(self, side: Side, start: dt.date | None) -> Followed:
        """Return a cancer that tissue of a breast proved without naming a finding, if any did."""
        taken = [entry for entry in self._tissue_of_breast if _taken(entry[1], side)]
        if not taken:
            return NOT_FOLLOWED
        found = self._judge.lesion(start, taken, ())
        if found.truth is Truth.CANCER or found.known_before:
            return found
        return attrs.evolve(found, truth=Truth.UNKNOWN, basis=None)


_NOTHING = Shared((), ())


def _holds_for(entry: Outcome, of: tuple[Side, ...], alone: bool) -> bool:
    if not of or not all(reaches(entry, side) for side in of):
        return False
    return not entry.malignant or (alone and len(sides(entry.breast)) == 1)


def _taken(result: Pathology, side: Side) -> bool:
    return sides(result.breast) == (side,)
