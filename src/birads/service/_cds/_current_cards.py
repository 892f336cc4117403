"""Make cards of what the current topics answer: one for each, apart from those of the 2009 table.

A card names the topic with its year. It says what is appropriate and speaks against nothing, so
that none stands against what a radiologist stated; where a fact is missing it names the fact and
shows no category. It offers no order: a topic rates, and recommends nothing for this patient.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from birads.acr_criteria._answers import AnswerOption, TopicAnswer
from birads.acr_criteria._procedures import name_of
from birads.cli._answer_words import category_words, missing_words, said_words, whom
from birads.service._cds._table import override_reasons
from birads.service._cds._words import markdown, short

__all__ = ["current_cards"]

_EXTENSION = "urn:birads:answer"
_USUAL = "usually_appropriate"
_AGAINST = "usually_not_appropriate"
_ANSWERED = ("match", "undetermined")


def current_cards(answers: Iterable[TopicAnswer], base: str | None) -> list[dict[str, Any]]:
    """Return a card for each topic that answers or would with one fact more."""
    return [_card(one, base) for one in answers if one.status in _ANSWERED]


def _card(answer: TopicAnswer, base: str | None) -> dict[str, Any]:
    head = answer.topic
    source = {"label": f"birads: {head.citation} ({head.review})"}
    if head.url is not None:
        source["url"] = head.url
    card: dict[str, Any] = {
        "summary": _summary(answer),
        "indicator": "info",
        "detail": "\n".join(_detail(answer)),
        "source": source,
        "overrideReasons": override_reasons(),
        "extension": {_EXTENSION: answer.to_dict()},
    }
    if base is not None:
        card["links"] = [{"label": "Explanation", "url": base, "type": "absolute"}]
    return card


def _summary(answer: TopicAnswer) -> str:
    about = whom(answer)
    head = f"{about[:1].upper()}{about[1:]}, {answer.topic.title} {answer.topic.revision}"
    if answer.status != "match":
        missing = missing_words(answer)
        return short(f"{head}: not stated: {missing}" if missing else f"{head}: not determined")
    best = [name_of(one.procedure) for one in answer.options if one.category == _USUAL]
    names = ", ".join(f"{name[:1].lower()}{name[1:]}" for name in best)
    return short(f"{head}: usually appropriate: {names}" if best else f"{head}: {answer.title}")


def _detail(answer: TopicAnswer) -> Iterator[str]:
    year = answer.topic.revision
    yield markdown(f"{answer.topic.title} {year}, {whom(answer)}: {said_words(answer)}") + "."
    if answer.status == "match":
        yield from _table(year, answer.options)
    elif answer.missing:
        missing = markdown(missing_words(answer))
        yield f"\nNot stated, and it would decide: {missing}. Without it there is no category."
    for other in answer.differs_from:
        names = markdown(", ".join(map(name_of, other.procedures)))
        yield f"\nAnother topic answers differently on {names}: {markdown(other.topic)}."
    for note in answer.notes:
        mark = "**Alert:** " if note.level == "alert" else ""
        yield f"\n{mark}{markdown(note.text)}"


def _table(year: str, options: Iterable[AnswerOption]) -> Iterator[str]:
    shown = [one for one in options if one.category not in (None, _AGAINST)]
    if not shown:
        return
    yield f"\n| Procedure | Category ({markdown(year)}) | 1-9 ({markdown(year)}) |"
    yield "|---|---|---|"
    for one in shown:
        cells = (name_of(one.procedure), category_words(one), str(one.rating or ""))
        yield "| " + " | ".join(map(markdown, cells)) + " |"
