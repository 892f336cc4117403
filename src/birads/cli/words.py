"""Say results in words that a radiologist would use."""

from __future__ import annotations

import unicodedata

from birads.acr_criteria.explanation import FactRead
from birads.acr_criteria.procedures import name_of
from birads.acr_criteria.workup import PatternResult, RadiationDose, Step

__all__ = ["dose_words", "fact_words", "heading", "outcome_words", "step_words", "visible"]

_BANDS = {
    "usually_appropriate": "usually appropriate",
    "may_be_appropriate": "may be appropriate",
    "usually_not_appropriate": "usually not appropriate",
}
_BASES = {
    "acr_rating": "rated",
    "summary_rule": "summary rule",
    "assessment": "category",
    "pathology": "tissue",
    "recommendation": "written",
}
_UNSEEN = ("Cc", "Cf")
_HOLDS = {True: "yes", False: "no", None: "not stated"}


def visible(text: str) -> str:
    """Return text whose control and direction characters are written out, harmless to a screen."""
    return "".join(
        f"\\u{ord(letter):04x}" if unicodedata.category(letter) in _UNSEEN else letter
        for letter in text
    )


def heading(result: PatternResult) -> str:
    """Return one line that names a pattern by what was seen, and where."""
    facts = result.facts
    words = [" + ".join(word.replace("_", " ") for word in facts.morphology) or "no morphology"]
    words.append(facts.distribution.value if facts.distribution else "distribution not stated")
    if facts.groups:
        words.append("one group" if facts.groups == "single" else "several groups")
    side = {"left": "left breast", "right": "right breast", "bilateral": "both breasts"}
    where = side[result.breast.value] if result.breast else "side not stated"
    return f"{where}: {', '.join(words)} ({', '.join(result.findings)})"


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
        line = f"no variant: {because}"
    else:
        line = f"outside the table: {because}"
    if result.candidates:
        line += f"; could also be {', '.join(map(str, result.candidates))}"
    if result.missing:
        line += f"; would decide: {', '.join(result.missing)}"
    return line


def dose_words(dose: RadiationDose | None) -> str:
    """Return the adult dose range with its unit."""
    if dose is None:
        return ""
    if dose.adult_msv is None:
        return "not specified"
    low, high = dose.adult_msv
    return "0 mSv" if high == 0 else f"{low:g}-{high:g} mSv"


def step_words(step: Step) -> tuple[str, str, str, str, str]:
    """Return the cells of a step: what, rating, advice, basis, what it depends on."""
    name = name_of(step.procedure).removesuffix(", as written")
    if step.technique:
        name += " (" + ", ".join(word.replace("_", " ") for word in step.technique) + ")"
    if step.recommended:
        advice = "recommended"
    elif step.band is not None:
        advice = _BANDS[step.band.value]
    elif step.rating is not None:
        advice = "history" if step.condition is None else "history, not advice"
    else:
        advice = "conditional"
    if step.done_by:
        advice = f"done ({step.done_by})"
    depends = ""
    if step.condition is not None:
        state = step.condition.state.replace("_", " ")
        depends = f"{step.condition.text} [{state}]"
    rating = str(step.rating) if step.rating is not None else ""
    return name, rating, advice, _BASES[step.basis.value], depends


def fact_words(read: FactRead) -> tuple[str, str, str, str, str]:
    """Return the cells of a condition: fact, asked, found, holds, read from."""
    asked = "any" if read.asked is None else " or ".join(read.asked)
    found = " + ".join(read.found) or "not stated"
    return read.fact, asked, found, _HOLDS[read.holds], ", ".join(read.pointers)
