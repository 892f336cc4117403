"""Pool calcification findings into patterns, the units that the criteria speak of.

Pooling decides the variant and nothing else: a category, a side or a tissue result never
spreads from one finding to another.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts import Facts, GroupCount, Laterality, Status
from birads.acr_criteria.match import match
from birads.acr_criteria.members import Found, View, member, written
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.stage import outside
from birads.lexicon.common import Breast, Category, Change, Side
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from birads.report.findings import Certainty, MgCalcifications
from birads.report.view.index import SUSPICION, ReportIndex, Stated, breast_of, sides

__all__ = ["pool"]

_GROWING = (Change.NEW, Change.INCREASING)
_EACH = (Breast.LEFT, Breast.RIGHT)
_BENIGN = (Category.C1, Category.C2)
_NO_PLACE_OR_DIFFUSE = (None, CalcDistribution.DIFFUSE)


def pool(index: ReportIndex, topic: Topic, view: View | None = None) -> tuple[Pattern, ...]:
    """Return the patterns of a report, in the order of their first findings."""
    view = view or View(index)
    pools: dict[Hashable, list[Found]] = {}
    for number, finding in enumerate(index.report.findings):
        if type(finding) is MgCalcifications:
            category = index.category_of(number, finding)
            stage = view.stages.of_finding(number, finding, category)
            found = (number, finding, breast_of(finding), category, stage)
            key = (_key(found), outside(index, finding, category))
            pools.setdefault(key, []).append(found)
    patterns = [pattern for group in pools.values() for pattern in _split(group, view, topic)]
    if len(patterns) > 1:
        patterns.sort(key=lambda pattern: pattern.members[0].number)
    return tuple(patterns)


def _key(found: Found) -> Hashable:
    """Return what findings must share to be pooled; a lone finding has a key of its own."""
    number, finding, breast, category, stage = found
    words = frozenset(finding.morphology or ())
    if len(words) != 1 or breast is None or breast is Breast.BILATERAL:
        return number
    return (
        finding.exam,
        words,
        finding.distribution,
        finding.change in _GROWING,
        category.category if category else None,
        frozenset(finding.associated) if finding.associated is not None else None,
        finding.certainty,
        stage.stage,
    )


def _split(group: list[Found], view: View, topic: Topic) -> Iterable[Pattern]:
    first = group[0][1]
    if len({found[2] for found in group}) == 1:
        yield _pattern(group, group[0][2], (), view, topic)
        return
    by_side = [[found for found in group if found[2] is side] for side in _EACH]
    grouped = first.distribution is CalcDistribution.GROUPED
    if grouped and all(_count(side) is GroupCount.MULTIPLE for side in by_side):
        yield _pattern(group, Breast.BILATERAL, (), view, topic)
        return
    both = Facts(
        frozenset(first.morphology or ()),
        first.distribution,
        GroupCount.MULTIPLE if grouped else None,
        Laterality.BILATERAL,
    )
    bilateral = match(both, topic)
    also = (bilateral.variant,) if bilateral.status is Status.MATCH and bilateral.variant else ()
    for side in by_side:
        yield _pattern(side, side[0][2], also, view, topic)


def _pattern(
    group: list[Found],
    breast: Breast | None,
    also: tuple[int, ...],
    view: View,
    topic: Topic,
) -> Pattern:
    index = view.index
    first = group[0][1]
    words = frozenset(first.morphology or ())
    found = match(_facts(group, words, breast), topic)
    status, variant, reasons = found.status, found.variant, found.reasons
    candidates = {*found.candidates, *also}
    benign_only = bool(words) and words <= topic.benign
    beyond = outside(index, first, group[0][3])
    if beyond:
        status, reasons = Status.NOT_APPLICABLE, (*beyond, *reasons)
    elif benign_only and first.certainty is Certainty.UNCERTAIN:
        status, reasons = Status.NO_MATCH, ("typically_benign_uncertain", *reasons)
    if variant is not None and status in (Status.NOT_APPLICABLE, Status.NO_MATCH):
        candidates.add(variant)
        variant = None
    candidates.discard(variant or 0)
    patient = index.report.patient
    return Pattern(
        members=tuple([member(entry, view, growing=_growing(entry[1])) for entry in group]),
        breast=breast,
        facts=found.facts,
        status=status,
        variant=variant,
        candidates=tuple(sorted(candidates)),
        reasons=reasons,
        benign_only=benign_only,
        written=written(group, view),
        bound=_bound(group, index),
        only_benign=_only_benign(group[0], index),
        open_recall=view.recalls.of(sides(breast)),
        tissue_stated=index.tissue_stated(breast),
        pregnant=patient is not None and bool(patient.pregnant),
        menopausal_status=patient.menopausal_status if patient is not None else None,
        match=found,
    )


def _growing(finding: MgCalcifications) -> bool:
    return finding.change in _GROWING


def _facts(group: list[Found], words: frozenset[CalcMorphology], breast: Breast | None) -> Facts:
    if breast is None:
        laterality = None
    else:
        laterality = Laterality.BILATERAL if breast is Breast.BILATERAL else Laterality.UNILATERAL
    split = len(group) > 1 and len({found[2] for found in group}) > 1
    groups = GroupCount.MULTIPLE if split else _count(group)
    return Facts(words, group[0][1].distribution, groups, laterality)


def _bound(group: list[Found], index: ReportIndex) -> Stated | None:
    """Return the lowest of the categories that the findings cannot exceed."""
    bounds = [index.bound_of(number, finding) for number, finding, *_ in group]
    stated = [bound for bound in bounds if bound is not None]
    return min(stated, key=lambda bound: SUSPICION[bound.category], default=None)


def _only_benign(found: Found, index: ReportIndex) -> bool:
    """Say whether a finding without a morphology is told as benign in every other respect.

    Reports say "benign calcifications" and no more: a 1 or 2 is stated for the finding, for each
    of its breasts or overall, and nothing about it speaks against that.
    """
    _, finding, _, _, _ = found
    return (
        not finding.morphology
        and finding.distribution in _NO_PLACE_OR_DIFFUSE
        and not _growing(finding)
        and not finding.associated
        and _called_benign(finding, index)
    )


def _called_benign(finding: MgCalcifications, index: ReportIndex) -> bool:
    if finding.category is not None:
        return finding.category in _BENIGN
    standing = index.standing
    for side in sides(breast_of(finding)) or tuple(Side):
        stated = standing.on(side, finding.exam) or standing.ceiling(finding.exam)
        if stated is None or stated.category not in _BENIGN:
            return False
    return True


def _count(group: list[Found]) -> GroupCount | None:
    """Add up groups; a grouped finding without a count is at least one."""
    least, exact, stated = 0, True, False
    for _, finding, _, _, _ in group:
        groups = finding.groups
        if groups is None:
            least, exact = least + 1, False
        elif groups == "multiple":
            least, exact, stated = least + 2, False, True
        else:
            least, stated = least + groups, True
    if not stated and group[0][1].distribution is not CalcDistribution.GROUPED:
        return None  # findings that are not grouped are not groups
    if least > 1:
        return GroupCount.MULTIPLE
    return GroupCount.SINGLE if exact else None
