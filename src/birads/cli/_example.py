"""``birads example``: the reports that the documentation shows, from wherever it is installed."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import click

import birads
from birads.cli._options import output_option
from birads.cli._output import write, write_text

__all__ = ["example"]


def _folder() -> Traversable:
    """Return where the examples lie: in the wheel, or beside the sources of a checkout."""
    packed = resources.files("birads") / "examples"
    return packed if packed.is_dir() else Path(birads.__file__).parents[2] / "examples"


def _examples() -> dict[str, Traversable]:
    folder = _folder()
    files = folder.iterdir() if folder.is_dir() else ()
    return {
        one.name.removesuffix(".json"): one
        for one in sorted(files, key=lambda one: one.name)
        if one.name.endswith(".json")
    }


@click.command()
@click.argument("name", required=False)
@output_option
def example(name: str | None) -> None:
    """Print an example report, or the names of all.

    NAME is one of them; "birads example NAME | birads check -" tries it.
    """
    known = _examples()
    if name is None:
        write_text("".join(f"{each}\n" for each in known))
        return
    found = known.get(name.removesuffix(".json"))
    if found is None:
        raise click.BadParameter(f"There is no example {name!r}: {', '.join(known)}.")
    write(found.read_bytes())
