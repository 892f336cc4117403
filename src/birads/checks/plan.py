"""Gather what was recommended for a breast or a lesion."""

from __future__ import annotations

from collections.abc import Collection

import attrs

from birads.assessment import Action, Recommendation

__all__ = ["Plan"]


@attrs.define(eq=False)
class Plan:
    """Gather what was recommended for a breast or a finding."""

    actions: set[Action] = attrs.field(factory=set)
    written: bool = False
    reasoned: bool = False
    interval: bool = False

    def add(self, entry: Recommendation) -> None:
        """Take in one recommendation."""
        self.written = True
        self.actions.add(entry.action)
        self.reasoned = self.reasoned or bool(entry.text)
        self.interval = self.interval or entry.interval_months is not None

    def answers(self, enough: Collection[Action]) -> bool:
        """Say whether one of these actions is there, or a text that can be the reason."""
        return self.reasoned or not self.actions.isdisjoint(enough)

    def with_plan(self, other: Plan) -> Plan:
        """Return what both hold together."""
        return Plan(
            self.actions | other.actions,
            self.written or other.written,
            self.reasoned or other.reasoned,
            self.interval or other.interval,
        )
