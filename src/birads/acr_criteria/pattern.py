"""Pool calcification findings into patterns, the units that the criteria speak of.

Pooling decides the variant and nothing else: a category, a side or a tissue result never
spreads from one finding to another.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import attrs

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts import Facts, GroupCount, Laterality, Status
from birads.acr_criteria.match import Match, match
from birads.acr_criteria.stage import StageOf, outside, stage_of
from birads.findings import Certainty, MgCalcifications
from birads.index import ReportIndex, Stated, breast_of
from birads.lexicon.common import Breast, Change
from birads.lexicon.mammography import CalcDistribution

__all__ = ["Member", "Pattern", "pool"]

_GROWING = (Change.NEW, Change.INCREASING)


@attrs.frozen(eq=False)
class Member:
    """Hold one finding of a pattern with what counts for it."""

    number: int
    finding: MgCalcifications
    breast: Breast | None
    category: Stated | None
    stage: StageOf

    @property
    def pointer(self) -> str:
        """Return the pointer of the finding."""
        return f"/findings/{self.number}"


@attrs.frozen(eq=False)
class Pattern:
    """Hold findings that the criteria answer together, and what they answer."""

    members: tuple[Member, ...]
    breast: Breast | None
    match: Match
    status: Status
    variant: int | None
    candidates: tuple[int, ...]
    reasons: tuple[str, ...]
    benign_only: bool

    @property
    def facts(self) -> Facts:
        """Return the four facts that chose the variant."""
        return self.match.facts

    @property
    def stage(self) -> StageOf:
        """Return the stage, which all findings of a pattern share."""
        return self.members[0].stage

    @property
    def category(self) -> Stated | None:
        """Return the category, which all findings of a pattern share."""
        return self.members[0].category

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the findings."""
        return tuple(member.finding.id for member in self.members)

    @property
    def growing(self) -> bool:
        """Say whether the findings are new or increasing."""
        return self.members[0].finding.change in _GROWING


def pool(index: ReportIndex, topic: Topic) -> tuple[Pattern, ...]:
    """Return the patterns of a report, in the order of their first findings."""
    pools: dict[Hashable, list[Member]] = {}
    for number, finding in enumerate(index.report.findings):
        if type(finding) is MgCalcifications:
            category = index.category_of(number, finding)
            stage = stage_of(index, number, finding, category)
            member = Member(number, finding, breast_of(finding), category, stage)
            pools.setdefault(_key(member), []).append(member)
    patterns = [pattern for members in pools.values() for pattern in _split(members, index, topic)]
    patterns.sort(key=lambda pattern: pattern.members[0].number)
    return tuple(patterns)


def _key(member: Member) -> Hashable:
    """Return what findings must share to be pooled; a lone finding has a key of its own."""
    finding = member.finding
    words = frozenset(finding.morphology or ())
    if len(words) != 1 or member.breast in (None, Breast.BILATERAL):
        return member.number
    return (
        finding.exam,
        words,
        finding.distribution,
        finding.change in _GROWING,
        member.category.category if member.category else None,
        frozenset(finding.associated) if finding.associated is not None else None,
        finding.certainty,
        member.stage.stage,
    )


def _split(members: list[Member], index: ReportIndex, topic: Topic) -> Iterable[Pattern]:
    breasts = {member.breast for member in members}
    if len(breasts) == 1:
        yield _pattern(members, members[0].breast, (), index, topic)
        return
    by_side = [[m for m in members if m.breast is side] for side in (Breast.LEFT, Breast.RIGHT)]
    if _grouped(members) and all(_count(side) is GroupCount.MULTIPLE for side in by_side):
        yield _pattern(members, Breast.BILATERAL, (), index, topic)
        return
    first = members[0].finding
    both = Facts(
        frozenset(first.morphology or ()),
        first.distribution,
        GroupCount.MULTIPLE if _grouped(members) else None,
        Laterality.BILATERAL,
    )
    bilateral = match(both, topic)
    also = (bilateral.variant,) if bilateral.status is Status.MATCH and bilateral.variant else ()
    for side in by_side:
        yield _pattern(side, side[0].breast, also, index, topic)


def _pattern(
    members: list[Member],
    breast: Breast | None,
    also: tuple[int, ...],
    index: ReportIndex,
    topic: Topic,
) -> Pattern:
    finding = members[0].finding
    words = frozenset(finding.morphology or ())
    if breast is None:
        laterality = None
    else:
        laterality = Laterality.BILATERAL if breast is Breast.BILATERAL else Laterality.UNILATERAL
    groups = GroupCount.MULTIPLE if len({m.breast for m in members}) > 1 else _count(members)
    found = match(Facts(words, finding.distribution, groups, laterality), topic)
    status, variant, reasons = found.status, found.variant, found.reasons
    candidates = {*found.candidates, *also}
    benign_only = bool(words) and words <= topic.benign
    beyond = dict.fromkeys(r for m in members for r in outside(index, m.finding, m.category))
    if beyond:
        status, reasons = Status.NOT_APPLICABLE, (*beyond, *reasons)
    elif benign_only and finding.certainty is Certainty.UNCERTAIN:
        status, reasons = Status.NO_MATCH, ("typically_benign_uncertain", *reasons)
    if variant is not None and (beyond or status is Status.NO_MATCH):
        candidates.add(variant)
        variant = None
    candidates.discard(variant or 0)
    return Pattern(
        tuple(members),
        breast,
        found,
        status,
        variant,
        tuple(sorted(candidates)),
        reasons,
        benign_only,
    )


def _grouped(members: list[Member]) -> bool:
    return members[0].finding.distribution is CalcDistribution.GROUPED


def _count(members: list[Member]) -> GroupCount | None:
    """Add up groups; a grouped finding without a count is at least one."""
    least, exact, stated = 0, True, False
    for member in members:
        groups = member.finding.groups
        if groups is None:
            least, exact = least + 1, False
        elif groups == "multiple":
            least, exact, stated = least + 2, False, True
        else:
            least, stated = least + groups, True
    if not stated and not _grouped(members):
        return None  # findings that are not grouped are not groups
    if least > 1:
        return GroupCount.MULTIPLE
    return GroupCount.SINGLE if exact else None
