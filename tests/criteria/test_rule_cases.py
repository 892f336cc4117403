"""Hold the clinical rules case by case: each a JSON file that a radiologist can read.

A case has a ``name``, the ids of the requirements that it ``covers``, a ``report`` and what to
``expect``: notes that must be there or absent, families of steps that must be recommended or
not, and members of the first pattern.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from birads.acr_criteria import bundled
from birads.acr_criteria._notes import general_notes
from tests.criteria.criteria_space import all_steps, workup

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_rule(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    found = workup(case["report"])
    expect = case["expect"]
    notes = {note.code for note in found.notes}
    notes |= {note.code for pattern in found.patterns for note in pattern.notes}
    assert set(expect.get("notes", ())) <= notes
    assert not set(expect.get("absent_notes", ())) & notes
    asked = {step.procedure for step in all_steps(found) if step.recommended}
    assert set(expect.get("recommended", ())) <= asked
    assert not set(expect.get("not_recommended", ())) & asked
    if "pattern" in expect:
        told = found.patterns[0].to_dict()
        assert {key: told[key] for key in expect["pattern"]} == expect["pattern"]


def test_every_note_fires_in_some_case_and_is_silent_in_another() -> None:
    """Each note of the evidence table is seen both to fire and to be silent."""
    fired: dict[str, int] = {note.code: 0 for note in bundled().notes.of_pattern.notes}
    for path in CASES:
        found = workup(json.loads(path.read_text("utf-8"))["report"])
        for code in {note.code for pattern in found.patterns for note in pattern.notes}:
            if code in fired:
                fired[code] += 1
    assert [code for code, count in fired.items() if not 0 < count < len(CASES)] == []


# Covers R14 R23 R26.
def test_every_clinical_rule_is_accounted_for() -> None:
    """Each rule R1-R27 has a note, or a reason why no report can trigger it."""
    told = {rule for row in bundled().notes.of_pattern.rows for rule in row.rules}
    silent = {entry.rule for entry in general_notes().not_triggered}
    assert silent == {"R14", "R23", "R26"}
    assert told | silent == {f"R{n}" for n in range(1, 28)}
    assert not told & silent


def test_cases_have_a_name_and_requirements() -> None:
    for path in CASES:
        case = json.loads(path.read_text("utf-8"))
        assert case["name"]
        assert case["covers"]
        assert path.stem[0].upper() in "RGH"
