"""Draw the rooms of the library from its own imports: docs/explanation/architecture.md.

A part is a package or module right under ``birads``. It stands on every part that it imports at
the top of a module: what is imported inside a function is used only when asked for, and holds
nothing up. Former names, kept for one release, are left out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from generated import keep

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "birads"
PAGE = ROOT / "docs" / "explanation" / "architecture.md"
PICTURE = ROOT / "docs" / "assets" / "architecture.svg"
FORMER = "Former name of"
OUTSIDE = ("__init__", "__main__")
WIDE, HIGH, GAP, PER_ROW = 150, 34, 14, 6

HEAD = """\
<!-- Made by tools/render_architecture.py from the source: edit the docstrings of the packages. -->

# Architecture

Every part stands only on parts of lower floors; no two parts need each other, and a test holds
this. What is optional (a format of a hospital, a service, an engine) is imported when it is used,
so that `import birads` loads the lowest floors alone.

![The floors of the library; the table below says the same in words.](../assets/architecture.svg)

A report goes up through the floors once: `parsing` reads bytes into the models of `report`,
`checks` asks whether they make sense, `acr_criteria` which variants they match and what
follows. Words and facts about words are rows of tables in `lexicon` and in the `data` folders,
each with its source; code holds no clinical number.

| floor | part | what is in the room | stands on |
|---|---|---|---|
"""


def parts() -> dict[str, list[Path]]:
    """Return the modules of each part, by its name."""
    found: dict[str, list[Path]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        inside = path.relative_to(SOURCE).parts
        name = inside[0] if len(inside) > 1 else path.stem
        if name not in OUTSIDE:
            found.setdefault(name, []).append(path)
    return {name: paths for name, paths in found.items() if not says(name).startswith(FORMER)}


def says(name: str) -> str:
    """Return the first line of what a part says of itself."""
    package = SOURCE / name / "__init__.py"
    text = (package if package.exists() else SOURCE / f"{name}.py").read_text("utf-8")
    return (
        (ast.get_docstring(ast.parse(text)) or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")
    )


def imported(path: Path) -> Iterator[str]:
    """Yield the parts that a module imports as it is loaded."""
    stack: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            stack += node.orelse
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "birads":
            inside = (node.module or "").split(".")[1:]
            yield from inside[:1] or (alias.name for alias in node.names)
        stack += ast.iter_child_nodes(node)


def needs() -> dict[str, frozenset[str]]:
    """Return the other parts that each part stands on."""
    known = parts()
    return {
        name: frozenset(
            other for path in paths for other in imported(path) if other in known and other != name
        )
        for name, paths in known.items()
    }


def floors(needed: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Return the floor of each part: one above the highest that it stands on.

    Raises:
        ValueError: Parts need each other, so that none of them is lower.
    """
    found: dict[str, int] = {}
    while len(found) < len(needed):
        ready = [name for name, on in needed.items() if name not in found and on <= found.keys()]
        if not ready:
            circle = sorted(name for name in needed if name not in found)
            raise ValueError(f"these parts need each other: {', '.join(circle)}")
        found |= {name: 1 + max((found[on] for on in needed[name]), default=-1) for name in ready}
    return found


def page() -> str:
    """Return the page with its table, the lowest floor last as in the picture."""
    needed = needs()
    found = floors(needed)
    rows = sorted(found, key=lambda name: (-found[name], name))
    return HEAD + "".join(_line(name, found[name], needed[name]) for name in rows)


def _line(name: str, floor: int, on: frozenset[str]) -> str:
    under = ", ".join(f"`{each}`" for each in sorted(on)) or "nothing"
    room = says(name).replace("``", "`").replace("|", "\\|")
    return f"| {floor} | `{name}` | {room} | {under} |\n"


def picture() -> str:
    """Return the floors as an SVG that can be read aloud."""
    found = floors(needs())
    rows = [
        names[start : start + PER_ROW]
        for floor in sorted(set(found.values()), reverse=True)
        if (names := sorted(name for name, on in found.items() if on == floor))
        for start in range(0, len(names), PER_ROW)
    ]
    width = PER_ROW * (WIDE + GAP) + GAP
    height = len(rows) * (HIGH + GAP) + GAP
    boxes = "".join(_row(names, number) for number, names in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="t d">\n'
        '<title id="t">The floors of the library, the highest first</title>\n'
        f'<desc id="d">{"; ".join(", ".join(names) for names in rows)}</desc>\n'
        "<style>text{font:600 14px system-ui,sans-serif;fill:#12303a;text-anchor:middle}"
        "rect{fill:#e3f1f4;stroke:#2b6f80}</style>\n"
        f'<rect width="{width}" height="{height}" style="fill:#fff;stroke:none"/>\n{boxes}</svg>\n'
    )


def _row(names: list[str], number: int) -> str:
    y = GAP + number * (HIGH + GAP)
    left = (PER_ROW * (WIDE + GAP) + GAP - len(names) * (WIDE + GAP) + GAP) / 2
    return "".join(
        f'<rect x="{left + place * (WIDE + GAP):g}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6"/>'
        f'<text x="{left + place * (WIDE + GAP) + WIDE / 2:g}" y="{y + 22}">{escape(name)}</text>\n'
        for place, name in enumerate(names)
    )


def main() -> int:
    """Write what is made here, or say with ``--check`` whether it is current."""
    return keep({PAGE: page(), PICTURE: picture()}, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
