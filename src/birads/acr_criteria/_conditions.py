"""Judge the conditions of middle ratings: met, not met, or unknown for want of a fact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from birads.acr_criteria._subjects import Subject
from birads.acr_criteria.facts._registry import reading_of

__all__ = ["MET", "NOT_MET", "UNKNOWN", "judge"]

State = Literal["met", "not_met", "unknown"]
MET: Final = "met"
NOT_MET: Final = "not_met"
UNKNOWN: Final = "unknown"
_PRECEDENCE: tuple[State, ...] = (NOT_MET, UNKNOWN, MET)


def judge(requires: Iterable[Iterable[str]], subject: Subject) -> tuple[State, tuple[str, ...]]:
    """Return the state of a condition and the pointers of what decided it or is missing.

    Every demand must hold of one finding, one fact of each is enough.
    """
    judged = [_judge(requires, subject.alone(member)) for member in subject.members]
    states = {state for state, _ in judged}
    state: State = next((one for one in reversed(_PRECEDENCE) if one in states), UNKNOWN)
    needs = dict.fromkeys(pointer for found, read in judged if found == state for pointer in read)
    return state, tuple(needs)


def _judge(requires: Iterable[Iterable[str]], alone: Subject) -> tuple[State, list[str]]:
    """Judge one finding by its own facts: what another shows never counts for it."""
    decided: list[str] = []
    missing: list[str] = []
    failed: list[str] = []
    for demand in requires:
        reads = [reading_of(alone, name) for name in demand]
        met = [pointer for read in reads if read.value for pointer in read.pointers]
        unknown = [pointer for read in reads if read.value is None for pointer in read.pointers]
        if met:
            decided += met
        elif unknown:
            missing += unknown
        else:
            failed += [pointer for read in reads for pointer in read.pointers]
    if failed:
        return NOT_MET, failed
    return (UNKNOWN, missing) if missing else (MET, decided)
