"""Judge a report's issues and workup as a radiologist's reading of the case asks.

What a case may expect (every part optional):

- ``clean``: no issue of severity warning or error.
- ``check``: ``must`` (of each inner list one code is raised), ``must_not`` (codes), ``worst`` and
  ``at_least`` (severities), ``any_issue``.
- ``workup``: ``must`` and ``must_not`` (steps, by ``procedure``, ``breast``, ``finding``,
  ``recommended``, ``basis``, ``done``, ``state`` of the condition), ``patterns`` (``variant``,
  ``stage``, ``status`` of the pattern of a ``finding``), ``alerts`` and ``no_notes`` (codes).
- ``text``: ``must`` and ``must_not``, regular expressions on the printed workup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from birads import pointer

__all__ = ["SIDES", "TISSUE", "fits", "issues_wrong", "steps_of", "text_wrong", "workup_wrong"]

Json = dict[str, Any]

RANK = {"none": 0, "information": 1, "warning": 2, "error": 3}
SIDES = {"left": {"left"}, "right": {"right"}, "bilateral": {"left", "right"}}
TISSUE = {
    "tissue_diagnosis",
    "core_biopsy",
    "vacuum_assisted_biopsy",
    "surgical_excision",
    "repeat_tissue_diagnosis",
    "surgical_or_oncological_management",
    "surgical_consultation",
    "radiologic_pathologic_correlation",
}


def steps_of(workup: Json) -> list[Json]:
    """Return every step of a workup: those of the patterns, then its own."""
    return [*(s for pattern in workup["patterns"] for s in pattern["steps"]), *workup["steps"]]


def notes_of(workup: Json) -> set[str]:
    """Return the code of every note of a workup."""
    notes = [*workup["notes"], *(n for pattern in workup["patterns"] for n in pattern["notes"])]
    return {note["code"] for note in notes}


def fits(step: Json, wanted: Json) -> bool:
    """Say whether a step is one that a case describes."""
    tests: dict[str, Callable[[Any], bool]] = {
        "procedure": lambda words: step["procedure"] in words,
        "breast": lambda side: bool(SIDES.get(step["breast"], set()) & SIDES[side]),
        "finding": lambda name: name in step["findings"],
        "recommended": lambda said: step["recommended"] is said,
        "basis": lambda word: step["basis"] == word,
        "done": lambda said: (step["done_by"] is not None) is said,
        "state": lambda word: (step["condition"] or {}).get("state") == word,
    }
    return all(tests[key](value) for key, value in wanted.items())


def issues_wrong(report: Json, issues: list[Json], expect: Json) -> Iterator[str]:
    """Say where the issues of a report differ from what a case expects."""
    for issue in issues:
        try:
            pointer.resolve(report, issue["pointer"])
        except LookupError:
            yield f"I4 the pointer {issue['pointer']} of {issue['code']} does not resolve"
        if expect.get("clean") and RANK[issue["severity"]] >= RANK["warning"]:
            yield f"false alarm: {issue['code']} {issue['pointer']} {issue['message']}"
    wanted = expect.get("check", {})
    yield from _codes_wrong({issue["code"] for issue in issues}, wanted)
    worst = max((RANK[issue["severity"]] for issue in issues), default=0)
    if not RANK[wanted.get("at_least", "none")] <= worst <= RANK[wanted.get("worst", "error")]:
        yield f"the severities do not fit: {[(i['severity'], i['code']) for i in issues]}"
    if wanted.get("any_issue") and not issues:
        yield "no issue is raised"


def _codes_wrong(codes: set[str], wanted: Json) -> Iterator[str]:
    for alternatives in wanted.get("must", ()):
        if not codes & set(alternatives):
            yield f"none of {alternatives} is raised, but {sorted(codes)}"
    for code in wanted.get("must_not", ()):
        if code in codes:
            yield f"{code} is raised"


def workup_wrong(workup: Json, expect: Json) -> Iterator[str]:
    """Say where a workup differs from what a case expects."""
    wanted = expect.get("workup", {})
    steps, notes = steps_of(workup), notes_of(workup)
    for query in wanted.get("must", ()):
        if not any(fits(step, query) for step in steps):
            yield f"there is no step {json.dumps(query)}"
    for query in wanted.get("must_not", ()):
        found = next((step for step in steps if fits(step, query)), None)
        if found:
            yield f"there must not be the step {found['procedure']} {found['findings']}"
    for query in wanted.get("patterns", ()):
        yield from _pattern_wrong(workup, query)
    for code in wanted.get("alerts", ()):
        if code not in notes:
            yield f"the note {code} is missing"
    for code in wanted.get("no_notes", ()):
        if code in notes:
            yield f"the note {code} must not be there"


def _pattern_wrong(workup: Json, query: Json) -> Iterator[str]:
    name = query["finding"]
    pattern = next((p for p in workup["patterns"] if name in p["findings"]), None)
    if pattern is None:
        yield f"no pattern holds {name}"
        return
    for key in ("variant", "stage", "status"):
        if key in query and pattern[key] not in query[key]:
            yield f"{key} of {name} is {pattern[key]!r}, not one of {query[key]}"


def text_wrong(text: str, expect: Json) -> Iterator[str]:
    """Say which expression a printed workup should hold, or should not."""
    wanted = expect.get("text", {})
    for expression in wanted.get("must", ()):
        if not re.search(expression, text):
            yield f"the text lacks /{expression}/"
    for expression in wanted.get("must_not", ()):
        if re.search(expression, text):
            yield f"the text holds /{expression}/"
