"""State what holds for the workup of every report, whatever a case expects besides.

I1: a stated 4 or 5 without a tissue result keeps a recommended tissue step on its side.
I2: no step is for a breast of which the report does not speak.
I3: no biopsy or excision is called usually not appropriate where tissue is asked for.
I4 and I5 are held elsewhere: pointers resolve, and the commands end with 0 or 1.
I6: where a finding was worked up, no row of the table advises.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.clinical.case_judge import SIDES, TISSUE, steps_of

__all__ = ["invariants_wrong"]

Json = dict[str, Any]

FOURS = {"4", "4A", "4B", "4C", "5"}
INVASIVE = {"core_biopsy_breast", "fna_breast", "imaging_localization_surgical_excision_breast"}


def _side(word: str | None) -> set[str]:
    return SIDES.get(word or "", set())


def _breast(finding: Json) -> set[str]:
    return _side(finding.get("location", {}).get("breast"))


def _sampled(report: Json) -> set[str]:
    return {entry["finding"] for entry in report.get("pathology", ()) if "finding" in entry}


def invariants_wrong(report: Json, workup: Json, waived: tuple[str, ...] = ()) -> list[str]:
    """Say which invariant a workup breaks, and where."""
    broken = [
        *_tissue_lost(report, workup),
        *_unspoken_breast(report, workup),
        *_biopsy_talked_down(report, workup),
        *_advice_after_workup(workup),
    ]
    return [text for text in broken if text.split()[0] not in waived]


def _asked_for_tissue(report: Json) -> Iterator[tuple[str, set[str]]]:
    findings = {finding["id"]: finding for finding in report.get("findings", ())}
    sampled = _sampled(report)
    for name, finding in findings.items():
        if finding.get("category") in FOURS and name not in sampled:
            yield f"finding {name}", _breast(finding)
    for entry in report.get("assessments", ()):
        breast = _side(entry["breast"])
        answered = any(_breast(findings[name]) & breast for name in sampled if name in findings)
        if entry["category"] in FOURS and not answered:
            yield f"assessment {entry['breast']} {entry['category']}", breast


def _tissue_lost(report: Json, workup: Json) -> Iterator[str]:
    steps = [s for s in steps_of(workup) if s["procedure"] in TISSUE and s["recommended"]]
    for what, breast in _asked_for_tissue(report):
        sides = [_side(step["breast"]) for step in steps]
        if not any(not breast or not side or side & breast for side in sides):
            yield f"I1 no tissue step for {what}"


def _unspoken_breast(report: Json, workup: Json) -> Iterator[str]:
    spoken = {side for finding in report.get("findings", ()) for side in _breast(finding)}
    for section in ("assessments", "recommendations", "pathology", "presentation"):
        for entry in report.get(section, ()):
            spoken |= _side(entry.get("breast"))
    for step in steps_of(workup):
        if _side(step["breast"]) - spoken:
            yield f"I2 {step['procedure']} for the {step['breast']} breast, which nobody mentions"


def _biopsy_talked_down(report: Json, workup: Json) -> Iterator[str]:
    asked: set[str] = set()
    sampled = _sampled(report)
    for finding in report.get("findings", ()):
        if finding.get("category") in FOURS | {"6"} or finding["id"] in sampled:
            asked |= _breast(finding)
    for entry in report.get("assessments", ()):
        if entry["category"] in FOURS | {"6"}:
            asked |= _side(entry["breast"]) or {"left", "right"}
    for step in (s for pattern in workup["patterns"] for s in pattern["steps"]):
        low = step["band"] == "usually_not_appropriate"
        if step["procedure"] in INVASIVE and low and _side(step["breast"]) & asked:
            yield f"I3 {step['procedure']} is called usually not appropriate, {step['breast']}"


def _advice_after_workup(workup: Json) -> Iterator[str]:
    for pattern in workup["patterns"]:
        for step in pattern["steps"]:
            advises = step["band"] is not None or step["recommended"]
            if pattern["stage"] == "worked_up" and step["basis"] == "acr_rating" and advises:
                yield f"I6 {step['procedure']} advises although {pattern['findings']} is worked up"
