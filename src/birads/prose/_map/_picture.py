"""Draw one breast as SVG: from the front with clock and quadrants, and from the side with depth.

A band is dashed and pale, a point is a full dot. Nothing is told by colour alone: each mark has a
number, and beside the picture a label with kind, category and change, joined by a line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from html import escape

import attrs

from birads.prose._map._entries import Entry, Spot
from birads.prose._map._places import Area

__all__ = ["Words", "picture"]

_WIDTH = 396
_COLUMN = 148
_GUTTER = 22
_RADIUS = 84
_TOP = 64
_LINE = 13
_GAP = 9
_LETTERS = 18
_BADGE = 9
_SIDE_HEIGHT = 162
_DEEP = 190
_UP, _DOWN = 22.0, 138.0
_COLOURS = {
    "0": "#4a6785",
    "1": "#2e7d5b",
    "2": "#2e7d5b",
    "3": "#8a6d00",
    "4": "#b45309",
    "5": "#b3261e",
    "6": "#6b3fa0",
}
_NONE = "#555555"


@attrs.frozen
class Words:
    """Hold the words of one picture."""

    breast: str
    front: str
    side: str
    outer: str
    inner: str
    depths: tuple[str, str, str]
    description: str


@attrs.define
class _Badges:
    """Keep numbers from lying on each other."""

    taken: list[tuple[float, float]] = attrs.field(factory=list)

    def free(self, x: float, y: float) -> tuple[float, float]:
        """Return the place itself, or the nearest one beside it where no number stands."""
        for ring in range(40):
            for dx, dy in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1)):
                at = (x + dx * ring * _BADGE, y + dy * ring * _BADGE)
                if all(abs(at[0] - a) + abs(at[1] - b) >= 2.2 * _BADGE for a, b in self.taken):
                    self.taken.append(at)
                    return at
        return x, y


def picture(side: str, entries: tuple[Entry, ...], words: Words, name: str) -> str:
    """Return the picture of the breast of a side, with a title and a text for who cannot see it."""
    here = [(entry, spot) for entry in entries for spot in entry.spots if spot.side == side]
    blocks = _blocks(dict.fromkeys(entry for entry, _ in here))
    under = 2 * _RADIUS + _TOP + 44
    labels = _TOP - 20 + sum(one.height for one in blocks.values())
    centre = (_WIDTH - _RADIUS - 30 if side == "right" else _RADIUS + 30, _TOP + _RADIUS + 8)
    left = _WIDTH - _DEEP - 20 if side == "right" else 20
    parts = [
        *_breast(side, centre, words),
        *_front(side, here, blocks, centre),
        f'<g transform="translate({left} {under:g})">',
        *_profile(side, here, words, f"{name}-c"),
        "</g>",
    ]
    whole = max(under + _SIDE_HEIGHT, labels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {whole:g}" role="img" '
        f'aria-labelledby="{name}-t {name}-d" class="breast">'
        f'<title id="{name}-t">{escape(words.breast)}</title>'
        f'<desc id="{name}-d">{escape(words.description)}</desc>\n' + "\n".join(parts) + "</svg>"
    )


@attrs.frozen
class _Block:
    """Hold the lines of a label and where they stand; the first ``bold`` ones name the kind."""

    y: float
    lines: tuple[str, ...]
    bold: int

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + _GAP


def _blocks(entries: Mapping[Entry, None]) -> dict[int, _Block]:
    blocks: dict[int, _Block] = {}
    y = float(_TOP - 30)
    ordered = sorted(entries, key=lambda one: (_height(one), one.number))
    for entry in ordered:
        kind = _wrapped(" + ".join(entry.kinds))
        tags = [line for tag in entry.tags for line in _wrapped(tag)]
        blocks[entry.number] = _Block(y, (*kind, *tags), len(kind))
        y += blocks[entry.number].height
    return blocks


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _LETTERS, break_long_words=True)


def _height(entry: Entry) -> float:
    return entry.spots[0].areas[0].middle()[1]


def _breast(side: str, centre: tuple[float, float], words: Words) -> Iterator[str]:
    x, y = centre
    out = 1 if side == "left" else -1
    edge = x + out * _RADIUS
    yield f'<text class="view" x="{x:g}" y="14" text-anchor="middle">{escape(words.front)}</text>'
    yield (
        f'<path class="skin" d="M{x + out * 38:g} {y - 75:g} Q{x + out * 84:g} {y - 118:g} '
        f'{x + out * 104:g} {y - 112:g} Q{edge + out * 6:g} {y - 70:g} {edge:g} {y - 6:g}"/>'
    )
    yield f'<circle class="skin" cx="{x:g}" cy="{y:g}" r="{_RADIUS}"/>'
    yield (
        f'<path class="grid" d="M{x - _RADIUS:g} {y:g}H{x + _RADIUS:g}'
        f'M{x:g} {y - _RADIUS:g}V{y + _RADIUS:g}"/>'
    )
    for hour, dx, dy in ((12, 0, -1), (3, 1, 0), (6, 0, 1), (9, -1, 0)):
        at = (x + dx * (_RADIUS + 9), y + dy * (_RADIUS + 9) + 3.5)
        yield f'<text class="hour" x="{at[0]:g}" y="{at[1]:g}" text-anchor="middle">{hour}</text>'
    for word, where in ((words.outer, out), (words.inner, -out)):
        at_x = x + where * (_RADIUS - 4)
        anchor = "end" if where > 0 else "start"
        yield (
            f'<text class="hour" x="{at_x:g}" y="{y + _RADIUS + 12:g}" '
            f'text-anchor="{anchor}">{escape(word)}</text>'
        )
    yield f'<circle class="nipple" cx="{x:g}" cy="{y:g}" r="11"/>'
    yield f'<circle class="nipple" cx="{x:g}" cy="{y:g}" r="3.5"/>'


def _front(
    side: str,
    here: list[tuple[Entry, Spot]],
    blocks: Mapping[int, _Block],
    centre: tuple[float, float],
) -> Iterator[str]:
    badges = _Badges()
    marks: list[str] = []
    for entry, spot in here:
        colour = _colour(entry)
        for area in spot.areas:
            yield _shape(area, centre, colour)
        middle = spot.areas[0].middle()
        beside = _BADGE + 3 if spot.areas[0].is_point else 0  # a dot is not to be covered
        x, y = (centre[axis] + middle[axis] * _RADIUS for axis in (0, 1))
        at = badges.free(x + beside, y - beside)
        marks.append(_leader(side, blocks[entry.number], at, colour))
        marks.append(_badge(entry, at, colour))
    yield from marks
    for number, block in blocks.items():
        entry = next(one for one, _ in here if one.number == number)
        yield from _label(side, number, block, _colour(entry))


def _shape(area: Area, centre: tuple[float, float], colour: str) -> str:
    points = [(centre[0] + x * _RADIUS, centre[1] + y * _RADIUS) for x, y in area.outline()]
    if area.is_point:
        x, y = points[0]
        return f'<circle class="point" fill="{colour}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon class="band" fill="{colour}" stroke="{colour}" points="{path}"/>'


def _badge(entry: Entry, at: tuple[float, float], colour: str) -> str:
    return (
        f'<g class="badge" data-pointer="{escape(" ".join(entry.pointers))}">'
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{_BADGE}" fill="{colour}"/>'
        f'<text x="{at[0]:.1f}" y="{at[1] + 3.6:.1f}" text-anchor="middle">'
        f"{entry.number}</text></g>"
    )


def _leader(side: str, block: _Block, at: tuple[float, float], colour: str) -> str:
    x = _COLUMN - 4 if side == "right" else _WIDTH - _COLUMN + 4
    y = block.y + _LINE * 0.65
    return (
        f'<line class="leader" stroke="{colour}" x1="{x:g}" y1="{y:.1f}" '
        f'x2="{at[0]:.1f}" y2="{at[1]:.1f}"/>'
    )


def _label(side: str, number: int, block: _Block, colour: str) -> Iterator[str]:
    x = 2 if side == "right" else _WIDTH - _COLUMN + 8
    for line, text in enumerate((f"{number}.", *block.lines)):
        at = x if line == 0 else x + _GUTTER
        weight = ' font-weight="bold"' if line <= block.bold else ""
        yield (
            f'<text class="label" fill="{colour}"{weight} x="{at:g}" '
            f'y="{block.y + max(line, 1) * _LINE - 2:.1f}">{escape(text)}</text>'
        )


def _profile(side: str, here: list[tuple[Entry, Spot]], words: Words, clip: str) -> Iterator[str]:
    """Yield the side view: the nipple looks away from the middle of the page."""
    middle = (_UP + _DOWN) / 2
    wall = _across(side, 1)
    skin = _skin(side)
    yield f'<clipPath id="{clip}"><path d="{skin}"/></clipPath>'
    yield (
        f'<text class="view" x="{_DEEP / 2:g}" y="10" text-anchor="middle">'
        f"{escape(words.side)}</text>"
    )
    yield f'<path class="skin" d="{skin}"/>'
    yield f'<path class="wall" d="M{wall:g} {_UP - 4:g}V{_DOWN + 4:g}"/>'
    for third in (1 / 3, 2 / 3):
        yield f'<path class="grid" d="M{_across(side, third):.1f} {_UP:g}V{_DOWN:g}"/>'
    for number, word in enumerate(words.depths):
        at = _across(side, (2 * number + 1) / 6)
        yield (
            f'<text class="hour" x="{at:.1f}" y="{_DOWN + 14:g}" text-anchor="middle">'
            f"{escape(word)}</text>"
        )
    yield f'<circle class="nipple" cx="{_across(side, 0):g}" cy="{middle:g}" r="4"/>'
    yield from _deep(side, here, clip)


def _across(side: str, deep: float) -> float:
    x = 16 + deep * (_DEEP - 16)
    return x if side == "right" else _DEEP - x


def _skin(side: str) -> str:
    middle = (_UP + _DOWN) / 2
    at = [_across(side, deep) for deep in (1, 0.35, 0.02, 0, 0.02, 0.4)]
    return (
        f"M{at[0]:g} {_UP:g} C{at[1]:g} {_UP + 6:g} {at[2]:g} {middle - 30:g} {at[3]:g} "
        f"{middle:g} C{at[4]:g} {middle + 40:g} {at[5]:g} {_DOWN:g} {at[0]:g} {_DOWN:g}Z"
    )


def _deep(side: str, here: list[tuple[Entry, Spot]], clip: str) -> Iterator[str]:
    badges = _Badges()
    marks: list[str] = []
    for entry, spot in here:
        if spot.depth is None:
            continue
        box = _box(spot, (_UP + _DOWN) / 2, (_DOWN - _UP) / 2 - 2)
        left, right = sorted(_across(side, deep) for deep in spot.depth)
        colour = _colour(entry)
        yield (
            f'<rect class="band" clip-path="url(#{clip})" fill="{colour}" stroke="{colour}" '
            f'x="{left:.1f}" y="{box[0]:.1f}" width="{right - left:.1f}" '
            f'height="{box[1] - box[0]:.1f}"/>'
        )
        marks.append(_badge(entry, badges.free((left + right) / 2, sum(box) / 2), colour))
    yield from marks


def _box(spot: Spot, middle: float, half: float) -> tuple[float, float]:
    """Return from which height to which a spot reaches, read off its front view."""
    heights = [min(max(y, -1.0), 1.0) for area in spot.areas for _, y in area.outline()]
    top, bottom = middle + min(heights) * half, middle + max(heights) * half
    return (top - 4, bottom + 4) if bottom - top < 8 else (top, bottom)  # noqa: PLR2004 - a line


def _colour(entry: Entry) -> str:
    return _COLOURS.get((entry.category or " ")[0], _NONE)
