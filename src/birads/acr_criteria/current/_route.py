"""Ask every topic that applies: which subject, which question, which step, and what it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from birads.acr_criteria._subjects import Kind, Subject, View, patient
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.current._pack import Pack
from birads.acr_criteria.current._posed import Posed, Told
from birads.acr_criteria.facts._registry import Reading
from birads.acr_criteria.table._answer import Answer, Missing, Status
from birads.lexicon.common import Breast, Side

__all__ = ["Routed", "route", "subjects", "topics_that_apply"]

_PURPOSE: Final = "purpose"
_EVALUATE: Final = "evaluate"
_STAGE: Final = "stage"


@attrs.frozen(eq=False)
class Routed:
    """A topic that was asked about a subject, what was read for it, and what it answered.

    ``wide`` holds the answer without the step that is presumed: a report that shows no result is
    answered for the first step, and what would follow a result stays possible. ``first`` is the
    answer for that first step, which says what is asked next.
    """

    key: str
    topic: Topic
    told: Told
    readings: Mapping[str, Reading]
    answer: Answer
    wide: Answer | None = None
    first: Answer | None = None

    @property
    def subject(self) -> Subject:
        """The subject."""
        return self.told.subject

    @property
    def meant(self) -> tuple[int, ...]:
        """Every variant that nothing stated contradicts, the chosen one included."""
        found = {self.answer.variant, *self.answer.candidates}
        if self.wide is not None:
            found |= {self.wide.variant, *self.wide.candidates}
        return tuple(sorted(number for number in found if number is not None))

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that are not stated and would change the answer, for the step presumed."""
        found = self.first.missing if self.first is not None else ()
        return tuple(one for one in found or self.answer.missing if one.fact != _STAGE)

    @property
    def decides_nothing(self) -> bool:
        """Whether several variants could be meant, and all say the same of every procedure."""
        if self.answer.status is not Status.UNDETERMINED or not self.meant[1:]:
            return False
        said = {
            frozenset((option.procedure, option.category) for option in self.topic.options(number))
            for number in self.meant
        }
        return len(said) == 1

    @property
    def presumes(self) -> bool:
        """Whether another step than the first stays possible, which the answer speaks of."""
        first = self.first
        if first is None or first.status not in (Status.MATCH, Status.UNDETERMINED):
            return False
        own = {first.variant, *first.candidates}
        return bool(set(self.meant) - own)

    def asks_for(self, fact: str) -> bool:
        """Return whether every variant that could be meant asks for a fact."""
        rows = [self.topic.variants[number] for number in self.meant]
        return bool(rows) and all(fact in row.when for row in rows)

    @property
    def result(self) -> tuple[Status, int | None, tuple[int, ...]]:
        """What two answers share that are one."""
        return (self.answer.status, self.answer.variant, self.meant)


_Question = tuple[Reading, tuple[Reading, ...]]


def route(view: View, pack: Pack, only: Topic | None = None) -> tuple[Routed, ...]:
    """Return the answers of every topic that applies, in the order of the pack's gates.

    With ``only`` that topic alone is asked, in the place of the one of the pack with its id.
    """
    order = {key: place for place, key in enumerate(dict.fromkeys(g.topic for g in pack.file.gate))}
    found: list[Routed] = []
    for told in subjects(view):
        for key, questions in _gated(told, pack).items():
            if only is None and key in pack.keys:
                found += _asked(key, bundled(key), told, questions, pack)
            elif only is not None and key.partition(".")[0] == only.id:
                found += _asked(key, only, told, questions, pack)
    return tuple(sorted(found, key=lambda one: order[one.key]))


def topics_that_apply(view: View, pack: Pack) -> tuple[str, ...]:
    """Return the topics that speak of the patient or a breast; no table is read for it."""
    found = (key for told in subjects(view) for key in _gated(told, pack))
    return tuple(dict.fromkeys(found))


def subjects(view: View) -> Iterator[Told]:
    """Yield the patient, both breasts, and what was stated of a breast without its side."""
    for subject in patient(view):
        yield Told(subject)
    for side in Side:
        yield Told(Subject(view, Kind.BREAST, Breast(side.value), ()))
    if _has_a_breast_without_side(view):
        yield Told(Subject(view, Kind.BREAST, None, ()))


def _has_a_breast_without_side(view: View) -> bool:
    report = view.report
    history = report.patient.history if report.patient is not None else None
    return (
        any(entry.breast is None for entry in report.presentation or ())
        or any(entry.breast is None for entry in report.cancers or ())
        or any(entry.breast is None for entry in history or ())
    )


def _gated(told: Told, pack: Pack) -> dict[str, list[_Question]]:
    """Return the topics that speak of a subject, each with the questions that it can answer."""
    posed = Posed.of(told, pack)
    values = told.values(pack.gate_facts)
    kind = Kind.PATIENT.value if told.subject.is_patient else Kind.BREAST.value
    found: defaultdict[str, list[_Question]] = defaultdict(list)
    for purpose in posed.asked:
        values[_PURPOSE] = purpose.value
        held = [n for n in pack.gates.holding(values) if pack.file.gate[n].subject == kind]
        if not held:
            continue
        for group in posed.parts:
            open_: dict[str, list[Reading]] = {}
            for part in group:
                values[_EVALUATE] = part.value
                for place in set(held).intersection(pack.allowed.possible(values)):
                    open_.setdefault(pack.file.gate[place].topic, []).append(part)
            for key, parts in open_.items():
                found[key].append((purpose, tuple(dict.fromkeys(parts))))
    return found


def _asked(
    key: str, topic: Topic, told: Told, questions: list[_Question], pack: Pack
) -> list[Routed]:
    """Return the answers of a topic about a subject: one for each question that has its own."""
    found: dict[Any, Routed] = {}
    for purpose, parts in questions:
        for one in _closest(key, topic, told, purpose, parts, pack):
            found.setdefault(one.result, one)
    said = [one for one in found.values() if one.answer.status is not Status.NO_MATCH]
    chosen = {one.meant for one in said if one.answer.variant is not None}
    # A question put more widely that leaves the same rows open asks nothing of its own.
    said = [one for one in said if one.answer.variant is not None or one.meant not in chosen]
    return said or list(found.values())[:1]


def _closest(
    key: str, topic: Topic, told: Told, purpose: Reading, parts: tuple[Reading, ...], pack: Pack
) -> list[Routed]:
    """Return the answers to the closest reading of a question that finds a row."""
    tried = [_answered(key, topic, told, purpose, part, pack) for part in parts]
    found = (
        answers
        for answers in tried
        if any(one.answer.status is not Status.NO_MATCH for one in answers)
    )
    return next(found, tried[0])


def _answered(
    key: str, topic: Topic, told: Told, purpose: Reading, part: Reading, pack: Pack
) -> list[Routed]:
    names = [fact.name for fact in topic.table.facts]
    readings = {name: told.reading(name) for name in names}
    for name, reading in ((_PURPOSE, purpose), (_EVALUATE, part)):
        if name in readings:
            readings[name] = reading
    presumed = False
    if _STAGE in readings and readings[_STAGE].value is None:
        step = _next_step(key, told, part, pack)
        presumed = step is None
        readings[_STAGE] = step or Reading("initial")
    values = {name: reading.value for name, reading in readings.items()}
    answers = topic.table.answers(values)
    wide = topic.table.answer({**values, _STAGE: None}) if presumed else None
    out = []
    for first in answers:
        open_ = wide is not None and wide.status is Status.UNDETERMINED and first.variant is None
        answer = wide if wide is not None and open_ else first
        out.append(Routed(key, topic, told, readings, answer, wide, first))
    return out


def _next_step(key: str, told: Told, part: Reading, pack: Pack) -> Reading | None:
    """Return that a step follows a result, with where the result stands; ``None`` without one."""
    rows = [(place, row) for place, row in enumerate(pack.file.next) if row.topic == key]
    for place, row in rows:
        for name in row.stated:
            found = told.reading(name)
            if found.value is not None:
                return Reading("next", found.pointers)
        if row.when:
            values = told.values(pack.next.facts)
            values[_EVALUATE] = part.value
            if place in pack.next.holding(values):
                return Reading("next", told.pointers(n for n in row.when if n != _EVALUATE))
    return None
