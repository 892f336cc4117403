"""Say which calcifications are commonly called benign because both breasts show the same."""

from __future__ import annotations

from collections.abc import Iterable

from birads.checks._words import BENIGN_WORDS, GROWING, ROUND_WORDS
from birads.lexicon.common import Side
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from birads.report.findings import MgCalcifications
from birads.report.view._index import breast_of, sides

__all__ = ["dismissed_when_bilateral"]


def dismissed_when_bilateral(findings: Iterable[tuple[int, MgCalcifications]]) -> set[int]:
    """Return the numbers of what is alike in both breasts, neither new nor increasing.

    Diffuse amorphous calcifications in both breasts, and two or more groups of coarse
    heterogeneous ones in each breast. What is new or growing was not seen at a baseline.
    """
    diffuse: dict[Side, list[int]] = {Side.LEFT: [], Side.RIGHT: []}
    grouped: dict[Side, list[int]] = {Side.LEFT: [], Side.RIGHT: []}
    count: dict[Side, int] = {Side.LEFT: 0, Side.RIGHT: 0}
    for number, finding in findings:
        if finding.change in GROWING:
            continue
        words = set(finding.morphology or ()) - BENIGN_WORDS
        places = sides(breast_of(finding))
        if words - ROUND_WORDS == {CalcMorphology.AMORPHOUS}:
            if finding.distribution is CalcDistribution.DIFFUSE:
                for side in places:
                    diffuse[side].append(number)
        elif words == {CalcMorphology.COARSE_HETEROGENEOUS} and finding.distribution in (
            None,
            CalcDistribution.GROUPED,
        ):
            for side in places:
                grouped[side].append(number)
                count[side] += _groups(finding)
    out: set[int] = set()
    if all(diffuse.values()):
        out.update(*diffuse.values())
    if min(count.values()) > 1:
        out.update(*grouped.values())
    return out


def _groups(finding: MgCalcifications) -> int:
    return 2 if finding.groups == "multiple" else int(finding.groups or 1)
