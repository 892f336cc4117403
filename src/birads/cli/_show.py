"""Show results as text: tables that a radiologist would recognise, coloured where possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape as escape_markup
from rich.table import Table

from birads.acr_criteria._explanation import Explanation, FactRead, PatternExplanation
from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._workup import Note, PatternResult, Step, Workup
from birads.cli._step_rows import OpenTissue, Setting, open_tissue, rows
from birads.cli._words import (
    fact_words,
    heading,
    outcome_words,
    own_notes,
    rating_words,
    stage_words,
    visible,
)

__all__ = ["show_explanation", "show_refusal", "show_workup"]

_COLOURS = {
    "recommended": "bold green",
    "as stated": "bold green",
    "as stated and as written": "bold green",
    "as written": "bold green",
    "as written, against the open biopsy": "bold red",
    "after the tissue result": "bold green",
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
    notes = _Notes(screen)
    suspected = open_tissue(workup)
    _head(screen, workup, notes)
    for result in workup.patterns:
        _pattern(screen, result, workup, suspected, notes)
    _rest(screen, workup, suspected)
    notes.show_sources()


def _head(screen: Console, workup: Workup, notes: _Notes) -> None:
    name = escape(workup.report.id or "(no id)")
    topic = workup.topic
    screen.rule(f"[bold]{name}[/]", align="left")
    screen.print(
        f"[dim]{topic.id} {topic.revision}, review: {topic.review}; "
        f"report speaks {workup.report.edition.value}[/]"
    )
    notes.show(workup.notes)


def _rest(screen: Console, workup: Workup, suspected: OpenTissue) -> None:
    if not workup.patterns:
        screen.print("No calcifications: the criteria have nothing to answer.")
    if workup.steps:
        screen.print("\n[bold]Other steps that were stated[/]")
        _steps(screen, workup.steps, Setting(suspected=suspected))


def _pattern(
    screen: Console,
    result: PatternResult,
    workup: Workup,
    suspected: OpenTissue,
    notes: _Notes,
) -> None:
    screen.print(f"\n[bold]{escape(heading(result))}[/]")
    screen.print(f"{outcome_words(result)}. {stage_words(result)}")
    setting = Setting.of(result, suspected)
    rated = [
        step for step in result.steps if step.rating is not None or step.basis == "summary_rule"
    ]
    stated = [step for step in result.steps if step not in rated]
    if setting.past:
        _steps(screen, stated, setting)
    if rated and result.variant is not None:
        screen.print(f"[yellow]{rating_words(result)}[/]")
    _steps(screen, rated, setting)
    if not setting.past:
        _steps(screen, stated, setting)
    notes.show(own_notes(result, workup.notes))


def _steps(screen: Console, steps: Sequence[Step], setting: Setting) -> None:
    """Show steps as a table, and what they depend on below it."""
    found = rows(steps, setting)
    if not found:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Step", min_width=24)
    optional = {
        "For": any(row.whom for row in found),
        "1-9": any(row.rating for row in found),
        "Adult dose": any(row.dose for row in found),
    }
    for title in ("For", "1-9", "Advice", "Basis", "Adult dose"):
        if optional.get(title, True):
            table.add_column(
                title,
                justify="right" if title == "1-9" else "left",
                no_wrap=title == "Adult dose",
            )
    conditions: dict[str, str] = {}
    for row in found:
        advice = row.advice
        if row.depends:
            mark = conditions.setdefault(row.depends, "*" * (len(conditions) + 1))
            advice = f"{advice} {mark}"
        style = _COLOURS.get(row.advice, "")
        cells = {
            "For": escape(row.whom),
            "1-9": row.rating,
            "Advice": f"[{style}]{escape(advice)}[/]" if style else escape(advice),
            "Basis": row.basis,
            "Adult dose": row.dose,
        }
        table.add_row(
            escape(row.name),
            *(cell for title, cell in cells.items() if optional.get(title, True)),
        )
    screen.print(table)
    for text, mark in conditions.items():
        screen.print(f"{mark} {escape(text)}", style="dim")


class _Notes:
    """Print notes, each once, and where they come from once at the end."""

    def __init__(self, screen: Console) -> None:
        self._screen = screen
        self._sources: dict[str, int] = {}
        self._shown: set[str] = set()

    def show(self, notes: Iterable[Note]) -> None:
        """Print notes, alerts first; of those that stand above already only how many they are."""
        above = 0
        for note in sorted(notes, key=lambda note: note.level != "alert"):
            alert = note.level == "alert"
            if not alert and note.text in self._shown:
                above += 1
                continue
            self._shown.add(note.text)
            mark = "[bold red]![/]" if alert else "[blue]-[/]"
            number = self._sources.setdefault(note.source, len(self._sources) + 1)
            self._screen.print(f"{mark} {escape(note.text)} [dim]\\[{number}][/]")
        if above:
            what = "One note above holds" if above == 1 else f"{above} notes above hold"
            self._screen.print(f"[blue]-[/] {what} here as well.")

    def show_sources(self) -> None:
        """Print the sources of all notes."""
        if self._sources:
            self._screen.print()
        for source, number in self._sources.items():
            self._screen.print(f"[dim]\\[{number}] {escape(source)}[/]")


def show_explanation(screen: Console, explanation: Explanation) -> None:
    """Show a workup with the reasons behind it."""
    workup = explanation.workup
    notes = _Notes(screen)
    suspected = open_tissue(workup)
    _head(screen, workup, notes)
    for result, why in zip(workup.patterns, explanation.patterns, strict=True):
        _pattern(screen, result, workup, suspected, notes)
        _reasons(screen, why, explanation.why_not)
    _rest(screen, workup, suspected)
    notes.show_sources()


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
                f" {o.variant}" + (f", {name_of(o.lead).lower()} {o.rating}" if o.lead else "")
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
