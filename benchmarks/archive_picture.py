"""Draw how the cost of an archive grows: ``archive_picture.py figures.ndjson > growth.svg``.

The figures are those of ``archive_million.py``. Both axes are logarithmic, so that a line that
rises by one square a square says that ten times the reports cost ten times the seconds.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

_LEFT, _TOP, _SQUARE = 70, 30, 110
_X = (4, 6)  # powers of ten: reports
_Y = (0, 3)  # powers of ten: seconds of the processor
_COLOURS = {"join": "#005a8c", "track": "#b04a00", "audit": "#5b2a86", "recommend": "#1b6e3c"}


def _place(reports: float, seconds: float) -> tuple[float, float]:
    x = _LEFT + (math.log10(reports) - _X[0]) * _SQUARE * 1.6
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


def picture(figures: list[dict[str, object]], engine: str = "duckdb") -> str:
    """Return the picture of one engine."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in figures:
        if one["engine"] == engine:
            points[str(one["question"])].append((float(str(one["reports"])), _seconds(one)))
    out = _axes()
    for name, found in points.items():
        places = [_place(*each) for each in sorted(found)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        colour = _COLOURS[name]
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
        x = places[-1][0] + 10
        y = places[-1][1] - 4
        out.append(f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}">{name}</text>')
    width, height = _LEFT + 2 * _SQUARE * 1.6 + 110, _TOP + 3 * _SQUARE + 60
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


def _seconds(figure: dict[str, object]) -> float:
    return float(str(figure["cpu_seconds"]))


if __name__ == "__main__":
    told = Path(sys.argv[1]).read_text("utf-8").splitlines()
    sys.stdout.write(picture([json.loads(line) for line in told]))
