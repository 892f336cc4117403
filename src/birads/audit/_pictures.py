"""Draw the three pictures of an audit with Matplotlib: forest, heat map and calibration.

Every picture is drawn for a phone first (about 110 mm wide, text from 8 points), in colours that
people with colour blindness tell apart (Okabe and Ito; the map is cividis), and says nothing by
colour alone. Each has a table of the same numbers beside it in the page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from birads.audit._evidence import Calibration, Square, label
from birads.audit._intervals import Share
from birads.issue import MissingExtra

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["ForestRow", "Picture", "calibration", "forest", "heat_map"]

_INK = "#222222"
_FAINT = "#767676"
_BLUE = "#0072B2"
_ORANGE = "#D55E00"
_BAND = "#CFE3F2"
_WIDTH = 4.4
_LIMITS = (2, 10, 50, 95)
_STYLE: Any = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "text.color": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "svg.hashsalt": "birads-audit",
    "svg.fonttype": "path",
    # A dollar sign of a reader's name is a letter, never the start of a formula.
    "text.parse_math": False,
}


@attrs.frozen
class ForestRow:
    """Hold one line of a forest plot; a line without a share is a heading."""

    label: str
    share: Share | None = None
    published: tuple[float, ...] = ()


@attrs.frozen
class Picture:
    """Hold a drawn picture: a name for files, what it shows, and how to write it."""

    name: str
    caption: str
    _draw: Callable[[], Figure]

    def svg(self) -> str:
        """Return the picture as SVG, without a prolog, ready to stand in a page."""
        text = self._write("svg", metadata={"Date": None, "Creator": None}).decode()
        return text[text.index("<svg") :]

    def png(self) -> bytes:
        """Return the picture as PNG at 200 dots per inch."""
        return self._write("png", dpi=200, metadata={"Software": None})

    def _write(self, form: str, **how: Any) -> bytes:
        try:
            from matplotlib import rc_context
        except ImportError:
            raise MissingExtra("audit", "matplotlib") from None
        out = io.BytesIO()
        with rc_context(_STYLE):
            self._draw().savefig(out, format=form, facecolor="white", **how)
        return out.getvalue()


def forest(name: str, caption: str, rows: Sequence[ForestRow], published: str) -> Picture:
    """Return shares with exact intervals, and published values as hollow diamonds."""
    return Picture(name, caption, lambda: _forest(rows, published))


def heat_map(name: str, caption: str, square: Square) -> Picture:
    """Return the share of each pair of words; a cell with too few cases has counts only."""
    return Picture(name, caption, lambda: _heat_map(square))


def calibration(name: str, caption: str, rows: Sequence[Calibration]) -> Picture:
    """Return what became of each category against the likelihood that its meaning states."""
    return Picture(name, caption, lambda: _calibration(rows))


def _figure(height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(_WIDTH, height), layout="constrained")


def _percent_axis(axes: Axes, rows: int) -> None:
    axes.set_xlim(-2, 102)
    axes.set_ylim(rows - 0.5, -0.7)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_xlabel("malignant, %")
    axes.tick_params(length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="x", color="#E4E4E4", linewidth=0.7)
    axes.set_axisbelow(True)


def _whisker(axes: Axes, y: float, share: Share, colour: str) -> None:
    if share.value is None or share.exact is None:
        said = "too few" if "too few" in (share.reason or "") else "not computable"
        axes.text(7, y, said, va="center", fontsize=8, color=_FAINT, style="italic")
        return
    axes.plot(
        [100 * share.exact.low, 100 * share.exact.high], [y, y], color=colour, lw=1.6, zorder=3
    )
    axes.plot([100 * share.value], [y], "s", color=colour, ms=4.5, zorder=4)


def _counts_right(axes: Axes, y: float, share: Share) -> None:
    text = f"{share.k:,}/{share.n:,}"
    axes.text(1.02, y, text, transform=axes.get_yaxis_transform(), va="center", fontsize=8)


def _forest(rows: Sequence[ForestRow], published: str) -> Figure:
    figure = _figure(1.1 + 0.235 * len(rows))
    axes = figure.add_subplot()
    _percent_axis(axes, len(rows))
    for y, row in enumerate(rows):
        if row.share is None:
            continue
        quoted = list(row.published)
        axes.plot(
            quoted, [y] * len(quoted), "D", mfc="none", mec=_ORANGE, ms=4.5, mew=1.0, zorder=2
        )
        _whisker(axes, y, row.share, _BLUE)
        _counts_right(axes, y, row.share)
    axes.set_yticks(range(len(rows)), [_short(row.label) for row in rows])
    for tick, row in zip(axes.get_yticklabels(), rows, strict=True):
        tick.set_fontweight("bold" if row.share is None else "normal")
        tick.set_fontsize(8.5)
    figure.supxlabel(
        f"square and line: this archive, 95 % interval\n{published}", fontsize=8, color=_INK
    )
    return figure


def _short(text: str, most: int = 26) -> str:
    """Break a long label once, so that it stays readable on a narrow picture."""
    text = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
    if len(text) <= most:
        return text
    words = text.split()
    first = ""
    while words and len(first) + len(words[0]) < most:
        first += words.pop(0) + " "
    rest = " ".join(words)
    return first.strip() + "\n" + (rest if len(rest) <= most else rest[: most - 1] + "…")


def _heat_map(square: Square) -> Figure:
    from matplotlib import colormaps

    figure = _figure(1.5 + 0.36 * len(square.rows))
    axes = figure.add_subplot()
    colours = colormaps["cividis"]
    for (row, column), share in square.cells.items():
        x, y = square.columns.index(column), square.rows.index(row)
        known = share.value is not None
        fill = colours(share.value) if share.value is not None else "#F2F2F2"
        dark = share.value is not None and share.value < 0.55  # noqa: PLR2004 - cividis turns light
        _cell(axes, x, y, fill, hatch=not known)
        ink = "white" if dark else (_INK if known else "#555555")
        text = f"{100 * share.value:.0f} %\n" if share.value is not None else ""
        axes.text(
            x, y, f"{text}{share.k}/{share.n}", ha="center", va="center", color=ink, fontsize=8
        )
    axes.set_xlim(-0.5, len(square.columns) - 0.5)
    axes.set_ylim(len(square.rows) - 0.5, -0.5)
    columns = [_short(label(square.second, word), 11) for word in square.columns]
    axes.set_xticks(range(len(columns)), columns, rotation=35, ha="right", fontsize=8.5)
    rows = [_short(label(square.first, word), 22) for word in square.rows]
    axes.set_yticks(range(len(rows)), rows, fontsize=8.5)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    note = "malignant of known; hatched: too few for a share"
    figure.supxlabel(note, fontsize=8, color=_INK)
    return figure


def _cell(axes: Axes, x: int, y: int, fill: Any, *, hatch: bool) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle(
            (x - 0.5, y - 0.5),
            1,
            1,
            facecolor=fill,
            edgecolor="#C4C4C4" if hatch else "white",
            hatch="///" if hatch else None,
            linewidth=0.8,
        )
    )


def _calibration(rows: Sequence[Calibration]) -> Figure:
    figure = _figure(1.3 + 0.42 * len(rows))
    axes = figure.add_subplot()
    _percent_axis(axes, len(rows))
    axes.set_xticks(_LIMITS, [str(limit) for limit in _LIMITS])
    axes.tick_params(axis="x", labelsize=8)
    for y, row in enumerate(rows):
        low, high = row.low, max(row.high, row.low + 0.8)
        axes.barh(y, high - low, left=low, height=0.72, color=_BAND, zorder=1)
        _whisker(axes, y, row.share, _BLUE)
        _counts_right(axes, y, row.share)
    labels = [f"category {row.category.value}" for row in rows]
    axes.set_yticks(range(len(rows)), labels, fontsize=9)
    note = "band: likelihood that the category states\nsquare and line: this archive, 95 % interval"
    figure.supxlabel(note, fontsize=8, color=_INK)
    return figure
