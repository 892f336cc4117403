"""Ask which sets of words alarm: raise an issue that crosses the line between 0-3 and 4-6."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import Any

from birads.checks import CHECKS
from birads.checks._sense import Sense
from birads.parsing._parse import parse
from tests.laws.descriptor_sets import Said, report_of, sets

__all__ = ["alarming", "crossing", "is_alarming", "least"]


def crossing(document: dict[str, Any]) -> Counter[str]:
    """Return how often each check raises an issue that crosses.

    Only the checks that can cross are run, which is three times as fast; a test holds the result
    equal to that of ``birads.check``.
    """
    sense = Sense(parse(document))
    return Counter(
        issue.code
        for each in CHECKS.values()
        if each.crosses
        for issue in each.issues(sense)
        if issue.crosses
    )


def is_alarming(document: dict[str, Any]) -> bool:
    """Say whether any check raises an issue that crosses."""
    sense = Sense(parse(document))
    return any(
        issue.crosses for each in CHECKS.values() if each.crosses for issue in each.issues(sense)
    )


@cache
def alarming(category: str) -> frozenset[Said]:
    """Return the sets of words that alarm where the finding has this category and stands alone."""
    return frozenset(said for said in sets() if is_alarming(report_of(said, category)))


@cache
def least(category: str) -> tuple[Said, ...]:
    """Return the alarming sets of which no part alarms: no word can be left out."""
    found = alarming(category)
    return tuple(
        said for said in sets() if said in found and not any(p in found for p in _parts(said))
    )


def _parts(said: Said) -> list[Said]:
    """Return every smaller set, down to no word and no change."""
    words = [part for n in range(len(said.words)) for part in combinations(said.words, n)]
    changes = {said.change, None}
    smaller = [Said(said.kind, part, change, said.edition) for part in words for change in changes]
    if said.change is not None:
        smaller.append(Said(said.kind, said.words, None, said.edition))
    return smaller
