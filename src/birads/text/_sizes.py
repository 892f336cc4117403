"""Read numbers with their units: sizes, distances from the nipple, hours of the clock, months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.text._context import Context, View
from birads.text._draft import Span
from birads.text._mentions import Mention
from birads.text._scope import Is

__all__ = ["distances", "hours", "months", "sizes"]

_MM: Final = {"mm": 1.0, "cm": 10.0}
_LARGEST: Final = 1000.0
_HOURS: Final = 12
_HALF: Final = 30
_OF_DAY: Final = ("am", "pm", "a", "p", "h", "hours", "o", "uhr")
_ALLOWED: Final = Is.PLAN | Is.POSSIBLE


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _known(view: View) -> dict[int, Mention]:
    return {m.first: m for m in view.sentence.mentions}


def _whole(value: float) -> float | int:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _measures(
    context: Context, view: View, start: int, end: int
) -> Iterator[tuple[list[float], int, int]]:
    """Yield the millimetres of each measure, with its first and last token."""
    known = _known(view)
    at = start
    while at < end:
        if context.tokens[at].kind != "number":
            at += 1
            continue
        run = _run(context, view, at, known)
        if run is None:
            at += 1
            continue
        values, last = run
        if not view.flag(at) & ~_ALLOWED:
            yield values, at, last
        at = last + 1


def _run(
    context: Context, view: View, at: int, known: dict[int, Mention]
) -> tuple[list[float], int] | None:
    """Read "9 x 6 x 8 mm": numbers with "x" between and a unit after the last at least."""
    if (
        at - 1 > view.sentence.first
        and context.tokens[at - 1].text in "-\u2013"
        and context.tokens[at - 2].kind == "number"
    ):
        return None  # the end of a range, such as 2-3 mm
    plain: list[float] = []
    factor: float | None = None
    last = at
    while at < view.sentence.end and context.tokens[at].kind == "number":
        plain.append(_number(context.tokens[at].text))
        last = at
        at += 1
        if at < view.sentence.end and context.tokens[at].text in "-\u2010\u2011":
            inner = known.get(at + 1)
            at = at + 1 if inner is not None and inner.of("unit") else at
        unit = known.get(at)
        if unit is not None and unit.of("unit") in _MM:
            factor = _MM[unit.of("unit") or "mm"]
            last = unit.last
            at = unit.last + 1
        times = known.get(at)
        sign = at < view.sentence.end and context.tokens[at].text in ("x", "\u00d7", "*")
        if not sign and not (times is not None and times.has("times")):
            break
        at = at + 1 if times is None else times.last + 1
    if factor is None or plain == [0.0]:
        return None
    return [_round(value * factor) for value in plain], last


def _round(value: float) -> float:
    return round(value, 2)


def _is_distance(context: Context, view: View, first: int, last: int) -> bool:
    known = _known(view)
    inner = known.get(last + 1)
    if inner is not None and inner.has("from_nipple"):
        return True
    if any(m.has("from_nipple.before") and first - m.last in (1, 2) for m in known.values()):
        return True
    before = context.tokens[first - 1] if first > view.sentence.first else None
    lead = context.tokens[first - 2] if first - 1 > view.sentence.first else None
    return before is not None and before.text == "+" and lead is not None and lead.text == "n"


def _is_away(view: View, last: int) -> bool:
    """Say whether a measure goes on with "from": a distance, and no size."""
    inner = _known(view).get(last + 1)
    return inner is not None and (inner.has("away") or inner.has("from_nipple"))


def sizes(context: Context, view: View, start: int, end: int) -> list[tuple[float | int, Span]]:
    """Return the largest diameter of each size, in millimetres."""
    out = []
    for values, first, last in _measures(context, view, start, end):
        if _is_distance(context, view, first, last) or _is_away(view, last):
            continue
        largest = max(values)
        if 0 < largest <= _LARGEST:
            out.append((_whole(largest), context.span(first, last)))
    return out


def distances(
    context: Context, view: View, start: int, end: int
) -> Iterator[tuple[float | int, Span]]:
    """Yield the distances from the nipple, in millimetres."""
    for values, first, last in _measures(context, view, start, end):
        if len(values) == 1 and _is_distance(context, view, first, last):
            known = _known(view).get(last + 1)
            end_at = known.last if known is not None and known.has("from_nipple") else last
            if 0 <= values[0] <= _LARGEST:
                yield _whole(values[0]), context.span(first, end_at)


def hours(context: Context, view: View, start: int, end: int) -> Iterator[tuple[float, Span]]:
    """Yield the hours of the clock face: "10 o'clock", "2:30 o'clock", "a las 10"."""
    known = _known(view)
    yield from _written_hours(context, view, start, end)
    for mention in view.sentence.mentions:
        if not start <= mention.first < end or not view.plain(mention, _ALLOWED):
            continue
        if mention.has("clock"):
            found = _hour_before(context, view, mention.first)
            if found is not None:
                yield found[0], context.span(found[1], mention.last)
        elif mention.has("clock.before") and mention.last + 1 < end:
            at = mention.last + 1
            value = context.tokens[at]
            unit = known.get(at + 1)
            whole = value.kind == "number" and value.text.isdecimal()
            measure = unit is not None and (unit.of("unit") or unit.has("clock"))
            if whole and 1 <= int(value.text) <= _HOURS and not measure:
                yield int(value.text), context.span(mention.first, at)


def _written_hours(
    context: Context, view: View, start: int, end: int
) -> Iterator[tuple[float, Span]]:
    """Yield the hours that are written as on a clock: 10:00, 2:30."""
    for at in range(start, end - 2):
        hour, colon, minute = context.tokens[at : at + 3]
        of_day = at + 3 < view.sentence.end and context.tokens[at + 3].text in _OF_DAY
        if colon.text != ":" or not colon.glued or not minute.glued:
            continue
        if hour.text.isdecimal() and minute.text in ("00", "30") and not of_day:
            number = int(hour.text)
            if 1 <= number <= _HOURS and not view.flag(at) & ~_ALLOWED:
                yield number + (0.5 if minute.text == "30" else 0), context.span(at, at + 2)


def _hour_before(context: Context, view: View, at: int) -> tuple[float, int] | None:
    first = view.sentence.first
    token = context.tokens[at - 1] if at > first else None
    if token is None or token.kind != "number" or not token.text.isdecimal():
        return None
    number, place, half = int(token.text), at - 1, 0.0
    if place - 1 > first and context.tokens[place - 1].text == ":":
        hour = context.tokens[place - 2]
        if hour.kind == "number" and hour.text.isdecimal() and number in (0, _HALF):
            number, half, place = int(hour.text), number / 60, place - 2
    if (
        place > first
        and context.tokens[place - 1].text in "-\u2013/"
        and (place - 2 >= first and context.tokens[place - 2].kind == "number")
    ):
        return None
    if not 1 <= number <= _HOURS:
        return None
    return (number + half if half else number, place)


def months(context: Context, view: View) -> tuple[int, Span] | None:
    """Return the one interval in months that a sentence names."""
    found: list[tuple[int, Span]] = []
    for mention in view.sentence.mentions:
        unit = mention.of("unit")
        if unit not in ("months", "years") or view.flag(mention.first) & (Is.PAST | Is.COMPARED):
            continue
        number, at = _count_before(context, view, mention.first)
        if number is not None:
            factor = 1 if unit == "months" else 12
            found.append((number * factor, context.span(at, mention.last)))
    words = {number for number, _ in found}
    return found[0] if len(words) == 1 and 1 <= found[0][0] <= 120 else None  # noqa: PLR2004


def _count_before(context: Context, view: View, at: int) -> tuple[int | None, int]:
    place = at - 1
    if place >= view.sentence.first and context.tokens[place].text in "-\u2010\u2011":
        place -= 1
    if place < view.sentence.first:
        return None, at
    token = context.tokens[place]
    if token.kind == "number" and token.text.isdecimal() and len(token.text) <= 3:  # noqa: PLR2004
        before = context.tokens[place - 1] if place > view.sentence.first else None
        if before is not None and before.text in "-\u2013/" and before.glued:
            return None, at
        return int(token.text), place
    for mention in view.sentence.mentions:
        if mention.last == place:
            number = mention.of("number")
            return (int(number), mention.first) if number and number.isdigit() else (None, at)
    return None, at
