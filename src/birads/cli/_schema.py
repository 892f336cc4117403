"""``birads schema``: the published JSON Schemas."""

from __future__ import annotations

from typing import Any

import click
from pydantic_core import to_json

from birads import schema as schemas
from birads.cli._options import output_option
from birads.cli._output import write

__all__ = ["schema"]

_NARROW = {
    "modalities": "modality",
    "parts": "part",
    "kinds": "kind",
    "not_stated": "not_stated",
}


@click.command()
@click.argument("name", type=click.Choice(schemas.names()), default="report")
@click.option("--indent", is_flag=True, help="Indent by two spaces instead of one line.")
@click.option(
    "--titles/--no-titles",
    default=True,
    help="Leave the labels of report-typed out, for generators that name types by them.",
)
@click.option("--modality", multiple=True, help="Keep this modality of report-llm.")
@click.option("--part", multiple=True, help="Keep this member of report-llm, such as findings.")
@click.option("--kind", multiple=True, help="Keep this kind of finding of report-llm.")
@click.option(
    "--not-stated",
    type=click.Choice(["null", "word"]),
    default="null",
    show_default=True,
    help="How report-llm says that something is not stated.",
)
@output_option
def schema(name: str, *, indent: bool, titles: bool, **chosen: Any) -> None:
    """Print a JSON Schema (2020-12): the report's by default."""
    if not titles and name != "report-typed":
        raise click.UsageError("--no-titles is for report-typed.")
    narrow = {
        argument: value
        for argument, option in _NARROW.items()
        if (value := chosen[option]) not in ((), "null")
    }
    if narrow and name != "report-llm":
        raise click.UsageError(
            f"--{_NARROW[next(iter(narrow))].replace('_', '-')} is for report-llm."
        )
    if name == "report-llm":
        try:
            made = schemas.report_llm_schema(**narrow)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    else:
        made = schemas.schema(name) if titles else schemas.report_typed_schema(titles=False)
    write(to_json(made, indent=2 if indent else None) + b"\n")
