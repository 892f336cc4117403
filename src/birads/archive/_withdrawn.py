"""Show what a report opened that no longer stands, so that nothing goes without being said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from birads.archive._events import Read
from birads.archive._item import Item, Said
from birads.archive._openers import Opener, lesion_name, result_of, since_of
from birads.archive._versions import Gone

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
        still = set()
        if last.by is not None:
            still = {(each.rule.id, each.breast) for each in openers(by_data[last.by.data])}
        by = Said(fate.by.name if fate.by is not None else one.name, "", fate.rule)
        for opener in openers(one):
            same = (opener.rule.id, opener.breast, one.name, opener.pointer, by.report)
            if (opener.rule.id, opener.breast) not in still and same not in said:
                said.add(same)
                yield _item(opener, by)


def _item(opener: Opener, by: Said) -> Item:
    since, notes = since_of(opener)
    return Item(
        patient_key=opener.read.held.report.patient_key,
        breast=opener.breast.value if opener.breast is not None else None,
        rule=opener.rule.id,
        title=opener.rule.title,
        state="withdrawn",
        category=opener.category.value if opener.category is not None else None,
        result=result_of(opener),
        lesion=lesion_name(opener),
        since=since,
        due=None,
        days_over=None,
        days_open=None,
        opened_by=(Said(opener.read.name, opener.pointer),),
        closes=opener.rule.closers,
        closed_by=(by,),
        may_close=(),
        notes=tuple(notes),
        source=opener.rule.source,
    )
