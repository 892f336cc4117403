"""Read the tables that say what joins reports, what can be open and what closes it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import attrs

from birads.lexicon.common import Category
from birads.lexicon.management import Action
from birads.tables._review import review_if_any
from birads.tables._row import Row, read_tree

__all__ = [
    "Apart",
    "Closer",
    "ItemRule",
    "Items",
    "Join",
    "apart",
    "items",
    "joins",
    "joins_review",
    "load_items",
]

_DAYS_OF_A_MONTH = 365.25 / 12
NOT_CLASSED = "not_classed"
"""The class of a tissue result whose meaning only its text says."""


@attrs.frozen
class Join:
    """One rule that joins reports, and why it may."""

    id: str
    joins: str
    reason: str
    window_days: int | None = None
    source: str | None = None


@attrs.frozen
class Apart:
    """One reason why a report is not joined, or not as it says."""

    id: str
    reason: str
    words: frozenset[str] = frozenset()
    """The keys that it is about, as ``spelled`` writes them, where they can be listed."""


@attrs.frozen
class Closer:
    """One thing that closes an item, in words."""

    id: str
    closes: str


@attrs.frozen
class ItemRule:
    """One kind of open item: what opens it, what alone closes it, and when it is due."""

    id: str
    title: str
    opens: str
    source: str
    categories: frozenset[Category]
    actions: frozenset[Action]
    classes: frozenset[str]
    closers: tuple[str, ...]
    days: int | None
    months: tuple[int, ...]

    def wait(self, earlier: int) -> int | None:
        """Return the days until an item is due, after so many follow-ups of one chain.

        A month is the twelfth part of 365.25 days, so that the answer depends on no calendar.
        """
        if not self.months:
            return self.days
        if earlier >= len(self.months):
            return None
        before = self.months[earlier - 1] if earlier else 0
        return days_of(self.months[earlier] - before)


@attrs.frozen
class Items:
    """The kinds of open items by id, what closes them, and whether somebody signed the table."""

    rules: dict[str, ItemRule]
    closers: dict[str, Closer]
    review: str
    categories: frozenset[Category] = attrs.field(init=False)
    """Every category that opens an item of some kind."""
    actions: frozenset[Action] = attrs.field(init=False)
    """Every written recommendation that belongs to an item of some kind."""

    @categories.default
    def _categories(self) -> frozenset[Category]:
        return frozenset(word for rule in self.rules.values() for word in rule.categories)

    @actions.default
    def _actions(self) -> frozenset[Action]:
        return frozenset(word for rule in self.rules.values() for word in rule.actions)


def days_of(months: int) -> int:
    """Return how many days some months are, the same whatever the day that they start on."""
    return round(months * _DAYS_OF_A_MONTH)


def _bytes(name: str) -> bytes:
    return resources.files("birads.archive").joinpath("data", name).read_bytes()


def _rows(name: str) -> dict[str, tuple[Row, ...]]:
    return _tables(_bytes(name), name)


def _review(data: bytes, name: str) -> str:
    return review_if_any(name, read_tree(data, name)).state.value


@cache
def joins_review() -> str:
    """Return whether the rules that join reports are a draft, reviewed or outdated."""
    return _review(_bytes("joins.toml"), "joins.toml")


def _tables(data: bytes, name: str) -> dict[str, tuple[Row, ...]]:
    tree = read_tree(data, name)
    tree.pop("review", None)
    root = Row(tree, name)
    found = {key: tuple(root.tables(key)) for key in ("join", "apart", "item", "closer")}
    root.done()
    return found


@cache
def joins() -> dict[str, Join]:
    """Return the rules that join reports, by id."""
    found = {}
    for row in _rows("joins.toml")["join"]:
        rule = Join(
            row.text("id"),
            row.text("joins"),
            row.text("reason"),
            row.whole("window_days"),
            row.maybe_text("source"),
        )
        if rule.window_days is not None and rule.source is None:
            raise row.wrong("a number of days needs a source")
        row.done()
        found[rule.id] = rule
    return found


@cache
def apart() -> dict[str, Apart]:
    """Return the reasons why a report stands apart, by id."""
    found = {}
    for row in _rows("joins.toml")["apart"]:
        reason = Apart(row.text("id"), row.text("reason"), frozenset(row.texts("words")))
        row.done()
        found[reason.id] = reason
    return found


@cache
def items() -> Items:
    """Return the open items that this library knows."""
    return _items(_bytes("items.toml"), "items.toml")


def load_items(path: Path) -> Items:
    """Return the open items of a site's own file, in the form of the bundled one.

    Raises:
        InvalidTable: The file is not such a table.
    """
    return _items(path.read_bytes(), path.name)


def _items(data: bytes, name: str) -> Items:
    rows = _tables(data, name)
    if not rows["item"]:
        raise Row({}, name).wrong("it has no [[item]]: nothing would ever be open")
    closers = {}
    for row in rows["closer"]:
        closer = Closer(row.text("id"), row.text("closes"))
        row.done()
        closers[closer.id] = closer
    rules = {}
    for row in rows["item"]:
        rule = _item(row)
        for closer_id in rule.closers:
            if closer_id not in closers:
                raise row.wrong(f"nothing is known of the closer {closer_id!r}")
        rules[rule.id] = rule
    return Items(rules, closers, _review(data, name))


def _item(row: Row) -> ItemRule:
    rule = ItemRule(
        id=row.text("id"),
        title=row.text("title"),
        opens=row.text("opens"),
        source=row.text("source"),
        categories=frozenset(row.words("categories", Category)),
        actions=frozenset(row.words("actions", Action)),
        classes=frozenset(row.texts("classes")),
        closers=row.texts("closers"),
        days=row.whole("days"),
        months=_months(row),
    )
    row.done()
    if not rule.closers:
        raise row.wrong("an item that nothing closes stays for ever")
    return rule


def _months(row: Row) -> tuple[int, ...]:
    found = row.wholes("months")
    if list(found) != sorted(set(found)) or any(month < 1 for month in found):
        raise row.wrong("'months' should grow")
    return found
