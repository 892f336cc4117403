"""Show what a report opened that no longer stands, so that nothing goes without being said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from birads.archive._events import Read
from birads.archive._item import Item, Said
from birads.archive._openers import Opener, lesion_name, result_of, since_of
from birads.archive._versions import Gone
from birads.lexicon.management import Status
from birads.report.assessment import AssessmentScope
from birads.report.view._index import sides

__all__ = ["withdrawn"]

_Openers = Callable[[Read], list[Opener]]


def withdrawn(reads: Sequence[Read], gone: Sequence[Gone], openers: _Openers) -> Iterator[Item]:
    """Yield what a replaced or void report opened and its last version does not open."""
    fates = {one.held.data: one for one in gone}
    by_data = {one.held.data: one for one in reads}
    said: set[tuple[object, ...]] = set()  # a report and its void version say the same
    for one in reads:
        if one.stands:
            continue
        fate = last = fates[one.held.data]
        while last.by is not None and last.by.data in fates:
            last = fates[last.by.data]
        still, after = set(), None
        if last.by is not None:
            after = by_data[last.by.data]
            still = {(each.rule.id, each.breast) for each in openers(after)}
        by = Said(fate.by.name if fate.by is not None else one.name, "", fate.rule)
        for opener in openers(one):
            same = (opener.rule.id, opener.breast, one.name, opener.pointer, by.report)
            if (opener.rule.id, opener.breast) not in still and same not in said:
                said.add(same)
                yield _item(opener, by, silent=after is not None and _is_silent(after, opener))


def _is_silent(after: Read, opener: Opener) -> bool:
    """Say whether an addendum says nothing of what opened: what it adds to may stand as it was.

    An amended or corrected report says everything anew, so that what it leaves out is gone.
    """
    report = after.held.report
    if report.status is not Status.ADDENDED:
        return False
    if opener.tissue is not None:
        return not report.pathology
    said: list[str | None] = [entry.breast for entry in report.assessments]
    said += [after.breast_of(one) for _, one in after.findings if one.category is not None]
    if opener.breast is None or AssessmentScope.OVERALL in said:
        return not said
    return not any(opener.breast in sides(breast) for breast in said)


def _item(opener: Opener, by: Said, *, silent: bool) -> Item:
    since, notes = since_of(opener)
    if silent:
        notes = [*notes, f"not_in_addendum:{by.report}"]
    return Item(
        patient_key=opener.read.held.report.patient_key,
        breast=opener.breast.value if opener.breast is not None else None,
        rule=opener.rule.id,
        title=opener.rule.title,
        state="unknown" if silent else "withdrawn",
        category=opener.category.value if opener.category is not None else None,
        result=result_of(opener),
        lesion=lesion_name(opener),
        since=since,
        due=None,
        days_over=None,
        days_open=None,
        opened_by=(Said(opener.read.name, opener.pointer),),
        closes=opener.rule.closers,
        closed_by=() if silent else (by,),
        may_close=(by,) if silent else (),
        notes=tuple(notes),
        source=opener.rule.source,
    )
