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

from birads.cli.documents import documents
from birads.cli.jobs import Answer, Job
from birads.cli.options import write_whole
from birads.cli.output import Lost

__all__ = ["Output", "check_resume", "output_options", "writer"]


@attrs.define
class Output:
    """Where answers go: a function that writes one, and how many documents are answered."""

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


@contextmanager
def writer(  # noqa: PLR0913 - what a run is made of
    files: tuple[str, ...],
    output: Path | None,
    job: Job,
    judge: Callable[[bytes], Answer],
    *,
    ndjson: bool,
    resume: bool,
    write: Callable[[bytes], None],
) -> Iterator[Output]:
    """Yield where answers go; ``judge`` reads an answered line again for the exit status.

    Raises:
        click.UsageError: The file holds the answers to other documents.
    """
    if output is None:
        yield Output(write)
        return
    with output.open("r+b" if resume and output.exists() else "wb") as stream:
        out = Output(_to(stream, output))
        if resume:
            last = _keep(stream, out, judge)
            _compare(files, out.done, last, job, ndjson=ndjson)
        yield out


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
