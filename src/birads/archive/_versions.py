"""Say which reports of a patient stand, and which gave way to a later version.

What is void (cancelled, entered in error) opens, closes and replaces nothing, and a later void
version makes the report of its id void. Where nothing says which of two is the later one, both
stand: no report is lost by a guess.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence

import attrs

from birads.archive._patients import Held
from birads.lexicon.management import Status

__all__ = ["Gone", "Versions", "is_void", "versions"]

_VOID = frozenset({Status.CANCELLED, Status.ENTERED_IN_ERROR})
_LATER = frozenset({Status.AMENDED, Status.CORRECTED, Status.ADDENDED})


@attrs.frozen(eq=False)
class Gone:
    """A report that no longer stands: the rule, and the report that took its place if any."""

    held: Held
    rule: str
    by: Held | None = None


@attrs.frozen(eq=False)
class Versions:
    """The reports of one patient that stand, those that do not, and the reasons, counted."""

    standing: tuple[Held, ...]
    gone: tuple[Gone, ...]
    joined: Counter[str]
    apart: Counter[str]
    doubtful: frozenset[bytes] = frozenset()
    """The canonical bytes of what stands beside a void version that may be the later one."""


def is_void(held: Held) -> bool:
    """Say whether a report was cancelled or entered in error."""
    return held.report.status in _VOID


def versions(reports: Sequence[Held]) -> Versions:
    """Return what stands of the reports of one patient; their order does not matter."""
    joined: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    unique = {held.data: held for held in reports}
    joined["same_content"] += len(reports) - len(unique)
    ordered = [unique[data] for data in sorted(unique)]
    if _all_first(ordered):
        return Versions(tuple(ordered), (), +joined, apart)
    void = [held for held in ordered if is_void(held)]
    apart["void"] += len(void)
    living = [held for held in ordered if not is_void(held)]
    ended, doubtful = _ended(living, void)
    joined["void_version"] += len(ended)
    apart["void_version_undated"] += len(doubtful)
    living = [held for held in living if held.data not in ended]
    by = _replaced(living, void, apart)
    for held, later in _later_versions(living, by, apart):
        by.setdefault(held.data, (later, "later_version"))
    _open_circles(by, apart)
    gone = [
        Gone(held, rule, later)
        for held in living
        if held.data in by
        for later, rule in (by[held.data],)
    ]
    joined.update(one.rule for one in gone)
    gone += [Gone(held, "void") for held in void]
    gone += [Gone(held, "void_version") for held in ordered if held.data in ended]
    standing = tuple(held for held in living if held.data not in by)
    replaced = {one.held.report.id for one in gone if one.rule == "replaces"}
    claims = Counter(held.report.replaces for held in standing if held.report.replaces in replaced)
    apart["replaced_by_several"] += sum(count > 1 for count in claims.values())
    return Versions(standing, tuple(gone), +joined, +apart, frozenset(doubtful))


def _all_first(ordered: list[Held]) -> bool:
    """Say whether no report is void, replaces another or shares its id: then all stand."""
    reports = [held.report for held in ordered]
    if any(report.replaces is not None or report.status in _VOID for report in reports):
        return False
    names = [report.id for report in reports if report.id is not None]
    return len(set(names)) == len(names)


def _ended(living: list[Held], void: list[Held]) -> tuple[set[bytes], set[bytes]]:
    """Return what a later void report of its id makes void, and what one may have made void."""
    times: dict[str, list[dt.datetime | None]] = defaultdict(list)
    for held in void:
        if held.report.id is not None:
            times[held.report.id].append(held.report.issued)
    ended: set[bytes] = set()
    doubtful: set[bytes] = set()
    for held in living:
        mine = held.report.issued
        for time in times.get(held.report.id or "", ()):
            if mine is None or time is None or mine == time:
                doubtful.add(held.data)
            elif mine < time:
                ended.add(held.data)
    return ended, doubtful - ended


_By = dict[bytes, tuple[Held, str]]


def _replaced(living: list[Held], void: list[Held], apart: Counter[str]) -> _By:
    """Return what is replaced by its canonical bytes, with the report that replaces it."""
    named: dict[str | None, list[Held]] = defaultdict(list)
    for held in living:
        named[held.report.id].append(held)
    void_ids = {held.report.id for held in void}
    by: _By = {}
    for later in living:
        former = later.report.replaces
        if former is None:
            continue
        found = [held for held in named.get(former, ()) if _may_precede(held, later)]
        if not found and former not in void_ids:
            apart["replaced_report_missing"] += 1
        for held in found:
            if _is_preliminary(later) and not _is_preliminary(held):
                apart["replaced_by_preliminary"] += 1
            else:
                by.setdefault(held.data, (later, "replaces"))
    for held in void:
        former = held.report.replaces
        if former is not None and any(one.data not in by for one in named.get(former, ())):
            apart["replaced_by_void"] += 1
    return by


def _may_precede(held: Held, later: Held) -> bool:
    """Say whether a report can be the earlier one of two: of one id, not where it is the later."""
    if held is later:
        return False
    if held.report.id != later.report.id:
        return True
    times = held.report.issued, later.report.issued
    return times[0] is None or times[1] is None or times[0] <= times[1]


def _is_preliminary(held: Held) -> bool:
    return held.report.status is Status.PRELIMINARY


def _later_versions(living: list[Held], by: _By, apart: Counter[str]) -> list[tuple[Held, Held]]:
    """Return the pairs of one id of which one is said to be the later."""
    named: dict[str, list[Held]] = defaultdict(list)
    for held in living:
        if held.report.id is not None and held.data not in by:
            named[held.report.id].append(held)
    pairs = []
    for same in named.values():
        if len(same) == 1:
            continue
        times = {held.report.issued for held in same}
        if None in times or len(times) < len(same):
            apart["id_repeats"] += len(same)
            continue
        ordered = sorted(same, key=lambda held: held.report.issued or _NEVER)
        last = ordered[-1]
        for held in ordered[:-1]:
            follows = last.report.status in _LATER or (
                _is_preliminary(held) and not _is_preliminary(last)
            )
            if follows:
                pairs.append((held, last))
            else:
                apart["id_repeats"] += 1
    return pairs


_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def _open_circles(by: _By, apart: Counter[str]) -> None:
    """Let every report of a circle of replacements stand."""
    for start in list(by):
        path = [start]
        seen = {start}
        while path[-1] in by:
            following = by[path[-1]][0].data
            if following in seen:
                circle = path[path.index(following) :]
                for data in circle:
                    by.pop(data, None)
                apart["replaces_circle"] += len(circle)
                break
            path.append(following)
            seen.add(following)
