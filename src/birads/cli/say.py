"""``birads say``: reports in words, as text, as JSON with its pointers, or as a page."""

from __future__ import annotations

import sys
from typing import Any

import click

from birads.cli.options import files_argument, format_option, ndjson_option
from birads.cli.output import say as tell
from birads.cli.output import write_json, write_text
from birads.cli.reports import Read, reports
from birads.prose import CannotSay, Language, Said, Style
from birads.prose import say as say_report

__all__ = ["say"]


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
@format_option("text", "json")
@ndjson_option
def say(files: tuple[str, ...], style: str, language: str, form: str, ndjson: bool) -> None:
    """Say each report in words: nothing added, nothing left out.

    As JSON, each line holds the text, its sentences and, for each member of the report, where it
    is said. Exit status 1 where a document is no report, or cannot be said in the language.
    """
    failed = False
    for number, one in enumerate(reports(files, ndjson=ndjson)):
        answer = _answer(one, style, language)
        failed = failed or not isinstance(answer, Said)
        if form == "json":
            place = {"file": one.document.file, "line": one.document.line}
            write_json(place | answer.to_dict() if isinstance(answer, Said) else answer)
        elif isinstance(answer, Said):
            write_text(("\n" if number else "") + answer.text)
        else:
            _refuse(answer)
    sys.exit(1 if failed else 0)


def _answer(one: Read, style: str, language: str) -> Said | dict[str, Any]:
    if one.report is None:
        return one.refusal()
    try:
        return say_report(one.report, style=style, language=language)
    except CannotSay as error:
        return {
            "file": one.document.file,
            "line": one.document.line,
            "valid": True,
            "issues": [issue.to_dict() for issue in error.issues],
        }


def _refuse(answer: dict[str, Any]) -> None:
    line = f", line {answer['line']}" if answer["line"] else ""
    tell(f"{answer['file']}{line}: not said.")
    for issue in answer["issues"]:
        tell(f"  {issue['pointer'] or '(document)'}: {issue['message']}")
