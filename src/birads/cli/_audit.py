"""``birads audit``: compare categories with outcomes over an archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from birads._version import __version__
from birads.cli._documents import Document
from birads.cli._jobs import answers
from birads.cli._options import (
    format_option,
    max_bytes_option,
    ndjson_option,
    output_option,
    processes_option,
    quiet_option,
)
from birads.cli._output import Progress, console, write_json
from birads.cli._places import check_places, need_folder, write_file
from birads.cli._reports import read
from birads.issue import InvalidReport, Issue

if TYPE_CHECKING:
    from birads.audit._case import Look
    from birads.audit._definitions import Definition

__all__ = ["audit"]

_Looked = tuple[str, int | None, "Look | tuple[Issue, ...]"]

_File = click.Path(dir_okay=False, path_type=Path)
_Known = click.Path(exists=True, dir_okay=False, path_type=Path)
_Folder = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument(
    "files",
    nargs=-1,
    metavar="[FILE...]",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@format_option("text", "json")
@ndjson_option
@processes_option
@click.option(
    "--published", is_flag=True, help="Recompute the printed figures of published studies."
)
@click.option(
    "--definition",
    "name",
    metavar="NAME",
    help="acr-basic (default), birads-2013, mqsa-2024, study-2018, or one of --definitions.",
)
@click.option(
    "--definitions", "table", type=_Known, help="Read definition sets from this TOML file."
)
@click.option(
    "--by",
    multiple=True,
    metavar="WHAT",
    help="Group by reader, site, modality, period, purpose, category, breast, or an axis of the "
    "lexicon such as mg.mass.margin; may be given several times. Without it: the first four.",
)
@click.option("--site-key", metavar="KEY", help="The extension that names the site.")
@click.option(
    "--period",
    type=click.Choice(["year", "quarter", "month"]),
    default="year",
    show_default=True,
    help="How long a period of --by period is.",
)
@click.option(
    "--indeterminate",
    type=click.Choice(["excluded", "negative", "positive"]),
    default="excluded",
    show_default=True,
    help="How an exam that the definition calls neither positive nor negative is counted.",
)
@click.option(
    "--unknown",
    type=click.Choice(["excluded", "no_cancer"]),
    default="excluded",
    show_default=True,
    help="How an outcome that nobody knows is read.",
)
@click.option("--html", "html", type=_File, metavar="FILE", help="Write a self-contained page.")
@click.option("--pictures", type=_Folder, metavar="DIR", help="Write the pictures as SVG and PNG.")
@click.option("--export", "export", type=_Folder, metavar="DIR", help="Write exams and findings.")
@click.option(
    "--export-format",
    type=click.Choice(["csv", "parquet"]),
    help="The format of --export: csv without it.",
)
@click.option("--mapping", type=_Known, help="Name the columns of the export as a registry does.")
@max_bytes_option
@quiet_option
@output_option
def audit(**chosen: Any) -> None:
    """Count outcomes, measures and the worth of words over reports.

    Exit status 1 where a document is no report. With --published no file is read.
    """
    if bool(chosen["files"]) is bool(chosen["published"]):
        raise click.UsageError("Give files, or --published.")
    if chosen["export"] is None:
        for name in ("export_format", "mapping"):
            if chosen[name] is not None:
                raise click.UsageError(f"--{name.replace('_', '-')} is for --export DIR.")
    chosen["export_format"] = chosen["export_format"] or "csv"
    _places(chosen)
    from birads.audit._intervals import need_scipy

    need_scipy()  # asked before an archive is read, not after
    if chosen["published"]:
        from birads.audit._published import published_dict, published_sections

        sections = list(published_sections())
        _show(chosen, published_dict(), sections, "Published figures, printed and recomputed")
        return
    from birads.audit._layout import result_sections

    try:
        result, refused = _run(chosen)
    except LookupError as error:
        raise click.UsageError(str(error)) from None
    sections = list(result_sections(result))
    _show(chosen, result.to_dict(), sections, f"Audit: {result.definition.title}")
    sys.exit(1 if refused else 0)


def _places(chosen: dict[str, Any]) -> None:
    """Refuse before the archive is read what could not be written after it."""
    outputs = [("--html", chosen["html"])]
    for name in ("pictures", "export"):
        need_folder(chosen[name])
    if chosen["export"] is not None:
        from birads.audit._export import EXPORTED

        form = chosen["export_format"]
        outputs += [("--export", chosen["export"] / f"{name}.{form}") for name in EXPORTED]
    check_places([*chosen["files"], chosen["table"], chosen["mapping"]], outputs)


def _run(chosen: dict[str, Any]) -> tuple[Any, int]:
    from birads.audit._definitions import UnknownDefinition, definition, load_definitions
    from birads.audit._export import Export
    from birads.audit._run import Audit, UnknownDimension

    if chosen["table"] is None:
        of = definition(chosen["name"] or "acr-basic")
    else:
        sets = load_definitions(chosen["table"])
        name = chosen["name"] or next(iter(sets))
        if name not in sets:
            raise UnknownDefinition(f"{chosen['table']} has {', '.join(sets)}")
        of = sets[name]
    export = None
    if chosen["export"] is not None:
        export = Export(chosen["export"], chosen["export_format"], chosen["mapping"])
    more = {"by": chosen["by"]} if chosen["by"] else {}
    try:
        run = Audit(
            of,
            site=chosen["site_key"],
            period=chosen["period"],
            indeterminate=chosen["indeterminate"],
            unknown=chosen["unknown"],
            on_case=export.add if export is not None else None,
            **more,
        )
    except UnknownDimension as error:
        raise click.UsageError(str(error)) from None
    try:
        refused = _read(chosen, run)
    finally:
        if export is not None:
            export.close()
    return run.result(), refused


def _read(chosen: dict[str, Any], run: Any) -> int:
    progress = Progress()
    given = (run.chosen, chosen["site_key"])
    looks = answers(chosen["files"], _looking, given, chosen["jobs"], ndjson=chosen["ndjson"])
    for file, line, found in looks:
        progress.tick(bad=isinstance(found, tuple))
        if isinstance(found, tuple):
            run.refuse(InvalidReport(found), file=file, line=line)
        else:
            run.take(found, file=file, line=line)
    progress.done()
    return progress.bad


def _looking(of: Definition, site: str | None) -> Callable[[Document], _Looked]:
    """Return the function that looks at one document: what to count of it, or its issues."""
    from birads.audit._run import Audit

    run = Audit(of, by=(), site=site)

    def look(document: Document) -> _Looked:
        one = read(document)
        if one.report is None:
            return document.file, document.line, tuple(one.error.issues if one.error else ())
        return document.file, document.line, run.look(one.report)

    return look


def _show(chosen: dict[str, Any], data: dict[str, Any], sections: list[Any], heading: str) -> None:
    if chosen["html"] is not None:
        from birads.audit._page import page

        write_file(chosen["html"], page(heading, sections, foot=f"birads {__version__}").encode())
    if chosen["pictures"] is not None:
        _pictures(chosen["pictures"], (one for part in sections for one in part.pictures))
    if chosen["form"] == "json":
        write_json(data)
        return
    from birads.audit._text import show

    show(console(), heading, sections)


def _pictures(folder: Path, pictures: Iterable[Any]) -> None:
    for one in pictures:
        write_file(folder / f"{one.name}.svg", one.svg().encode())
        write_file(folder / f"{one.name}.png", one.png())
