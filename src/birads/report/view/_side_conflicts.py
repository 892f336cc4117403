"""Find where a report names one breast and means the other: what no procedure may follow from.

These are contradictions between members of the format; words in texts are not read here.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from birads.lexicon.common import Side
from birads.report.view._index import ReportIndex, breast_of, sides

__all__ = ["SideConflict", "side_conflicts"]


@attrs.frozen
class SideConflict:
    """Two sides that cannot both be right; ``pointer`` is the member that names the second."""

    pointer: str
    message: str


def side_conflicts(index: ReportIndex) -> Iterator[SideConflict]:
    """Yield each contradiction of sides, in the order of the report."""
    yield from _findings(index)
    yield from _correlates(index)
    yield from _assessments(index)
    yield from _recommendations(index)
    yield from _tissue(index)


def _findings(index: ReportIndex) -> Iterator[SideConflict]:
    for number, finding in enumerate(index.report.findings):
        exam = index.exam_of(finding)
        breast = breast_of(finding)
        if exam is None or exam.laterality is None:
            continue
        if set(sides(breast)) - set(sides(exam.laterality)):
            yield SideConflict(
                f"/findings/{number}/location/breast",
                f"Finding {finding.id!r} lies in the {breast} breast, but its exam {exam.id!r} is "
                f"of the {exam.laterality} breast.",
            )


def _correlates(index: ReportIndex) -> Iterator[SideConflict]:
    """Find what another modality saw of a finding, described in the other breast."""
    for number, finding in enumerate(index.report.findings):
        here = sides(breast_of(finding))
        if not here:
            continue
        for modality in ("ultrasound", "cem", "mri"):
            seen = getattr(finding, modality, None)
            name = getattr(seen, "finding", None)
            known = index.findings.get(name) if name is not None else None
            there = sides(breast_of(known[1])) if known is not None else ()
            if there and set(here).isdisjoint(there):
                yield SideConflict(
                    f"/findings/{number}/{modality}/finding",
                    f"Finding {finding.id!r} lies in the {here[0]} breast, but what "
                    f"{modality} shows of it ({name!r}) lies in the {there[0]} breast.",
                )


def _assessments(index: ReportIndex) -> Iterator[SideConflict]:
    shown = _shown(index)
    for number, entry in enumerate(index.report.assessments):
        asked = set(sides(entry.breast))
        if not asked:
            continue
        known = index.exams.get(entry.exam) if entry.exam is not None else None
        where = f"/assessments/{number}/breast"
        if known is not None and known[1].laterality is not None:
            if asked - set(sides(known[1].laterality)):
                yield SideConflict(
                    where,
                    f"A category is stated for the {entry.breast} breast, but its exam "
                    f"{entry.exam!r} is of the {known[1].laterality} breast.",
                )
        elif known is None and shown is not None and asked - shown:
            yield SideConflict(
                where,
                f"A category is stated for the {entry.breast} breast, which no exam of the "
                "report shows.",
            )


def _shown(index: ReportIndex) -> set[Side] | None:
    """Return the breasts that the exams show; ``None`` where one states no side, or none is."""
    exams = index.report.exams
    if not exams or any(exam.laterality is None for exam in exams):
        return None
    return {side for exam in exams for side in sides(exam.laterality)}


def _recommendations(index: ReportIndex) -> Iterator[SideConflict]:
    for number, entry in enumerate(index.report.recommendations):
        asked = set(sides(entry.breast))
        if not asked:
            continue
        for place, name in enumerate(entry.findings or ()):
            known = index.findings.get(name)
            lies = sides(breast_of(known[1])) if known is not None else ()
            if lies and asked.isdisjoint(lies):
                action = entry.action.value.replace("_", " ")
                yield SideConflict(
                    f"/recommendations/{number}/findings/{place}",
                    f"What was written ({action}) is for the {entry.breast} breast, but finding "
                    f"{name!r} lies in the {lies[0]} breast.",
                )


def _tissue(index: ReportIndex) -> Iterator[SideConflict]:
    """Find tissue of one breast that names a finding of the other."""
    for number, result in enumerate(index.report.pathology):
        asked = set(sides(result.breast))
        known = index.finding_named(result.finding)
        lies = sides(breast_of(known[1])) if known is not None else ()
        if asked and lies and asked.isdisjoint(lies):
            yield SideConflict(
                f"/pathology/{number}/breast",
                f"A tissue result is of the {asked.pop()} breast, but finding "
                f"{result.finding!r} lies in the {lies[0]} breast.",
            )
