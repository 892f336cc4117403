"""``birads coverage``: which rules a corpus of reports exercised."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from birads._visible import visible
from birads.acr_criteria._recommend import recommend
from birads.checks import check
from birads.cli._options import (
    files_argument,
    format_option,
    max_bytes_option,
    ndjson_option,
    output_option,
    quiet_option,
    topic_of,
    topic_option,
)
from birads.cli._output import Progress, write_json, write_text
from birads.cli._places import check_places, write_file
from birads.cli._reports import reports
from birads.coverage._collect import Coverage
from birads.coverage._page import render_html
from birads.coverage._text import render_text

__all__ = ["coverage"]


@click.command()
@files_argument
@format_option("text", "json")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a self-contained page as well.",
)
@ndjson_option
@topic_option
@max_bytes_option
@quiet_option
@output_option
def coverage(
    files: tuple[str, ...], form: str, page: Path | None, ndjson: bool, topic_file: Path | None
) -> None:
    """Say which rules the reports exercised, how often, and which they never did.

    Exit status 1 where a report does not parse.
    """
    check_places([*files, topic_file], [("--html", page)])
    found = Coverage(topic_of(topic_file))
    progress = Progress()
    for one in reports(files, ndjson=ndjson):
        progress.tick(bad=one.report is None)
        if one.report is None:
            found.refuse()
        else:
            found.add(recommend(one.report, topic=found.topic), check(one.report))
    progress.done()
    if page is not None:
        write_file(page, render_html(found).encode())
    if form == "json":
        write_json(found.to_dict())
    else:
        write_text(visible(render_text(found), keep="\n"))
    sys.exit(1 if found.refused else 0)
