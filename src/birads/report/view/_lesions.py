"""Join the findings that are one lesion, seen on several exams or by several modalities.

An equal ``tracking_uid`` says so, and so does an equal ``lesion``; a finding that has both joins
the findings of either. One lesion has one side: where findings of one identifier lie in
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
    joined: dict[int, tuple[int, ...]] = {}
    for numbers in _named_alike(findings):
        for group in _by_breast(findings, numbers):
            if len(group) > 1:
                joined.update(dict.fromkeys(group, tuple(group)))
    return joined


def _named_alike(findings: Sequence[FindingBase]) -> list[list[int]]:
    """Return the findings that share a name, directly or through another, in their order."""
    first: dict[tuple[str, str], int] = {}
    parent = list(range(len(findings)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for number, finding in enumerate(findings):
        for name in (("tracking_uid", finding.tracking_uid), ("lesion", finding.lesion)):
            if name[1] is not None:
                one, other = root(first.setdefault((name[0], name[1]), number)), root(number)
                parent[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(findings)):
        groups[root(number)].append(number)
    return [numbers for numbers in groups.values() if len(numbers) > 1]


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
