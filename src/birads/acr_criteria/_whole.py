"""Answer a topic about the patient, a breast or a finding: its facts, its variant, its options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import attrs

from birads.acr_criteria._made import maker
from birads.acr_criteria._match import status_of
from birads.acr_criteria._pattern import shown_facts
from birads.acr_criteria._stage import Stage
from birads.acr_criteria._steps import make
from birads.acr_criteria._subjects import Kind, Subject, View, breasts, findings, patient
from birads.acr_criteria._workup import (
    Band,
    Basis,
    PatternResult,
    ShownFacts,
    Step,
    band_of_category,
)
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts import Status
from birads.acr_criteria.facts._registry import Reading, read, values_of
from birads.acr_criteria.table._answer import Answer

__all__ = ["Judged", "judged", "judged_result"]

_SUBJECTS: Final[Mapping[Kind, Callable[[View], tuple[Subject, ...]]]] = {
    Kind.PATIENT: patient,
    Kind.BREAST: breasts,
    Kind.FINDING: findings,
}
_result = maker(PatternResult)


@attrs.frozen(eq=False)
class Judged:
    """A subject with the facts that were read of it, and the answer of a topic.

    ``outside`` holds the reasons why the table does not speak of it; then no variant is chosen.
    """

    subject: Subject
    topic: Topic
    readings: Mapping[str, Reading]
    outside: tuple[str, ...]
    answer: Answer

    @property
    def variant(self) -> int | None:
        """The variant that is shown."""
        return None if self.outside else self.answer.variant

    @property
    def status(self) -> Status:
        """The status that is shown."""
        return Status.NOT_APPLICABLE if self.outside else status_of(self.answer)

    @property
    def candidates(self) -> tuple[int, ...]:
        """The variants that nothing stated contradicts, without the chosen one."""
        named = {*self.answer.candidates, self.answer.variant} - {None, self.variant}
        return tuple(sorted(number for number in named if number is not None))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the findings that belong to the subject."""
        return tuple(dict.fromkeys(member.id for member in self.subject.members))


def judged(view: View, topic: Topic) -> tuple[Judged, ...]:
    """Return every subject that a topic is about, with its answer.

    A current topic is asked as the rules of its pack say, where they find that it applies.
    """
    out = list(_routed(view, topic))
    if out:
        return tuple(out)
    for subject in _SUBJECTS[topic.file.topic.about](view):
        readings = read(subject, topic.row_facts)
        beyond = topic.outside(values_of(read(subject, topic.scope.facts)))
        out.append(Judged(subject, topic, readings, beyond, topic.answer(values_of(readings))))
    return tuple(out)


def _routed(view: View, topic: Topic) -> Iterator[Judged]:
    from birads.acr_criteria.current._pack import is_current, pack
    from birads.acr_criteria.current._route import route

    if not is_current(topic):
        return
    whole = {subject.breast: subject for subject in breasts(view)}
    for one in route(view, pack(), topic):
        beyond = topic.outside(values_of(read(one.subject, topic.scope.facts)))
        shown = {name: one.readings[name] for name in topic.row_facts}
        subject = one.subject if one.subject.is_patient else whole.get(one.subject.breast)
        yield Judged(subject or one.subject, topic, shown, beyond, one.answer)


def judged_result(found: Judged) -> PatternResult:
    """Return the answer for a subject, in the form of results."""
    topic, answer = found.topic, found.answer
    asked = topic.notes.of_pattern.asked.facts
    values = values_of(read(found.subject, asked)) if found.subject.members else {}
    return _result(
        findings=found.ids,
        breast=found.subject.breast,
        facts=ShownFacts.model_construct(shown_facts(found.readings, topic)),
        status=found.status,
        variant=found.variant,
        candidates=found.candidates,
        reasons=(*found.outside, *answer.reasons),
        missing=tuple(missing.fact for missing in answer.missing),
        stage=Stage.UNKNOWN,
        stage_reason="not_a_finding",
        steps=tuple(_options(found)),
        notes=tuple(topic.notes.of_pattern.shown(values, found.variant)),
        row=answer.row,
    )


def _options(found: Judged) -> Iterator[Step]:
    """Yield the options of the chosen variant; without one nothing is suggested."""
    if found.variant is None:
        return
    variant = found.topic.variants[found.variant]
    stated = found.subject.view.index.tissue_stated(found.subject.breast)
    for option in found.topic.options(found.variant):
        # Nothing stands against a stated 4, 5 or 6, an order or a tissue result.
        against = stated and not option.suggested
        band = None if against else band_of_category(option.category)
        yield make(
            procedure=option.procedure,
            rating=option.rating,
            band=band,
            basis=Basis.ACR_RATING,
            recommended=band is Band.USUALLY_APPROPRIATE,
            breast=found.subject.breast,
            findings=found.ids,
            done_by=None,
            condition=None,
            radiation=found.topic.doses.get(option.procedure),
            technique=variant.technique.get(option.procedure),
        )
