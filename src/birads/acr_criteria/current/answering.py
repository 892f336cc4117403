"""Turn what topics answered into results: options, what stands against them, and differences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from birads.acr_criteria._made import maker
from birads.acr_criteria.answers import (
    AboutBreast,
    AboutPatient,
    AnswerOption,
    AnswerTopic,
    CategoryWord,
    MissingFact,
    TopicAnswer,
    Withheld,
)
from birads.acr_criteria.current.differing import with_differences
from birads.acr_criteria.current.notes import notes_of
from birads.acr_criteria.current.pack import Pack, pack
from birads.acr_criteria.current.route import Routed, route
from birads.acr_criteria.current.standing import Standing, standing_of
from birads.acr_criteria.results import ShownFacts
from birads.acr_criteria.subjects import Subject, View
from birads.acr_criteria.table._answer import Option, Status
from birads.acr_criteria.table._options import agreed, nothing_suggested

__all__ = ["answers_of"]

_answer = maker(TopicAnswer)
_option = maker(AnswerOption)
_topic = maker(AnswerTopic)
_missing = maker(MissingFact)
_withheld = maker(Withheld)
_DECISIVE: Final = (Status.MATCH, Status.NOT_COVERED)


def answers_of(view: View, rules: Pack | None = None) -> tuple[TopicAnswer, ...]:
    """Return what every current topic that applies answers to a report.

    Raises:
        LookupError: The pack of current topics was removed.
    """
    rules = rules or pack()
    stands: dict[Any, Standing] = {}
    out = []
    for routed in route(view, rules):
        key = (routed.subject.kind, routed.subject.breast)
        if key not in stands:
            stands[key] = standing_of(routed.subject, rules)
        out.append(_result(routed, stands[key], rules))
    return with_differences(out)


def _result(routed: Routed, stands: Standing, rules: Pack) -> TopicAnswer:
    answer = routed.answer
    knows = routed.asks_of_a_cancer
    shown = tuple(
        _shown(option, shared, stands.against(option, knows_the_cancer=knows), rules)
        for option, shared in _options(routed)
    )
    named = routed.readings
    missing = routed.missing if answer.status not in _DECISIVE else ()
    return _answer(
        topic=_head(routed),
        subject=_about(routed.subject),
        facts=ShownFacts.model_construct({n: _plain(r.value) for n, r in named.items()}),
        read_from={n: r.pointers for n, r in named.items() if r.pointers},
        status=cast("Any", answer.status.value),
        variant=answer.variant,
        title=answer.title,
        candidates=tuple(n for n in routed.meant if n != answer.variant),
        missing=tuple(_missing(fact=m.fact, would_decide=m.would_decide) for m in missing),
        options=shown,
        no_imaging=_no_imaging(routed) and not any(one.withheld for one in shown),
        differs_from=(),
        reasons=answer.reasons,
        notes=tuple(notes_of(routed, shown, rules)),
    )


def _head(routed: Routed) -> AnswerTopic:
    head = routed.topic.file.topic
    return _topic(
        id=head.id,
        revision=head.revision,
        title=head.title,
        acr_topic_id=head.acr_topic_id,
        review=routed.topic.review.value,
        revision_verified=head.revision_verified,
        citation=head.citation,
        url=head.url,
    )


def _about(subject: Subject) -> AboutPatient | AboutBreast:
    if subject.is_patient:
        return AboutPatient.model_construct(patient=True)
    return AboutBreast.model_construct(breast=subject.breast)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, (tuple, frozenset)) else value


def _rows(routed: Routed) -> list[tuple[Option, ...]]:
    """Return the options of every variant that could be meant, those of the chosen one first."""
    chosen = routed.answer.variant
    numbers = sorted(routed.meant, key=lambda number: number != chosen)
    return [routed.topic.options(number) for number in numbers]


def _options(routed: Routed) -> Iterator[tuple[Option, bool]]:
    """Yield the options that are shown, each with whether all that could be meant share it."""
    if routed.answer.status not in (Status.MATCH, Status.UNDETERMINED):
        return
    rows = _rows(routed)
    shared = agreed(rows)
    if routed.answer.variant is None:
        yield from ((option, True) for option in shared)
        return
    known = {option.procedure for option in shared}
    yield from ((option, option.procedure in known) for option in rows[0])


def _no_imaging(routed: Routed) -> bool:
    if routed.answer.status not in (Status.MATCH, Status.UNDETERMINED):
        return False
    rows = _rows(routed)
    return nothing_suggested(rows[:1] if routed.answer.variant is not None else rows)


def _shown(
    option: Option,
    shared: bool,
    against: tuple[str, ...],
    rules: Pack,
) -> AnswerOption:
    word = cast("CategoryWord", option.category)
    return _option(
        procedure=option.procedure,
        category=None if against else word,
        rating=None if against else option.rating,
        disagreement=option.disagreement,
        radiation=rules.dose(option.rrl, option.rrl_pediatric),
        evidence=option.evidence,
        verified=cast("Any", option.verified),
        conflict=dict(option.conflict) or None,
        agreed=shared,
        withheld=_withheld(category=word, rating=option.rating, stated=against)
        if against
        else None,
    )
