"""Join the commands; each is imported only when it is called."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from birads._version import __version__
from birads.cli.output import Lost

__all__ = ["app"]

# Command, module, attribute, and the line of help that the overview shows.
_COMMANDS = {
    "archive": ("birads.cli.archive", "archive", "Write the tables of an archive as Parquet."),
    "audit": ("birads.cli.audit", "audit", "Compare categories with outcomes over an archive."),
    "check": ("birads.cli.check", "check", "Say what is wrong or doubtful in reports."),
    "coverage": ("birads.cli.coverage", "coverage", "Say which rules a corpus exercised."),
    "criteria": ("birads.cli.criteria", "criteria", "Export and compare the criteria tables."),
    "explain": ("birads.cli.explain", "explain", "Say why this variant, and why not another."),
    "import": ("birads.cli.import_", "import_", "Turn public tables into reports."),
    "join": ("birads.cli.join", "join", "Join the reports of each patient to episodes."),
    "lexicon": ("birads.cli.lexicon", "lexicon", "Find, show and export the words of BI-RADS."),
    "normalise": ("birads.cli.normalise", "normalise", "Read old words as today's, and say so."),
    "recommend": ("birads.cli.recommend", "recommend", "Recommend the workup of reports."),
    "schema": ("birads.cli.schema", "schema", "Print the JSON Schemas."),
    "track": ("birads.cli.track", "track", "Show who waits for what: open items by patient."),
}


@contextmanager
def _told() -> Iterator[None]:
    """Let ``ending`` say what a system's error means: click would end a broken pipe with 1."""
    try:
        yield
    except OSError as error:
        name = error.filename
        what = os.fsdecode(name) if isinstance(name, str | bytes) else "reading or writing"
        raise Lost(error, what) from error


class _Lazy(click.Group):
    """Import a command when it is called, so that none pays for another's dependencies."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _told():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        entry = _COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = getattr(import_module(entry[0]), entry[1])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry[2]) for name, entry in sorted(_COMMANDS.items())])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="birads")
def app() -> None:
    """Validate structured breast-imaging reports and look up their recommended workup.

    Not a diagnosis, not a medical device, not endorsed by the American College of Radiology.
    FILE may be "-" for standard input; NDJSON streams are read line by line.
    """
