"""``birads recommend``: the workup of each report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from birads.acr_criteria.recommend import recommend as recommend_report
from birads.cli.documents import documents
from birads.cli.options import (
    files_argument,
    format_option,
    ndjson_option,
    topic_of,
    topic_option,
)
from birads.cli.output import Progress, console, refusal, write_json
from birads.issue import InvalidReport
from birads.parsing import parse

__all__ = ["recommend"]


@click.command()
@files_argument
@format_option("text", "json")
@ndjson_option
@topic_option
@click.option(
    "--extensive-mm",
    type=click.FloatRange(min=0),
    help="Size from which calcifications count as extensive; the source gives none.",
)
def recommend(
    files: tuple[str, ...],
    form: str,
    ndjson: bool,
    topic_file: Path | None,
    extensive_mm: float | None,
) -> None:
    """Recommend the workup of each report, in input order.

    Exit status 1 where a report does not parse.
    """
    topic = topic_of(topic_file)
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
        workup = recommend_report(report, topic=topic, extensive_mm=extensive_mm)
        progress.tick()
        if screen is None:
            write_json(workup.to_json())
        else:
            from birads.cli.show import show_workup

            show_workup(screen, workup)
    progress.done()
    sys.exit(1 if progress.bad else 0)
