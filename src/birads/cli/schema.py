"""``birads schema``: the published JSON Schemas."""

from __future__ import annotations

import click
from pydantic_core import to_json

from birads import schema as schemas
from birads.cli.options import output_option
from birads.cli.output import write

__all__ = ["schema"]


@click.command()
@click.argument("name", type=click.Choice(schemas.names()), default="report")
@click.option("--indent", is_flag=True, help="Indent by two spaces instead of one line.")
@click.option(
    "--titles/--no-titles",
    default=True,
    help="Leave the labels of report-typed out, for generators that name types by them.",
)
@output_option
def schema(name: str, *, indent: bool, titles: bool) -> None:
    """Print a JSON Schema (2020-12): the report's by default."""
    if not titles and name != "report-typed":
        raise click.UsageError("--no-titles is for report-typed.")
    made = schemas.schema(name) if titles else schemas.report_typed_schema(titles=False)
    write(to_json(made, indent=2 if indent else None) + b"\n")
