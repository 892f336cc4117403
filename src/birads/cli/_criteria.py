"""``birads criteria``: export the tables, write the decision table, compare two topics."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from birads.acr_criteria._diff import Difference, compare
from birads.acr_criteria._export import listed, render_export
from birads.acr_criteria._regions import Group, Said
from birads.acr_criteria._rule_rows import fits_a_table, render_rules
from birads.acr_criteria.compiled import Topic, bundled, bundled_names
from birads.acr_criteria.decisions import Decision, about, render, rows, write_parquet
from birads.acr_criteria.topics import topic_of_file
from birads.cli._asked import CURRENT, asked_of, asked_options
from birads.cli._options import (
    files_argument,
    format_option,
    max_bytes_option,
    naming,
    ndjson_option,
    output_option,
    topic_of,
    topic_option,
)
from birads.cli._output import console, has_file, write, write_json
from birads.cli._reports import reports

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["criteria"]


@click.group()
def criteria() -> None:
    """Export and compare the criteria tables."""


@criteria.command(name="list")
@format_option("text", "json")
@output_option
def list_(form: str) -> None:
    """List the topics that come with the library: id, revision, review, what they are about."""
    found = [listed(bundled(name)) for name in bundled_names()]
    if form == "json":
        write_json(found)
        return
    from rich.table import Table

    table = Table(*found[0])
    for entry in found:
        table.add_row(*(str(value) for value in entry.values()))
    console().print(table)


@criteria.command()
@files_argument
@format_option("text", "json")
@ndjson_option
@click.option(
    "--topics",
    type=click.Choice([CURRENT]),
    default=CURRENT,
    show_default=True,
    help="The topics that are asked.",
)
@asked_options
@max_bytes_option
@output_option
def questions(files: tuple[str, ...], form: str, ndjson: bool, topics: str, **chosen: Any) -> None:
    """Say which facts would decide what the current topics answer, the most useful first.

    One answer for each report. Exit status 1 where a report does not parse.
    """
    from birads.acr_criteria.current._asking import questions as asked_of_report
    from birads.cli._show import show_refusal
    from birads.cli._show_answers import show_questions

    asked = asked_of(chosen["question"], chosen["evaluate"], chosen["stated"])
    screen, failed = console(), False
    for one in reports(files, ndjson=ndjson):
        if one.report is None:
            failed = True
            answer = one.refusal()
            write_json(answer) if form == "json" else show_refusal(screen, answer)
            continue
        found = asked_of_report(one.report, facts=asked)
        if form == "json":
            write_json(
                {"id": one.report.id, "topics": topics, "questions": [q.to_dict() for q in found]}
            )
        else:
            show_questions(screen, found)
    sys.exit(1 if failed else 0)


@criteria.command()
@format_option("json", "csv", "toml")
@topic_option
@output_option
def export(form: Any, topic_file: Path | None) -> None:
    """Write every variant with its rated procedures."""
    write(render_export(topic_of(topic_file), form))


@criteria.command()
@format_option("csv", "json", "parquet")
@click.option(
    "--max-morphologies",
    type=click.IntRange(1, 16),
    default=2,
    show_default=True,
    help="How many words a finding may have.",
)
@topic_option
@output_option
def decisions(
    form: Any,
    max_morphologies: int,
    topic_file: Path | None,
) -> None:
    """Write the answer to every combination of facts, for an archive to join.

    Where a topic's facts have too many combinations its rules are written instead, one line for
    each answer or bound that a row takes.
    """
    if form == "parquet" and not has_file():
        raise click.UsageError("Parquet needs --output FILE.")
    topic = topic_of(topic_file)
    if not fits_a_table(topic):
        if form == "parquet":
            raise click.UsageError(f"{topic.key} has too many combinations: take csv or json.")
        write(render_rules(topic, form))
        return
    table = rows(topic, max_morphologies)
    write(_parquet(table, topic) if form == "parquet" else render(table, form, topic))


def _parquet(table: Iterable[Decision], topic: Topic) -> bytes:
    """Return the whole file: what stood in its place stays until all of it is there."""
    held = io.BytesIO()
    write_parquet(table, held, about(topic), topic)
    return held.getvalue()


@criteria.command()
@click.argument("before")
@click.argument("after")
@format_option("text", "json")
@click.option(
    "--max-morphologies",
    type=click.IntRange(1, 16),
    default=1,
    help="How many words a finding has.",
)
@output_option
def diff(before: str, after: str, form: str, max_morphologies: int) -> None:
    """Say which combinations of facts change answer from BEFORE to AFTER.

    Each is a topic file, or the name of a bundled topic such as
    breast-microcalcifications.2009. Exit status 0 whether or not they differ.
    """
    try:
        found = compare(_named(before), _named(after), max_morphologies)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if form == "json":
        write_json(found.to_dict())
    else:
        _show(found)


def _named(name: str) -> Topic:
    try:
        if Path(name).exists():
            with naming(Path(name)):
                return topic_of_file(Path(name))
        return bundled(name)
    except (OSError, ValueError, LookupError):
        raise click.BadParameter(f"{name!r} is neither a file nor a bundled topic.") from None


def _show(found: Difference) -> None:
    from rich.table import Table

    screen = console()
    screen.print(
        f"{found.before} to {found.after}: {found.changed} of {found.rows} combinations "
        f"change answer, {len(found.cells)} cells of the table changed."
    )
    if found.cells:
        table = Table("variant", "procedure", "cell", "before", "after")
        for cell in found.cells:
            table.add_row(
                str(cell.variant),
                cell.procedure,
                cell.member,
                "-" if cell.before is None else str(cell.before),
                "-" if cell.after is None else str(cell.after),
            )
        screen.print(table)
    if found.answers:
        table = Table(*found.answers[0].key, "before", "after")
        for entry in found.answers:
            before, after = entry.before, entry.after
            table.add_row(
                *(value or "-" for value in entry.key.values()),
                f"{before.status} {before.variant or ''}".strip(),
                f"{after.status} {after.variant or ''}".strip(),
            )
        screen.print(table)
    if found.groups:
        _show_groups(screen, found.groups)


def _show_groups(screen: Console, groups: Sequence[Group]) -> None:
    from rich.table import Table

    from birads.cli._answer_words import value_words as words

    table = Table("combinations", "where", "for example", "before", "after")
    for group in groups:
        table.add_row(
            str(group.count),
            "; ".join(f"{n}: {', '.join(map(words, v))}" for n, v in group.where.items()),
            "; ".join(f"{name}: {words(value)}" for name, value in group.example.items()),
            _answer(group.before),
            _answer(group.after),
        )
    screen.print(table)


def _answer(said: Said) -> str:
    left = f" ({said.candidates.replace(';', ', ')})" if said.candidates else ""
    return f"{said.status} {said.variant or ''}".strip() + left
