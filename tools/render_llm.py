"""Write ``docs/reference/llm-profiles.md`` from the schemas; with ``--check``, only compare it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generated import keep

from birads import schema

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "llm-profiles.md"
HEAD = """\
<!-- Made by tools/render_llm.py from the schemas and the table of limits: edit those. -->

# Profiles for language models

What providers publish about schemas for structured output, and the profiles into which
`birads.schema.llm_profiles(provider)` divides a report so that each keeps to it. Counts are of the
schema with every reference written out. No provider's service was called: a profile within these
numbers may still be refused for a reason that is not published.
[Fill a report with a language model](../how-to/fill-with-a-language-model.md) shows their use.

## Published limits

| provider | members | objects inside each other | words | characters | members of several types | \
members that may be left out | source |
|---|---|---|---|---|---|---|---|
"""
NAMES = ("properties", "depth", "enum_values", "characters", "unions", "optional")


def rendered() -> str:
    """Return the page."""
    return HEAD + "\n".join([*_limits(), "", *_notes(), "", *_profiles()]) + "\n"


def _limits() -> Iterator[str]:
    for each in schema.llm_limits():
        numbers = (getattr(each, name) for name in NAMES)
        cells = " | ".join("" if number is None else f"{number:,}" for number in numbers)
        yield f"| {each.title} | {cells} | [page]({each.source}) |"
    whole = schema.llm_counts(schema.report_llm_schema())
    counts = " | ".join(f"{getattr(whole, name):,}" for name in NAMES)
    yield f"| *the whole report* | {counts} | `report.llm.schema.json` |"


def _notes() -> Iterator[str]:
    for each in schema.llm_limits():
        yield f"- {each.title}: {each.note}"


def _profiles() -> Iterator[str]:
    for each in schema.llm_limits():
        yield f"## {each.title}\n"
        yield "| profile | holds | members | words | members of several types |"
        yield "|---|---|---|---|---|"
        for name, given in schema.llm_profiles(each.provider).items():
            counts = schema.llm_counts(schema.report_llm_schema(**given))
            holds = ", ".join(f"`{word}`" for word in given.get("kinds") or given["parts"])
            yield (
                f"| `{name}` | {holds} | {counts.properties} | {counts.enum_values} | "
                f"{counts.unions} |"
            )
        yield ""


def main() -> int:
    """Write what is made here, or say with ``--check`` whether it is current."""
    return keep({PAGE: rendered().rstrip() + "\n"}, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
