"""Read what a request states beside its report, and asks of the current topics."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import click

from birads.cli._asked import asked_of
from birads.service._capabilities import need
from birads.service._problems import ProblemError

__all__ = ["stated_in"]


def stated_in(question: str | None, evaluate: str | None, fact: Sequence[str]) -> dict[str, Any]:
    """Return the facts that a request states for the current topics.

    Raises:
        ProblemError: A fact is none that the criteria ask, or the topics are not there.
    """
    need("current-topics")
    try:
        return asked_of(question, evaluate, fact)
    except click.UsageError as error:
        detail = error.message.replace("--", "")
        raise ProblemError(HTTPStatus.BAD_REQUEST, "fact", detail[:400]) from None
