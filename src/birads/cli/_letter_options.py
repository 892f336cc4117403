"""Share the options that say how the letters of ``birads track`` are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from birads.tables._row import read_tree_file

if TYPE_CHECKING:
    from birads.archive._letters import Letters

__all__ = ["letter_options", "letters_of"]

_F = TypeVar("_F", bound=Callable[..., Any])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LANGUAGES = ("en", "es", "pt", "de", "fr")


def letter_options(command: _F) -> _F:
    """Add --language, --letterhead and --texts, as ``birads say`` has them."""
    for name, kind, says in (
        ("--texts", _FILE, "TOML with a site's own paragraphs of letters."),
        ("--letterhead", _FILE, "TOML with facility, patient and date of the letters."),
        ("--language", click.Choice(_LANGUAGES), "The language of the letters; en without it."),
    ):
        command = click.option(name, type=kind, help=says)(command)
    return command


def letters_of(chosen: dict[str, Any], *, wanted: bool) -> Letters | None:
    """Return how letters are written, or ``None`` where none are wanted.

    Raises:
        click.UsageError: An option is for letters, and none are wanted.
    """
    names = ("language", "letterhead", "texts")
    if not wanted:
        for name in names:
            if chosen[name] is not None:
                raise click.UsageError(f"--{name} is for --letters.")
        return None
    from birads.archive._letters import Letters
    from birads.prose import Language, Letterhead, LetterTexts

    head, texts = chosen["letterhead"], chosen["texts"]
    try:
        letterhead = Letterhead.of(read_tree_file(head)) if head is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--letterhead") from None
    return Letters(
        Language(chosen["language"] or "en"),
        letterhead,
        LetterTexts.read(texts) if texts is not None else None,
    )
