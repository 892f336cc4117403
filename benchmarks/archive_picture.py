"""Draw how the cost of an archive grows, and write the table of it into the page.

python benchmarks/archive_picture.py

The figures are ``archive_figures.ndjson``, the rows of ``archive_million.py`` that were kept: add a
row there and run this again. Both axes of the picture are logarithmic, so that a line that rises by
one square a square says that ten times the reports cost ten times the seconds.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_FIGURES = _ROOT / "benchmarks" / "archive_figures.ndjson"
_PAGE = _ROOT / "docs" / "explanation" / "archives.md"
_PICTURE = _ROOT / "docs" / "assets" / "archive-growth.svg"
_TABLE = re.compile(r"(<!-- growth -->\n).*?(<!-- end of growth -->)", re.DOTALL)

_LEFT, _TOP, _SQUARE = 70, 30, 90
_WIDE = _SQUARE * 1.6
_APART = 16  # between two labels, one under the other
_LABEL = 40  # as wide as a label is drawn
_X = (4, 7)  # powers of ten: reports
_Y = (0, 4)  # powers of ten: seconds of the processor
_COLOURS = {"join": "#005a8c", "track": "#b04a00", "audit": "#5b2a86", "recommend": "#1b6e3c"}


def _place(reports: float, seconds: float) -> tuple[float, float]:
    x = _LEFT + (math.log10(reports) - _X[0]) * _WIDE
    return x, _TOP + (_Y[1] - math.log10(seconds)) * _SQUARE


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (to_x, to_y) = start, end
    return f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{to_x:.0f}" y2="{to_y:.0f}" stroke="#ddd"/>'


def _axes() -> list[str]:
    out = []
    for power in range(_X[0], _X[1] + 1):
        start, end = _place(10**power, 10 ** _Y[0]), _place(10**power, 10 ** _Y[1])
        out.append(_line(start, end))
        label = f"{10**power:,}"
        out.append(f'<text x="{start[0]:.0f}" y="{start[1] + 20:.0f}" class="m">{label}</text>')
    for power in range(_Y[0], _Y[1] + 1):
        start, end = _place(10 ** _X[0], 10**power), _place(10 ** _X[1], 10**power)
        out.append(_line(start, end))
        label = f"{10**power:,}"
        out.append(f'<text x="{_LEFT - 8}" y="{start[1] + 5:.0f}" class="e">{label}</text>')
    middle = _place(10 ** (sum(_X) / 2), 10 ** _Y[0])
    out.append(f'<text x="{middle[0]:.0f}" y="{middle[1] + 42:.0f}" class="m">reports</text>')
    out.append(f'<text x="{_LEFT - 60}" y="{_TOP - 12}">seconds of one core</text>')
    return out


def picture(figures: list[dict[str, Any]], engine: str = "duckdb") -> str:
    """Return the picture of one engine."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in figures:
        if one["engine"] == engine:
            points[str(one["question"])].append((float(str(one["reports"])), _seconds(one)))
    out = _axes()
    labels: list[tuple[float, float]] = []
    for name, found in sorted(points.items(), key=lambda each: max(each[1])[1]):
        places = [_place(*each) for each in sorted(found)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        colour = _COLOURS[name]
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
        out.append(_label(name, *places[-1], labels))
    width = _LEFT + (_X[1] - _X[0]) * _WIDE + 110
    height = _TOP + (_Y[1] - _Y[0]) * _SQUARE + 60
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" '
        'aria-labelledby="title desc" font-family="sans-serif" font-size="13">'
        '<title id="title">How the cost of an archive grows</title>'
        '<desc id="desc">Seconds of one core against reports, both logarithmic: for join, track, '
        "audit and recommend ten times the reports cost about ten times the seconds.</desc>"
        "<style>.m{text-anchor:middle}.e{text-anchor:end}</style>"
        f'<rect width="{width:.0f}" height="{height}" fill="#fff"/>'
    )
    return "\n".join([head, *out, "</svg>"]) + "\n"


def _label(name: str, x: float, y: float, labels: list[tuple[float, float]]) -> str:
    """Return the name of a line: beside its end, or above it where others run on."""
    runs_on = x < _place(10 ** _X[1], 1)[0] - _LABEL / 2
    x, y = (x - 8, y - 6) if runs_on else _free(x + 10, y + 4, labels)
    side = ' class="e"' if runs_on else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{side} fill="{_COLOURS[name]}">{name}</text>'


def _free(x: float, y: float, labels: list[tuple[float, float]]) -> tuple[float, float]:
    """Return where a label stands: above those that it would touch, which are lower."""
    while any(abs(y - other) < _APART and abs(x - beside) < _LABEL for beside, other in labels):
        y -= 1
    labels.append((x, y))
    return x, y


def table(figures: list[dict[str, Any]]) -> str:
    """Return the figures as a table of Markdown, question by question, the smallest first."""
    lines = ["| reports | question | engine | seconds | reports a second of one core | MiB |"]
    lines.append("|---|---|---|---|---|---|")
    order = list(_COLOURS)
    for one in sorted(
        figures, key=lambda f: (order.index(f["question"]), f["engine"], f["reports"])
    ):
        engine = {"duckdb": "DuckDB", "spark": "Spark"}[one["engine"]]
        lines.append(
            f"| {one['reports']:,} | {one['question']} | {engine} | {one['cpu_seconds']:,} "
            f"| {one['reports_per_cpu_second']:,} | {one['peak_mib']:,} |"
        )
    return "\n".join(lines) + "\n"


def _seconds(figure: dict[str, Any]) -> float:
    return float(figure["cpu_seconds"])


if __name__ == "__main__":
    kept = [json.loads(line) for line in _FIGURES.read_text("utf-8").splitlines()]
    _PICTURE.write_text(picture(kept), "utf-8")
    page = _PAGE.read_text("utf-8")
    _PAGE.write_text(_TABLE.sub(lambda found: found[1] + table(kept) + found[2], page), "utf-8")
