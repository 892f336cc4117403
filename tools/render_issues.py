"""Write ``docs/reference/issues.md`` from the registry; with ``--check``, only compare it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from generated import keep

from birads.checks import CHECKS, Check
from birads.checks._codes import OTHER, REFUSED
from birads.checks._needs import Need

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "issues.md"
REFUSING = ("parsing/_document.py", "parsing/_parse.py", "parsing/_refusal.py", "parsing/_scan.py")

HEAD = """\
<!-- Made by tools/render_issues.py from birads.checks and the codes of parse: edit those. -->

# Issues

An issue says one thing: `code, severity, pointer, message, hint, source`. `pointer` is an
[RFC 6901](https://www.rfc-editor.org/rfc/rfc6901) pointer that resolves in the document; for a
missing member it names the parent. `error` is for a document that contradicts itself or does not
parse, `warning` for what is clinically doubtful, `information` for words normalised and facts
missing. Only errors fail `birads check`.

Issues on which the line between the categories 0-3 and 4-6 depends carry `"crosses": true` and
come first. A check says that a stated category and the rest of the report disagree; it never
assigns a category, and nothing here is advice for a patient.
"""

THEMES = {
    "sides": "Sides",
    "sides_of_exam": "Sides against the exams",
    "sides_of_findings": "Sides against the findings",
    "side_texts": "Sides in texts",
    "views": "Views",
    "references": "References",
    "dates": "Dates",
    "history": "History",
    "request": "Question, symptoms and denials",
    "cancers": "Known cancers",
    "nodes": "Lymph nodes",
    "earlier": "Plans by date, and earlier categories",
    "tissue_states": "The state of a result",
    "removed": "A breast that was removed",
    "categories": "Categories against each other",
    "overall": "The overall category",
    "addenda": "Categories in addenda",
    "recall": "Recalls",
    "recalled": "Recalled findings",
    "special": "Categories with a condition of their own",
    "management": "Categories against management",
    "needless": "Tissue without a category that asks for it",
    "follow_up": "Follow-up and screening",
    "descriptors": "Calcifications against the category",
    "forms": "Other findings against the category",
    "beside": "What was seen beside, against the category",
    "setting": "Settings that ask for one step more",
    "other_modality": "Another modality",
    "calcifications": "The sense of calcifications",
    "contrast": "Contrast at the site of calcifications",
    "completeness": "Completeness",
    "assessed": "What was imaged is assessed",
    "sizes": "Sizes and margins",
    "editions": "Editions",
    "biopsy": "Biopsy",
    "concordance": "Result against image",
    "tissue": "After the result",
}


def words_of_parser() -> tuple[set[str], set[str]]:
    """Return the codes that the parser gives to issues, and every text in its source."""
    makers = {"_error", "_issue", "_refused", "Issue"}
    codes: set[str] = set()
    texts: set[str] = set()
    for name in REFUSING:
        for node in ast.walk(ast.parse((ROOT / "src" / "birads" / name).read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in makers:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    codes.add(str(first.value))
    return codes, texts


def rendered() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_overview(), *_sections(), *_refused(), *_others()])


def _overview() -> Iterator[str]:
    yield f"## All {len(CHECKS)} checks\n"
    yield "| code | severity | can cross 0-3 / 4-6 |\n|---|---|---|"
    for each in CHECKS.values():
        crosses = "yes" if each.crosses else ""
        yield f"| [`{each.code}`](#{each.code}) | {each.severity} | {crosses} |"
    yield ""


def _sections() -> Iterator[str]:
    for theme, checks in groupby(CHECKS.values(), key=lambda each: each.theme):
        yield f"## {THEMES[theme]}\n"
        for each in checks:
            yield from _section(each)


def _section(each: Check) -> Iterator[str]:
    yield f"### {each.code}\n"
    yield f"{each.says.replace('Find ', 'Finds ', 1)} {each.silent}\n"
    crosses = ", can cross 0-3 / 4-6" if each.crosses else ""
    yield f"- severity: {each.severity}{crosses}"
    if each.needs:
        yield f"- asked where there is: {', '.join(need for need in Need if need in each.needs)}"
    yield f"- source: {each.source}\n"


def _refused() -> Iterator[str]:
    yield "## What `parse` refuses\n"
    yield "Each is an error, and the document is not a report.\n"
    yield "| code | meaning |\n|---|---|"
    for code, meaning in REFUSED.items():
        yield f"| `{code}` | {meaning} |"
    yield ""


def _others() -> Iterator[str]:
    yield "## What policies and `normalise` add\n"
    yield "| code | meaning |\n|---|---|"
    for code, meaning in OTHER.items():
        yield f"| `{code}` | {meaning} |"
    yield ""


def main() -> int:
    """Write what is made here, or say with ``--check`` whether it is current."""
    return keep({PAGE: rendered()}, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
