"""Make thousands of reports that share shapes: the same said with other ids, days and texts."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from birads.testing import documents

ROOT = Path(__file__).resolve().parents[2]
_NAMES = frozenset({"id", "exam", "finding", "lesion", "tracking_uid"})
_TEXTS = frozenset({"text", "narrative", "technique", "indication", "clinical_history"})
_HOSTILE = (
    'a"b',
    "back\\slash",
    "it's",
    "both'\"",
    "line\nbreak",
    "\ue000p0\ue001",
    "\ue0000123456789abcdefp0\ue001",
    "{0} %s",
    "left",
    "calc-1",
    "/findings/0",
    "é\u200b\U0001f600",
    "</script>",
    "\x7f",
    "\u2028",
)
_TEXT = ("left", "Kein Befund. Links unauffällig.", 'say "no"', "\ue000", "")
_DRAWN = 240


@cache
def told() -> tuple[dict[str, Any], ...]:
    """Return the examples, the cases, and reports that are drawn the same each time."""
    paths = [*sorted((ROOT / "examples").glob("*.json"))]
    cases = sorted((ROOT / "tests" / "cases").rglob("*.json"))
    out = [json.loads(path.read_bytes()) for path in paths]
    for path in cases:
        case = json.loads(path.read_bytes())
        if isinstance(case, dict) and isinstance(case.get("report"), dict):
            out.append(case["report"])
    return (*out, *drawn())


@cache
def drawn() -> tuple[dict[str, Any], ...]:
    """Return reports of the library's own strategies."""
    out: list[dict[str, Any]] = []

    @seed(10)
    @settings(
        max_examples=_DRAWN,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def draw(document: dict[str, Any]) -> None:
        out.append(document)

    draw()
    return tuple(out)


def variants(document: dict[str, Any], count: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the same report with other ids, days and texts."""
    for _ in range(count):
        known: dict[str, str] = {}
        names = iter(dice.sample(_HOSTILE, len(_HOSTILE)))

        def name(old: str, known: dict[str, str] = known, names: Iterator[str] = names) -> str:
            if old not in known:
                known[old] = next(names, f"n-{dice.random()}")
            return known[old]

        days = dice.choice((0, 1, 31, -400))
        text = dice.choice((None, *_TEXT))
        yield _changed(document, name, dt.timedelta(days=days), text)


def _changed(value: Any, name: Any, days: dt.timedelta, text: str | None, key: str = "") -> Any:
    if key == "extensions":
        return value
    if isinstance(value, dict):
        return {each: _changed(part, name, days, text, each) for each, part in value.items()}
    if isinstance(value, list):
        inner = "id" if key == "findings" and all(isinstance(one, str) for one in value) else key
        return [_changed(part, name, days, text, inner) for part in value]
    if key in _NAMES and isinstance(value, str):
        return name(value)
    if key == "date" and isinstance(value, str):
        return _shifted(value, days)
    return text if key in _TEXTS and text is not None else value


def _shifted(value: str, days: dt.timedelta) -> str:
    try:
        return (dt.date.fromisoformat(value) + days).isoformat()
    except (ValueError, OverflowError):
        return value
