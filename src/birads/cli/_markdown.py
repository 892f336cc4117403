"""Write explanations as Markdown, for a ticket, a teaching file or a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from birads.acr_criteria._explanation import Decider, Explanation, FactRead, PatternExplanation
from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._workup import Note, Step
from birads.cli._step_rows import Setting, open_tissue, rows
from birads.cli._words import (
    fact_words,
    heading,
    outcome_words,
    own_notes,
    rating_words,
    stage_words,
    visible,
)

__all__ = ["explanation_markdown"]


def explanation_markdown(explanation: Explanation) -> str:
    """Return an explanation as Markdown, ending in a newline."""
    return "\n".join(_lines(explanation)) + "\n"


def _lines(explanation: Explanation) -> Iterator[str]:
    workup = explanation.workup
    yield f"# {_text(workup.report.id or 'Report without id')}"
    yield ""
    topic = workup.topic
    yield f"{topic.id} {topic.revision}, review: {topic.review}."
    yield from _notes(workup.notes)
    suspected = open_tissue(workup)
    for result, why in zip(workup.patterns, explanation.patterns, strict=True):
        yield ""
        yield f"## {_text(heading(result))}"
        yield ""
        yield f"{outcome_words(result)}. {stage_words(result)}"
        if result.variant is not None:
            yield rating_words(result)
        yield ""
        yield from _steps(result.steps, Setting.of(result, suspected))
        yield from _notes(own_notes(result, workup.notes))
        yield from _why(why, explanation.why_not)
    if workup.steps:
        yield ""
        yield "## Other steps that were stated"
        yield ""
        yield from _steps(workup.steps, Setting(suspected=suspected))


def _text(value: str) -> str:
    value = visible(value)
    for mark in "\\`*_{}[]<>#|":
        value = value.replace(mark, "\\" + mark)
    return value.replace("\n", " ")


def _table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = tuple(titles)
    yield "| " + " | ".join(titles) + " |"
    yield "|" + "---|" * len(titles)
    for row in rows:
        yield "| " + " | ".join(_text(cell) for cell in row) + " |"


def _steps(steps: Sequence[Step], setting: Setting) -> Iterator[str]:
    found = [
        (row.name, row.whom, row.rating, row.advice, row.basis, row.dose, row.depends)
        for row in rows(steps, setting)
    ]
    yield from _table(("Step", "For", "1-9", "Advice", "Basis", "Adult dose", "Depends on"), found)


def _notes(notes: Iterable[Note]) -> Iterator[str]:
    first = True
    for note in notes:
        if first:
            yield ""
            first = False
        mark = "**Alert:** " if note.level == "alert" else ""
        yield f"- {mark}{_text(note.text)} ({_text(note.source)})"


def _why(why: PatternExplanation, asked: int | None) -> Iterator[str]:
    yield ""
    yield f"**Why.** {_text(why.why)}"
    if why.row_why:
        yield f"Rule {_text(why.row or '')}: {_text(why.row_why)}"
    yield f"Source: {_text(why.source)}."
    yield ""
    if why.chosen:
        yield from _facts(why.chosen)
    for judged in why.judged if asked is not None else ():
        yield ""
        yield f"**Why not variant {judged.variant}** ({_text(judged.title)})?"
        yield ""
        yield from _facts(judged.conditions)
        if judged.reached_by:
            change = ", ".join(f"{fact} = {value}" for fact, value in judged.reached_by.items())
            yield ""
            yield f"It would be variant {judged.variant} with: {_text(change)}."
    for decider in why.deciders:
        yield ""
        yield f"**Would decide:** {decider.fact}."
        yield ""
        yield from _table(
            ("Value", "Status", "Variant", _lead(decider)),
            (
                (
                    "+".join(outcome.change.values()),
                    outcome.status.value,
                    str(outcome.variant or ""),
                    str(outcome.rating or ""),
                )
                for outcome in decider.outcomes
            ),
        )


def _lead(decider: Decider) -> str:
    """Return the name of the procedure whose rating is shown beside each value."""
    lead = next((outcome.lead for outcome in decider.outcomes if outcome.lead), None)
    return "Rating" if lead is None else name_of(lead)


def _facts(reads: Iterable[FactRead]) -> Iterator[str]:
    yield from _table(
        ("Fact", "Asked", "Found", "Holds", "Read from"), (fact_words(read) for read in reads)
    )
