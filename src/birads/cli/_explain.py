"""``birads explain``: why this variant, why not that one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from birads._visible import visible
from birads.acr_criteria._explain import explain as explain_report
from birads.cli._options import (
    files_argument,
    format_option,
    max_bytes_option,
    ndjson_option,
    output_option,
    topic_of,
    topic_option,
)
from birads.cli._output import console, write_json, write_text
from birads.cli._reports import reports

__all__ = ["explain"]


@click.command()
@files_argument
@click.option("--variant", type=int, help='Answer "why not variant N?".')
@format_option("text", "json", "markdown")
@ndjson_option
@topic_option
@max_bytes_option
@output_option
def explain(
    files: tuple[str, ...], variant: int | None, form: str, ndjson: bool, topic_file: Path | None
) -> None:
    """Explain the answer for each report: every condition, and where it was read.

    Exit status 1 where a report does not parse.
    """
    topic = topic_of(topic_file)
    if variant is not None and variant not in topic.variants:
        numbers = ", ".join(map(str, sorted(topic.variants))) or "none"
        raise click.BadParameter(
            f"{topic.key} has these variants: {numbers}.", param_hint="--variant"
        )
    screen = console()
    failed = False
    for one in reports(files, ndjson=ndjson):
        if one.report is None:
            failed = True
            answer = one.refusal()
            if form == "json":
                write_json(answer)
            else:
                from birads.cli._show import show_refusal

                show_refusal(screen, answer)
            continue
        explanation = explain_report(one.report, variant, topic=topic)
        if form == "json":
            write_json(explanation.to_json())
        elif form == "markdown":
            from birads.cli._markdown import explanation_markdown

            write_text(visible(explanation_markdown(explanation), keep="\n"))
        else:
            from birads.cli._show import show_explanation

            show_explanation(screen, explanation)
    sys.exit(1 if failed else 0)
