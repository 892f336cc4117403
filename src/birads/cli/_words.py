"""Say results in words that a radiologist would use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from birads.acr_criteria._explanation import FactRead
from birads.acr_criteria._workup import Note, PatternResult

__all__ = [
    "fact_words",
    "heading",
    "outcome_words",
    "own_notes",
    "rating_words",
    "stage_words",
    "visible",
]

_SAID_BY_HEADING = "criteria_out_of_stage"

_UNSEEN = ("Cc", "Cf")
_HOLDS = {True: "yes", False: "no", None: "not stated"}


_OWN_WORDS = ("morphology", "distribution", "groups", "laterality")


def visible(text: str) -> str:
    """Return text whose control and direction characters are written out, harmless to a screen."""
    return "".join(
        f"\\u{ord(letter):04x}" if unicodedata.category(letter) in _UNSEEN else letter
        for letter in text
    )


def heading(result: PatternResult) -> str:
    """Return one line that names a pattern by what was seen, and where."""
    side = {"left": "left breast", "right": "right breast", "bilateral": "both breasts"}
    where = side[result.breast.value] if result.breast else "side not stated"
    told = ", ".join(_picture(result.facts.root))
    return f"{where}: {told} ({', '.join(result.findings)})" if result.findings else told


def _picture(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was seen: calcifications in their own words, every other fact by its name."""
    if "morphology" in facts:
        yield " + ".join(word.replace("_", " ") for word in facts["morphology"]) or "no morphology"
    if "distribution" in facts:
        yield facts["distribution"] or "distribution not stated"
    if facts.get("groups"):
        yield "one group" if facts["groups"] == "single" else "several groups"
    for name, value in facts.items():
        if name not in _OWN_WORDS and value not in (None, ()):
            told = value if isinstance(value, tuple) else (value,)
            shown = " + ".join(str(one).replace("_", " ") for one in told)
            yield f"{name.replace('_', ' ')} {shown}"


def outcome_words(result: PatternResult) -> str:
    """Return one line with the variant, or why there is none."""
    because = ", ".join(reason.replace("_", " ") for reason in result.reasons)
    if result.status == "match":
        line = f"variant {result.variant}"
        if because:
            line += f" ({because})"
    elif result.status == "nearest":
        line = f"nearest variant {result.variant}: {because}"
    elif result.status == "no_match":
        line = f"no variant: {because or _unsaid(result)}"
    else:
        line = f"outside the table: {because}"
    if result.candidates:
        line += f"; could also be {', '.join(map(str, result.candidates))}"
    if result.missing:
        line += f"; would decide: {', '.join(result.missing)}"
    return line


def _unsaid(result: PatternResult) -> str:
    return "a fact is missing" if result.missing else "no row fits"


def stage_words(result: PatternResult) -> str:
    """Return how far the workup is; only a finding has a stage."""
    if result.stage_reason == "not_a_finding":
        return ""
    return f"Stage: {result.stage.value.replace('_', ' ')}."


def rating_words(result: PatternResult) -> str:
    """Return what the ratings of a pattern were made for; nothing where it has none."""
    if result.variant is None or result.stage_reason == "not_a_finding":
        return ""
    if result.stage == "worked_up":
        return "Rated for the first workup only: history, not advice."
    return "Ratings for the first step after screening; biopsy follows the workup."


def own_notes(result: PatternResult, head: Iterable[Note]) -> Iterator[Note]:
    """Yield the notes of a pattern that the head or a heading does not say already."""
    said = {(note.code, note.text) for note in head}
    for note in result.notes:
        if (note.code, note.text) not in said and note.code != _SAID_BY_HEADING:
            yield note


def fact_words(read: FactRead) -> tuple[str, str, str, str, str]:
    """Return the cells of a condition: fact, asked, found, holds, read from."""
    asked = "any" if read.asked is None else " or ".join(read.asked)
    found = " + ".join(read.found) or "not stated"
    return read.fact, asked, found, _HOLDS[read.holds], ", ".join(read.pointers)
