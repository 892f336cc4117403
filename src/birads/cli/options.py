"""Share the arguments and options that several commands take."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from birads.acr_criteria.compiled import Topic, bundled, bundled_file
from birads.acr_criteria.table._domain import Number
from birads.acr_criteria.table._facts import facts
from birads.acr_criteria.topics import load_topics, topic_of_file

__all__ = [
    "CURRENT",
    "Millimetres",
    "asked_of",
    "asked_options",
    "check_jobs",
    "files_argument",
    "format_option",
    "jobs_option",
    "ndjson_option",
    "topic_of",
    "topic_option",
    "topics_of",
    "topics_option",
]

CURRENT: Final = "current"
_MOST_JOBS = 256
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
    return click.option(
        "--jobs",
        type=click.IntRange(1, _MOST_JOBS),
        default=1,
        metavar="N",
        help="Answer in N processes, with --format json; the output is the same.",
    )(command)


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


def format_option(*formats: str) -> Callable[[_F], _F]:
    """Add --format with the given choices, the first being the default."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True
    )


class TopicPlace(click.Path):
    """Read a criteria file, or the id of a topic that comes with the library."""

    name = "topic"

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path of the file."""
        found = bundled_file(str(value)) if not Path(value).exists() else None
        return super().convert(found or value, param, ctx)


class TopicsPlace(click.Path):
    """Read a folder of criteria files, or the word for the current topics."""

    name = "topics"

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the folder, or ``CURRENT``."""
        return value if value == CURRENT else super().convert(value, param, ctx)


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


def asked_options(command: _F) -> _F:
    """Add --question, --evaluate and --fact: what is asked of the current topics."""
    for name, says in (
        ("question", "What the imaging is for, in place of what the report says."),
        ("evaluate", "Which part is to be looked at, in place of what the report says."),
    ):
        fact = facts()["purpose" if name == "question" else name]
        words = [str(word) for word in getattr(fact.domain, "values", ())]
        command = click.option(f"--{name}", type=click.Choice(words), help=says)(command)
    return click.option(
        "--fact",
        "stated",
        multiple=True,
        metavar="NAME=VALUE",
        help="A fact of the criteria that the report does not state; several times.",
    )(command)


def asked_of(question: str | None, evaluate: str | None, stated: Sequence[str]) -> dict[str, Any]:
    """Return the facts that options state beside a report.

    Raises:
        click.UsageError: A fact is not written as NAME=VALUE, or is none that the criteria ask.
    """
    from birads.acr_criteria.current.recommending import stated_beside

    given: dict[str, Any] = {"purpose": question, "evaluate": evaluate}
    for entry in stated:
        name, sign, value = entry.partition("=")
        if not sign:
            raise click.UsageError(f"--fact takes NAME=VALUE, not {entry!r}.")
        given[name] = _value_of(name, value)
    try:
        return stated_beside(given)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _value_of(name: str, text: str) -> Any:
    """Return the value that a text states of a fact: a number, yes or no, or words."""
    fact = facts().get(name)
    if fact is None:
        return text
    if isinstance(fact.domain, Number):
        try:
            return float(text)
        except ValueError:
            return text
    plain = {"true": True, "yes": True, "false": False, "no": False}
    if True in fact.domain.values:
        return plain.get(text, text)
    return text.split(",") if fact.many else text


def topic_of(path: Path | None) -> Topic:
    """Return the topic of a file, or the bundled one.

    Raises:
        InvalidTopic: The file is not a topic.
    """
    return bundled() if path is None else topic_of_file(path)


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
