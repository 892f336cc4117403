"""Say what is open for each patient and breast: what opened it, when it is due, what closes it.

An item closes only by what the table of items names. Where something may have closed it and
nothing stated decides that, it is unknown, never closed. ``today`` is an argument: nothing here
asks a clock.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

import attrs

from birads.archive._alike import is_of_nobody
from birads.archive._closers import CLOSERS
from birads.archive._closing import Closing, Events
from birads.archive._events import Read, Tissue, look_at, read
from birads.archive._item import Item
from birads.archive._judged import Judged, item_of, order, too_large
from birads.archive._lesions import Lesions
from birads.archive._openers import TISSUE, Opener, may_open, openers
from birads.archive._patients import MOST_PARTS, Held, parts_of
from birads.archive._rules import Items
from birads.archive._rules import items as bundled_items
from birads.archive._versions import versions
from birads.archive._withdrawn import withdrawn
from birads.lexicon.common import Side
from birads.report.view._index import sides

__all__ = ["track_patient"]


@attrs.frozen(eq=False)
class _Patient:
    """The reports of one patient as read, and what is known of them together."""

    key: str | None
    reads: tuple[Read, ...]
    lesions: Lesions
    samples: dict[int, list[Tissue]]
    items: Items
    today: dt.date

    def openers(self, one: Read) -> list[Opener]:
        return openers(one, self.lesions, self.samples[one.place], self.items)

    def events(self, opened: Sequence[Opener], *, standing: bool) -> Events:
        reads = [one for one in self.reads if one.stands is standing]
        looks = [look for one in reads for look in look_at(one)]
        tissue = [each for one in reads for each in self.samples[one.place]]
        suspected = [one for one in opened if one.category in TISSUE and one.lesion is not None]
        return Events(reads, looks, tissue, self.lesions.of, self.today, suspected)


def track_patient(
    key: str | None, reports: Sequence[Held], today: dt.date, items: Items | None = None
) -> tuple[Item, ...]:
    """Return every item of one patient, closed ones included, the most urgent first.

    The order of the reports does not matter. What is too much to be one patient is one item that
    says so, and is judged by nobody.
    """
    items = items or bundled_items()
    if is_of_nobody(key, reports):
        return _each_alone(key, reports, today, items)
    if parts_of(reports) > MOST_PARTS:
        return (too_large(key, reports),)
    if not any(may_open(held.report, items) for held in reports):
        return ()
    found = versions(reports)
    reads = read(found, former=True)
    lesions = Lesions(reads)
    samples = {one.place: list(_tissue(one, lesions)) for one in reads}
    patient = _Patient(key, reads, lesions, samples, items, today)
    opened = [opener for one in reads if one.stands for opener in patient.openers(one)]
    judged = _all_judged(opened, patient) if opened else []
    chains = _chains(judged)
    made = [item_of(key, group, today, chains) for group in _groups(judged)]
    made += withdrawn(reads, found.gone, patient.openers)
    review = patient.items.review
    return tuple(attrs.evolve(item, review=review) for item in sorted(made, key=order))


def _each_alone(
    key: str | None, reports: Sequence[Held], today: dt.date, items: Items
) -> tuple[Item, ...]:
    """Return the items of reports that may be of many patients: none closes what another opened."""
    once = {held.data: held for held in reports}
    made = [
        attrs.evolve(item, notes=(*item.notes, "patient_key_placeholder"))
        for held in once.values()
        for item in track_patient(key, [held], today, items)
    ]
    return tuple(sorted(made, key=order))


def _tissue(one: Read, lesions: Lesions) -> Iterator[Tissue]:
    for number, result in enumerate(one.held.report.pathology):
        lesion, finding = lesions.of_result(one, result)
        name = result.finding
        lost = lesions.why_lost(name) if name is not None and finding is None else None
        shown = sides(lesions.breast_of(one, result))
        stated = sides(result.breast)
        if shown and stated:
            both = tuple(side for side in shown if side in stated)
            lost = lost if both else "side_contradicts"  # then nothing says whose tissue it is
            yield Tissue(one, number, result, both, lesion, finding, lost)
        else:
            yield Tissue(one, number, result, shown or stated, lesion, finding, lost)


def _all_judged(opened: list[Opener], patient: _Patient) -> list[Judged]:
    events = patient.events(opened, standing=True)
    former = patient.events(opened, standing=False)
    return [_judge(opener, events, former) for opener in opened]


def _judge(opener: Opener, events: Events, former: Events) -> Judged:
    found = _closings(opener, events)
    sure = [each for each in found if each.why is None]
    done = sure if _closed(opener, sure) else []
    unsure = [] if done else [each for each in found if each.why is not None]
    if sure and not done:
        unsure += [attrs.evolve(each, why="one_breast_only") for each in sure]
    before = [each for each in _closings(opener, former) if each.why is None]
    return Judged(opener, done, unsure, [] if done else before)


def _closings(opener: Opener, events: Events) -> list[Closing]:
    return [closing for name in opener.rule.closers for closing in CLOSERS[name](opener, events)]


def _closed(opener: Opener, sure: list[Closing]) -> bool:
    """Say whether an item is closed: one without a side only where both breasts are answered."""
    if opener.breast is not None or opener.tissue is not None:
        return bool(sure)
    return {Side.LEFT, Side.RIGHT} <= {each.side for each in sure}


def _chains(judged: list[Judged]) -> dict[int, int]:
    """Return, for each opener by identity, how many follow-ups of one chain came before it."""
    closed_at: dict[tuple[object, ...], list[Judged]] = defaultdict(list)
    for one in judged:
        for closing in one.done:
            if closing.exam is not None and one.opener.category is not None:
                place = closing.read.place, closing.exam
                closed_at[*place, one.opener.rule.id, one.opener.breast].append(one)
    found: dict[int, int] = {}
    for one in sorted(judged, key=lambda each: each.opener.date or dt.date.min):
        opener = one.opener
        name = opener.exam.id if opener.exam is not None else None
        before = closed_at.get((opener.read.place, name, opener.rule.id, opener.breast), ())
        counts = [
            found.get(id(each.opener), 0) + 1 for each in before if _next_of(each.opener, opener)
        ]
        found[id(opener)] = max(counts, default=0)
    return found


def _next_of(one: Opener, other: Opener) -> bool:
    """Say whether a follow-up goes on with an earlier one: of one lesion where both name one."""
    return one.lesion == other.lesion or None in (one.lesion, other.lesion)


def _groups(judged: list[Judged]) -> Iterator[list[Judged]]:
    """Yield what is one item: statements of one lesion or one report that stand alike."""
    groups: dict[tuple[object, ...], list[Judged]] = defaultdict(list)
    for one in judged:
        opener = one.opener
        place: object = (opener.read.place, opener.exam.id if opener.exam else None)
        if opener.tissue is not None:
            place = (opener.read.place, opener.pointer)
        elif opener.lesion is not None and opener.rule.id != "recall":
            place = opener.lesion
        each: object = (opener.read.place, opener.pointer) if one.done else None
        groups[opener.rule.id, opener.breast, place, one.state, each].append(one)
    yield from groups.values()
