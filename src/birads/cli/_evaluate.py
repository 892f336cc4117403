"""``birads evaluate``: judge drafts of reports against gold drafts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from pydantic_core import from_json

from birads.cli._documents import documents
from birads.cli._options import format_option
from birads.cli._output import Lost, say, write_json, write_text
from birads.text import evaluate as judge

__all__ = ["evaluate"]

_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)


@click.command()
@click.argument("gold", type=_FILE, metavar="GOLD")
@click.argument("predicted", type=_FILE, metavar="PREDICTED")
@format_option("text", "json")
@click.option(
    "--html",
    "html_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the evaluation as a page.",
)
def evaluate(gold: str, predicted: str, form: str, html_file: Path | None) -> None:
    """Judge the drafts of PREDICTED against those of GOLD, NDJSON files joined by their id.

    A line is a draft, or what read-text writes. Precision and recall stand by member, section and
    language; dangerous faults stand apart: a side, a category, an invented finding. Exit status 1
    where there is one.
    """
    try:
        result = judge(_entries(gold), _entries(predicted))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if form == "json":
        write_json(result.to_dict())
    else:
        from birads.text._evaluation_page import as_text

        write_text(as_text(result))
    if html_file is not None:
        _write_page(html_file, result)
    sys.exit(1 if result.dangerous else 0)


def _entries(file: str) -> list[Any]:
    out = []
    for document in documents([file], ndjson=True):
        try:
            entry = from_json(document.data)
        except ValueError:
            entry = None
        if not isinstance(entry, dict):
            raise click.UsageError(f"{document.file}:{document.line} is no JSON object.")
        out.append(entry)
    return out


def _write_page(path: Path, result: Any) -> None:
    from birads.text._evaluation_page import as_page

    try:
        path.write_text(as_page(result), encoding="utf-8")
    except OSError as error:
        raise Lost(error, str(path)) from error
    say(f"{path}: {result.texts} texts")
