"""``birads export``: reports as documents of other formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import attrs
import click

from birads.cli._documents import documents
from birads.cli._format_options import format_options, given, given_files
from birads.cli._options import ndjson_option
from birads.cli._output import Progress, say, write
from birads.cli._places import check_places, need_folder, write_file
from birads.interop.formats import Format, formats
from birads.interop.header import Header, InvalidHeader, read_header
from birads.issue import BiradsError, InvalidReport
from birads.parsing._parse import parse
from birads.report.report import Report

__all__ = ["export"]

_FAILED = 1


@click.group()
def export() -> None:
    """Write reports as documents of another format, to standard output or to a file.

    A report alone is enough: what a site would add comes from --header, and is left empty or
    anonymous without it.
    """


def _command(name: str, form: Format) -> click.Command:
    @click.command(name, help=_help(form))
    @click.argument(
        "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True)
    )
    @click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path),
        metavar="OUT",
        help="The file to write, or a folder for one file per report.",
    )
    @click.option(
        "--header",
        "header_file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="HEADER",
        help="What the site adds, as JSON: patient, study, order, people.",
    )
    @format_options(form.writing)
    @ndjson_option
    def command(
        file: str, output: Path | None, header_file: Path | None, ndjson: bool, **stated: Any
    ) -> None:
        _check(file, output, [_text(header_file), *given_files(stated)])
        export = _Export(form, _header(header_file), given(stated))
        export.run(file, output, ndjson=ndjson)

    return command


def _help(form: Format) -> str:
    return (
        f"Write {form.title}.\n\nSeveral reports need a folder as --output: one file each, named "
        "by their number. Exit status 1 where a document is no report."
    )


for _name, _form in formats().items():
    export.add_command(_command(_name, _form))


def _check(file: str, output: Path | None, inputs: list[str | None]) -> None:
    """Refuse places that cannot be written, or that would overwrite what is read."""
    if output is not None and output.is_dir():
        need_folder(output)
    else:
        check_places([file, *inputs], [("--output", output)])


@attrs.frozen
class _Export:
    """Write reports in one format, with what a site adds to every one of them."""

    form: Format
    header: Header | None
    options: dict[str, Any]

    def run(self, file: str, output: Path | None, *, ndjson: bool) -> None:
        """Write every report of a file, and end the program with the status that it means."""
        folder = output if output is not None and output.is_dir() else None
        progress = Progress()
        written = 0
        for number, document in enumerate(documents([file], ndjson=ndjson), 1):
            report = _report(document.data, document.file, document.line)
            progress.tick(bad=report is None)
            if report is None:
                continue
            written += 1
            if written > 1 and folder is None and (self.form.binary or output is not None):
                raise click.UsageError("Several reports need a folder as --output.")
            _write(self._document(report), folder, output, f"{number:04d}{self.form.suffix}")
        progress.done()
        sys.exit(_FAILED if progress.bad else 0)

    def _document(self, report: Report) -> bytes:
        try:
            return self.form.load().export(report, self.header, **self.options)
        except BiradsError as error:
            raise click.UsageError(str(error)) from None


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _header(path: Path | None) -> Header | None:
    try:
        return None if path is None else read_header(path)
    except InvalidHeader as error:
        raise click.UsageError(f"{path}: {error}") from None


def _report(data: bytes, file: str, line: int | None) -> Report | None:
    try:
        return parse(data)
    except InvalidReport as error:
        where = file if line is None else f"{file}:{line}"
        for issue in error.issues:
            say(f"{where}: {issue.severity} {issue.pointer or '(document)'}: {issue.message}")
        return None


def _write(data: bytes, folder: Path | None, output: Path | None, name: str) -> None:
    if folder is not None:
        write_file(folder / name, data)
    elif output is not None:
        write_file(output, data)
    else:
        write(data)
