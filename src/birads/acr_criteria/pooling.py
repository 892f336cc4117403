"""Pool calcification findings into patterns, the units that the criteria speak of.

Pooling decides the variant and nothing else: a category, a side or a tissue result never
spreads from one finding to another.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts import Facts, GroupCount, Laterality, Status
from birads.acr_criteria.match import match
from birads.acr_criteria.pattern import Member, Pattern, Seen, Written
from birads.acr_criteria.stage import StageOf, outside, stage_of
from birads.assessment import Recommendation
from birads.findings import Certainty, MgCalcifications
from birads.index import SUSPICION, ReportIndex, Stated, breast_of, is_history, sides
from birads.lexicon.common import Breast, Category, Change
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from birads.pathology import Pathology

__all__ = ["pool"]

_GROWING = (Change.NEW, Change.INCREASING)
_EACH = (Breast.LEFT, Breast.RIGHT)
_Found = tuple[int, MgCalcifications, Breast | None, Stated | None, StageOf]


def pool(index: ReportIndex, topic: Topic) -> tuple[Pattern, ...]:
    """Return the patterns of a report, in the order of their first findings."""
    pools: dict[Hashable, list[_Found]] = {}
    for number, finding in enumerate(index.report.findings):
        if type(finding) is MgCalcifications:
            category = index.category_of(number, finding)
            stage = stage_of(index, number, finding, category)
            found = (number, finding, breast_of(finding), category, stage)
            key = (_key(found), outside(index, finding, category))
            pools.setdefault(key, []).append(found)
    patterns = [pattern for group in pools.values() for pattern in _split(group, index, topic)]
    if len(patterns) > 1:
        patterns.sort(key=lambda pattern: pattern.members[0].number)
    return tuple(patterns)


def _key(found: _Found) -> Hashable:
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


def _split(group: list[_Found], index: ReportIndex, topic: Topic) -> Iterable[Pattern]:
    first = group[0][1]
    if len({found[2] for found in group}) == 1:
        yield _pattern(group, group[0][2], (), index, topic)
        return
    by_side = [[found for found in group if found[2] is side] for side in _EACH]
    grouped = first.distribution is CalcDistribution.GROUPED
    if grouped and all(_count(side) is GroupCount.MULTIPLE for side in by_side):
        yield _pattern(group, Breast.BILATERAL, (), index, topic)
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
        yield _pattern(side, side[0][2], also, index, topic)


def _pattern(
    group: list[_Found],
    breast: Breast | None,
    also: tuple[int, ...],
    index: ReportIndex,
    topic: Topic,
) -> Pattern:
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
        members=tuple([_member(entry, index) for entry in group]),
        breast=breast,
        facts=found.facts,
        status=status,
        variant=variant,
        candidates=tuple(sorted(candidates)),
        reasons=reasons,
        benign_only=benign_only,
        written=tuple(_written([entry[1].id for entry in group], index)),
        breast_category=_breast_category(breast, index),
        tissue_stated=index.tissue_stated(breast),
        pregnant=patient is not None and bool(patient.pregnant),
        menopausal_status=patient.menopausal_status if patient is not None else None,
        match=found,
    )


def _facts(group: list[_Found], words: frozenset[CalcMorphology], breast: Breast | None) -> Facts:
    if breast is None:
        laterality = None
    else:
        laterality = Laterality.BILATERAL if breast is Breast.BILATERAL else Laterality.UNILATERAL
    split = len(group) > 1 and len({found[2] for found in group}) > 1
    groups = GroupCount.MULTIPLE if split else _count(group)
    return Facts(words, group[0][1].distribution, groups, laterality)


def _member(found: _Found, index: ReportIndex) -> Member:
    number, finding, breast, category, stage = found
    results = index.results_of(number, finding)
    current: tuple[tuple[int, Pathology], ...] = ()
    if results:
        exam = index.exam_of(finding)
        current = tuple([entry for entry in results if not is_history(entry[1], exam)])
    ultrasound, cem, mri = finding.ultrasound, finding.cem, finding.mri
    return Member(
        number=number,
        seen=Seen(
            id=finding.id,
            certainty=finding.certainty,
            growing=finding.change in _GROWING,
            palpable=bool(finding.palpable),
            extent_mm=finding.extent_mm,
            extensive=finding.extensive,
            invasion_suspected=finding.invasion_suspected,
            associated=finding.associated,
            ultrasound=ultrasound.visibility if ultrasound is not None else None,
            cem=cem.enhancement if cem is not None else None,
            cem_cause=cem.cause if cem is not None else None,
            mri=mri.enhancement if mri is not None else None,
        ),
        breast=breast,
        category=category,
        stage=stage,
        reason=index.reason_of(category, breast),
        results=current,
        history=len(current) != len(results),
    )


def _written(ids: list[str], index: ReportIndex) -> Iterable[Written]:
    """Yield each recommendation that names a finding of the pattern, once."""
    places: dict[int, Recommendation] = {}
    for name in ids:
        places.update(index.recommendations.get(name, ()))
    for place in sorted(places):
        entry = places[place]
        named = tuple(name for name in ids if name in (entry.findings or ()))
        yield Written(place, entry.action, entry.breast, named)


def _breast_category(breast: Breast | None, index: ReportIndex) -> Category | None:
    """Return the lower of what was stated for the breasts of a pattern as a whole."""
    stated = [whole.category for side in sides(breast) if (whole := index.breast_category(side))]
    return min(stated, key=SUSPICION.__getitem__, default=None)


def _count(group: list[_Found]) -> GroupCount | None:
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
