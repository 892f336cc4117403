"""``birads say``: reports in words, as text, as JSON with its pointers, or as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from birads._visible import visible
from birads.cli._options import files_argument, format_option, ndjson_option
from birads.cli._output import say as tell
from birads.cli._output import write, write_json, write_text
from birads.cli._reports import Read, reports
from birads.prose import (
    BreastMap,
    CannotSay,
    Language,
    Letterhead,
    LetterTexts,
    Said,
    Style,
    breast_map,
    page,
)
from birads.prose import say as say_report
from birads.tables._row import read_tree_file

__all__ = ["say"]


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@files_argument
@click.option(
    "--style",
    type=click.Choice([style.value for style in Style]),
    default=Style.REPORT.value,
    show_default=True,
    help="What to write.",
)
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    default=Language.EN.value,
    show_default=True,
    help="The language of the words.",
)
@format_option("text", "html", "json")
@ndjson_option
@click.option("--letterhead", type=_FILE, help="TOML with facility, patient and date of a letter.")
@click.option("--texts", type=_FILE, help="TOML with a site's own paragraphs of letters.")
def say(  # noqa: PLR0913, PLR0917 - one parameter for each option
    files: tuple[str, ...],
    style: str,
    language: str,
    form: str,
    ndjson: bool,
    letterhead: Path | None,
    texts: Path | None,
) -> None:
    """Say each report in words: nothing added, nothing left out.

    As HTML, one page holds all of them, each with its breast map. As JSON, each line holds the
    text, its sentences and, for each member of the report, where it is said. Exit status 1 where
    a document is no report, or cannot be said.
    """
    how: dict[str, Any] = {
        "style": style,
        "language": language,
        "letterhead": _letterhead(letterhead),
        "texts": LetterTexts.read(texts) if texts else None,
    }
    failed = False
    pages: list[tuple[Said, BreastMap | None]] = []
    for number, one in enumerate(reports(files, ndjson=ndjson)):
        answer = _answer(one, how)
        failed = failed or not isinstance(answer, Said)
        if form == "json":
            place = {"file": one.document.file, "line": one.document.line}
            write_json(place | answer.to_dict() if isinstance(answer, Said) else answer)
        elif not isinstance(answer, Said):
            _refuse(answer)
        elif form == "html":
            pages.append((answer, _map(one, answer)))
        else:
            write_text(("\n" if number else "") + visible(answer.text, keep="\n") + "\n")
            _warn(answer)
    if form == "html":
        write(page(pages).encode())
    sys.exit(1 if failed else 0)


def _answer(one: Read, how: dict[str, Any]) -> Said | dict[str, Any]:
    if one.report is None:
        return one.refusal()
    try:
        return say_report(one.report, **how)
    except CannotSay as error:
        return {
            "file": one.document.file,
            "line": one.document.line,
            "valid": True,
            "issues": [issue.to_dict() for issue in error.issues],
        }


def _letterhead(path: Path | None) -> Letterhead | None:
    if path is None:
        return None
    try:
        return Letterhead.of(read_tree_file(path))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--letterhead") from None


def _map(one: Read, said: Said) -> BreastMap | None:
    """Return the map of a report; a letter and a statement have none."""
    if one.report is None or said.style not in (Style.REPORT, Style.IMPRESSION):
        return None
    return breast_map(one.report, language=said.language)


def _warn(said: Said) -> None:
    for issue in said.issues:
        tell(f"{issue.severity.value}: {issue.message}")


def _refuse(answer: dict[str, Any]) -> None:
    line = f", line {answer['line']}" if answer["line"] else ""
    tell(f"{answer['file']}{line}: not said.")
    for issue in answer["issues"]:
        tell(f"  {issue['pointer'] or '(document)'}: {issue['message']}")
