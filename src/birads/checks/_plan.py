"""Gather what was recommended for a breast or a lesion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import attrs

from birads.lexicon.common import Breast, Side
from birads.report.assessment import Action, Recommendation
from birads.report.findings import FindingBase
from birads.report.findings.node import LymphNode
from birads.report.pathology import Pathology, PathologyState
from birads.report.view._index import ReportIndex, breast_of, sides

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
    linked: Mapping[int, set[int]]
    anywhere: Plan = attrs.field(init=False, factory=Plan)
    everything: Plan = attrs.field(init=False, factory=Plan)
    _unnamed: dict[Side, Plan] = attrs.field(init=False)
    _every: dict[Side, Plan] = attrs.field(init=False)
    _named: dict[str, Plan] = attrs.field(init=False)
    _of_lesion: dict[tuple[str, Breast | None], Plan] = attrs.field(init=False, factory=dict)
    _of_tracked: dict[int, Plan] = attrs.field(init=False, factory=dict)

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
        for _, sample in self.index.unread:
            if sample.state is PathologyState.PENDING:
                self._taken(sample)
        for number, finding in enumerate(self.index.report.findings):
            self._node(number, finding)

    def _taken(self, sample: Pathology) -> None:
        """Take in tissue that was taken and is not read yet: it was asked for, not answered."""
        self.everything.actions.add(Action.TISSUE_DIAGNOSIS)
        if sample.finding is not None:
            self._named[sample.finding].actions.add(Action.TISSUE_DIAGNOSIS)
        for side in self.index.breasts_of(sample):
            self._every[side].actions.add(Action.TISSUE_DIAGNOSIS)
            if sample.finding is None:
                self._unnamed[side].actions.add(Action.TISSUE_DIAGNOSIS)

    def _node(self, number: int, finding: FindingBase) -> None:
        """Take in a biopsy of lymph nodes as tissue of the nodes, and of nothing else."""
        if not isinstance(finding, LymphNode):
            return
        plan = self.anywhere.with_plan(self.named(finding.id))
        places = sides(breast_of(finding))
        for side in places:
            plan = plan.with_plan(self._unnamed.get(side, Plan()))
        if Action.LYMPH_NODE_BIOPSY not in plan.actions:
            return
        self._named[finding.id].actions.add(Action.TISSUE_DIAGNOSIS)
        for side in places:
            if self.index.in_breast[side] == [number]:
                self._every[side].actions.add(Action.TISSUE_DIAGNOSIS)

    def _covered(self, entry: Recommendation) -> set[Side]:
        covered = set(sides(entry.breast))
        for name in entry.findings or ():
            known = self.index.findings.get(name)
            covered.update(sides(breast_of(known[1])) if known else ())
        return covered

    def of_breast(self, side: Side) -> Plan:
        """Return all that was recommended for a breast, its findings included."""
        return self.anywhere.with_plan(self._every.get(side, Plan()))

    def named(self, name: str) -> Plan:
        """Return what was recommended for a finding by its id."""
        return self._named.get(name, Plan())

    def of_finding(self, finding: FindingBase) -> Plan:
        """Return what was recommended for a lesion: by its name, its breast, or for all."""
        key = finding.id, breast_of(finding)
        if key not in self._of_lesion:
            self._of_lesion[key] = self._read(finding)
        return self._of_lesion[key]

    def _read(self, finding: FindingBase) -> Plan:
        findings = self.index.report.findings
        number = self.index.findings[finding.id][0]
        plan = self.anywhere.with_plan(self._tracked(number))
        for side in sides(breast_of(finding)):
            plan = plan.with_plan(self._unnamed.get(side, Plan()))
        for other in self.linked.get(number, ()):
            plan = plan.with_plan(self.named(findings[other].id))
        return plan

    def _tracked(self, number: int) -> Plan:
        """Return what was recommended by name for the findings that are tracked as one."""
        members = self.index.lesion_of(number)
        if members[0] not in self._of_tracked:
            plan = Plan()
            for member in members:
                plan = plan.with_plan(self.named(self.index.report.findings[member].id))
            self._of_tracked[members[0]] = plan
        return self._of_tracked[members[0]]
