"""Count, report by report, which rules were exercised: numbers only, so memory stays constant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from birads.acr_criteria._space import answers_of, shown
from birads.acr_criteria._workup import Note, PatternResult, Workup
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.decisions import cell_of
from birads.acr_criteria.facts import Status
from birads.coverage._universe import GROUPS, Item, universe, without_word
from birads.issue import Issue

__all__ = ["NOT_STATED", "Coverage"]

NOT_STATED = "not_stated"


class Coverage:
    """Hold how often each rule of a topic was exercised."""

    def __init__(self, topic: Topic | None = None) -> None:
        self.topic = topic or bundled()
        self.items: Mapping[str, tuple[Item, ...]] = universe(self.topic)
        self.reports = 0
        self.refused = 0
        self.patterns = 0
        self.statuses: Counter[str] = Counter()
        self.heat: Counter[tuple[str, str]] = Counter()
        self._counts: dict[str, Counter[str]] = {group: Counter() for group in GROUPS}
        self._group_of = {
            item.id: group for group in ("notes", "messages") for item in self.items[group]
        }
        self._checks = frozenset(item.id for item in self.items["checks"])

    def refuse(self) -> None:
        """Count a document that does not parse."""
        self.reports += 1
        self.refused += 1

    def add(self, workup: Workup, issues: Iterable[Issue] = ()) -> None:
        """Count what one report exercised; a rule counts once for each pattern."""
        self.reports += 1
        self.add_workup(workup)
        self.add_issues(issues)

    def add_workup(self, workup: Workup) -> None:
        """Count what a result rests on, without counting a report."""
        for pattern in workup.patterns:
            self._add_pattern(pattern)
        # Alerts of a pattern are repeated at the head of the workup: count them once.
        repeated = {note.code for pattern in workup.patterns for note in pattern.notes}
        self._add_notes(note for note in workup.notes if note.code not in repeated)

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Count the checks that found something."""
        for issue in issues:
            if issue.code in self._checks:
                self._counts["checks"][issue.code] += 1

    def _add_pattern(self, pattern: PatternResult) -> None:
        self.patterns += 1
        self.statuses[pattern.status.value] += 1
        self._counts["stages"][pattern.stage.value] += 1
        self._add_row(pattern)
        for code, state in {
            (step.condition.code, step.condition.state) for step in pattern.steps if step.condition
        }:
            self._counts["conditions"][f"{code}:{state}"] += 1
        self._add_notes(pattern.notes)
        self._heat(pattern)

    def _heat(self, pattern: PatternResult) -> None:
        if not self.topic.row_facts:  # a topic whose table is not there
            return
        rows, columns = self.axes
        for word in _cells(pattern.facts[rows], self.topic, rows):
            for place in _cells(pattern.facts[columns], self.topic, columns):
                self.heat[word, place] += 1

    def _add_row(self, pattern: PatternResult) -> None:
        """Count the row that answered, unless the pattern lies outside the table."""
        if pattern.status is Status.NOT_APPLICABLE:
            return
        if pattern.row is None:
            rule = without_word(self.topic)
            if rule is not None and not pattern.facts[self.topic.joined or ""]:
                self._counts["no_match"][rule] += 1
            return
        if pattern.status is Status.MATCH:
            self._counts["variants"][f"V{pattern.variant}"] += 1
            return
        group = "nearest" if pattern.status is Status.NEAREST else "no_match"
        self._counts[group][pattern.row] += 1

    def _add_notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            group = self._group_of.get(note.code)
            if group is not None:
                self._counts[group][note.code] += 1

    def count(self, group: str, item: str) -> int:
        """Return how often a rule was exercised."""
        return self._counts[group][item]

    def never(self, group: str) -> tuple[str, ...]:
        """Return the rules of a group that were never exercised."""
        return tuple(item.id for item in self.items[group] if not self.count(group, item.id))

    def reached(self, group: str) -> int:
        """Return how many rules of a group were exercised."""
        return len(self.items[group]) - len(self.never(group))

    def percent(self) -> float:
        """Return the share of all rules that were exercised, in percent."""
        total = sum(map(len, self.items.values()))
        return 100.0 * sum(map(self.reached, self.items)) / total if total else 100.0

    def absorb(self, other: Mapping[str, Any]) -> None:
        """Add the counts that another process wrote with ``to_dict``."""
        for name in ("reports", "refused", "patterns"):
            setattr(self, name, getattr(self, name) + other[name])
        self.statuses.update(other["statuses"])
        for group, entry in other["groups"].items():
            for item in entry["items"]:
                self._counts[group][item["id"]] += item["count"]
        for word, places in other["heat_map"].items():
            for place, count in places.items():
                self.heat[word, place] += count

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, every rule listed."""
        return {
            "topic": {"id": self.topic.id, "revision": self.topic.revision},
            "reports": self.reports,
            "refused": self.refused,
            "patterns": self.patterns,
            "percent": round(self.percent(), 1),
            "statuses": dict(sorted(self.statuses.items())),
            "groups": {group: self._group(group) for group in GROUPS},
            "heat_map": {
                word: {place: self.heat[word, place] for place in self.places()}
                for word in self.words()
            },
        }

    def _group(self, group: str) -> dict[str, Any]:
        return {
            "total": len(self.items[group]),
            "reached": self.reached(group),
            "never": list(self.never(group)),
            "items": [
                {"id": item.id, "label": item.label, "count": self.count(group, item.id)}
                for item in self.items[group]
            ],
        }

    @property
    def axes(self) -> tuple[str, str]:
        """The facts of the heat map: the first two that choose a variant, empty without any."""
        names = self.topic.row_facts or ("",)
        return names[0], names[min(1, len(names) - 1)]

    def words(self) -> tuple[str, ...]:
        """Return the rows of the heat map."""
        return self._labels(self.axes[0])

    def places(self) -> tuple[str, ...]:
        """Return the columns of the heat map."""
        return self._labels(self.axes[1])

    def _labels(self, fact: str) -> tuple[str, ...]:
        if not fact:
            return ()
        return (*(shown(value) for value in answers_of(self.topic, fact)), NOT_STATED)


def _cells(value: Any, topic: Topic, fact: str) -> tuple[str, ...]:
    """Return the labels of a fact's answer; a number counts for its band."""
    values = value if isinstance(value, (tuple, list, frozenset)) else (value,)
    told = (cell_of(one, fact, topic) for one in values)
    return tuple(cell or NOT_STATED for cell in told) or (NOT_STATED,)
