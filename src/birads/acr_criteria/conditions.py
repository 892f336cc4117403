"""Judge the conditions of middle ratings: met, not met, or unknown for want of a fact."""

from __future__ import annotations

from collections.abc import Iterable

from birads.acr_criteria.pattern import Member, Pattern
from birads.lexicon.common import Category
from birads.lexicon.mammography import AssociatedFeature

__all__ = ["MET", "NOT_MET", "UNKNOWN", "judge"]

MET = "met"
NOT_MET = "not_met"
UNKNOWN = "unknown"
_PRECEDENCE = (NOT_MET, UNKNOWN, MET)

_BESIDE = (AssociatedFeature.MASS, AssociatedFeature.FOCAL_ASYMMETRY)
_BENIGN = (Category.C1, Category.C2)
_Read = tuple[bool | None, str]


def judge(
    requires: Iterable[Iterable[str]],
    pattern: Pattern,
    extensive_mm: float | None = None,
) -> tuple[str, tuple[str, ...]]:
    """Return the state of a condition and the pointers of what decided it or is missing.

    Every demand must hold of one finding, one input of each is enough. ``extensive_mm`` is a
    size of the caller's own from which calcifications count as extensive; the source gives none.
    """
    judged = [_judge(requires, member, extensive_mm) for member in pattern.members]
    state = max((state for state, _ in judged), key=_PRECEDENCE.index)
    needs = dict.fromkeys(pointer for found, read in judged if found == state for pointer in read)
    return state, tuple(needs)


def _judge(
    requires: Iterable[Iterable[str]], member: Member, extensive_mm: float | None
) -> tuple[str, list[str]]:
    """Judge one finding by its own inputs: what another shows never counts for it."""
    decided: list[str] = []
    missing: list[str] = []
    failed: list[str] = []
    for demand in requires:
        reads = [_input(name, member, extensive_mm) for name in demand]
        met = [pointer for value, pointer in reads if value]
        unknown = [pointer for value, pointer in reads if value is None]
        if met:
            decided += met
        elif unknown:
            missing += unknown
        else:
            failed += [pointer for _, pointer in reads]
    if failed:
        return NOT_MET, failed
    return (UNKNOWN, missing) if missing else (MET, decided)


def _input(name: str, member: Member, extensive_mm: float | None) -> _Read:
    seen, where = member.seen, member.pointer
    if name == "mass_or_focal_asymmetry":
        beside = seen.associated
        found = None if beside is None else any(word in _BESIDE for word in beside)
        return found, f"{where}/associated"
    if name == "invasion_suspected":
        return seen.invasion_suspected, f"{where}/invasion_suspected"
    if name == "extensive":
        if seen.extensive is None and extensive_mm is not None and seen.extent_mm is not None:
            return seen.extent_mm >= extensive_mm, f"{where}/extent_mm"
        return seen.extensive, f"{where}/extensive"
    if name == "characterisation_requested":
        if member.characterise is not None:
            return True, member.characterise
        return None, where
    if name == "proof_open":
        stated = member.category
        if stated is None:
            return True, where
        return stated.category not in _BENIGN, stated.pointer
    raise AssertionError(name)  # the topic's model admits no other name
