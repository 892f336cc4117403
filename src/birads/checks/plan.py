"""Gather what was recommended for a breast or a lesion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import attrs

from birads.assessment import Action, Recommendation
from birads.index import ReportIndex, breast_of, sides
from birads.lexicon.common import Side

__all__ = ["Plan", "Plans"]


@attrs.define(eq=False)
class Plan:
    """Gather what was recommended for a breast or a finding.

    ``text`` is one of the texts written, the same one in whatever order they were listed.
    """

    actions: set[Action] = attrs.field(factory=set)
    written: bool = False
    text: str | None = None
    interval: bool = False

    def add(self, entry: Recommendation) -> None:
        """Take in one recommendation."""
        self.written = True
        self.actions.add(entry.action)
        self.text = _first(self.text, entry.text)
        self.interval = self.interval or entry.interval_months is not None

    def answers(self, enough: Collection[Action]) -> bool:
        """Say whether one of these actions is there; a text is none of them."""
        return not self.actions.isdisjoint(enough)

    def with_plan(self, other: Plan) -> Plan:
        """Return what both hold together."""
        return Plan(
            self.actions | other.actions,
            self.written or other.written,
            _first(self.text, other.text),
            self.interval or other.interval,
        )


def _first(one: str | None, other: str | None) -> str | None:
    """Return the text that comes first in the alphabet, so that the order of a list is nothing."""
    texts = [text for text in (one, other) if text]
    return min(texts, default=None)


@attrs.define(eq=False)
class Plans:
    """The recommendations of a report, by what they speak of."""

    index: ReportIndex
    anywhere: Plan = attrs.field(init=False, factory=Plan)
    everything: Plan = attrs.field(init=False, factory=Plan)
    _unnamed: dict[Side, Plan] = attrs.field(init=False)
    _every: dict[Side, Plan] = attrs.field(init=False)
    _named: dict[str, Plan] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Read the recommendations once."""
        self._unnamed, self._every = defaultdict(Plan), defaultdict(Plan)
        self._named = defaultdict(Plan)
        for entry in self.index.report.recommendations:
            named = entry.findings or ()
            for name in named:
                self._named[name].add(entry)
            if named and not any(name in self.index.findings for name in named):
                continue  # it speaks of a finding that is not there: it answers no other
            self.everything.add(entry)
            covered = self._covered(entry)
            for side in covered:
                self._every[side].add(entry)
                if not entry.findings:
                    self._unnamed[side].add(entry)
            if not covered and not entry.findings:
                self.anywhere.add(entry)

    def _covered(self, entry: Recommendation) -> set[Side]:
        covered = set(sides(entry.breast))
        for name in entry.findings or ():
            known = self.index.findings.get(name)
            covered.update(sides(breast_of(known[1])) if known else ())
        return covered

    def of_breast(self, side: Side) -> Plan:
        """Return all that was recommended for a breast, its findings included."""
        return self.anywhere.with_plan(self._every.get(side, Plan()))

    def unnamed(self, places: Iterable[Side]) -> Plan:
        """Return what was recommended for all, or for these breasts, without naming a finding."""
        plan = self.anywhere.with_plan(Plan())
        for side in places:
            plan = plan.with_plan(self._unnamed.get(side, Plan()))
        return plan

    def named(self, name: str) -> Plan:
        """Return what was recommended for a finding by its id."""
        return self._named.get(name, Plan())
