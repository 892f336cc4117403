"""Pool calcification findings into patterns, the units that the criteria speak of.

Pooling decides the variant and nothing else: a category, a side or a tissue result never
spreads from one finding to another.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import attrs

from birads.acr_criteria._match import status_of
from birads.acr_criteria._pattern import Pattern
from birads.acr_criteria._subjects import Kind, Member, Subject, View
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts import Status
from birads.acr_criteria.facts._calcifications import (
    both_breasts,
    count_groups,
    is_grouped,
    place_is_open_or_diffuse,
)
from birads.acr_criteria.facts._finding import is_growing, is_uncertain
from birads.acr_criteria.facts._registry import read, values_of
from birads.lexicon.common import Breast
from birads.report.findings import MgCalcifications
from birads.report.view._index import SUSPICION, Stated

__all__ = ["Pooled", "pattern_of", "pool"]

_EACH = (Breast.LEFT, Breast.RIGHT)
_SEVERAL = "multiple"


@attrs.frozen(eq=False)
class Pooled:
    """Findings that are answered together.

    ``beyond`` tells why the table does not speak of them, ``also`` which other variants could be
    meant.
    """

    subject: Subject
    beyond: tuple[str, ...]
    also: tuple[int | None, ...] = ()


def pool(view: View, topic: Topic) -> tuple[Pooled, ...]:
    """Return what is answered together, in the order of the first findings."""
    pools: dict[tuple[Hashable, tuple[str, ...]], list[Member]] = {}
    for number, finding in enumerate(view.report.findings):
        if type(finding) is MgCalcifications:
            member = view.member(number, finding)
            subject = Subject(view, Kind.CALCIFICATIONS, member.breast, (member,))
            beyond = topic.outside(values_of(read(subject, topic.scope.facts)))
            pools.setdefault((_key(member), beyond), []).append(member)
    found = [
        one
        for (_, beyond), group in pools.items()
        for one in _split(tuple(group), beyond, view, topic)
    ]
    if len(found) > 1:
        found.sort(key=lambda one: one.subject.first.number)
    return tuple(found)


def _key(member: Member) -> Hashable:
    """Return what findings must share to be pooled; a lone finding has a key of its own."""
    finding, breast, category = member.finding, member.breast, member.category
    words = frozenset(finding.morphology or ())
    if len(words) != 1 or breast is None or breast is Breast.BILATERAL:
        return member.number
    return (
        finding.exam,
        words,
        finding.distribution,
        is_growing(member),
        category.category if category else None,
        frozenset(finding.associated) if finding.associated is not None else None,
        finding.certainty,
        member.stage.stage,
    )


def _split(
    group: tuple[Member, ...], beyond: tuple[str, ...], view: View, topic: Topic
) -> Iterable[Pooled]:
    if len(group) == 1 or len({member.breast for member in group}) == 1:
        yield Pooled(Subject(view, Kind.CALCIFICATIONS, group[0].breast, group), beyond)
        return
    both = Subject(view, Kind.CALCIFICATIONS, Breast.BILATERAL, group)
    by_side = [tuple(member for member in group if member.breast is side) for side in _EACH]
    if is_grouped(group[0]) and all(count_groups(side) == _SEVERAL for side in by_side):
        yield Pooled(both, beyond)
        return
    bilateral = topic.answer(values_of(read(both, topic.row_facts)) | both_breasts(both))
    matches = status_of(bilateral) is Status.MATCH and bilateral.variant is not None
    also = (bilateral.variant,) if matches else ()
    for side in by_side:
        yield Pooled(Subject(view, Kind.CALCIFICATIONS, side[0].breast, side), beyond, also)


def pattern_of(pooled: Pooled, topic: Topic) -> Pattern:
    """Return findings that are answered together, with what the rows answer."""
    subject, beyond = pooled.subject, pooled.beyond
    view, breast, first = subject.view, subject.breast, subject.first
    readings = read(subject, topic.row_facts)
    found = topic.answer(values_of(readings))
    status, variant, reasons = status_of(found), found.variant, found.reasons
    candidates = {*found.candidates, *pooled.also}
    words = frozenset(first.finding.morphology or ())
    benign_only = bool(words) and words <= topic.benign
    if beyond:
        status, reasons = Status.NOT_APPLICABLE, (*beyond, *reasons)
    elif benign_only and is_uncertain(first):
        status, reasons = Status.NO_MATCH, ("typically_benign_uncertain", *reasons)
    if variant is not None and status in (Status.NOT_APPLICABLE, Status.NO_MATCH):
        candidates.add(variant)
        variant = None
    return Pattern(
        subject=subject,
        topic=topic,
        readings=readings,
        answer=found,
        status=status,
        variant=variant,
        candidates=tuple(sorted(n for n in candidates if n is not None and n != variant)),
        reasons=reasons,
        benign_only=benign_only,
        bound=_bound(subject),
        only_benign=_only_benign(first, view),
        open_recall=view.open_recall(breast),
        tissue_stated=view.tissue_stated(breast),
    )


def _bound(subject: Subject) -> Stated | None:
    """Return the lowest of the categories that the findings cannot exceed."""
    bounds = map(subject.view.bound_of, subject.members)
    stated = [bound for bound in bounds if bound is not None]
    return min(stated, key=lambda bound: SUSPICION[bound.category], default=None)


def _only_benign(member: Member, view: View) -> bool:
    """Return whether a finding without a morphology is told as benign in every other respect.

    Reports say "benign calcifications" and no more: a 1 or 2 is stated for the finding, for each
    of its breasts or overall, and nothing about it speaks against that.
    """
    finding = member.finding
    return (
        not finding.morphology
        and place_is_open_or_diffuse(member)
        and not is_growing(member)
        and not finding.associated
        and view.called_benign(member)
    )
