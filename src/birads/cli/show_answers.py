"""Show the answers of the current topics, apart from the table of 2009 and with their years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from birads.acr_criteria.answers import AboutBreast, AnswerOption, TopicAnswer
from birads.acr_criteria.current.asking import FactQuestion
from birads.acr_criteria.procedures import name_of
from birads.cli.show import escape
from birads.cli.step_rows import dose_words

__all__ = ["show_answers", "show_questions", "words"]

_STATUS = {
    "undetermined": "Not determined",
    "no_match": "No row of the topic fits",
    "not_covered": "Not covered",
}


def show_answers(screen: Console, answers: Sequence[TopicAnswer]) -> None:
    """Show every answer; what holds for all of them is said once, at the end."""
    if not answers:
        return
    screen.print("\n[bold]Current ACR topics[/] (drafts, not endorsed by the ACR)")
    said: dict[str, None] = {}
    for answer in answers:
        _answer(screen, answer)
        for note in answer.notes:
            said.setdefault(note.text)
    screen.print()
    for text in said:
        screen.print(f"[dim]- {escape(text)}[/]")


def _answer(screen: Console, answer: TopicAnswer) -> None:
    head = answer.topic
    screen.print(
        f"\n[bold]{escape(head.title)} {head.revision}[/], {_whom(answer)}: {_said(answer)}"
    )
    if head.url:
        screen.print(f"[dim]{escape(head.url)}[/]")
    for line in _lines(answer):
        screen.print(escape(line))
    if answer.options:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for title in ("Procedure", f"Category {head.revision}", "1-9", "Dose", ""):
            table.add_column(title, justify="right" if title == "1-9" else "left")
        for option in answer.options:
            table.add_row(*_cells(option))
        screen.print(table)


def _whom(answer: TopicAnswer) -> str:
    if isinstance(answer.subject, AboutBreast):
        side = answer.subject.breast
        return f"{side.value} breast" if side is not None else "a breast without a side"
    return "the patient"


def _said(answer: TopicAnswer) -> str:
    if answer.variant is not None:
        return f"variant {answer.variant}, {escape(answer.title or '')}"
    return _STATUS[answer.status]


def _lines(answer: TopicAnswer) -> Iterator[str]:
    if answer.candidates:
        numbers = ", ".join(map(str, answer.candidates))
        yield f"Could also be meant: variant {numbers}."
    if answer.missing:
        names = ", ".join(one.fact.replace("_", " ") for one in answer.missing)
        yield f"Not stated: {names}."
    if answer.no_imaging:
        yield "No imaging: every procedure is usually not appropriate."
    for other in answer.differs_from:
        names = ", ".join(map(name_of, other.procedures))
        yield f"Differs from {other.topic} on: {names}."
    if answer.status == "undetermined" and answer.options:
        yield "What all that could be meant say:"


def _cells(option: AnswerOption) -> Iterable[str]:
    yield escape(name_of(option.procedure))
    if option.withheld is not None:
        yield f"({option.withheld.category.replace('_', ' ')}: withheld)"
    else:
        yield (option.category or "").replace("_", " ")
    yield str(option.rating or "")
    yield dose_words(option.radiation)
    yield "two copies disagree" if option.conflict else ""


def show_questions(screen: Console, asked: Sequence[FactQuestion]) -> None:
    """Show the facts that would decide most."""
    if not asked:
        screen.print("Nothing is left open that would change what is suggested.")
        return
    table = Table("fact", "asks", "decides", "narrows", "answers")
    for one in asked:
        answers = "; ".join(map(words, one.words))
        table.add_row(
            one.fact, escape(one.asks), str(one.decides), str(one.changes), escape(answers)
        )
    screen.print(table)


def words(value: object) -> str:
    """Return an answer to a fact in words."""
    if value is None:
        return "not stated"
    if not isinstance(value, dict):
        return str(value).replace("_", " ")
    signs = {"ge": "from", "gt": "above", "lt": "below", "le": "up to"}
    return " ".join(f"{signs[name]} {bound:g}" for name, bound in value.items())
