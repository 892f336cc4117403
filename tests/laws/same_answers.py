"""Compare answers whatever the order of the lists, and whichever breast is which."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import birads
from birads.checks._view_names import read_view

__all__ = ["advice", "found", "mirrored", "reports_of_cases", "shuffled"]

Json = dict[str, Any]

CASES = Path(__file__).parents[1] / "cases"
MIRROR = {"left": "right", "right": "left"}
# Members that hold a side, or a list of sides.
SIDED = frozenset(
    {"breast", "laterality", "prior_breast_cancer", "prior_surgery", "prior_radiation", "implants"}
)
# Letters alone end a word, as for the reader of sides; in codes L and R stand alone too.
_SIDE_WORDS = re.compile(
    r"(?<![^\W\d_])(left|right|LT|RT|[LR](?= breast))(?![^\W\d_])", re.IGNORECASE
)
_CODED = re.compile(
    r"(?<![^\W\d_])(left|right|LT|RT|[LR](?=(?:CC|MLO|XCCL)?(?![^\W\d_])))", re.IGNORECASE
)
_LETTERS = {"L": "R", "R": "L"}  # before the name of a view
_PREFIXED = re.compile(r"[LR][-A-Z]")
_OTHER_WORD = {"left": "right", "right": "left", "lt": "rt", "rt": "lt", "l": "r", "r": "l"}


def reports_of_cases() -> dict[str, Json]:
    """Return the report of every case whose ids are distinct, those of the checks too.

    Where two findings have one id, the first in the list is the one that counts.
    """
    folders = (CASES, CASES / "clinical", CASES.parent / "checks" / "cases")
    reports = {
        f"{folder.name}/{path.stem}": json.loads(path.read_text(encoding="utf-8"))["report"]
        for folder in folders
        for path in sorted(folder.glob("*.json"))
    }
    return {name: report for name, report in reports.items() if _distinct(report)}


def _distinct(report: Json) -> bool:
    names = [entry["id"] for part in ("exams", "findings") for entry in report.get(part, ())]
    return len(set(names)) == len(names)


def found(report: Json) -> Counter[tuple[str, str, bool]]:
    """Return the issues without the pointers, which follow the order of the lists."""
    return Counter(
        (issue.code, issue.severity.value, issue.crosses)
        for issue in birads.check(birads.parse(report))
    )


def advice(report: Json, *, mirror: bool = False) -> Counter[str]:
    """Return what the workup says, without pointers; ``mirror`` exchanges the sides."""
    workup = birads.recommend(birads.parse(report)).to_dict()
    said: Counter[str] = Counter(note["code"] for note in workup["notes"])
    said.update(_step(step, "workup", mirror=mirror) for step in workup["steps"])
    for pattern in workup["patterns"]:
        findings = " ".join(sorted(pattern["findings"]))
        of = f"{findings}: {pattern['status']} {pattern['variant']} {pattern['stage']}"
        said[f"{of} {sorted(pattern['reasons'])} {sorted(pattern['candidates'])}"] += 1
        said.update(f"{findings} {note['code']}" for note in pattern["notes"])
        said.update(_step(step, of, mirror=mirror) for step in pattern["steps"])
    return said


def _step(step: Json, of: str, *, mirror: bool) -> str:
    breast = step["breast"]
    state = step["condition"] and step["condition"]["state"]
    parts = (
        of,
        step["procedure"],
        step["basis"],
        step["rating"],
        step["band"],
        step["recommended"],
        step["done_by"] is not None,
        MIRROR.get(breast, breast) if mirror else breast,
        sorted(step["findings"]),
        state,
    )
    return json.dumps(parts)


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return a document with every list of it in another order; own data is left alone."""
    if isinstance(value, dict):
        return {
            key: part if key == "extensions" else shuffled(part, chance)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return chance.sample(parts := [shuffled(part, chance) for part in value], len(parts))
    return value


def mirrored(value: Any, name: str = "") -> Any:
    """Return the document with left and right exchanged, texts and the clock face included."""
    if name == "extensions":
        return value
    if isinstance(value, dict):
        coded = name == "procedure"
        return {key: mirrored(part, "code" if coded else key) for key, part in value.items()}
    if isinstance(value, list):
        return [mirrored(part, name) for part in value]
    if name == "clock":
        hour = (24 - value) % 12
        return hour if hour >= 1 else hour + 12
    if not isinstance(value, str) or name in ("id", "exam", "finding", "findings"):
        return value
    if name in SIDED:
        return MIRROR.get(value, value)
    if name == "name" and _PREFIXED.match(value) and read_view(value).sides:
        return _LETTERS[value[0]] + value[1:]
    words = _CODED if name == "code" else _SIDE_WORDS
    return words.sub(_swapped, value)


def swapped(value: Any) -> Any:
    """Return values with every word that is "left" or "right" exchanged, and no text touched."""
    if isinstance(value, dict):
        return {key: swapped(part) for key, part in value.items()}
    if isinstance(value, list):
        return [swapped(part) for part in value]
    return MIRROR.get(value, value) if isinstance(value, str) else value


def _swapped(match: re.Match[str]) -> str:
    word = match[0]
    other = _OTHER_WORD[word.lower()]
    return other.upper() if word.isupper() else other.title() if word.istitle() else other
