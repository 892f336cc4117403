"""Say which findings a stated 4 or 5 can be about, and whether tissue answers it.

A category of a breast, or of the report, names no finding. It is about a finding that is called
so itself; where none is, any finding of the breast can be meant, but a node or a cyst beside a
mass is not what a 4 was given for.
"""

from __future__ import annotations

from collections.abc import Iterator

from birads.checks._innocent import is_innocent
from birads.checks._sense import Sense
from birads.checks._signs import suspicious_signs
from birads.checks._words import FOUR_OR_FIVE, ONE_TO_THREE, TISSUE_LINE
from birads.lexicon.common import Side
from birads.report.findings import FindingBase
from birads.report.view._index import Stated, breast_of, sides

__all__ = ["is_open", "still_open", "suspected", "tissue_answers"]


def tissue_answers(sense: Sense, side: Side) -> bool:
    """Say whether a tissue result answers the 4 or 5 of a breast.

    Not one of a finding that is itself called 1, 2 or 3, not a benign one of a finding that is
    innocent by its words beside others, and not one that leaves another finding of suspicious
    words without tissue.
    """
    if side in still_open(sense):
        return False
    numbers = sense.in_breast[side]
    for number in numbers:
        finding = sense.report.findings[number]
        if number in sense.answered and finding.category not in ONE_TO_THREE:
            alone = len(numbers) == 1 or not is_innocent(finding)
            if alone or sense.is_cancer(finding):
                return True
    return False


def still_open(sense: Sense) -> set[Side]:
    """Return the breasts with a finding of suspicious words, no category and no tissue."""
    findings = enumerate(sense.report.findings)
    return {
        side
        for number, finding in findings
        if is_open(sense, number, finding)
        for side in sides(breast_of(finding))
    }


def is_open(sense: Sense, number: int, finding: FindingBase) -> bool:
    """Say whether a finding has suspicious words, no category of its own and no tissue."""
    return (
        finding.category is None
        and number not in sense.answered
        and bool(suspicious_signs(finding))
        and not _explained(sense, number, finding)
    )


def _explained(sense: Sense, number: int, finding: FindingBase) -> bool:
    """Say whether an operation, an earlier biopsy or the other breast explains suspicious words."""
    residual = sense.tissue(finding).residual
    return residual or sense.is_scar(finding) or number in sense.dismissed_when_bilateral


def suspected(sense: Sense) -> Iterator[tuple[int, FindingBase, Stated]]:
    """Yield the findings that a stated 4 or 5 can be about, with that category."""
    overall = next(iter(sense.overall_categories()), None)
    of_breasts = [sense.breast_category(side) for side in Side]
    alone = not any(sense.suspected.values()) and not any(
        each is not None and each.category in TISSUE_LINE for each in of_breasts
    )
    for number, finding in enumerate(sense.report.findings):
        stated: Stated | None = None
        if finding.category is not None:
            stated = sense.bound_of(number, finding)
        else:
            places = [side for side in sides(breast_of(finding)) if not sense.suspected[side]]
            of_breast = [sense.breast_category(side) for side in places]
            stated = next((each for each in of_breast if _is_suspicious(each)), None)
            stated = stated or (overall if alone else None)
        if stated is not None and _is_suspicious(stated):
            yield number, finding, stated


def _is_suspicious(stated: Stated | None) -> bool:
    return stated is not None and stated.category in FOUR_OR_FIVE
