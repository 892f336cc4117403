"""Lay out for the page what the current topics answer, each with its year, and what would decide.

The table of 2009 is laid out elsewhere: no rating of one year stands in a table of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from birads.acr_criteria._answers import TopicAnswer
from birads.acr_criteria._workup import Workup
from birads.acr_criteria.current._asking import FactQuestion, Outcome
from birads.cli._answer_words import (
    answer_lines,
    breast_words,
    option_cells,
    said_words,
    value_words,
    whom,
)

__all__ = ["current_view"]


def current_view(
    workup: Workup, asked: Iterable[FactQuestion], stated: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the page shows of the current topics: answers, open questions, stated facts."""
    titles = {one.topic.id: f"{one.topic.title} {one.topic.revision}" for one in workup.answers}
    return {
        "answers": [_answer(one) for one in workup.answers],
        "questions": [_question(one, titles) for one in asked],
        "stated": [
            {"fact": name, "words": f"{name.replace('_', ' ')}: {_words(value)}"}
            for name, value in stated.items()
        ],
    }


def _answer(answer: TopicAnswer) -> dict[str, Any]:
    head = answer.topic
    return {
        "title": head.title,
        "year": head.revision,
        "review": head.review,
        "url": head.url,
        "citation": head.citation,
        "whom": whom(answer),
        "said": said_words(answer),
        "lines": list(answer_lines(answer)),
        "options": [
            {"cells": option_cells(one), "best": one.category == "usually_appropriate"}
            for one in answer.options
        ],
        "notes": [note.to_dict() for note in answer.notes],
    }


def _question(asked: FactQuestion, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return a question; a number is answered by a number, anything else by one of its words."""
    return {
        "fact": asked.fact,
        "name": asked.fact.replace("_", " "),
        "asks": asked.asks,
        "number": any(isinstance(one, dict) for one in asked.words),
        "answers": [
            {
                "words": value_words(value),
                "value": None if isinstance(value, dict) else _sent(value),
                "outcomes": [_outcome(one, titles) for one in asked.outcomes if one.value == value],
            }
            for value in asked.words
        ],
    }


def _outcome(outcome: Outcome, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "topic": titles.get(outcome.topic, outcome.topic),
        "whom": _subject(outcome),
        "variants": ", ".join(map(str, outcome.variants)),
        "suggests": outcome.suggests,
    }


def _subject(outcome: Outcome) -> str:
    return "" if outcome.breast is None else breast_words(outcome.breast)


def _words(value: Any) -> str:
    return ", ".join(map(value_words, value if isinstance(value, list) else [value]))


def _sent(value: Any) -> str:
    """Return an answer as a request states it."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
