"""Turn public tables, and documents of other formats, into reports: a line of JSON each."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from birads.cli._documents import standard_input
from birads.cli._import_documents import import_command
from birads.cli._import_outputs import Outs, write_all
from birads.cli._options import output_option, quiet_option
from birads.cli._output import Progress, say, say_lines
from birads.cli._places import check_places
from birads.interop._words import load
from birads.interop.formats import formats
from birads.interop.importing import Imported, ImportedReport, InvalidTable, Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["import_"]

_FAILED = 1
_Out = Path | None


@click.group("import")
def import_() -> None:
    """Turn public tables, and documents of other formats, into reports: a line of JSON each.

    Every row and every document is imported or rejected with the reason; identifiers of patients
    stay out of the reports.
    """


for _name, _form in formats().items():
    import_.add_command(import_command(_name, _form))


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
    command = quiet_option(output_option(command))
    table = click.Path(exists=True, dir_okay=False, allow_dash=True)
    return click.argument("file", metavar="FILE", type=table)(command)


@import_.command("cbis-ddsm")
@_options
def cbis_ddsm(file: str, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out) -> None:
    """Import CBIS-DDSM calcifications or masses; which of the two is seen from the columns."""
    _run("cbis_ddsm", file, rejects, summary, issues, mapping)


@import_.command("breast-lesions-usg")
@_options
def breast_lesions_usg(
    file: str, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out
) -> None:
    """Import BrEaST: ultrasound masses with their histology."""
    _run("breast_lesions_usg", file, rejects, summary, issues, mapping)


@import_.command("cdd-cesm")
@_options
def cdd_cesm(file: str, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out) -> None:
    """Import CDD-CESM: annotations of low-energy and contrast-enhanced mammograms."""
    _run("cdd_cesm", file, rejects, summary, issues, mapping)


@import_.command("table")
@click.option(
    "--map",
    "own",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="MAP.toml",
    help="What the columns of the table are.",
)
@_options
def own_table(
    file: str, own: Path, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out
) -> None:
    """Import a table of your own, by a file that says what its columns are."""
    from birads.interop import own_table as reader

    def read(source: Any) -> Iterator[ImportedReport | Reject]:
        return reader.stream(source, own)

    _import(read, file, Outs(rejects, issues, mapping, summary), {}, also=own)


def _run(name: str, file: str, rejects: _Out, summary: _Out, issues: _Out, mapping: _Out) -> None:
    module: Any = import_module(f"birads.interop.{name}")
    review = {"review": load(name).provenance.status.value}

    def read(source: Any) -> Iterator[ImportedReport | Reject]:
        imported: Imported = module.read(source)
        yield from imported.entries
        yield from imported.rejects

    _import(read, file, Outs(rejects, issues, mapping, summary), review)


def _import(
    read: Callable[[Any], Iterator[ImportedReport | Reject]],
    file: str,
    outs: Outs,
    more: dict[str, str],
    also: Path | None = None,
) -> None:
    named = [(f"--{name}", path) for name, path in attrs.asdict(outs).items()]
    check_places([file, also], named)
    try:
        found = read(standard_input() if file == "-" else file)
        counts = write_all(found, outs, more)
    except InvalidTable as error:
        say(f"error {error}")
        sys.exit(_FAILED)
    _tell(counts, outs.rejects is None)


def _tell(counts: dict[str, Any], hint: bool) -> None:
    if Progress.quiet:
        return
    total = (
        f"{counts['rows']} rows: {counts['imported']} imported, {counts['rejected']} rejected; "
        f"{counts['reports']} reports, {sum(counts['issues'].values())} issues"
    )
    lines = [total]
    lines += [f"  {count} {reason}" for reason, count in counts["reasons"].items()]
    if "review" in counts:
        lines.append(f"  table of words: {counts['review']}")
    if counts["rejected"] and hint:
        lines.append("  --rejects FILE lists them with their lines.")
    say_lines(lines)
