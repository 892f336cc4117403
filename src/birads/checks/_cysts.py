"""Say which mammographic masses an ultrasound of the same report calls a simple cyst."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from birads.checks._same import place_agrees
from birads.lexicon.common import Side
from birads.lexicon.ultrasound import UsSpecialCase
from birads.report.exam import UltrasoundExam
from birads.report.findings import FindingBase, MgMass, UsSpecialCaseFinding
from birads.report.view._index import ReportIndex, breast_of, sides

__all__ = ["masses_that_are_cysts"]

_MOST: Final = 12
"""With more cysts in a breast, a place does not tell which one is meant."""


def masses_that_are_cysts(index: ReportIndex) -> set[int]:
    """Return the numbers of masses that are one lesion with a cyst, or lie at its place.

    Without a stated place, only where the breast has one such mass and one such cyst.
    """
    findings = index.report.findings
    cysts: dict[Side, list[int]] = defaultdict(list)
    masses: Counter[Side] = Counter()
    for number, finding in enumerate(findings):
        places = sides(breast_of(finding))
        masses.update(places if isinstance(finding, MgMass) else ())
        for side in places if _is_simple_cyst(index, finding) else ():
            cysts[side].append(number)
    tracked = {index.lesion_of(number)[0] for numbers in cysts.values() for number in numbers}
    out: set[int] = set()
    for number, finding in enumerate(findings):
        places = sides(breast_of(finding))
        if not isinstance(finding, MgMass) or not places:
            continue
        lesion = index.lesion_of(number)[0] in tracked
        if lesion or all(_near(finding, side, findings, cysts[side], masses) for side in places):
            out.add(number)
    return out


def _near(
    mass: MgMass,
    side: Side,
    findings: tuple[FindingBase, ...],
    cysts: list[int],
    masses: Counter[Side],
) -> bool:
    agree = [place_agrees(mass, findings[number]) for number in cysts[: _MOST + 1]]
    if len(agree) > _MOST:
        return False
    return True in agree or (agree == [None] and masses[side] == 1)


def _is_simple_cyst(index: ReportIndex, finding: FindingBase) -> bool:
    return (
        isinstance(finding, UsSpecialCaseFinding)
        and finding.special_case is UsSpecialCase.SIMPLE_CYST
        and isinstance(index.exam_of(finding), UltrasoundExam)
    )
