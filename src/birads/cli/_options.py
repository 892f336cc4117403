"""Share the arguments and options that several commands take."""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

import click

from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.topics import load_topics, topic_of_file
from birads.cli._asked import TopicPlace, TopicsPlace
from birads.cli._documents import read_at_most
from birads.cli._output import into, keep_quiet, told
from birads.cli._places import check_places, whole_file
from birads.issue import InvalidPolicy, InvalidTopic

__all__ = [
    "Millimetres",
    "check_jobs",
    "files_argument",
    "format_option",
    "jobs_option",
    "max_bytes_option",
    "naming",
    "ndjson_option",
    "output_option",
    "processes_option",
    "quiet_option",
    "today_of",
    "today_option",
    "topic_of",
    "topic_option",
    "topics_of",
    "topics_option",
    "write_whole",
]

_MOST_JOBS = 256
_MOST_BYTES = 1 << 40
_MOST_MILLIMETRES = 1000  # as the format has it


class Millimetres(click.FloatRange):
    """Read a size: a number from 0 to 1000; what is no number, such as ``nan``, is refused."""

    def __init__(self) -> None:
        super().__init__(min=0, max=_MOST_MILLIMETRES)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number of millimetres."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):  # it is neither below the range nor above
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


_F = TypeVar("_F", bound=Callable[..., Any])


def files_argument(command: _F) -> _F:
    """Add FILE..., existing files or "-"."""
    return click.argument(
        "files",
        nargs=-1,
        required=True,
        metavar="FILE...",
        type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    )(command)


def jobs_option(command: _F) -> _F:
    """Add --jobs: how many processes answer."""
    return _jobs("Answer in N processes, with --format json; the output is the same.")(command)


def processes_option(command: _F) -> _F:
    """Add --jobs for a command that writes after it read everything."""
    return _jobs("Work in N processes; the output is the same.")(command)


def _jobs(says: str) -> Callable[[_F], _F]:
    most = click.IntRange(1, _MOST_JOBS)
    return click.option("--jobs", type=most, default=1, metavar="N", help=says)


def check_jobs(jobs: int, form: str) -> None:
    """Refuse several processes for text, which is shown document by document.

    Raises:
        click.UsageError: Several were asked for, and the output is text.
    """
    if jobs > 1 and form != "json":
        raise click.UsageError("--jobs is for --format json.")


def ndjson_option(command: _F) -> _F:
    """Add --ndjson."""
    return click.option("--ndjson", is_flag=True, help="Read one document per line.")(command)


def today_option(command: _F) -> _F:
    """Add --today, the day on which things are due."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="The day on which items are due or over; by default the day of this machine.",
    )(command)


def today_of(chosen: dt.datetime | None) -> dt.date:
    """Return the chosen day, else that of this machine: the only place where a clock is asked."""
    return (chosen or dt.datetime.now().astimezone()).date()


def format_option(*formats: str) -> Callable[[_F], _F]:
    """Add --format with the given choices, the first being the default."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True
    )


def quiet_option(command: _F) -> _F:
    """Add --quiet: no count of documents on standard error."""
    return click.option(
        "--quiet",
        "-q",
        is_flag=True,
        expose_value=False,
        callback=lambda _context, _option, quiet: keep_quiet(quiet=quiet),
        help="Say nothing about progress; problems are still told.",
    )(command)


def max_bytes_option(command: _F) -> _F:
    """Add --max-bytes: how large one document may be."""
    return click.option(
        "--max-bytes",
        type=click.IntRange(1, _MOST_BYTES),
        metavar="N",
        expose_value=False,
        callback=lambda _context, _option, count: read_at_most(count),
        help="Read documents of up to N bytes each; 16 MiB without it.",
    )(command)


def output_option(command: _F) -> _F:
    """Add --output: what the command writes goes to a file, whole or not at all."""

    @wraps(command)
    def run(*args: Any, **chosen: Any) -> Any:
        output: Path | None = chosen.pop("output")
        if output is None:
            return command(*args, **chosen)
        write_whole(output, command, args, chosen)

    return click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to this file instead of standard output, whole or not at all.",
    )(cast("_F", run))


def write_whole(
    output: Path, command: Callable[..., Any], args: tuple[Any, ...], chosen: dict[str, Any]
) -> NoReturn:
    """Run a command whose results go to a file, whole or not at all, and end as it ends."""
    check_places(_read_from(chosen), [("--output", output)])
    with whole_file(output) as file, into(file):
        status = _ended(command, args, chosen)
    sys.exit(status)


def _read_from(chosen: dict[str, Any]) -> Iterator[str | Path]:
    """Yield every file that the arguments name; none of them may be written over."""
    for value in chosen.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Path) or (isinstance(one, str) and Path(one).is_file()):
                yield one


def _ended(command: Callable[..., Any], args: Any, chosen: dict[str, Any]) -> Any:
    """Return the exit status of a command: one that has issues has written its answer too."""
    try:
        with told():
            return command(*args, **chosen)
    except SystemExit as error:
        return error.code


def topic_option(command: _F) -> _F:
    """Add --topic FILE."""
    return click.option(
        "--topic",
        "topic_file",
        metavar="FILE|ID",
        type=TopicPlace(),
        help="Use this criteria file, or bundled topic, instead of the 2009 table.",
    )(command)


def topics_option(command: _F) -> _F:
    """Add --topics DIR."""
    return click.option(
        "--topics",
        "topic_folder",
        metavar="current|FOLDER",
        type=TopicsPlace(),
        help='"current": add what every current ACR topic that applies answers. A folder: answer '
        "by every criteria file in it, one answer each.",
    )(command)


def topic_of(path: Path | None) -> Topic:
    """Return the topic of a file, or the bundled one.

    Raises:
        InvalidTopic: The file is not a topic.
    """
    if path is None:
        return bundled()
    with naming(path):
        return topic_of_file(path)


class _NotLoaded(click.ClickException):
    """A file that an option names is not what it should be."""

    exit_code = 2


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the file in what is wrong with it: of several files it must be clear which.

    Raises:
        click.ClickException: It is not what it should be; the exit status is 2.
    """
    try:
        yield
    except (InvalidTopic, InvalidPolicy) as error:
        raise _NotLoaded(f"{path}: {error}") from None


def topics_of(path: Path | None, folder: Path | None) -> tuple[Topic, ...]:
    """Return the topics of a folder, that of a file, or the bundled one.

    Raises:
        InvalidTopic: A file is not a topic.
    """
    if folder is None:
        return (topic_of(path),)
    if path is not None:
        raise click.UsageError("--topic and --topics exclude each other.")
    return load_topics(folder)
