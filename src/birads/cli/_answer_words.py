"""Say in words what a current topic answers, for every place that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from birads.acr_criteria._answers import AboutBreast, AboutFindings, AnswerOption, TopicAnswer
from birads.acr_criteria._procedures import name_of
from birads.cli._step_rows import dose_words

__all__ = [
    "answer_lines",
    "breast_words",
    "category_words",
    "missing_words",
    "option_cells",
    "said_words",
    "value_words",
    "whom",
]

_STATUS = {
    "undetermined": "Not determined",
    "no_match": "No row of the topic fits",
    "not_covered": "Not covered",
}
_SIGNS = {"ge": "from", "gt": "above", "lt": "below", "le": "up to"}


def whom(answer: TopicAnswer) -> str:
    """Return whom an answer is about."""
    if isinstance(answer.subject, AboutBreast):
        return breast_words(answer.subject.breast)
    if isinstance(answer.subject, AboutFindings):
        return f"findings {', '.join(answer.subject.findings)}"
    return "the patient"


def breast_words(breast: str | None) -> str:
    """Return the words for a breast; one without a side is not given one."""
    return f"{breast} breast" if breast is not None else "a breast without a side"


def said_words(answer: TopicAnswer) -> str:
    """Return which row answered, or why none did."""
    if answer.variant is not None:
        return f"variant {answer.variant}, {answer.title or ''}"
    return _STATUS[answer.status]


def answer_lines(answer: TopicAnswer) -> Iterator[str]:
    """Yield what is to be read before the options: what else could be meant, and what is open."""
    if answer.candidates:
        numbers = ", ".join(map(str, answer.candidates))
        yield f"Could also be meant: variant {numbers}."
    if answer.missing:
        yield f"Not stated: {missing_words(answer)}."
    if answer.no_imaging:
        yield "No imaging: every procedure is usually not appropriate."
    for other in answer.differs_from:
        names = ", ".join(map(name_of, other.procedures))
        yield f"Differs from {other.topic} on: {names}."
    if answer.status == "undetermined" and answer.options:
        yield "What all that could be meant say:"


def missing_words(answer: TopicAnswer) -> str:
    """Return the facts that are missing for an answer."""
    return ", ".join(one.fact.replace("_", " ") for one in answer.missing)


def option_cells(option: AnswerOption) -> tuple[str, str, str, str, str]:
    """Return a procedure, its category, rating and dose, and what is to be known of the cell."""
    return (
        name_of(option.procedure),
        category_words(option),
        str(option.rating or ""),
        dose_words(option.radiation),
        "two copies disagree" if option.conflict else "",
    )


def category_words(option: AnswerOption) -> str:
    """Return the category of an option; one that stands against an order is in brackets."""
    if option.withheld is not None:
        return f"({option.withheld.category.replace('_', ' ')}: withheld)"
    return (option.category or "").replace("_", " ")


def value_words(value: object) -> str:
    """Return an answer to a fact in words."""
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if not isinstance(value, dict):
        return str(value).replace("_", " ")
    return " ".join(f"{_SIGNS[name]} {bound:g}" for name, bound in value.items())
