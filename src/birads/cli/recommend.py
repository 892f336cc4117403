"""``birads recommend``: the workup of each report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from birads.acr_criteria.topics import recommend_all
from birads.cli.documents import documents
from birads.cli.options import (
    Millimetres,
    files_argument,
    format_option,
    ndjson_option,
    topic_option,
    topics_of,
    topics_option,
)
from birads.cli.output import Progress, console, refusal, write_json
from birads.issue import InvalidReport
from birads.parsing._parse import parse

__all__ = ["recommend"]


@click.command()
@files_argument
@format_option("text", "json")
@ndjson_option
@topic_option
@topics_option
@click.option(
    "--extensive-mm",
    type=Millimetres(),
    help="Size from which calcifications count as extensive; the source gives none.",
)
def recommend(
    files: tuple[str, ...],
    form: str,
    ndjson: bool,
    topic_file: Path | None,
    topic_folder: Path | None,
    extensive_mm: float | None,
) -> None:
    """Recommend the workup of each report, in input order; with several topics, one each.

    Exit status 1 where a report does not parse.
    """
    topics = topics_of(topic_file, topic_folder)
    progress = Progress()
    screen = console() if form == "text" else None
    for document in documents(files, ndjson=ndjson):
        try:
            report = parse(document.data)
        except InvalidReport as error:
            progress.tick(bad=True)
            answer = refusal(document.file, document.line, error)
            if screen is None:
                write_json(answer)
            else:
                from birads.cli.show import show_refusal

                show_refusal(screen, answer)
            continue
        progress.tick()
        for workup in recommend_all(report, topics, extensive_mm=extensive_mm):
            if screen is None:
                write_json(workup.to_json())
            else:
                from birads.cli.show import show_workup

                show_workup(screen, workup)
    progress.done()
    sys.exit(1 if progress.bad else 0)
