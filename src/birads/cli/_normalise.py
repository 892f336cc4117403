"""``birads normalise``: old words read as today's, each change reported."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from birads.cli._documents import documents, limits
from birads.cli._options import (
    files_argument,
    format_option,
    max_bytes_option,
    ndjson_option,
    output_option,
    quiet_option,
)
from birads.cli._output import Progress, refusal, say, write_json
from birads.issue import InvalidReport, Issue
from birads.parsing._parse import parse
from birads.parsing.normalising import normalise as normalise_document

__all__ = ["normalise"]


@click.command()
@files_argument
@format_option("text", "json")
@ndjson_option
@max_bytes_option
@quiet_option
@output_option
def normalise(files: tuple[str, ...], form: str, ndjson: bool) -> None:
    """Write each document with today's words in place of old ones, in input order.

    As text, the documents go to standard output, one on each line, ready for another command,
    and what was changed or left goes to standard error. As JSON, each line holds the document
    and its issues. Never changed: a side, a distribution, a category or a unit. Exit status 1
    where a document cannot be read, or is still not a valid report.
    """
    progress = Progress("documents")
    for document in documents(files, ndjson=ndjson):
        try:
            tree, issues = normalise_document(document.data, limits=limits())
        except InvalidReport as error:
            progress.tick(bad=True)
            if form == "json":
                write_json(refusal(document.file, document.line, error))
            else:
                _tell(document.file, document.line, error.issues)
            continue
        valid, refused = _valid(tree)
        progress.tick(bad=not valid)
        if form == "json":
            write_json(_answer(document.file, document.line, tree, valid, (*issues, *refused)))
        else:
            _tell(document.file, document.line, (*issues, *refused))
            write_json(tree)
    progress.done()
    sys.exit(1 if progress.bad else 0)


def _valid(tree: dict[str, Any]) -> tuple[bool, tuple[Issue, ...]]:
    try:
        parse(tree, limits=limits())
    except InvalidReport as error:
        return False, tuple(error.issues)
    return True, ()


def _answer(
    file: str, line: int | None, tree: dict[str, Any], valid: bool, issues: tuple[Issue, ...]
) -> dict[str, Any]:
    name = tree.get("id")
    return {
        "file": file,
        "line": line,
        "id": name if isinstance(name, str) else None,
        "valid": valid,
        "issues": [issue.to_dict() for issue in issues],
        "document": tree,
    }


def _tell(file: str, line: int | None, issues: Iterable[Issue]) -> None:
    where = file if line is None else f"{file}:{line}"
    for issue in issues:
        say(f"{where}: {issue.severity} {issue.pointer or '(document)'}: {issue.message}")
