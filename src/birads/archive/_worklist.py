"""Lay a worklist out: rows for a spreadsheet, and a page that loads nothing and runs no script."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterator

from birads._visible import cell
from birads.archive._item import STATES, Item, Said
from birads.archive._rules import ItemRule, Items, items
from birads.audit._parts import Section, Table

__all__ = ["COLUMNS", "Worklist", "row"]

COLUMNS = (
    "patient_key", "breast", "rule", "title", "state", "category", "result", "lesion", "since",
    "due", "days_over", "days_open", "opened_by", "closes", "closed_by", "may_close", "notes",
    "source", "review",
)  # fmt: skip
MOST_ROWS = 2_000
"""How many items of one state a page shows: the most urgent ones; the others are counted."""

_STATES = {
    "overdue": "Overdue",
    "unknown": "Not known whether closed, or when due",
    "due": "Due",
    "open": "Open, no interval is published",
}


def row(item: Item) -> tuple[str, ...]:
    """Return an item as cells, lists joined by a semicolon, no cell a formula."""
    plain = item.to_dict()
    for name in ("opened_by", "closed_by", "may_close"):
        plain[name] = ";".join(map(_said, getattr(item, name)))
    for name in ("closes", "notes"):
        plain[name] = ";".join(plain[name])
    return tuple(cell(str(plain[name])) if plain[name] is not None else "" for name in COLUMNS)


def _said(one: Said) -> str:
    parts = [f"{one.report}#{one.pointer}", one.closer, one.why]
    return " ".join(part for part in parts if part)


class Worklist:
    """Gather items for a page in bounded memory: of each state the most urgent, all counted."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self._kept: dict[str, list[tuple[tuple[int, int], Item]]] = {name: [] for name in _STATES}
        self._order = 0

    def add(self, item: Item) -> None:
        """Count one item, and keep it where it is among the most urgent of its state."""
        self.counts[item.title, item.state] += 1
        kept = self._kept.get(item.state)
        if kept is None:
            return
        self._order += 1
        urgency = item.days_over or item.days_open or 0
        entry = ((urgency, -self._order), item)
        if len(kept) < MOST_ROWS:
            heapq.heappush(kept, entry)
        else:
            heapq.heappushpop(kept, entry)

    def sections(
        self, today: dt.date, of: Items | None = None, remarks: tuple[str, ...] = ()
    ) -> Iterator[Section]:
        """Yield what a page shows: the counts, the items by state, and the rules with sources.

        ``remarks`` are sentences on the whole list, shown above everything else.
        """
        known = of or items()
        states = [state for state in STATES if any(key[1] == state for key in self.counts)]
        titles = sorted({title for title, _ in self.counts})
        rows = [
            (title, *(f"{self.counts[title, state]:,}" for state in states)) for title in titles
        ]
        numeric = tuple(range(1, len(states) + 1))
        text = (f"As of {today.isoformat()}.",) if titles else (
            f"As of {today.isoformat()}.", "Nothing is open.",
        )  # fmt: skip
        tables = (Table("Items by kind and state", ("kind", *states), tuple(rows), numeric),)
        yield Section("Summary", (*text, *remarks), tables if titles else ())
        for state, title in _STATES.items():
            if self._kept[state]:
                yield self._state(state, title)
        yield _rules(known)

    def _state(self, state: str, title: str) -> Section:
        ordered = [item for _, item in sorted(self._kept[state], key=lambda one: one[0])][::-1]
        total = sum(count for (_, of), count in self.counts.items() if of == state)
        text: tuple[str, ...] = ()
        if total > len(ordered):
            text = (f"The {len(ordered):,} most urgent of {total:,}; the others are counted.",)
        head = ("patient", "breast", "item", "since", "due", "days over", "opened by", "remarks")
        rows = tuple(_shown(item) for item in ordered)
        return Section(title, text, (Table(title, head, rows, (5,)),))


def _shown(item: Item) -> tuple[str, ...]:
    what = item.category or item.result
    since = item.since.isoformat() if item.since is not None else "not stated"
    due = item.due.isoformat() if item.due is not None else "not known"
    remarks = [*map(_words, item.notes), *map(_may_close, item.may_close)]
    return (
        item.patient_key or "(no key)",
        item.breast or "not stated",
        f"{item.title} ({what})" if what else item.title,
        since,
        due,
        str(item.days_over) if item.days_over is not None else "",
        ", ".join(dict.fromkeys(said.report for said in item.opened_by)),
        "; ".join(remarks),
    )


def _words(note: str) -> str:
    """Return a note as words; the report that it names stays as it is."""
    code, mark, name = note.partition(":")
    return code.replace("_", " ") + (f" {name}" if mark else "")


def _may_close(one: Said) -> str:
    """Return what may have closed an item, and why that is not known, as words."""
    what = (one.closer or "").replace("_", " ")
    return f"may be closed by {one.report} ({what}): {(one.why or '').replace('_', ' ')}"


def _rules(known: Items) -> Section:
    rows = tuple(
        (rule.title, rule.opens, _closed_by(known, rule.closers), _interval(rule), rule.source)
        for rule in known.rules.values()
    )
    head = ("item", "is opened by", "is closed only by", "due after", "source")
    text = (f"The table of rules is {known.review}.",)
    return Section("Rules", text, (Table("What opens and closes an item", head, rows),))


def _closed_by(known: Items, names: tuple[str, ...]) -> str:
    return " Or: ".join(known.closers[name].closes for name in names)


def _interval(rule: ItemRule) -> str:
    if rule.months:
        return f"{', '.join(map(str, rule.months))} months"
    return f"{rule.days} days" if rule.days is not None else "no published interval"
