"""``birads archive``: the tables of an archive as Parquet."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from birads.cli._documents import documents
from birads.cli._options import files_argument, ndjson_option, today_of, today_option
from birads.cli._output import Progress, say_lines
from birads.cli._places import check_places, need_folder

__all__ = ["archive"]


@click.command()
@files_argument
@ndjson_option
@today_option
@click.option(
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a Parquet file for each table into this folder.",
)
def archive(files: tuple[str, ...], ndjson: bool, today: dt.datetime | None, output: Path) -> None:
    """Write reports, findings, tissue, issues, steps, items and episodes as tables.

    A document that is no report has its row and its issues; it does not change the exit status.
    """
    from birads.archive._export import export
    from birads.archive._schema import tables

    need_folder(output)
    check_places(files, [("--output", output / f"{name}.parquet") for name in tables()])
    progress = Progress("documents")

    def told() -> Iterator[bytes]:
        for document in documents(files, ndjson=ndjson):
            progress.tick()
            yield document.data

    counts = export(told(), output, today_of(today))
    progress.done()
    say_lines([f"{count:,} rows of {name}" for name, count in counts.items()])
    sys.exit(0)
