"""Join the reports of a patient into episodes, each join by a rule of the table.

What states an episode is joined by that alone. The others are joined by their lesion, or as the
workup of a breast that an earlier report left open; a screening exam always begins an episode.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import attrs

from birads.archive._events import Read
from birads.archive._lesions import Lesions
from birads.archive._openers import EXCISIONS
from birads.archive._rules import joins
from birads.lexicon.common import Category, Side
from birads.lexicon.request import Purpose
from birads.report.view._further import is_first_look
from birads.report.view._index import breast_of, sides

__all__ = ["Group", "Member", "episodes", "role_of"]

_LEAVES_OPEN = frozenset(
    {Category.C0, Category.C3, Category.C4, Category.C4A, Category.C4B, Category.C4C, Category.C5}
)
_ROLES = {
    Purpose.SCREENING: "screening",
    Purpose.SURVEILLANCE: "screening",
    Purpose.SHORT_INTERVAL_FOLLOW_UP: "follow_up",
    Purpose.DIAGNOSTIC: "diagnostic",
    Purpose.EXTENT_OF_DISEASE: "diagnostic",
    Purpose.POST_PROCEDURE: "biopsy",
}
_ORDER = ("screening", "diagnostic", "follow_up", "biopsy", "surgery", "other")


@attrs.frozen(eq=False)
class Member:
    """One report of an episode: what it is in it, and the rule that joined it."""

    read: Read
    role: str
    rule: str | None


@attrs.define(eq=False)
class Group:
    """The reports of one episode, in the order of their days."""

    members: list[Member]

    @property
    def kind(self) -> str:
        """What the episode began with."""
        return self.members[0].role

    @property
    def start(self) -> dt.date | None:
        """The first day of the episode, where one is stated."""
        return next((one.read.days[0] for one in self.members if one.read.days), None)

    @property
    def stated(self) -> str | None:
        """The episode that its reports state."""
        return next((e for one in self.members if (e := one.read.held.report.episode)), None)


def role_of(one: Read) -> str:
    """Return what a report is in an episode, by its exams, else by how tissue was taken."""
    report = one.held.report
    found = {_ROLES[exam.purpose] for exam in report.exams if exam.purpose in _ROLES}
    if not report.exams and report.pathology:
        taken = {result.procedure for result in report.pathology}
        return "surgery" if taken & EXCISIONS else "biopsy"
    return min(found, key=_ORDER.index, default="other")


def episodes(
    reads: Sequence[Read], lesions: Lesions, joined: Counter[str], apart: Counter[str]
) -> list[Group]:
    """Return the episodes of one patient; joins and reasons are counted in what is given."""
    groups: list[Group] = []
    by_name: dict[str, Group] = {}
    seen = _Seen(lesions)
    for one in sorted(reads, key=lambda r: (r.days[0] if r.days else dt.date.max, r.held.data)):
        name = one.held.report.episode
        group, rule = by_name.get(name or ""), "stated_episode"
        if name is None:
            group, rule = seen.find(one, groups)
            if not one.days:
                apart["undated"] += 1
        if group is None:
            group = Group([])
            groups.append(group)
        else:
            joined[rule] += 1
        if name is not None:
            by_name.setdefault(name, group)
        group.members.append(Member(one, role_of(one), rule if group.members else None))
        seen.add(one, group)
    apart["no_rule"] += sum(len(group.members) == 1 for group in groups)
    return groups


class _Seen:
    """Remember which lesions an episode has, and which breasts it left open since when."""

    def __init__(self, lesions: Lesions) -> None:
        self._lesions = lesions
        self._of: dict[int, set[int]] = {}
        self._open: dict[int, dict[Side, dt.date]] = {}

    def add(self, one: Read, group: Group) -> None:
        """Remember one report of an episode."""
        self._of.setdefault(id(group), set()).update(self._lesions_of(one))
        if one.days:
            known = self._open.setdefault(id(group), {})
            for side in _left_open(one):
                known.setdefault(side, one.days[0])

    def _lesions_of(self, one: Read) -> set[int]:
        if not one.findings and not one.held.report.pathology:
            return set()
        found = {self._lesions.of(one, number) for number, _ in one.findings}
        named = (self._lesions.of_result(one, r)[0] for r in one.held.report.pathology)
        return found | {lesion for lesion in named if lesion is not None}

    def find(self, one: Read, groups: Sequence[Group]) -> tuple[Group | None, str]:
        """Return the episode that a report belongs to, the latest one, and the rule."""
        if not one.days or any(is_first_look(exam) for exam in one.held.report.exams):
            return None, ""
        near = [group for group in reversed(groups) if _within(one, group, "lesion_in_window")]
        lesions = self._lesions_of(one)
        for group in near:
            if lesions & self._of[id(group)]:
                return group, "lesion_in_window"
        about = _breasts(one)
        for group in near:
            left = self._open.get(id(group), {})
            if any(side in left and left[side] <= one.days[-1] for side in about):
                return group, "workup_of_breast"
        return None, ""


def _within(one: Read, group: Group, rule: str) -> bool:
    start, window = group.start, joins()[rule].window_days
    return start is not None and window is not None and (one.days[-1] - start).days <= window


def _left_open(one: Read) -> set[Side]:
    """Return the breasts that a report leaves with a category that asks for more."""
    if _LEAVES_OPEN.isdisjoint(one.categories):
        return set()
    found: set[Side] = set()
    for _, entry, exam in one.assessments:
        if entry.category in _LEAVES_OPEN:
            shown = sides(exam.laterality) if exam is not None else ()
            found.update(sides(entry.breast) or shown or tuple(Side))
    for _, finding in one.findings:
        if finding.category in _LEAVES_OPEN:
            found.update(sides(breast_of(finding)) or tuple(Side))
    return found


def _breasts(one: Read) -> set[Side]:
    """Return the breasts that a report speaks of."""
    report = one.held.report
    found = {side for exam in report.exams for side in sides(exam.laterality)}
    for _, entry, _ in one.assessments:
        found.update(sides(entry.breast))
    for _, finding in one.findings:
        found.update(sides(breast_of(finding)))
    for result in report.pathology:
        found.update(one.index.breasts_of(result))
    return found
