"""Draw values that are no words of a list: texts, numbers, days, times and extensions."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from birads.report.report import LANGUAGE_PATTERN
from birads.testing._coded import Coded, coded_words
from birads.testing._objects import several

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

    from birads.testing._objects import Values

__all__ = ["SCALARS", "Json", "extensions", "parts_of_dates"]

Json = Any
_LONGEST_TEXT = 20
_KEYS = ("a.b", "org.example", "0.A", "com.example-site.x_1", "net.a.B-c.d")
_TEXTS = {
    LANGUAGE_PATTERN: ("en", "de", "pt-BR", "zh-Hans-CN", "gsw"),
    r"^1(\.[0-9]{1,4})?$": ("1", "1.0", "1.1", "1.2", "1.0001"),
}
"""Texts of patterns that cost much to draw from; of any other pattern they are drawn."""
# Of a wider range the numbers beside its ends are drawn more often, one number at a time.
_NARROW = 128
_FIRST = dt.date(1950, 1, 1)
_DAYS = (dt.date(2100, 12, 31) - _FIRST).days
_MIDNIGHT = dt.datetime(1950, 1, 1, tzinfo=dt.UTC)
_LENGTHS = tuple(len(text) for text in ("2019", "2019-04", "2019-04-30"))


@st.composite
def extensions(draw: DrawFn) -> dict[str, Json]:
    """Draw data of one's own, under at most two names."""
    return {name: draw(_anything()) for name in draw(several(st.sampled_from(_KEYS), 0, 2))}


def parts_of_dates() -> Coded:
    """Return days, months and years."""
    return Coded(
        len(_LENGTHS) * (_DAYS + 1),
        lambda number: _day(number // len(_LENGTHS))[: _LENGTHS[number % len(_LENGTHS)]],
    )


def _day(days: int) -> str:
    return (_FIRST + dt.timedelta(days)).isoformat()


def _text(bounds: dict[str, Any]) -> Values:
    longest = bounds["max_length"]
    if bounds.get("pattern") in _TEXTS:
        return coded_words(_TEXTS[bounds["pattern"]])
    if "pattern" in bounds:
        texts = st.from_regex(
            bounds["pattern"], fullmatch=True, alphabet=st.characters(codec="ascii")
        )
        return texts.filter(lambda text: len(text) <= longest)
    return st.text(min_size=bounds.get("min_length", 0), max_size=min(longest, _LONGEST_TEXT))


def _whole(bounds: dict[str, Any]) -> Values:
    least, most = bounds["ge"], bounds["le"]
    if most - least < _NARROW:
        return Coded(most - least + 1, lambda number: least + number)
    return st.integers(least, most)


def _number(bounds: dict[str, Any]) -> Values:
    step = bounds.get("multiple_of", 0.1)
    least, most = int(bounds["ge"] / step), int(bounds["le"] / step)
    if "multiple_of" in bounds and most - least < _NARROW:
        return Coded(most - least + 1, lambda number: _plain_number((least + number) * step))
    if "multiple_of" in bounds:
        return st.integers(least, most).map(lambda count: _plain_number(count * step))
    tenths = st.integers(int(bounds["ge"] * 10), int(bounds["le"] * 10))
    return tenths.map(lambda value: value // 10 if value % 10 == 0 else value / 10)


def _plain_number(value: float) -> float:
    return int(value) if value.is_integer() else value


def _date(bounds: dict[str, Any]) -> Values:  # noqa: ARG001 - one shape for all
    return Coded(_DAYS + 1, _day)


def _time(bounds: dict[str, Any]) -> Values:  # noqa: ARG001 - one shape for all
    parts = st.tuples(
        st.integers(0, _DAYS),
        st.integers(0, 24 * 60 * 60 - 1),
        st.sampled_from([0, 1, 500_000, 999_999]),
        st.integers(-12 * 4, 14 * 4),
    )
    return parts.map(lambda drawn: _moment(*drawn))


def _moment(days: int, seconds: int, micros: int, quarters: int) -> str:
    zone = dt.timezone(dt.timedelta(minutes=15 * quarters))
    moment = _MIDNIGHT + dt.timedelta(days, seconds, micros)
    return moment.replace(tzinfo=zone).isoformat()


SCALARS: dict[type, Callable[[dict[str, Any]], Values]] = {
    bool: lambda _: coded_words((False, True)),
    int: _whole,
    float: _number,
    str: _text,
    dt.date: _date,
    dt.datetime: _time,
}
"""What a value of a plain type is drawn from, by its bounds."""


@cache
def _anything() -> SearchStrategy[Json]:
    scalars = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=_LONGEST_TEXT)
    )
    return (
        scalars
        | several(scalars, 0, 2)
        | st.dictionaries(st.text(max_size=8), several(scalars, 0, 2), max_size=2)
    )
