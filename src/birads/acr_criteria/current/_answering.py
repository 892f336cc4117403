"""Turn what topics answered into results: options, what stands against them, and differences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from birads.acr_criteria._answers import (
    AboutBreast,
    AboutPatient,
    AnswerOption,
    AnswerTopic,
    CategoryWord,
    MissingFact,
    TopicAnswer,
    Withheld,
)
from birads.acr_criteria._made import maker
from birads.acr_criteria._results import ShownFacts
from birads.acr_criteria._subjects import Subject, View
from birads.acr_criteria.current._differing import with_differences
from birads.acr_criteria.current._notes import notes_of
from birads.acr_criteria.current._pack import Pack, pack
from birads.acr_criteria.current._route import Routed, route
from birads.acr_criteria.current._standing import Standing, standing_of
from birads.acr_criteria.table._answer import Option, Status
from birads.acr_criteria.table._options import agreed, nothing_suggested

__all__ = ["answers_of"]

_answer = maker(TopicAnswer)
_option = maker(AnswerOption)
_topic = maker(AnswerTopic)
_missing = maker(MissingFact)
_withheld = maker(Withheld)
_CANCER: Final = "known_cancer"
_STATE: Final = "reproductive_state"
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
    shown = _shown(routed, stands, rules)
    named = routed.readings
    settled = answer.status in _DECISIVE or routed.decides_nothing
    missing = () if settled else routed.missing
    return _answer(
        topic=_head(routed, rules),
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


def _head(routed: Routed, rules: Pack) -> AnswerTopic:
    known: AnswerTopic | None = rules.memo.get(routed.topic)
    if known is not None:
        return known
    head = routed.topic.file.topic
    made = _topic(
        id=head.id,
        revision=head.revision,
        title=head.title,
        acr_topic_id=head.acr_topic_id,
        review=routed.topic.review.value,
        revision_verified=head.revision_verified,
        citation=head.citation,
        url=head.url,
    )
    rules.remember(routed.topic, made)
    return made


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


def _shown(routed: Routed, stands: Standing, rules: Pack) -> tuple[AnswerOption, ...]:
    """Return the options; those that are no advice for this patient say what they hold back."""
    plain = _as_printed(routed, rules)
    if not stands.anything:
        return plain
    return tuple(
        one
        if (held := _held(option, routed, stands)) is None
        else one.model_copy(update={"category": None, "rating": None, "withheld": held})
        for one, (option, _) in zip(plain, _options(routed), strict=True)
    )


def _held(option: Option, routed: Routed, stands: Standing) -> Withheld | None:
    """Return what is held back of an option, if it is."""
    because = "stated_step"
    stated = stands.against(option, knows_the_cancer=routed.asks_for(_CANCER))
    if not stated and stands.harms(option) and not routed.asks_for(_STATE):
        because, stated = "pregnancy", stands.pregnancy or ()
    elif not stated:
        return None
    return _withheld(
        category=cast("CategoryWord", option.category),
        rating=option.rating,
        because=cast("Any", because),
        stated=stated,
    )


def _as_printed(routed: Routed, rules: Pack) -> tuple[AnswerOption, ...]:
    """Return the options as the table holds them; remembered by the variants that are meant."""
    key = (routed.topic, routed.answer.status, routed.answer.variant, routed.meant)
    known: tuple[AnswerOption, ...] | None = rules.memo.get(key)
    if known is None:
        known = tuple(_printed(option, rules, agreed_=s) for option, s in _options(routed))
        rules.remember(key, known)
    return known


def _printed(option: Option, rules: Pack, *, agreed_: bool) -> AnswerOption:
    return _option(
        procedure=option.procedure,
        category=cast("CategoryWord", option.category),
        rating=option.rating,
        disagreement=option.disagreement,
        radiation=rules.dose(cast("Any", option.rrl), cast("Any", option.rrl_pediatric)),
        evidence=option.evidence,
        verified=cast("Any", option.verified),
        conflict=dict(option.conflict) or None,
        agreed=agreed_,
    )
