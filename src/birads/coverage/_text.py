"""Show rule coverage as plain text that also works where colour does not."""

from __future__ import annotations

from textwrap import fill

from birads.coverage._collect import Coverage
from birads.coverage._universe import GROUPS

__all__ = ["render_text"]

_WIDTH = 22


def render_text(coverage: Coverage) -> str:
    """Return a summary: a line per group, then what was never exercised."""
    lines = [
        f"Rule coverage of {coverage.topic.key}: {coverage.percent():.1f} %",
        (
            f"{coverage.reports:,} reports ({coverage.refused:,} refused), "
            f"{coverage.patterns:,} patterns of calcifications"
        ),
        "",
    ]
    for group, title in GROUPS.items():
        total = len(coverage.items[group])
        if not total:
            continue
        reached = coverage.reached(group)
        lines.append(f"{title:<{_WIDTH}} {reached:>3} of {total:<3} {_bar(reached, total)}")
    lines += ["", "Never exercised:"]
    for group, title in GROUPS.items():
        never = coverage.never(group)
        if never:
            lines.append(fill(f"  {title}: {', '.join(never)}", 100, subsequent_indent=" " * 4))
    if lines[-1] == "Never exercised:":
        lines[-1] = "Every rule was exercised."
    return "\n".join(lines) + "\n"


def _bar(reached: int, total: int, width: int = 20) -> str:
    full = width * reached // total
    return "[" + "#" * full + "." * (width - full) + "]"
