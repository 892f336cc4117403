"""Share the options that say which topics are asked, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from birads.acr_criteria.compiled import bundled_file
from birads.acr_criteria.table._domain import Number
from birads.acr_criteria.table._facts import facts

__all__ = ["CURRENT", "TopicPlace", "TopicsPlace", "asked_of", "asked_options"]

CURRENT: Final = "current"
_F = TypeVar("_F", bound=Callable[..., Any])


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
    if question is None and evaluate is None and not stated:
        return {}
    from birads.acr_criteria.current._recommending import stated_beside

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
