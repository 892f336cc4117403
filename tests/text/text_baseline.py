"""Read categories as a plain regular expression does, to show what the cases ask for.

Every "BI-RADS" with a number is a category, of the nearest side within 80 characters; the first
kind of finding that is named is a finding there.
"""

from __future__ import annotations

import re
from typing import Any

_CATEGORY = re.compile(r"(?:bi-?rads|category)\D{0,20}?([0-6][abc]?)", re.IGNORECASE)
_SIDE = re.compile(r"\b(left|right|bilateral|both)\b", re.IGNORECASE)
_KINDS = (("calcification", "mg.calcifications"), ("mass", "mg.mass"))
_NEAR = 80


def baseline(text: str) -> dict[str, Any]:
    draft: dict[str, Any] = {"assessments": [], "findings": []}
    for match in _CATEGORY.finditer(text):
        entry = {"breast": _side(text, match.start()), "category": match[1].upper()}
        if entry not in draft["assessments"]:
            draft["assessments"].append(entry)
    for word, kind in _KINDS:
        place = text.lower().find(word)
        if place >= 0:
            draft["findings"].append({"kind": kind, "location": {"breast": _side(text, place)}})
    return draft


def _side(text: str, place: int) -> str:
    found = [m for m in _SIDE.finditer(text) if abs(m.start() - place) <= _NEAR]
    if not found:
        return "overall"
    word = min(found, key=lambda m: abs(m.start() - place))[1].lower()
    return {"both": "bilateral"}.get(word, word)
