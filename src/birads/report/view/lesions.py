"""Join the findings that are one lesion, seen on several exams or by several modalities.

Equal ``tracking_uid`` says so. One lesion has one side: where findings of one identifier lie in
different breasts, each breast is a lesion of its own, so that no step or alarm of one side is
ever answered by the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from birads.lexicon.common import Breast
from birads.report.findings import FindingBase

__all__ = ["lesions"]


def lesions(findings: Sequence[FindingBase]) -> dict[int, tuple[int, ...]]:
    """Return, for each finding that is not alone, the numbers of the findings of its lesion."""
    tracked: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if finding.tracking_uid is not None:
            tracked[finding.tracking_uid].append(number)
    joined: dict[int, tuple[int, ...]] = {}
    for numbers in tracked.values():
        for group in _by_breast(findings, numbers):
            if len(group) > 1:
                joined.update(dict.fromkeys(group, tuple(group)))
    return joined


def _by_breast(findings: Sequence[FindingBase], numbers: list[int]) -> list[list[int]]:
    """Split findings of one identifier by breast; one without a side joins a lone side."""
    by_breast: dict[Breast | None, list[int]] = defaultdict(list)
    for number in numbers:
        place = findings[number].location
        by_breast[place.breast if place is not None else None].append(number)
    if len(by_breast.keys() - {None}) <= 1:
        return [numbers]
    alone = [[number] for number in by_breast.pop(None, ())]
    return [*by_breast.values(), *alone]
