"""Show the answers of the current topics, apart from the table of 2009 and with their years."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from birads.acr_criteria._answers import TopicAnswer
from birads.acr_criteria.current._asking import FactQuestion
from birads.cli._answer_words import answer_lines, option_cells, said_words, value_words, whom
from birads.cli._show import escape

__all__ = ["show_answers", "show_questions"]


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
        f"\n[bold]{escape(head.title)} {head.revision}[/], {whom(answer)}: "
        f"{escape(said_words(answer))}"
    )
    if head.url:
        screen.print(f"[dim]{escape(head.url)}[/]")
    for line in answer_lines(answer):
        screen.print(escape(line))
    if answer.options:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for title in ("Procedure", f"Category {head.revision}", "1-9", "Dose", ""):
            table.add_column(title, justify="right" if title == "1-9" else "left")
        for option in answer.options:
            table.add_row(*map(escape, option_cells(option)))
        screen.print(table)


def show_questions(screen: Console, asked: Sequence[FactQuestion]) -> None:
    """Show the facts that would decide most."""
    if not asked:
        screen.print("Nothing is left open that would change what is suggested.")
        return
    table = Table("fact", "asks", "decides", "narrows", "answers")
    for one in asked:
        words = "; ".join(map(value_words, one.words))
        table.add_row(one.fact, escape(one.asks), str(one.decides), str(one.changes), escape(words))
    screen.print(table)
