"""Write docs/explanation/published-numbers.md from the published cohorts.

``python tools/render_audit.py`` writes it; with ``--check`` it only says whether it is current.
"""

from __future__ import annotations

from pathlib import Path

from generated import keep

from birads.audit._parts import Section, Table
from birads.audit._published import published_sections

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "published-numbers.md"
_HEAD = """<!-- Written by tools/render_audit.py from the tables of birads.audit. Do not edit. -->

# Published numbers, printed and recomputed

`birads audit --published` recomputes every figure of results that two studies print, from counts
that the studies give or allow. Nothing here is advice, and no figure is the probability of a
patient: lesions that were biopsied are a selected sample.
"""


def render() -> str:
    """Return the page."""
    return _HEAD + "".join(map(_section, published_sections()))


def _section(one: Section) -> str:
    first, *notes = one.text
    text = f"\n## {one.title}\n\n{first}\n"
    if notes:
        text += "\n" + "".join(f"- {note}\n" for note in notes)
    return text + "".join(map(_table, one.tables))


def _table(one: Table) -> str:
    rule = "|".join("---:" if n in one.numeric else "---" for n in range(len(one.head)))
    rows = "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in one.rows)
    return f"\n### {one.caption}\n\n| {' | '.join(one.head)} |\n|{rule}|\n{rows}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write what is made here, or say with ``--check`` whether it is current."""
    return keep({PAGE: render()}, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
