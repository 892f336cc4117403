"""``birads import dicom-sr`` and its like: documents of other formats as reports."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs
import click
from pydantic_core import to_json

from birads.cli._documents import shown_name, standard_input
from birads.cli._format_options import format_options, given, given_files
from birads.cli._options import files_argument
from birads.cli._output import Progress, say, say_lines, write_json
from birads.cli._places import check_places, write_file
from birads.interop.formats import Format
from birads.interop.imported import Imported
from birads.issue import BiradsError, InvalidReport, Issue, Severity
from birads.lexicon.edition import Edition

__all__ = ["import_command"]

_MOST_BYTES = 64 * 1024 * 1024
"""No more of a file is read; each format refuses sooner what is too large for it."""

_Out = Path | None
_PATH = click.Path(dir_okay=False, path_type=Path)


@attrs.define
class _Account:
    """Count every document: it is a report, or it is rejected with its reason."""

    rows: int = 0
    reports: int = 0
    rejects: list[dict[str, Any]] = attrs.field(factory=list)
    told: list[dict[str, Any]] = attrs.field(factory=list)
    reasons: Counter[str] = attrs.field(factory=Counter)
    codes: Counter[str] = attrs.field(factory=Counter)

    def reject(self, where: dict[str, Any], issues: Sequence[Issue], draft: Any) -> None:
        """Keep a document that is no report, with the draft as far as it was read."""
        errors = [issue for issue in issues if issue.severity is Severity.ERROR] or list(issues)
        reason = errors[0].code if errors else "not_a_report"
        self.reasons[reason] += 1
        listed = [issue.to_dict() for issue in issues]
        message = errors[0].message if errors else ""
        self.rejects.append(
            {**where, "reason": reason, "message": message, "issues": listed, "draft": draft}
        )

    def summary(self) -> dict[str, Any]:
        """Return the counts."""
        return {
            "rows": self.rows,
            "imported": self.rows - len(self.rejects),
            "rejected": len(self.rejects),
            "reports": self.reports,
            "reasons": dict(sorted(self.reasons.items())),
            "issues": dict(sorted(self.codes.items())),
        }


def import_command(name: str, form: Format) -> click.Command:
    """Return the command that imports documents of a format."""

    @click.command(name, help=_help(form))
    @files_argument
    @click.option(
        "--edition",
        type=click.Choice([edition.value for edition in Edition]),
        help="The edition that documents speak which do not state one.",
    )
    @click.option(
        "--rejects", type=_PATH, metavar="FILE", help="Write what is no report, with its draft."
    )
    @click.option("--summary", type=_PATH, metavar="FILE", help="Write the counts as JSON.")
    @click.option(
        "--issues", type=_PATH, metavar="FILE", help="Write what was not read, a line per report."
    )
    @format_options(form.reading)
    def command(
        files: tuple[str, ...],
        edition: str | None,
        rejects: _Out,
        summary: _Out,
        issues: _Out,
        **stated: Any,
    ) -> None:
        outs = (rejects, summary, issues)
        check_places(
            [*files, *given_files(stated)],
            zip(("--rejects", "--summary", "--issues"), outs, strict=True),
        )
        _import(_Reader(form, edition, given(stated)), files, outs)

    return command


def _help(form: Format) -> str:
    return (
        f"Import {form.title}, one line of JSON per report.\n\nA document of other software is "
        "read as far as it is coded exactly; every part that was not read is an issue. Without "
        "an edition it is a draft, and rejected."
    )


@attrs.frozen
class _Reader:
    """Read files of one format, as the caller says."""

    form: Format
    edition: str | None
    options: dict[str, Any]

    def read(self, file: str) -> Sequence[Imported]:
        """Return what each document of a file holds.

        Raises:
            InvalidReport: The file is refused as a whole.
            click.UsageError: An extra is missing, or an option cannot be what it is.
        """
        try:
            return self.form.load().read(_bytes(file), self.edition, **self.options)
        except InvalidReport:
            raise
        except BiradsError as error:
            raise click.UsageError(str(error)) from None


def _import(reader: _Reader, files: tuple[str, ...], outs: tuple[_Out, _Out, _Out]) -> None:
    account, progress = _Account(), Progress("documents")
    for file in files:
        _read(reader, file, account, progress)
    rejects, summary, issues = outs
    _write(rejects, account.rejects)
    _write(summary, [account.summary()])
    _write(issues, account.told)
    progress.done()
    _tell(account, hint=rejects is None)


def _read(reader: _Reader, file: str, account: _Account, progress: Progress) -> None:
    where = {"file": shown_name(file)}
    try:
        found = reader.read(file)
    except InvalidReport as error:
        account.rows += 1
        account.reject(where, error.issues, None)
        progress.tick(bad=True)
        for issue in error.issues:
            say(f"{where['file']}: {issue.severity} {issue.message}")
        return
    for number, one in enumerate(found, 1):
        placed = where if len(found) == 1 else {**where, "document": number}
        account.rows += 1
        progress.tick(bad=one.report is None)
        _keep(one, placed, account)


def _bytes(file: str) -> bytes:
    if file == "-":
        return standard_input().read(_MOST_BYTES + 1)
    with Path(file).open("rb") as stream:
        return stream.read(_MOST_BYTES + 1)


def _keep(one: Imported, where: dict[str, Any], account: _Account) -> None:
    account.codes.update(issue.code for issue in one.issues)
    for issue in one.issues:
        say(f"{where['file']}: {issue.severity} {issue.message}")
    if one.report is None:
        account.reject(where, one.issues, one.draft)
        return
    account.reports += 1
    if one.issues:
        listed = [issue.to_dict() for issue in one.issues]
        account.told.append({**where, "id": one.report.id, "issues": listed})
    write_json(one.report.to_json())


def _write(out: _Out, records: Iterable[dict[str, Any]]) -> None:
    if out is not None:
        write_file(out, b"".join(to_json(record) + b"\n" for record in records))


def _tell(account: _Account, *, hint: bool) -> None:
    counts = account.summary()
    total = (
        f"{counts['rows']} documents: {counts['imported']} imported, {counts['rejected']} "
        f"rejected; {sum(counts['issues'].values())} issues"
    )
    lines = [total]
    lines += [f"  {count} {reason}" for reason, count in counts["reasons"].items()]
    if counts["rejected"] and hint:
        lines.append("  --rejects FILE keeps them, each with its draft.")
    say_lines(lines)
    sys.exit(0)
