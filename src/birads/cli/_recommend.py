"""``birads recommend``: the workup of each report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from pydantic_core import from_json, to_json

from birads.acr_criteria._recommend import recommend as recommend_one
from birads.acr_criteria._recommend import recommend_json
from birads.acr_criteria._workup import Workup
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.topics import recommend_all, recommend_all_json
from birads.cli._asked import CURRENT, asked_of, asked_options
from birads.cli._documents import Document
from birads.cli._jobs import Answer, Job
from birads.cli._options import (
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
from birads.cli._output import Progress, console
from birads.cli._places import check_places
from birads.cli._reports import Read, read, reports
from birads.cli._resume import answer_lines, check_resume, output_options
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
    asked = asked_of(chosen["question"], chosen["evaluate"], chosen["stated"])
    if asked and chosen["topic_folder"] != CURRENT:
        raise click.UsageError("--question, --evaluate and --fact are for --topics current.")
    given = (chosen["topic_file"], chosen["topic_folder"], chosen["extensive_mm"], asked)
    if form == "json":
        _one_line_each(given[1], resume=chosen["resume"])
        bad = answer_lines(answering, given, _judge, jobs, **chosen).bad
    else:
        bad = _show(reports(chosen["files"], ndjson=chosen["ndjson"]), workups(*given))
    sys.exit(1 if bad else 0)


def _one_line_each(topics: Path | str | None, *, resume: bool) -> None:
    if resume and topics != CURRENT and len(_listed(None, topics)) > 1:
        raise click.UsageError("--resume needs one answer for each document: give one topic.")


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
    each = _listed(topic_file, topics)
    return lambda report: recommend_all(report, each, extensive_mm=extensive_mm)


def _listed(topic_file: Path | None, topics: Path | str | None) -> tuple[Topic, ...]:
    return topics_of(topic_file, Path(topics) if topics is not None else None)


def _lines(
    topic_file: Path | None,
    topics: Path | str | None,
    extensive_mm: float | None,
    asked: Mapping[str, Any],
) -> Callable[[Report], Sequence[bytes]]:
    """Return the function that gives the workups of a report as JSON."""
    if topics == CURRENT:
        topic = topic_of(topic_file)
        current = partial(
            recommend_json, topic=topic, topics=CURRENT, extensive_mm=extensive_mm, facts=asked
        )
        return lambda report: (current(report),)
    each = _listed(topic_file, topics)
    return lambda report: recommend_all_json(report, each, extensive_mm=extensive_mm)


def answering(
    topic_file: Path | None,
    topics: Path | str | None,
    extensive_mm: float | None,
    asked: Mapping[str, Any],
) -> Job:
    """Return the function that answers one document with a line for each workup."""
    lines = _lines(topic_file, topics, extensive_mm, asked)

    def answer(document: Document) -> Answer:
        one = read(document)
        if one.report is None:
            return Answer(to_json(one.refusal()) + b"\n", bad=True)
        return Answer(b"".join(line + b"\n" for line in lines(one.report)))

    return answer


def _show(stream: Iterable[Read], found: Callable[[Report], Sequence[Workup]]) -> int:
    """Show the workups of each report, and return how many were refused."""
    from birads.cli._show import show_refusal, show_workup
    from birads.cli._show_answers import show_answers

    screen, progress = console(), Progress()
    for one in stream:
        progress.tick(bad=one.report is None)
        if one.report is None:
            show_refusal(screen, one.refusal())
            continue
        for workup in found(one.report):
            show_workup(screen, workup)
            show_answers(screen, workup.answers)
    progress.done()
    return progress.bad
