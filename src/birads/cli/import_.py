"""Turn public tables into reports: one line of JSON per patient."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from pydantic_core import to_json
from rich.console import Console
from rich.markup import escape

from birads.cli.output import write_json
from birads.interop._words import load
from birads.interop.importing import Imported, InvalidTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["import_"]

_FAILED = 1
_Out = Path | None


@click.group("import")
def import_() -> None:
    """Turn public tables into reports, one line of JSON per patient.

    Every row is imported or rejected with its line and the reason; identifiers of patients stay
    out of the reports.
    """


def _options(command: Callable[..., None]) -> Callable[..., None]:
    told = (
        ("--rejects", "Write the rows that could not be read, one line of JSON each."),
        ("--summary", "Write the counts as JSON."),
        ("--issues", "Write what was normalised or differed, one line of JSON per report."),
        ("--mapping", "Write which id of the source each report id stands for."),
    )
    for name, text in reversed(told):
        path = click.Path(dir_okay=False, path_type=Path)
        command = click.option(name, type=path, metavar="FILE", help=text)(command)
    return click.argument("file", metavar="FILE", type=click.File("rb"))(command)


@import_.command("cbis-ddsm")
@_options
def cbis_ddsm(file: BinaryIO, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out) -> None:
    """Import CBIS-DDSM calcifications or masses; which of the two is seen from the columns."""
    _run("cbis_ddsm", file, rejects, summary, issues, mapping)


@import_.command("breast-lesions-usg")
@_options
def breast_lesions_usg(
    file: BinaryIO, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out
) -> None:
    """Import BrEaST: ultrasound masses with their histology."""
    _run("breast_lesions_usg", file, rejects, summary, issues, mapping)


@import_.command("cdd-cesm")
@_options
def cdd_cesm(file: BinaryIO, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out) -> None:
    """Import CDD-CESM: annotations of low-energy and contrast-enhanced mammograms."""
    _run("cdd_cesm", file, rejects, summary, issues, mapping)


def _run(
    name: str, file: BinaryIO, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out
) -> None:
    module: Any = import_module(f"birads.interop.{name}")
    for out in (rejects, summary, issues, mapping):
        _not_over(file, out)
    console = Console(stderr=True)
    try:
        with console.status("Reading the table ..."):
            imported: Imported = module.read(file)
    except InvalidTable as error:
        console.print(f"[bold red]error[/] {escape(str(error))}", soft_wrap=True)
        sys.exit(_FAILED)
    counts = {**imported.summary(), "review": load(name).provenance.status.value}
    # The files come first: they are complete even where the reader of the reports goes away.
    _write(rejects, (reject.to_dict() for reject in imported.rejects))
    _write(issues, _issues(imported))
    _write(mapping, _mapping(imported))
    _write(summary, [counts])
    for entry in imported.entries:
        write_json(entry.report.to_json())
    _tell(console, counts, rejects is None)


def _not_over(file: BinaryIO, out: _Out) -> None:
    """Refuse to write over the table that is read."""
    if out is None or not out.is_file():
        return
    try:
        read = os.fstat(file.fileno())
    except OSError:
        return  # not a file of the system
    if os.path.samestat(out.stat(), read):
        raise click.UsageError(f"{out} is the table itself.")


def _issues(imported: Imported) -> Iterable[dict[str, Any]]:
    for entry in imported.entries:
        if entry.issues:
            listed = [issue.to_dict() for issue in entry.issues]
            yield {"id": entry.id, "line": entry.lines[0], "issues": listed}


def _mapping(imported: Imported) -> Iterable[dict[str, Any]]:
    for entry in imported.entries:
        yield {"id": entry.id, "source_id": entry.source_id, "lines": list(entry.lines)}


def _write(out: _Out, records: Iterable[dict[str, Any]]) -> None:
    if out is None:
        return
    try:
        with out.open("wb") as stream:
            for record in records:
                stream.write(to_json(record) + b"\n")
    except OSError as error:
        raise click.FileError(str(out), error.strerror) from None


def _tell(console: Console, counts: dict[str, Any], hint: bool) -> None:
    console.print(
        f"{counts['rows']} rows: {counts['imported']} imported, {counts['rejected']} rejected; "
        f"{counts['reports']} reports, {sum(counts['issues'].values())} issues",
        highlight=False,
        soft_wrap=True,
    )
    for reason, count in counts["reasons"].items():
        console.print(f"  {count} {reason}", highlight=False)
    console.print(f"  table of words: {counts['review']}", highlight=False)
    if counts["rejected"] and hint:
        console.print("  --rejects FILE lists them with their lines.", highlight=False)
