"""Say what is open for each patient and breast: what opened it, when it is due, what closes it.

An item closes only by what the table of items names. Where something may have closed it and
nothing stated decides that, it is unknown, never closed. ``today`` is an argument: nothing here
asks a clock.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import attrs

from birads.archive.closers import CLOSERS, Closing, Events
from birads.archive.events import Read, Tissue, look_at, read
from birads.archive.item import STATES, Item, Said
from birads.archive.lesions import Lesions
from birads.archive.openers import Opener, lesion_name, openers, result_of, since_of
from birads.archive.patients import MOST_PARTS, Held, parts_of
from birads.archive.rules import Items, days_of
from birads.archive.rules import items as bundled_items
from birads.archive.versions import versions
from birads.archive.withdrawn import withdrawn
from birads.lexicon.common import Side
from birads.report.view.index import breast_of, sides

__all__ = ["track_patient"]

_NAMED = 10  # reports of what is too much to be one patient


@attrs.define(eq=False)
class _Judged:
    opener: Opener
    done: list[Closing]
    unsure: list[Closing]
    former: list[Closing]

    @property
    def state(self) -> str:
        return "closed" if self.done else "unknown" if self.unsure else "open"


@attrs.frozen(eq=False)
class _Patient:
    """The reports of one patient as read, and what is known of them together."""

    key: str | None
    reads: tuple[Read, ...]
    lesions: Lesions
    samples: dict[int, list[Tissue]]
    items: Items

    def openers(self, one: Read) -> list[Opener]:
        return openers(one, self.lesions, self.samples[one.place], self.items)

    def events(self, *, standing: bool) -> Events:
        reads = [one for one in self.reads if one.stands is standing]
        looks = [look for one in reads for look in look_at(one)]
        tissue = [each for one in reads for each in self.samples[one.place]]
        return Events(reads, looks, tissue, self.lesions.of)


def track_patient(
    key: str | None, reports: Sequence[Held], today: dt.date, items: Items | None = None
) -> tuple[Item, ...]:
    """Return every item of one patient, closed ones included, the most urgent first.

    The order of the reports does not matter. What is too much to be one patient is one item that
    says so, and is judged by nobody.
    """
    if parts_of(reports) > MOST_PARTS:
        return (_too_large(key, reports),)
    found = versions(reports)
    reads = read(found.standing, [one.held for one in found.gone])
    lesions = Lesions(reads)
    samples = {one.place: list(_tissue(one, lesions)) for one in reads}
    patient = _Patient(key, reads, lesions, samples, items or bundled_items())
    events, former = patient.events(standing=True), patient.events(standing=False)
    judged = [
        _judge(opener, events, former)
        for one in reads
        if one.stands
        for opener in patient.openers(one)
    ]
    chains = _chains(judged)
    made = [_item(key, group, today, chains) for group in _groups(judged)]
    made += withdrawn(reads, found.gone, patient.openers)
    review = patient.items.review
    return tuple(attrs.evolve(item, review=review) for item in sorted(made, key=_order))


def _too_large(key: str | None, reports: Sequence[Held]) -> Item:
    names = sorted({held.name for held in reports})[:_NAMED]
    return Item(
        patient_key=key,
        breast=None,
        rule="too_large",
        title="Too much to be one patient",
        state="unknown",
        category=None,
        result=None,
        lesion=None,
        since=None,
        due=None,
        days_over=None,
        days_open=None,
        opened_by=tuple(Said(name, "") for name in names),
        closes=(),
        closed_by=(),
        may_close=(),
        notes=("not_judged",),
        source=f"More than {MOST_PARTS:,} exams, findings, categories and results.",
    )


def _tissue(one: Read, lesions: Lesions) -> Iterator[Tissue]:
    for number, result in enumerate(one.held.report.pathology):
        lesion, finding = lesions.of_result(one, result)
        stated = sides(breast_of(finding)) if finding is not None else ()
        lost = result.finding is not None and finding is None
        yield Tissue(one, number, result, stated or sides(result.breast), lesion, finding, lost)


def _judge(opener: Opener, events: Events, former: Events) -> _Judged:
    found = _closings(opener, events)
    sure = [each for each in found if each.why is None]
    done = sure if _closed(opener, sure) else []
    unsure = [] if done else [each for each in found if each.why is not None]
    if sure and not done:
        unsure += [attrs.evolve(each, why="one_breast_only") for each in sure]
    before = [each for each in _closings(opener, former) if each.why is None]
    return _Judged(opener, done, unsure, [] if done else before)


def _closings(opener: Opener, events: Events) -> list[Closing]:
    return [closing for name in opener.rule.closers for closing in CLOSERS[name](opener, events)]


def _closed(opener: Opener, sure: list[Closing]) -> bool:
    """Say whether an item is closed: one without a side only where both breasts are answered."""
    if opener.breast is not None or opener.tissue is not None:
        return bool(sure)
    return {Side.LEFT, Side.RIGHT} <= {each.side for each in sure}


def _chains(judged: list[_Judged]) -> dict[int, int]:
    """Return, for each opener by identity, how many follow-ups of one chain came before it."""
    closed_at: dict[tuple[object, ...], list[_Judged]] = defaultdict(list)
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


def _groups(judged: list[_Judged]) -> Iterator[list[_Judged]]:
    """Yield what is one item: statements of one lesion or one report that stand alike."""
    groups: dict[tuple[object, ...], list[_Judged]] = defaultdict(list)
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


def _item(
    key: str | None,
    group: list[_Judged],
    today: dt.date,
    chains: dict[int, int],
) -> Item:
    dated = sorted(group, key=lambda one: (one.opener.date is None, one.opener.date or today))
    first = dated[0].opener
    since, notes = since_of(first)
    if key is None:
        notes.append("patient_key_missing")
    due = _due(first, since, chains[id(first)], notes)
    state = _state(group[0].state, first, due, today)
    closed = state == "closed"
    for one in group:
        notes += [f"reopened_by_{_gone_how(each)}:{each.read.name}" for each in one.former]
    return Item(
        patient_key=key,
        breast=first.breast.value if first.breast is not None else None,
        rule=first.rule.id,
        title=first.rule.title,
        state=state,
        category=_category(group),
        result=result_of(first),
        lesion=lesion_name(first),
        since=since,
        due=due,
        days_over=max(0, (today - due).days) if due is not None and not closed else None,
        days_open=(today - since).days if since is not None and not closed else None,
        opened_by=_unique(Said(o.opener.read.name, o.opener.pointer) for o in dated),
        closes=first.rule.closers,
        closed_by=_said(each for one in group for each in one.done),
        may_close=_said(each for one in group for each in one.unsure),
        notes=tuple(dict.fromkeys(notes)),
        source=first.rule.source,
    )


def _state(judged: str, opener: Opener, due: dt.date | None, today: dt.date) -> str:
    """Return how an open item stands on a day; without a known due date it is not known."""
    if judged != "open":
        return judged
    if due is not None:
        return "overdue" if due < today else "due"
    return "open" if opener.rule.days is None and not opener.rule.months else "unknown"


def _gone_how(each: Closing) -> str:
    void = each.read.held.report.status
    return "void" if void in ("cancelled", "entered_in_error") else "replaced"


def _due(opener: Opener, since: dt.date | None, earlier: int, notes: list[str]) -> dt.date | None:
    written = opener.written
    if written is not None and written.due is not None:
        notes.append("as_written")
        return written.due
    if written is not None and written.interval_months is not None:
        notes.append("as_written")
        return _plus(since, days_of(written.interval_months))
    wait = opener.rule.wait(earlier)
    if wait is None and opener.rule.months:
        notes.append("beyond_schedule")
    return _plus(since, wait)


def _plus(since: dt.date | None, days: int | None) -> dt.date | None:
    if since is None or days is None:
        return None
    return since + dt.timedelta(days=min(days, (dt.date.max - since).days))


def _category(group: list[_Judged]) -> str | None:
    found = [one.opener.category.value for one in group if one.opener.category is not None]
    return max(found, default=None)


def _said(closings: Iterable[Closing]) -> tuple[Said, ...]:
    return _unique(Said(c.read.name, c.pointer, c.closer, c.why) for c in closings)


def _unique(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(said))


def _order(item: Item) -> tuple[object, ...]:
    return (
        STATES.index(item.state),
        -(item.days_over or 0),
        item.due or dt.date.max,
        item.rule,
        item.breast or "",
        [(said.report, said.pointer) for said in item.opened_by],
    )
