"""Join the workup of several calcifications of what is remembered of each and of the rest.

A report of several hardly has the shape of another. What it says around them comes again and
again, and so does what each says: no part of an answer is made of more than its own shape.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import attrs

from birads.acr_criteria._kept import Answered, Kept, head_of, kept, ref_of, weigh
from birads.acr_criteria._kept_patterns import KeptPattern, pattern_told
from birads.acr_criteria._made import changed
from birads.acr_criteria._outside import Outside, together
from birads.acr_criteria._pooling import Pooled
from birads.acr_criteria._procedures import rated_as
from birads.acr_criteria._report_notes import notes_of_patterns
from birads.acr_criteria._rest import rest_of, steps_of
from birads.acr_criteria._subjects import Kind, Subject, View
from birads.acr_criteria._told import Gathered, Stands, stands_of, told_of
from birads.acr_criteria._workup import ReportRef, Step, Workup
from birads.acr_criteria.compiled import Topic
from birads.lexicon.common import Side
from birads.report._shape._filled import Said
from birads.report._shape._marks import Day, Measure, Name, NotHeld
from birads.report.findings import MgCalcifications
from birads.report.report import Report
from birads.report.view._index import ReportIndex

__all__ = ["Frame", "joined"]

_SEVERAL = 2
_STANDS = 1_000  # bytes of what is said around one finding, about
_PATTERNS = b'"patterns":['


@attrs.frozen(eq=False)
class Frame:
    """What a report says around each of its calcifications, were none one picture with another.

    For each there is its number, and how it stands with a morphology and without; nothing where
    more than that can count. ``loose`` are the procedures, as the table names them, of every step
    that can be stated without a finding.
    """

    alone: tuple[tuple[int, Stands, Stands], ...] = ()
    loose: frozenset[str] = frozenset()


def _weight(frame: Frame) -> int:
    return 2 * _STANDS * len(frame.alone)


def joined(report: Report, topic: Topic, extensive_mm: float | None) -> Answered | None:
    """Return the answer to several calcifications, none one picture with another, if it is known.

    ``None`` where a part is not, and where calcifications have to be pooled.
    """
    if len(report.findings) < _SEVERAL:
        return None
    names = topic.beside
    if names is None or topic.file.topic.about is not Kind.CALCIFICATIONS:
        return None
    if [type(one) for one in report.findings].count(MgCalcifications) < _SEVERAL:
        return None
    frame = topic.frames.answer(report, lambda shaped: _frame(shaped, names), _weight)
    patterns = None if frame is None else _patterns(report, frame[0], topic, extensive_mm)
    if frame is None or not patterns:
        return None
    rest = _rest(report, frame[0], patterns, topic, extensive_mm)
    return None if rest is None else Joined(report, rest[0], rest[1], patterns)


def _rest(
    report: Report,
    frame: Frame,
    patterns: Sequence[tuple[KeptPattern, Said]],
    topic: Topic,
    extensive_mm: float | None,
) -> tuple[Kept, Said] | None:
    """Return what is remembered of all that is outside the patterns."""
    read = together([known.outside for known, _ in patterns])
    # Which of many variants the patterns have counts no more than what it says of these.
    outside = Outside(read.diagnosed, read.waits, read.against & frame.loose)

    def make(shaped: Report) -> Kept:
        view = View(ReportIndex(shaped), extensive_mm)
        rest = rest_of(view, _lone(view), outside, topic)
        if not _loose(rest.steps) <= frame.loose:
            raise NotHeld
        return kept(rest)

    return topic.rests.answer(report, make, weigh, (outside, frame.loose, extensive_mm))


def _loose(steps: Iterable[Step]) -> frozenset[str]:
    names = {rated_as(step.procedure) for step in steps if not step.findings}
    return frozenset(name for name in names if name is not None)


def _lone(view: View) -> tuple[Subject, ...]:
    """Return each finding of calcifications as a subject of its own."""
    found = enumerate(view.report.findings)
    members = [view.member(n, one) for n, one in found if type(one) is MgCalcifications]
    return tuple(
        [Subject(view, Kind.CALCIFICATIONS, member.breast, (member,)) for member in members]
    )


def _frame(shaped: Report, names: tuple[str, ...]) -> Frame:
    view, alone = View(ReportIndex(shaped)), []
    subjects = _lone(view)
    for subject in subjects:
        stands = stands_of(Pooled(subject, ()), names)
        if stands is None:
            return Frame()
        if any(isinstance(value, (Day, Measure, Name)) for value in stands.beside):
            raise NotHeld
        with_words = stands._replace(called_benign=False)  # asked only where there are none
        alone.append((subject.first.number, with_words, stands))
    most = (steps_of(view, subjects, sides) for sides in (frozenset(), frozenset(Side)))
    return Frame(tuple(alone), frozenset().union(*map(_loose, most)))


def _patterns(
    report: Report, frame: Frame, topic: Topic, extensive_mm: float | None
) -> list[tuple[KeptPattern, Said]] | None:
    """Return what is remembered of each finding; ``None`` where one is not, or is not alone."""
    out = []
    keys: set[Hashable] = set()
    for number, with_words, without in frame.alone:
        told = told_of(report, (number,), without)
        (finding,) = told.findings
        stands = with_words if finding.morphology else without
        found = pattern_told(Gathered(told, stands), topic, extensive_mm)
        if found is None:
            return None
        if found[0].key is not None:
            key = (finding.exam, found[0].key, found[0].beyond)
            if key in keys:
                return None
            keys.add(key)
        out.append(found)
    return out


@attrs.define(eq=False)
class Joined:
    """A workup whose parts are remembered: each pattern, and all that is outside them."""

    report: Report
    rest: Kept
    said: Said
    patterns: list[tuple[KeptPattern, Said]]

    def fits(self) -> bool:
        """Say whether a pattern has a variant."""
        return any(known.result.variant is not None for known, _ in self.patterns)

    def workup(self) -> Workup:
        """Return the workup."""
        rest, said, patterns = self.rest, self.said, self.patterns
        ref = ref_of(self.report)

        def members() -> dict[str, Any]:
            results = tuple([known.filled(told) for known, told in patterns])
            outside = rest.filled(said).__dict__
            notes = (*notes_of_patterns(results), *outside["notes"])
            return {**outside, "report": ref, "patterns": results, "notes": notes}

        if self._is_noted():
            return changed(rest.workup, **members())
        return Workup.made_later(ref, members, lambda: _line(ref, rest, said, patterns))

    def json(self) -> bytes:
        """Return the workup as one line of JSON."""
        if self._is_noted():
            return self.workup().to_json()
        return _line(ref_of(self.report), self.rest, self.said, self.patterns)

    def _is_noted(self) -> bool:
        """Say whether a note of a pattern stands outside it too, which the lines do not show."""
        return any(known.below for known, _ in self.patterns)


def _line(
    ref: ReportRef, rest: Kept, said: Said, patterns: Sequence[tuple[KeptPattern, Said]]
) -> bytes:
    """Return the line of a workup: that of the rest, with those of the patterns in it."""
    around = rest.line.filled(said)
    place = around.index(_PATTERNS) + len(_PATTERNS)
    lines = b",".join([known.line.filled(told) for known, told in patterns])
    return b"".join((head_of(ref), around[:place], lines, around[place:]))
