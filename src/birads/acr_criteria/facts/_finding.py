"""Read the facts of a finding: what was stated of it beyond its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from birads.acr_criteria.facts._registry import Reading, reads
from birads.lexicon.common import Change
from birads.report.findings import Certainty

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Member, Subject

__all__ = ["is_growing", "is_uncertain"]

_GROWING = (Change.NEW, Change.INCREASING)


def is_growing(member: Member) -> bool:
    """Return whether a finding is new or increasing."""
    return member.finding.change in _GROWING


def is_uncertain(member: Member) -> bool:
    """Return whether the reader was not certain of the words."""
    return getattr(member.finding, "certainty", None) is Certainty.UNCERTAIN


@reads("palpable")
def palpable(subject: Subject) -> Reading:
    """Answer "Can the finding be felt?"."""
    member = subject.first
    return Reading(member.finding.palpable, (f"{member.pointer}/palpable",))


@reads("category")
def category(subject: Subject) -> Reading:
    """Answer "Which category counts for the finding: its own, or that of its breast?"."""
    member = subject.first
    if member.category is None:
        return Reading(None, (member.pointer,))
    return Reading(member.category.category, (member.category.pointer,))


@reads("workup")
def workup(subject: Subject) -> Reading:
    """Answer "How far has the workup of the finding come?"."""
    stage = subject.first.stage
    return Reading(stage.stage, stage.pointers)


@reads("contrast_planned")
def contrast_planned(subject: Subject) -> Reading:
    """Answer "Which contrast imaging was written for the finding?"."""
    planned = {
        entry.action.value: f"/recommendations/{place}/action"
        for member in subject.members
        for place, entry in subject.view.written_for(member)
    }
    found = {word: planned[word] for word in _CONTRAST if word in planned}
    return Reading(tuple(found) or None, tuple(found.values()))


_CONTRAST = ("cem", "mri")  # the words of this fact are those of the recommendation
