"""``birads schema``: the published JSON Schemas."""

from __future__ import annotations

import click
from pydantic_core import to_json

from birads import schema as schemas
from birads.cli.output import write

__all__ = ["schema"]


@click.command()
@click.argument("name", type=click.Choice(schemas.names()), default="report")
@click.option("--indent", is_flag=True, help="Indent by two spaces instead of one line.")
def schema(name: str, *, indent: bool) -> None:
    """Print a JSON Schema (2020-12): the report's by default."""
    text = to_json(schemas.schema(name), indent=2 if indent else None)
    write(text + b"\n")
