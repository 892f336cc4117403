"""Read the facts of calcifications: how they look, where they lie, how many groups there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from birads.acr_criteria.facts._registry import Reading, reads
from birads.acr_criteria.facts._values import GroupCount, Laterality, in_order
from birads.lexicon.common import Breast, Category
from birads.lexicon.mammography import AssociatedFeature, CalcDistribution
from birads.report.assessment import Action

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Member, Subject

__all__ = ["both_breasts", "count_groups", "is_grouped", "place_is_open_or_diffuse"]

_BESIDE = (AssociatedFeature.MASS, AssociatedFeature.FOCAL_ASYMMETRY)
_CHARACTERISE = (Action.DIAGNOSTIC_MAMMOGRAPHY, Action.MAGNIFICATION_VIEWS)
_BENIGN = (Category.C1, Category.C2)


def _where(subject: Subject, member: str) -> tuple[str, ...]:
    """Return where each finding states a member; one that does not, the finding itself."""
    found = (
        one.pointer if getattr(one.finding, member) is None else f"{one.pointer}/{member}"
        for one in subject.members
    )
    return tuple(dict.fromkeys(found))


@reads("morphology")
def morphology(subject: Subject) -> Reading:
    """Answer "Which morphologies were described?". Findings that are one pattern share them."""
    words = in_order(frozenset(subject.first.finding.morphology or ()))
    return Reading(words or None, _where(subject, "morphology"))


@reads("distribution")
def distribution(subject: Subject) -> Reading:
    """Answer "How are the calcifications distributed?"."""
    return Reading(subject.first.finding.distribution, _where(subject, "distribution"))


@reads("groups")
def groups(subject: Subject) -> Reading:
    """Answer "Is it one group, or several?".

    Groups of one breast add up; both breasts are several.
    """
    members = subject.members
    both = len(members) > 1 and len({member.breast for member in members}) > 1
    found = GroupCount.MULTIPLE if both else count_groups(members)
    return Reading(found, _where(subject, "groups"))


@reads("laterality")
def laterality(subject: Subject) -> Reading:
    """Answer "Is one breast involved, or both?"."""
    pointers = tuple(
        dict.fromkeys(
            member.pointer if member.breast is None else f"{member.pointer}/location/breast"
            for member in subject.members
        )
    )
    if subject.breast is None:
        return Reading(None, pointers)
    both = subject.breast is Breast.BILATERAL
    return Reading(Laterality.BILATERAL if both else Laterality.UNILATERAL, pointers)


def is_grouped(member: Member) -> bool:
    """Return whether a finding is said to lie in a group."""
    return member.finding.distribution is CalcDistribution.GROUPED


def place_is_open_or_diffuse(member: Member) -> bool:
    """Return whether a finding has no distribution, or lies everywhere."""
    return member.finding.distribution in (None, CalcDistribution.DIFFUSE)


def both_breasts(subject: Subject) -> dict[str, Any]:
    """Return the facts as they would be if the findings of both breasts were one picture."""
    several = GroupCount.MULTIPLE if is_grouped(subject.first) else None
    return {"groups": several, "laterality": Laterality.BILATERAL}


def count_groups(members: Iterable[Member]) -> GroupCount | None:
    """Add up groups; a grouped finding without a count is at least one."""
    members = tuple(members)
    least, exact, stated = 0, True, False
    for member in members:
        found = member.finding.groups
        if found is None:
            least, exact = least + 1, False
        elif found == GroupCount.MULTIPLE:
            least, exact, stated = least + 2, False, True
        else:
            least, stated = least + found, True
    if not stated and not is_grouped(members[0]):
        return None  # findings that are not grouped are not groups
    if least > 1:
        return GroupCount.MULTIPLE
    return GroupCount.SINGLE if exact else None


@reads("mass_or_focal_asymmetry")
def mass_or_focal_asymmetry(subject: Subject) -> Reading:
    """Answer "Is there a mass or a focal asymmetry with the calcifications?"."""
    member = subject.first
    beside = member.finding.associated
    found = None if beside is None else any(word in _BESIDE for word in beside)
    return Reading(found, (f"{member.pointer}/associated",))


@reads("extensive")
def extensive(subject: Subject) -> Reading:
    """Answer "Are the calcifications extensive?".

    A size counts only where the caller gave a limit.
    """
    member, limit = subject.first, subject.view.extensive_mm
    finding = member.finding
    if finding.extensive is None and limit is not None and finding.extent_mm is not None:
        return Reading(finding.extent_mm >= limit, (f"{member.pointer}/extent_mm",))
    return Reading(finding.extensive, (f"{member.pointer}/extensive",))


@reads("invasion_suspected")
def invasion_suspected(subject: Subject) -> Reading:
    """Answer "Is invasion suspected?"."""
    member = subject.first
    return Reading(member.finding.invasion_suspected, (f"{member.pointer}/invasion_suspected",))


@reads("characterisation_requested")
def characterisation_requested(subject: Subject) -> Reading:
    """Answer "Was further characterisation asked for?". Nobody writes that it was not."""
    member = subject.first
    for place, entry in subject.view.written_for(member):
        if entry.action in _CHARACTERISE:
            return Reading(True, (f"/recommendations/{place}/action",))
    return Reading(None, (member.pointer,))


@reads("proof_open")
def proof_open(subject: Subject) -> Reading:
    """Answer "Is the typically benign nature still to be proven?".

    A stated 1 or 2 says that it is not.
    """
    member = subject.first
    if member.category is None:
        return Reading(True, (member.pointer,))
    return Reading(member.category.category not in _BENIGN, (member.category.pointer,))
