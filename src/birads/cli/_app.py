"""Join the commands; each is imported only when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from birads._version import __version__
from birads.cli._documents import collect_from_now_on
from birads.cli._output import told

__all__ = ["app"]

# Command, module, attribute, and the line of help that the overview shows.
_COMMANDS = {
    "archive": ("birads.cli._archive", "archive", "Write the tables of an archive as Parquet."),
    "audit": ("birads.cli._audit", "audit", "Compare categories with outcomes over an archive."),
    "check": ("birads.cli._check", "check", "Say what is wrong or doubtful in reports."),
    "coverage": ("birads.cli._coverage", "coverage", "Say which rules a corpus exercised."),
    "criteria": ("birads.cli._criteria", "criteria", "Export and compare the criteria tables."),
    "evaluate": ("birads.cli._evaluate", "evaluate", "Judge drafts against gold drafts."),
    "example": ("birads.cli._example", "example", "Print an example report."),
    "explain": ("birads.cli._explain", "explain", "Say why this variant, and why not another."),
    "export": ("birads.cli._export", "export", "Write reports as documents of other formats."),
    "import": ("birads.cli._import_", "import_", "Turn tables and other documents into reports."),
    "join": ("birads.cli._join", "join", "Join the reports of each patient to episodes."),
    "lexicon": ("birads.cli._lexicon", "lexicon", "Find, show and export the words of BI-RADS."),
    "normalise": ("birads.cli._normalise", "normalise", "Read old words as today's, and say so."),
    "read-text": ("birads.cli._read_text", "read_text", "Read narratives into drafts of reports."),
    "recommend": ("birads.cli._recommend", "recommend", "Recommend the workup of reports."),
    "say": ("birads.cli._say", "say", "Say reports in words, in five languages."),
    "serve": ("birads.service._serve", "serve", "Answer over HTTP, with a page for reports."),
    "schema": ("birads.cli._schema", "schema", "Print the JSON Schemas."),
    "track": ("birads.cli._track", "track", "Show who waits for what: open items by patient."),
}


_OTHER_NAMES = {"normalize": "normalise", "validate": "check"}


class _Lazy(click.Group):
    """Import a command when it is called, so that none pays for another's dependencies."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with told():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        entry = _COMMANDS.get(_OTHER_NAMES.get(cmd_name, cmd_name))
        if entry is None:
            return None
        command: click.Command = getattr(import_module(entry[0]), entry[1])
        collect_from_now_on()
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of the first word; of one that there is not, what may be meant."""
        name = args[0]
        if name[:1].isalnum() and self.get_command(ctx, name) is None:
            from difflib import get_close_matches

            near = get_close_matches(name.lower(), (*_COMMANDS, *_OTHER_NAMES), 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

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
