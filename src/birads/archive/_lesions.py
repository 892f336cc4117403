"""Join the findings of a patient's reports that are one lesion, each join with its rule.

A lesion has one breast: findings of one name in different breasts are lesions of their own, and
a finding without a side joins only where all others of its name lie in one breast.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from birads.archive._events import Read
from birads.lexicon.common import Breast
from birads.report.findings import FindingBase
from birads.report.pathology import Pathology
from birads.report.view._index import breast_of

__all__ = ["Lesions"]

_Key = tuple[int, int]
_Naming = Callable[[Read, FindingBase], object]


class Lesions:
    """Say which lesion a finding of a patient belongs to, by the least of its findings."""

    def __init__(self, reports: Sequence[Read]) -> None:
        self._parent: dict[_Key, _Key] = {}
        self._found: dict[_Key, FindingBase] = {}
        self._breasts: dict[_Key, set[Breast]] = {}
        self._ids: dict[str, list[_Key]] = defaultdict(list)
        self._reports = reports
        self.joined: Counter[str] = Counter()
        self._number: dict[_Key, int] = {}
        for one in reports:
            for number, finding in one.findings:
                key = (one.place, number)
                self._parent[key] = key
                self._found[key] = finding
                breast = breast_of(finding)
                self._breasts[key] = set() if breast is None else {breast}
                self._ids[finding.id].append(key)
        if not self._found:
            return
        self._by("same_tracking_uid", lambda _, finding: finding.tracking_uid)
        self._by("same_lesion", lambda _, finding: finding.lesion)
        self._by("same_finding_of_episode", _in_episode)
        order = sorted({self._root(key) for key in self._parent})
        self._number = {root: number for number, root in enumerate(order)}

    def of(self, one: Read, number: int) -> int:
        """Return the lesion of a finding."""
        return self._number[self._root((one.place, number))]

    def of_result(self, one: Read, result: Pathology) -> tuple[int | None, FindingBase | None]:
        """Return the lesion of a tissue result and its finding, wherever that stands."""
        name = result.finding
        known = one.index.finding_named(name)
        if known is not None:
            return self.of(one, known[0]), known[1]
        if name is None:
            return None, None
        found = self.elsewhere(one, name)
        if found is None:
            return None, None
        return self._number[self._root(found)], self._found[found]

    def joined_name(self, one: Read, number: int) -> str | None:
        """Return a name for a lesion of several findings, else ``None``."""
        root = self._root((one.place, number))
        alike = [key for key in self._parent if self._root(key) == root]
        if len(alike) == 1:
            return None
        names = sorted(filter(None, (self._found[key].lesion for key in alike)))
        return names[0] if names else f"{self._found[root].id}@{self._reports[root[0]].name}"[:128]

    def elsewhere(self, one: Read, name: str) -> _Key | None:
        """Return the one finding of that id in the episode of a report, else of the patient.

        A report names nothing that was first described after its own last day.
        """
        keys = self._standing(name)
        if len({self._root(key) for key in keys}) > 1:
            keys = [key for key in keys if not self._is_later(key, one)] or keys
        episode = one.held.report.episode
        of_episode = [k for k in keys if episode is not None and self._episode(k) == episode]
        chosen = of_episode or keys
        lesions = {self._root(key) for key in chosen}
        return chosen[0] if len(lesions) == 1 else None

    def why_lost(self, name: str) -> str:
        """Say why a finding that a report names and does not hold is not found."""
        return "several_findings_of_that_id" if self._standing(name) else "finding_not_found"

    def _standing(self, name: str) -> list[_Key]:
        return [key for key in self._ids.get(name, ()) if self._reports[key[0]].stands]

    def _is_later(self, key: _Key, one: Read) -> bool:
        """Say whether every report of a lesion is of a later day than a report."""
        root = self._root(key)
        days = [
            self._reports[k[0]].days
            for k in self._standing(self._found[key].id)
            if self._root(k) == root
        ]
        return bool(one.days) and all(each and each[0] > one.days[-1] for each in days)

    def _episode(self, key: _Key) -> str | None:
        return self._reports[key[0]].held.report.episode

    def _by(self, rule: str, name_of: _Naming) -> None:
        named: dict[object, list[_Key]] = defaultdict(list)
        for key, finding in self._found.items():
            name = name_of(self._reports[key[0]], finding)
            if name is not None:
                named[name].append(key)
        for keys in named.values():
            for group in self._by_breast(keys):
                self._join(group, rule)

    def _by_breast(self, keys: list[_Key]) -> list[list[_Key]]:
        by_breast: dict[Breast | None, list[_Key]] = defaultdict(list)
        for key in keys:
            by_breast[breast_of(self._found[key])].append(key)
        if len(by_breast.keys() - {None}) <= 1:
            return [keys]
        by_breast.pop(None, None)
        return list(by_breast.values())

    def _join(self, keys: list[_Key], rule: str) -> None:
        for key in keys[1:]:
            one, other = self._root(keys[0]), self._root(key)
            if one != other and self._agree(one, other):
                self._parent[max(one, other)] = min(one, other)
                self._breasts[min(one, other)] |= self._breasts[max(one, other)]
                self.joined[rule] += key[0] != keys[0][0]

    def _agree(self, one: _Key, other: _Key) -> bool:
        """Say whether two lesions can be one: not where they have two breasts."""
        return len(self._breasts[one] | self._breasts[other]) <= 1

    def _root(self, key: _Key) -> _Key:
        while self._parent[key] != key:
            self._parent[key] = key = self._parent[self._parent[key]]
        return key


def _in_episode(one: Read, finding: FindingBase) -> object:
    episode = one.held.report.episode
    kind: str = finding.kind
    return None if episode is None else (episode, finding.id, kind, breast_of(finding))
