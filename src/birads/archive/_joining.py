"""Join an archive: reports in any order go in, one report for each episode comes out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from birads.archive._alike import Alike, is_of_nobody
from birads.archive._episodes import Group, Member, episodes, role_of
from birads.archive._events import Read, read
from birads.archive._lesions import Lesions
from birads.archive._merge import merge
from birads.archive._patients import MOST_PARTS, Held, Patients, parts_of
from birads.archive._rules import apart as reasons
from birads.archive._rules import joins, joins_review
from birads.archive._versions import Gone, versions
from birads.lexicon.management import Status
from birads.report.pathology import ResultClass
from birads.report.report import Report

__all__ = ["Episode", "Joined", "join", "join_patient", "joined"]


@attrs.frozen
class Episode:
    """One episode: its reports with their rules, and the one report that they make together."""

    patient_key: str | None
    id: str
    kind: str
    start: dt.date | None
    members: tuple[dict[str, str | None], ...]
    report: Report

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values, the joined report included."""
        return {
            "patient_key": self.patient_key,
            "id": self.id,
            "kind": self.kind,
            "start": self.start.isoformat() if self.start is not None else None,
            "members": [dict(one) for one in self.members],
            "report": self.report.to_dict(),
        }


@attrs.define
class Joined:
    """Count what was joined and what was not, each by its reason."""

    patients: int = 0
    without_key: int = 0
    reports: int = 0
    standing: int = 0
    replaced: int = 0
    void: int = 0
    episodes: int = 0
    kinds: Counter[str] = attrs.field(factory=Counter)
    joined: Counter[str] = attrs.field(factory=Counter)
    apart: Counter[str] = attrs.field(factory=Counter)
    alike: list[dict[str, int]] = attrs.field(factory=list)
    """Keys that differ only in how they are written, each with its reports; up to 100 groups."""

    def to_dict(self) -> dict[str, Any]:
        """Return the counts; every rule and reason with what it means in words."""
        plain = {**attrs.asdict(self), "review": joins_review()}
        plain["kinds"] = dict(sorted(self.kinds.items()))
        plain["joined"] = [
            {"rule": name, "count": count, "reason": joins()[name].reason}
            for name, count in sorted(self.joined.items())
            if count
        ]
        plain["apart"] = [
            {"rule": name, "count": count, "reason": reasons()[name].reason}
            for name, count in sorted(self.apart.items())
            if count
        ]
        return plain

    def meet(self, alike: Alike) -> None:
        """Count the reports whose key is written nearly as another key is."""
        self.apart["patient_key_alike"] += alike.reports
        self.alike += alike.examples

    def add(self, other: Joined) -> None:
        """Add what was counted elsewhere."""
        for name in attrs.fields_dict(Joined):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def join(reports: Iterable[Report], counts: Joined | None = None) -> Iterator[Episode]:
    """Yield the episodes of every patient, in the order of their keys and days.

    Give ``counts`` to learn what was joined, and what was not and why.
    """
    with Patients() as patients:
        for report in reports:
            patients.add(report)
        yield from joined(patients, counts)


def joined(patients: Patients, counts: Joined | None = None) -> Iterator[Episode]:
    """Yield the episodes of patients that were gathered; see ``join``."""
    counts = counts if counts is not None else Joined()
    for key, held in patients:
        if key in patients.crowded:
            counts.apart["too_many_reports"] += len(held)
        yield from join_patient(key, held, counts)
    counts.meet(patients.alike())


def join_patient(
    key: str | None, reports: Sequence[Held], counts: Joined | None = None
) -> Iterator[Episode]:
    """Yield the episodes of one patient; the order of the reports does not matter."""
    counts = counts if counts is not None else Joined()
    found = versions(reports)
    reads = read(found)
    lesions = Lesions(reads)
    large = parts_of(reports) > MOST_PARTS
    nobody = is_of_nobody(key, reports)
    if large or nobody:
        counts.apart["too_large" if large else "patient_key_placeholder"] += len(reads)
        groups = [Group([Member(one, role_of(one), None)]) for one in reads]
    else:
        groups = episodes(reads, lesions, counts.joined, counts.apart)
    _count(key, reports, found.gone, counts)
    cancers = (
        {} if large or nobody else {one.place: known for one in reads if (known := _malignant(one))}
    )
    for group in groups:
        for part in _parts(group, counts.apart):
            more = _cancers(part, groups, cancers, counts.joined) if cancers else []
            counts.episodes += 1
            counts.kinds[part.kind] += 1
            yield _episode(key, part, lesions, more, counts.joined)
    _add(counts.joined, found.joined, lesions.joined)
    _add(counts.apart, found.apart)
    counts.joined["named_finding"] += sum(map(partial(_named_elsewhere, lesions), reads))


def _add(counts: Counter[str], *more: Counter[str]) -> None:
    for each in more:
        if each:
            counts.update(each)


def _named_elsewhere(lesions: Lesions, one: Read) -> int:
    return sum(
        result.finding is not None
        and one.index.finding_named(result.finding) is None
        and lesions.elsewhere(one, result.finding) is not None
        for result in one.held.report.pathology
    )


def _count(key: str | None, reports: Sequence[Held], gone: Sequence[Gone], counts: Joined) -> None:
    counts.reports += len(reports)
    counts.void += sum(one.by is None for one in gone)
    counts.replaced += sum(one.by is not None for one in gone)
    counts.standing += len(reports) - len(gone)
    if key is None:
        counts.without_key += len(reports)
        counts.apart["patient_key_missing"] += len(reports)
    else:
        counts.patients += 1


def _episode(
    key: str | None,
    group: Group,
    lesions: Lesions,
    more: list[dict[str, Any]],
    joined: Counter[str],
) -> Episode:
    reads = [one.read for one in group.members]
    name = group.stated or reads[0].name
    alone = len(reads) == 1 and not more
    report = reads[0].held.report if alone else merge(reads, lesions, name, more, joined)
    members = tuple(
        {"report": one.read.name, "role": one.role, "rule": one.rule} for one in group.members
    )
    return Episode(key, name, group.kind, group.start, members, report)


def _parts(group: Group, apart: Counter[str]) -> Iterator[Group]:
    """Split off what cannot be said in one report with the others."""
    if len(group.members) == 1:
        yield group
        return
    by_edition: dict[str, list[Member]] = {}
    silent: list[Member] = []
    for one in group.members:
        report = one.read.held.report
        if report.status is Status.PRELIMINARY:
            apart["preliminary"] += 1
            yield Group([one])
        elif report.assessments and not report.exams:
            apart["assessment_without_exam"] += 1
            yield Group([one])
        elif report.exams or report.findings:
            by_edition.setdefault(report.edition.value, []).append(one)
        else:
            silent.append(one)  # results without words of an edition
    if not by_edition and silent:
        yield Group(silent)
    for number, members in enumerate(by_edition.values()):
        if number:
            apart["editions_differ"] += len(members)
        yield Group(_in_order(members + silent) if not number else members)


def _in_order(members: list[Member]) -> list[Member]:
    return sorted(members, key=lambda m: m.read.days[0] if m.read.days else dt.date.max)


_Known = tuple[dict[str, Any], str, dt.date]


def _cancers(
    group: Group,
    groups: Sequence[Group],
    cancers: Mapping[int, list[_Known]],
    joined: Counter[str],
) -> list[dict[str, Any]]:
    """Return the cancers of other episodes that an audit counts for the exams of this one."""
    window = joins()["cancer_within_a_year"].window_days or 0
    ours = {one.read.place for one in group.members}
    days = [e.date for m in group.members for e in m.read.held.report.exams if e.date is not None]
    # The same result may stand in both already: an archive can be joined again.
    known = [(plain, side) for place in ours for plain, side, _ in cancers.get(place, ())]
    found: list[dict[str, Any]] = []
    for member in (member for other in groups for member in other.members):
        if member.read.place in ours or not days:
            continue
        for plain, side, taken in cancers.get(member.read.place, ()):
            near = min(abs((day - taken).days) for day in days) <= window
            if near and (plain, side) not in known:
                known.append((plain, side))
                found.append({**plain, "breast": side})
                joined["cancer_within_a_year"] += 1
    return found


def _malignant(one: Read) -> list[_Known]:
    """Return the dated malignant results of a report for each breast, without their findings."""
    found: list[_Known] = []
    for result in one.held.report.pathology:
        if result.result_class is ResultClass.MALIGNANT and result.date is not None:
            plain = result.to_dict()
            for name in ("finding", "breast"):
                plain.pop(name, None)
            found += [(plain, side.value, result.date) for side in one.index.breasts_of(result)]
    return found
