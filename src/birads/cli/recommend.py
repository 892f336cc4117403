"""``birads recommend``: the workup of each report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from pydantic_core import from_json, to_json

from birads.acr_criteria.recommend import recommend as recommend_one
from birads.acr_criteria.topics import recommend_all, recommend_all_json
from birads.acr_criteria.workup import Workup
from birads.cli.asked import CURRENT, asked_of, asked_options
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
    quiet_option,
    topic_of,
    topic_option,
    topics_of,
    topics_option,
)
from birads.cli.output import Progress, console, write
from birads.cli.places import check_places
from birads.cli.reports import Read, read, reports
from birads.cli.resume import check_resume, output_options, writer
from birads.report.report import Report

__all__ = ["recommend"]


@click.command()
@files_argument
@format_option("text", "json")
@ndjson_option
@topic_option
@topics_option
@asked_options
@jobs_option
@click.option(
    "--extensive-mm",
    type=Millimetres(),
    help="Size from which calcifications count as extensive; the source gives none.",
)
@max_bytes_option
@quiet_option
@output_options
def recommend(form: str, jobs: int, **chosen: Any) -> None:
    """Recommend the workup of each report, in input order; with several topics, one each.

    With --topics current one workup each, with the answers of the current topics in it. Exit
    status 1 where a report does not parse.
    """
    check_jobs(jobs, form)
    check_resume(chosen["output"], form, resume=chosen["resume"])
    check_places(chosen["files"], [("--output", chosen["output"])])
    progress = Progress()
    asked = asked_of(chosen["question"], chosen["evaluate"], chosen["stated"])
    if asked and chosen["topic_folder"] != CURRENT:
        raise click.UsageError("--question, --evaluate and --fact are for --topics current.")
    given = (chosen["topic_file"], chosen["topic_folder"], chosen["extensive_mm"], asked)
    if form == "json":
        _answer(given, jobs, progress, **chosen)
    else:
        _show(reports(chosen["files"], ndjson=chosen["ndjson"]), workups(*given), progress)
    progress.done()
    sys.exit(1 if progress.bad else 0)


def _answer(given: tuple[Any, ...], jobs: int, progress: Progress, **chosen: Any) -> None:
    files, resume, ndjson = chosen["files"], chosen["resume"], chosen["ndjson"]
    if resume and given[1] not in (None, CURRENT) and len(topics_of(None, Path(given[1]))) > 1:
        raise click.UsageError("--resume needs one answer for each document: give one topic.")
    job = answering(*given)
    out = writer(files, chosen["output"], job, _judge, ndjson=ndjson, resume=resume, write=write)
    with out as to:
        progress.count, progress.bad = to.done, to.bad
        for answer in answers(files, answering, given, jobs, ndjson=ndjson, skip=to.done):
            progress.tick(bad=answer.bad)
            to.write(answer.data)


def _judge(line: bytes) -> Answer:
    return Answer(line, bad=from_json(line).get("valid") is False)


def workups(
    topic_file: Path | None,
    topics: Path | str | None,
    extensive_mm: float | None,
    asked: Mapping[str, Any],
) -> Callable[[Report], Sequence[Workup]]:
    """Return the function that gives the workups of a report."""
    if topics == CURRENT:
        topic = topic_of(topic_file)

        def current(report: Report) -> Sequence[Workup]:
            found = recommend_one(
                report, topic=topic, topics=CURRENT, extensive_mm=extensive_mm, facts=asked
            )
            return (found,)

        return current
    each = topics_of(topic_file, Path(topics) if topics is not None else None)
    return lambda report: recommend_all(report, each, extensive_mm=extensive_mm)


def lines(
    topic_file: Path | None,
    topics: Path | str | None,
    extensive_mm: float | None,
    asked: Mapping[str, Any],
) -> Callable[[Report], Sequence[bytes]]:
    """Return the function that gives the workups of a report as JSON."""
    if topics == CURRENT:
        found = workups(topic_file, topics, extensive_mm, asked)
        return lambda report: [workup.to_json() for workup in found(report)]
    each = topics_of(topic_file, Path(topics) if topics is not None else None)
    return lambda report: recommend_all_json(report, each, extensive_mm=extensive_mm)


def answering(
    topic_file: Path | None,
    topics: Path | str | None,
    extensive_mm: float | None,
    asked: Mapping[str, Any],
) -> Job:
    """Return the function that answers one document with a line for each workup."""
    found = lines(topic_file, topics, extensive_mm, asked)

    def answer(document: Document) -> Answer:
        one = read(document)
        if one.report is None:
            return Answer(to_json(one.refusal()) + b"\n", bad=True)
        return Answer(b"".join(line + b"\n" for line in found(one.report)))

    return answer


def _show(
    stream: Iterable[Read],
    found: Callable[[Report], Sequence[Workup]],
    progress: Progress,
) -> None:
    from birads.cli.show import show_refusal, show_workup
    from birads.cli.show_answers import show_answers

    screen = console()
    for one in stream:
        progress.tick(bad=one.report is None)
        if one.report is None:
            show_refusal(screen, one.refusal())
            continue
        for workup in found(one.report):
            show_workup(screen, workup)
            show_answers(screen, workup.answers)
