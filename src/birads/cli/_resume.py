"""Write answers to a file that a later run can go on with: one line for each document, once.

What is in the file already is kept, save a last line that was cut off; so many documents are
passed over. The last whole line is answered again and has to be the same, so that a run is never
mixed with another one's answers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import attrs
import click

from birads.cli._documents import documents
from birads.cli._jobs import Answer, Job, answers
from birads.cli._options import write_whole
from birads.cli._output import Lost, Progress, write

__all__ = ["Output", "answer_lines", "check_resume", "output_options"]


@attrs.define
class Output:
    """Where answers go, and what is known of them.

    ``done`` documents were answered before, ``bad`` ones are refused; ``failed`` says that one has
    an error.
    """

    write: Callable[[bytes], None]
    done: int = 0
    bad: int = 0
    failed: bool = False


def output_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --output and --resume: lines of JSON are written one by one, other forms whole."""

    @wraps(command)
    def run(**chosen: Any) -> None:
        if chosen["output"] is None or chosen["resume"] or chosen["form"] == "json":
            command(**chosen)
        else:
            output, chosen["output"] = chosen["output"], None
            write_whole(output, command, (), chosen)

    resumed = click.option(
        "--resume",
        is_flag=True,
        help="Go on where an earlier run stopped that wrote to the same --output.",
    )(run)
    return click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to this file; JSON a line at a time, other forms whole or not at all.",
    )(resumed)


def check_resume(output: Path | None, form: str, *, resume: bool) -> None:
    """Refuse what cannot be resumed.

    Raises:
        click.UsageError: There is no file to go on with, or the output is text.
    """
    if resume and output is None:
        raise click.UsageError("--resume goes on with the file that --output names.")
    if resume and form != "json":
        raise click.UsageError("--resume is for --format json.")


def answer_lines(
    make: Callable[..., Job],
    given: tuple[Any, ...],
    again: Callable[[bytes], Answer],
    jobs: int,
    **chosen: Any,
) -> Output:
    """Write a line of JSON for each document, and return where they went, with the counts.

    ``make(*given)`` returns the function that answers a document; ``again`` reads a line that an
    earlier run wrote.

    Raises:
        click.UsageError: The file of --output holds the answers to other documents.
    """
    files, ndjson = chosen["files"], chosen["ndjson"]
    job = make(*given)  # what it refuses is refused before the file is opened
    progress = Progress()
    with _opened(chosen["output"], again, resume=chosen["resume"]) as (out, last):
        _compare(files, out.done, last, job, ndjson=ndjson)
        progress.count, progress.bad = out.done, out.bad
        for one in answers(files, make, given, jobs, ndjson=ndjson, skip=out.done, job=job):
            out.failed = out.failed or one.failed
            progress.tick(bad=one.bad)
            out.write(one.data)
    progress.done()
    out.bad = progress.bad
    return out


@contextmanager
def _opened(
    output: Path | None, again: Callable[[bytes], Answer], *, resume: bool
) -> Iterator[tuple[Output, bytes]]:
    """Yield where answers go, and the last one that is there already."""
    if output is None:
        yield Output(write), b""
        return
    with output.open("r+b" if resume and output.exists() else "wb") as stream:
        out = Output(_to(stream, output))
        yield out, _keep(stream, out, again) if resume else b""


def _to(stream: BinaryIO, output: Path) -> Callable[[bytes], None]:
    def write_line(data: bytes) -> None:
        try:
            stream.write(data)
            stream.flush()
        except OSError as error:
            raise Lost(error, str(output)) from error

    return write_line


def _keep(stream: BinaryIO, out: Output, judge: Callable[[bytes], Answer]) -> bytes:
    """Count the whole lines, cut what follows them off, and return the last."""
    end, last = 0, b""
    for line in stream:
        if not line.endswith(b"\n"):
            break
        end, last = end + len(line), line
        answered = judge(line)
        out.done += 1
        out.bad += answered.bad
        out.failed = out.failed or answered.failed
    stream.truncate(end)
    stream.seek(end, os.SEEK_SET)
    return last


def _compare(files: tuple[str, ...], done: int, last: bytes, job: Job, *, ndjson: bool) -> None:
    """Answer the last document that was answered again, where it can be read twice."""
    if not done or "-" in files:
        return
    document = next(islice(documents(files, ndjson=ndjson), done - 1, None), None)
    if document is None or job(document).data != last:
        raise click.UsageError("--output holds the answers to other documents, or other answers.")
