"""Make the items of a worklist from what opened them and what was found to close them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import attrs

from birads.archive._closing import Closing
from birads.archive._item import STATES, Item, Said
from birads.archive._openers import Opener, lesion_name, result_of, since_of
from birads.archive._patients import MOST_PARTS, Held
from birads.archive._rules import days_of
from birads.lexicon.management import Status

__all__ = ["Judged", "item_of", "order", "too_large"]

_NAMED = 10  # reports of what is too much to be one patient


@attrs.define(eq=False)
class Judged:
    """What opened an item, what closed it, what may have, and what did before it was taken back."""

    opener: Opener
    done: list[Closing]
    unsure: list[Closing]
    former: list[Closing]

    @property
    def state(self) -> str:
        """Closed, unknown where something may have closed it, else open."""
        return "closed" if self.done else "unknown" if self.unsure else "open"


def too_large(key: str | None, reports: Sequence[Held]) -> Item:
    """Return the item that says that something is too much to be one patient."""
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


def item_of(
    key: str | None,
    group: list[Judged],
    today: dt.date,
    chains: dict[int, int],
) -> Item:
    """Return the item that a group of statements makes on a day."""
    dated = sorted(group, key=lambda one: (one.opener.date is None, one.opener.date or today))
    first = dated[0].opener
    since, notes = since_of(first)
    if key is None:
        notes.append("patient_key_missing")
    notes += _standing_of(first, since, today)
    due = _due(first, since, chains[id(first)], notes)
    state = _state(group[0].state, first, due, today)
    closed = state == "closed"
    for one in group:
        notes += [f"reopened_by_{_gone_how(each)}:{each.read.name}" for each in one.former]
        notes += [f"kept_open_by_lesion:{each.beside}" for each in one.unsure if each.beside]
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
        days_open=(today - since).days if since and since <= today and not closed else None,
        opened_by=_unique(Said(o.opener.read.name, o.opener.pointer) for o in dated),
        closes=first.rule.closers,
        closed_by=_said(each for one in group for each in one.done),
        may_close=_said(each for one in group for each in one.unsure),
        notes=tuple(dict.fromkeys(notes)),
        source=first.rule.source,
    )


def _standing_of(opener: Opener, since: dt.date | None, today: dt.date) -> Iterator[str]:
    """Yield what is not settled about the statement that opened an item."""
    if since is not None and since > today:
        yield "dated_after_today"
    if opener.read.held.report.status is Status.PRELIMINARY:
        yield "preliminary"
    if opener.read.doubtful:
        yield "void_version_undated"


def _state(judged: str, opener: Opener, due: dt.date | None, today: dt.date) -> str:
    """Return how an open item stands on a day; without a known due date it is not known."""
    if judged != "open":
        return judged
    if due is not None:
        return "overdue" if due < today else "due"
    return "open" if opener.rule.days is None and not opener.rule.months else "unknown"


def _gone_how(each: Closing) -> str:
    return "void" if each.read.is_void else "replaced"


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


def _category(group: list[Judged]) -> str | None:
    found = [one.opener.category.value for one in group if one.opener.category is not None]
    return max(found, default=None)


def _said(closings: Iterable[Closing]) -> tuple[Said, ...]:
    return _unique(Said(c.read.name, c.pointer, c.closer, c.why) for c in closings)


def _unique(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(said))


def order(item: Item) -> tuple[object, ...]:
    """Return what sorts items: the most urgent first."""
    return (
        STATES.index(item.state),
        -(item.days_over or 0),
        item.due or dt.date.max,
        item.rule,
        item.breast or "",
        [(said.report, said.pointer) for said in item.opened_by],
    )
