"""Say of which lesion tissue was taken: of what opened an item, of another one, or not known."""

from __future__ import annotations

from typing import Final

from birads.archive._closing import Events
from birads.archive._events import Tissue
from birads.archive._openers import Opener, as_suspicious
from birads.report.findings.node import LymphNode

__all__ = ["NO", "other_suspect", "place_of"]

NO: Final = "no"
"""Said instead of a reason where something is known not to answer."""


def place_of(each: Tissue, opener: Opener, events: Events) -> str | None:
    """Say whether tissue is of what opened: ``None`` for yes, else why that is not known."""
    if each.lost:
        beside = opener.breast is not None and each.sides and opener.breast not in each.sides
        return NO if beside else each.lost
    if opener.breast is not None and each.sides and opener.breast not in each.sides:
        return NO
    if opener.lesion is not None and each.lesion == opener.lesion:
        return None
    if not each.sides and (each.lesion is None or opener.lesion is None):
        return "side_not_stated"
    if opener.lesion is None:
        return _of_breast(each, opener, events)
    if each.lesion is None:
        return "one_of_several" if _beside(opener, events) > 1 else None
    if each.read is opener.read or _is_beside(each, opener, events):
        return NO
    return "not_said_to_be_the_same"


def _of_breast(each: Tissue, opener: Opener, events: Events) -> str | None:
    """Say whether tissue answers what names a breast alone.

    A result is answered by what was taken of the breast, not by the tissue of some lesion of it.
    Tissue of a lymph node, or of a lesion that is called less suspicious than the breast, does not
    show what the breast has its category for.
    """
    if opener.tissue is not None and opener.breast is None:
        return "side_not_stated"
    if opener.several:
        return "one_of_several"
    if opener.tissue is not None and each.lesion is not None:
        return "not_said_to_be_the_same"
    if isinstance(each.finding, LymphNode):
        return "node_sampled"
    return "less_suspicious_sampled" if _is_less(each, opener, events) else None


def _is_less(each: Tissue, opener: Opener, events: Events) -> bool:
    """Say whether every category of the sampled lesion is below that of the breast."""
    if opener.category is None or each.lesion is None:
        return False
    here = [f for n, f in opener.read.findings if events.lesion_of(opener.read, n) == each.lesion]
    sampled = [each.finding] if each.finding is not None else []
    stated = [f.category for f in here + sampled if f.category is not None]
    return bool(stated) and not any(as_suspicious(one, opener.category) for one in stated)


def other_suspect(each: Tissue, opener: Opener, events: Events) -> str | None:
    """Return a report that suspects another lesion of the breast, of which tissue may be as well.

    Tissue that names no finding is of one lesion, and nothing says of which; a lesion that was
    described after the tissue was taken is not meant.
    """
    if opener.lesion is None or each.lesion is not None:
        return None
    for other in events.suspected:
        if other.lesion == opener.lesion or opener.breast not in (None, other.breast):
            continue
        taken = each.result.date
        if other.date is None or taken is None or other.date <= taken:
            return other.read.name
    return None


def _beside(opener: Opener, events: Events) -> int:
    """Return how many lesions the opening report describes in the breast."""
    read, side = opener.read, opener.breast
    found = {
        events.lesion_of(read, number)
        for number, _ in read.findings
        if side is None or number in read.index.in_breast[side]
    }
    return len(found)


def _is_beside(each: Tissue, opener: Opener, events: Events) -> bool:
    """Say whether the sampled lesion stands in the opening report as another one."""
    return any(events.lesion_of(opener.read, n) == each.lesion for n, _ in opener.read.findings)
