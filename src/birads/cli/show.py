"""Show results as text: tables that a radiologist would recognise, coloured where possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape as escape_markup
from rich.table import Table

from birads.acr_criteria.explanation import Explanation, FactRead, PatternExplanation
from birads.acr_criteria.workup import Note, PatternResult, Step, Workup
from birads.cli.words import (
    dose_words,
    fact_words,
    heading,
    outcome_words,
    step_words,
    visible,
)

__all__ = ["show_explanation", "show_refusal", "show_workup"]

_COLOURS = {
    "recommended": "bold green",
    "usually appropriate": "green",
    "may be appropriate": "yellow",
    "usually not appropriate": "dim",
}


def escape(text: str) -> str:
    """Return text that neither the screen nor the markup takes for a command."""
    return escape_markup(visible(text))


def show_refusal(screen: Console, answer: dict[str, Any]) -> None:
    """Show why a document is not a report."""
    line = f", line {answer['line']}" if answer["line"] else ""
    screen.print(f"[bold red]Not a report[/]: {escape(answer['file'])}{line}")
    for issue in answer["issues"]:
        hint = f" [dim]{escape(issue['hint'])}[/]" if issue["hint"] else ""
        where = escape(issue["pointer"] or "(document)")
        screen.print(f"  [red]{where}[/] {escape(issue['message'])}{hint}")


def show_workup(screen: Console, workup: Workup) -> None:
    """Show a whole workup, alerts first."""
    _head(screen, workup)
    for result in workup.patterns:
        _pattern(screen, result)
    _rest(screen, workup)


def _head(screen: Console, workup: Workup) -> None:
    name = escape(workup.report.id or "(no id)")
    topic = workup.topic
    screen.rule(f"[bold]{name}[/]", align="left")
    screen.print(
        f"[dim]{topic.id} {topic.revision}, review: {topic.review}; "
        f"report speaks {workup.report.edition.value}[/]"
    )
    _notes(screen, workup.notes)


def _rest(screen: Console, workup: Workup) -> None:
    if not workup.patterns:
        screen.print("No calcifications: the criteria have nothing to answer.")
    if workup.steps:
        screen.print("\n[bold]Other steps that were stated[/]")
        _steps(screen, workup.steps, where=True)


def _pattern(screen: Console, result: PatternResult) -> None:
    screen.print(f"\n[bold]{escape(heading(result))}[/]")
    screen.print(f"{outcome_words(result)}. Stage: {result.stage.value.replace('_', ' ')}.")
    rated = [
        step for step in result.steps if step.rating is not None or step.basis == "summary_rule"
    ]
    stated = [step for step in result.steps if step not in rated]
    if result.stage == "worked_up":
        _steps(screen, stated, where=len(result.findings) > 1)
        if rated:
            screen.print("[yellow]Rated for the first workup only: history, not advice.[/]")
        _steps(screen, rated, where=False)
    else:
        _steps(screen, rated, where=False)
        _steps(screen, stated, where=len(result.findings) > 1)
    _notes(screen, result.notes)


def _steps(screen: Console, steps: Sequence[Step], *, where: bool) -> None:
    """Show steps as a table, and what they depend on below it."""
    if not steps:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Step", min_width=24)
    if where:
        table.add_column("For")
    table.add_column("1-9", justify="right")
    table.add_column("Advice")
    table.add_column("Basis")
    doses = [dose_words(step.radiation) for step in steps]
    if any(doses):
        table.add_column("Adult dose", no_wrap=True)
    conditions: dict[str, str] = {}
    for step in steps:
        name, rating, advice, basis, depends = step_words(step)
        if depends:
            mark = conditions.setdefault(depends, "*" * (len(conditions) + 1))
            advice = f"{advice} {mark}"
        cells = [escape(name)]
        if where:
            cells.append(
                escape(" ".join([step.breast.value if step.breast else "", *step.findings]))
            )
        style = _COLOURS.get(advice.rstrip(" *"), "")
        cells += [rating, f"[{style}]{advice}[/]" if style else escape(advice), basis]
        table.add_row(*cells, *([dose_words(step.radiation)] if any(doses) else []))
    screen.print(table)
    for text, mark in conditions.items():
        screen.print(f"{mark} {escape(text)}", style="dim")


def _notes(screen: Console, notes: Sequence[Note]) -> None:
    sources: dict[str, int] = {}
    for note in sorted(notes, key=lambda note: note.level != "alert"):
        mark = "[bold red]![/]" if note.level == "alert" else "[blue]-[/]"
        number = sources.setdefault(note.source, len(sources) + 1)
        screen.print(f"{mark} {escape(note.text)} [dim]\\[{number}][/]")
    for source, number in sources.items():
        screen.print(f"[dim]\\[{number}] {escape(source)}[/]")


def show_explanation(screen: Console, explanation: Explanation) -> None:
    """Show a workup with the reasons behind it."""
    workup = explanation.workup
    _head(screen, workup)
    for result, why in zip(workup.patterns, explanation.patterns, strict=True):
        _pattern(screen, result)
        _reasons(screen, why, explanation.why_not)
    _rest(screen, workup)


def _reasons(screen: Console, why: PatternExplanation, asked: int | None) -> None:
    screen.print(f"\n[bold]Why:[/] {escape(why.why)}")
    if why.row_why:
        screen.print(f"Rule {why.row}: {escape(why.row_why)}")
    screen.print(f"[dim]Source: {escape(why.source)}[/]")
    if why.chosen:
        screen.print(_facts(why.chosen))
    if len(why.parts) > 1:
        screen.print("Word by word: " + escape("; ".join(why.parts)) + ".")
    if asked is None:
        others = [f"{v.variant} ({_misses(v.conditions)})" for v in why.judged if not v.chosen]
        screen.print("[bold]Why not:[/] " + escape("; ".join(others)) + ".")
    else:
        _why_not(screen, why, asked)
    for decider in why.deciders:
        gives = "; ".join(
            f"{'+'.join(o.change.values())}: {o.status.value.replace('_', ' ')}"
            + (
                f" {o.variant}, diagnostic mammography {o.mammography_diagnostic}"
                if o.variant
                else ""
            )
            for o in decider.outcomes
        )
        screen.print(f"[bold]Would decide:[/] {decider.fact}. {escape(gives)}.")


def _misses(reads: Iterable[FactRead]) -> str:
    return (
        ", ".join(
            f"{read.fact} {'not stated' if read.holds is None else 'differs'}"
            for read in reads
            if not read.holds
        )
        or "another row answers"
    )


def _why_not(screen: Console, why: PatternExplanation, asked: int) -> None:
    judged = why.judged[0]
    if judged.chosen:
        screen.print(f"[bold]Variant {asked}[/] is the one that was chosen.")
        return
    screen.print(f"[bold]Why not variant {asked}[/] ({escape(judged.title)})?")
    screen.print(_facts(judged.conditions))
    if judged.reached_by:
        change = ", ".join(f"{fact} = {value}" for fact, value in judged.reached_by.items())
        screen.print(f"It would be variant {asked} with: {change}.")


def _facts(reads: Iterable[FactRead]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for title in ("Fact", "Asked", "Found", "Holds", "Read from"):
        table.add_column(title)
    for read in reads:
        cells = fact_words(read)
        colour = {"yes": "green", "no": "red"}.get(cells[3], "yellow")
        table.add_row(*map(escape, cells[:3]), f"[{colour}]{cells[3]}[/]", escape(cells[4]))
    return table
