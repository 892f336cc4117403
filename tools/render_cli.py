"""Render the reference page of the command line from the commands themselves.

python tools/render_cli.py           # write docs/reference/cli.md
python tools/render_cli.py --check   # exit 1 where the committed page differs
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from generated import keep

from birads.cli._app import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"
HEAD = """<!-- Made by tools/render_cli.py from the commands: edit those. -->
# Command line

`birads` comes with the extra `cli`. FILE is a file or `-` for standard input. Text is for people;
`--format json` writes one compact line per report, in input order.

| exit status | means |
|---|---|
| 0 | nothing of severity error |
| 1 | an issue of severity error, or a document that does not parse |
| 2 | wrong usage |

[Run in a pipeline](../how-to/run-in-a-pipeline.md) shows the commands at work.
"""


def page() -> str:
    """Return the page."""
    root = click.Context(app, info_name="birads")
    parts = [HEAD]
    for name in app.list_commands(root):
        command = app.get_command(root, name)
        if command is not None:
            parts += _command(command, click.Context(command, info_name=name, parent=root), 2)
    return "\n".join(parts).rstrip() + "\n"


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    yield f"{'#' * level} {context.command_path}"
    yield ""
    yield f"`{' '.join([context.command_path, *command.collect_usage_pieces(context)])}`"
    yield ""
    yield _prose(command.help)
    yield ""
    rows = [row for param in command.params if (row := _row(param, context))]
    if rows:
        yield "| option | meaning | default |"
        yield "|---|---|---|"
        yield from rows
        yield ""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                below = click.Context(inner, info_name=name, parent=context)
                yield from _command(inner, below, level + 1)


def _prose(text: str | None) -> str:
    paragraphs = (text or "").replace("\b", "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _row(param: click.Parameter, context: click.Context) -> str | None:
    if not isinstance(param, click.Option) or param.hidden:
        return None
    names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
    if not param.is_flag:
        names += f" {_values(param, context)}"
    default = context.lookup_default(param.name or "")
    default = param.default if default is None else default
    shown = f"`{default}`" if isinstance(default, str | int | float) and not param.is_flag else ""
    return f"| {_cell(names)} | {_cell(_prose(param.help))} | {_cell(shown)} |"


def _values(param: click.Option, context: click.Context) -> str:
    if isinstance(param.type, click.Choice):
        return ", ".join(f"`{choice}`" for choice in param.type.choices)
    return f"`{param.make_metavar(context)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write what is made here, or say with ``--check`` whether it is current."""
    return keep({PAGE: page()}, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
