"""Check the tissue that is asked for where the category does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._innocent import is_cyst
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT, CHANGES
from birads.checks._words import BELOW_LINE, TISSUE, quoted
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.report.assessment import Action, Recommendation
from birads.report.findings import FindingBase
from birads.report.view._index import Stated, breast_of, sides

_BENIGN: Final = frozenset({Category.C1, Category.C2})
_Finding = tuple[int, FindingBase]


@declare(
    "biopsy_below_four",
    Severity.WARNING,
    silent="A text is quoted; it makes a 0 or 3 information and changes nothing for a 1 or 2. "
    "Each breast is judged for itself. Silent for a palpable finding, for the aspiration of a "
    "cyst, for what has a tissue result (a benign or high-risk one can need another), where a "
    "finding meant has a category of 4 or more, and where no category is known.",
    source=f"{ASSESSMENT}; {CHANGES}",
    crosses=True,
    needs=(Need.RECOMMENDATIONS,),
)
def biopsy_below_four(sense: Sense) -> Iterator[Found]:
    """Find a recommended tissue diagnosis of a breast or finding called 0 to 3."""
    for number, entry in enumerate(sense.report.recommendations):
        if entry.action not in TISSUE:
            continue
        if (stated := _below(sense, entry)) is not None:
            yield _needless(sense, number, entry, stated)


def _needless(sense: Sense, number: int, entry: Recommendation, stated: list[Stated]) -> Found:
    words = sorted({sense.named(each) for each in stated})
    benign = any(each.category in _BENIGN for each in stated)
    text = f"; its text says {quoted(entry.text)}" if entry.text else ""
    return Found(
        f"/recommendations/{number}/action",
        f"{entry.action.replace('_', ' ').capitalize()} is recommended for what has "
        f"{' and '.join(words)}{text}.",
        "Tissue diagnosis goes with 4 and 5: state the reason, or the side and category meant.",
        crosses=True,
        severity=Severity.INFORMATION if entry.text and not benign else None,
    )


def _below(sense: Sense, entry: Recommendation) -> list[Stated] | None:
    """Return the categories of 0 to 3 for which tissue is asked, of one breast at least."""
    if not entry.findings:
        if places := sides(entry.breast):
            found = [each for side in places if (each := _of_side(sense, side, entry)) is not None]
            return found or None
        each_side = [_of_side(sense, side, entry) for side in Side]
        stated = [each for each in each_side if each is not None]
        known = [side for side in Side if sense.bound_of_breast(side) is not None]
        return stated if stated and len(stated) == len(known) else None
    named = [sense.findings.get(name) for name in entry.findings]
    by_side: dict[str | None, list[_Finding]] = {}
    for known_one in named:
        if known_one is None:
            return None
        by_side.setdefault(breast_of(known_one[1]), []).append(known_one)
    for group in by_side.values():
        if (stated_all := _of_group(sense, group, entry)) is not None:
            return stated_all
    return None


def _of_side(sense: Sense, side: Side, entry: Recommendation) -> Stated | None:
    """Return the category of a breast if it asks for no tissue and nothing explains the order."""
    stated = sense.bound_of_breast(side)
    if stated is None or stated.category not in BELOW_LINE:
        return None
    if sense.sampled[side] or sense.suspected[side]:
        return None
    if entry.action is Action.FINE_NEEDLE_ASPIRATION and side in sense.with_cyst:
        return None
    return stated


def _of_group(sense: Sense, group: list[_Finding], entry: Recommendation) -> list[Stated] | None:
    """Return the categories of the findings named, if all are below 4 and nothing explains it."""
    out: list[Stated] = []
    for number, finding in group:
        if finding.palpable or sense.pathology.get(finding.id) or number in sense.answered:
            return None
        if entry.action is Action.FINE_NEEDLE_ASPIRATION and is_cyst(finding):
            return None
        stated = sense.bound_of(number, finding)
        if stated is None or stated.category not in BELOW_LINE:
            return None
        out.append(stated)
    return out
