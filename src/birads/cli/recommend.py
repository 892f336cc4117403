"""``birads recommend``: the workup of each report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from pydantic_core import to_json

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.topics import recommend_all
from birads.cli.documents import Document
from birads.cli.jobs import Answer, Job, answers
from birads.cli.options import (
    Millimetres,
    check_jobs,
    files_argument,
    format_option,
    jobs_option,
    max_bytes_option,
    ndjson_option,
    output_option,
    quiet_option,
    topic_option,
    topics_of,
    topics_option,
)
from birads.cli.output import Progress, console, write
from birads.cli.reports import Read, read, reports

__all__ = ["recommend"]


@click.command()
@files_argument
@format_option("text", "json")
@ndjson_option
@topic_option
@topics_option
@jobs_option
@click.option(
    "--extensive-mm",
    type=Millimetres(),
    help="Size from which calcifications count as extensive; the source gives none.",
)
@max_bytes_option
@quiet_option
@output_option
def recommend(form: str, jobs: int, **chosen: Any) -> None:
    """Recommend the workup of each report, in input order; with several topics, one each.

    Exit status 1 where a report does not parse.
    """
    check_jobs(jobs, form)
    progress = Progress()
    given = (chosen["topic_file"], chosen["topic_folder"], chosen["extensive_mm"])
    if form == "json":
        stream = answers(chosen["files"], answering, given, jobs, ndjson=chosen["ndjson"])
        for answer in stream:
            progress.tick(bad=answer.bad)
            write(answer.data)
    else:
        topics = topics_of(*given[:2])
        read_one_by_one = reports(chosen["files"], ndjson=chosen["ndjson"])
        _show(read_one_by_one, topics, chosen["extensive_mm"], progress)
    progress.done()
    sys.exit(1 if progress.bad else 0)


def answering(
    topic_file: Path | None, topic_folder: Path | None, extensive_mm: float | None
) -> Job:
    """Return the function that answers one document with a line for each workup."""
    topics = topics_of(topic_file, topic_folder)

    def answer(document: Document) -> Answer:
        one = read(document)
        if one.report is None:
            return Answer(to_json(one.refusal()) + b"\n", bad=True)
        found = recommend_all(one.report, topics, extensive_mm=extensive_mm)
        return Answer(b"".join(workup.to_json() + b"\n" for workup in found))

    return answer


def _show(
    stream: Iterable[Read],
    topics: Sequence[Topic],
    extensive_mm: float | None,
    progress: Progress,
) -> None:
    from birads.cli.show import show_refusal, show_workup

    screen = console()
    for one in stream:
        progress.tick(bad=one.report is None)
        if one.report is None:
            show_refusal(screen, one.refusal())
            continue
        for workup in recommend_all(one.report, topics, extensive_mm=extensive_mm):
            show_workup(screen, workup)
