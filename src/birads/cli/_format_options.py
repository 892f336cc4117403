"""Offer on the command line what only one format can be told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from birads.interop.formats import Option

__all__ = ["format_options", "given", "given_files"]

_MOST_BYTES = 1024 * 1024


def format_options(
    options: Iterable[Option],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what adds the options of a format to a command."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed([*options]):
            command = _option(option)(command)
        return command

    return add


def _option(option: Option) -> Callable[[Callable[..., None]], Callable[..., None]]:
    kind: click.Path | click.Choice[str] = click.Path(exists=True, dir_okay=False, path_type=Path)
    if option.choices:
        kind = click.Choice(option.choices)
    return click.option(
        f"--{option.name}",
        type=kind,
        metavar=None if option.choices else "FILE",
        help=option.help,
    )


def given(stated: Mapping[str, Path | str | None]) -> dict[str, Any]:
    """Return the options that were given, each file as the JSON object that it holds.

    Raises:
        click.UsageError: A file is no JSON object.
    """
    return {
        name: _object(name, value) if isinstance(value, Path) else value
        for name, value in stated.items()
        if value is not None
    }


def given_files(stated: Mapping[str, Path | str | None]) -> list[str]:
    """Return the files among the options that were given."""
    return [str(value) for value in stated.values() if isinstance(value, Path)]


def _object(name: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise click.UsageError(f"--{name} {path}: it has more than {_MOST_BYTES} bytes.")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"--{name} {path}: it is not JSON: {error}.") from None
    if not isinstance(found, dict):
        raise click.UsageError(f"--{name} {path}: it is no JSON object.")
    return found
