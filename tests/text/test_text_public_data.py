"""Read public texts where they are: what a person sees in the notes, and no word invented."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from birads.interop._cdd_phrases import members, phrases
from birads.text import evaluate, read_text

# The categories that a person reads in each note, with their breast; a note without a number in it
# has none. "M/5" of note 1593 is no category as it is written.
CATEGORIES: dict[str, list[tuple[str, str]]] = {
    "1593": [],
    "1629": [("overall", "2")],
    "1633": [("overall", "2")],
    "1661": [("overall", "2")],
    "1739": [("overall", "0")],
    "1742": [("overall", "4")],
    "2652": [],
    "520": [],
    "567": [],
    "1151": [],
}
# The breasts in which a person sees findings of a kind; no other may be read.
SIDES: dict[str, set[tuple[str, str | None]]] = {
    "1629": {("mg.calcifications", "bilateral")},
    "1633": {("mg.architectural_distortion", "right"), ("mg.calcifications", None)},
    "1739": {("mg.calcifications", "right"), ("mg.calcifications", "bilateral")},
    "1742": {("mg.calcifications", "bilateral")},
    "2652": {("mg.calcifications", "left")},
    "520": {("mg.calcifications", "left"), ("mg.calcifications", None)},
    "567": {("us.mass", None), ("us.mass", "left")},
}


def notes(shared: Path) -> list[dict[str, str]]:
    path = shared / "datasets" / "mtsamples_breast" / "notes.csv"
    if not path.exists():
        pytest.skip("the notes are absent")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_notes_say_what_a_person_reads_in_them(shared: Path) -> None:
    for note in notes(shared):
        draft = read_text(note["transcription"]).draft
        found = [(a["breast"], a["category"]) for a in draft.get("assessments", [])]
        found += [("finding", f["category"]) for f in draft.get("findings", []) if "category" in f]
        assert found == CATEGORIES[note["note_id"]], note["note_id"]
        sides = {
            (f["kind"], f.get("location", {}).get("breast")) for f in draft.get("findings", [])
        }
        assert sides <= SIDES.get(note["note_id"], set()), note["note_id"]


def test_a_category_that_is_no_number_is_told(shared: Path) -> None:
    note = next(note for note in notes(shared) if note["note_id"] == "1593")
    codes = {issue.code for issue in read_text(note["transcription"]).issues}
    assert "category_unknown" in codes


def phrase_pairs() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    gold, found = [], []
    for (image, said), phrase in phrases().items():
        if phrase.read:
            modality = "mammography" if image == "low_energy" else "cem"
            name = f"{image}: {said}"
            gold.append({"id": name, "findings": [members(one) for one in phrase.findings]})
            draft = read_text(said, modality=modality, language="en").draft
            found.append({"id": name, "draft": draft})
    return gold, found


def test_phrases_of_a_public_table_give_no_side_and_no_category() -> None:
    gold, found = phrase_pairs()
    result = evaluate(gold, found)
    assert result.texts == 280
    assert {fault.what for fault in result.dangerous} == {"invented_finding"}
    assert len(result.dangerous) == 6
    assert not [name for name in result.members if name.endswith(("breast", "category"))]


def test_phrases_of_a_public_table_agree_by_axis() -> None:
    result = evaluate(*phrase_pairs())
    density, margin = result.members["findings.density"], result.members["findings.margin"]
    assert (density.wrong, density.missed) == (0, 0)
    assert margin.precision is not None
    assert margin.precision > 0.95
    assert result.members["findings.morphology"].recall == pytest.approx(13 / 14)
