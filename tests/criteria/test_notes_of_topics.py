"""Notes belong to their topic: no other topic cites the 2009 table, and none loses an alert."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from birads import parse, recommend
from birads.acr_criteria import Topic, bundled, compile_topic
from birads.acr_criteria.evidence import evidence, evidence_of, read_evidence
from birads.acr_criteria.procedures import Kind, procedures, read_procedures
from birads.acr_criteria.workup import Note, Workup
from birads.coverage.universe import universe
from birads.tables.row import InvalidTable, read_tree_file

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
TABLES = Path(__file__).resolve().parents[2] / "src/birads/acr_criteria"
SOURCE = "House rules of nobody"


def _renamed(**head: str) -> Topic:
    """Return the bundled table as a topic of somebody else: what it rates is the same."""
    file = bundled().file
    named = file.topic.model_copy(update={"source": SOURCE, **head})
    return compile_topic(file.model_copy(update={"topic": named}))


OTHER = _renamed(id="house-rules")
OF_2009 = {
    note.source for note in (*(row.note for row in evidence().rows), *evidence().messages.values())
} - {
    note.source
    for table in [evidence_of("house-rules", SOURCE)]
    for note in (*(row.note for row in table.rows), *table.messages.values())
    if note.code not in table.silent
}


def _notes(found: Workup) -> list[Note]:
    return [*found.notes, *(note for pattern in found.patterns for note in pattern.notes)]


def test_the_sources_of_the_2009_table_are_known() -> None:
    assert len(OF_2009) == 2
    assert all("2009" in source for source in OF_2009)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_another_topic_never_cites_the_2009_table(path: Path) -> None:
    report = parse(json.loads(path.read_text("utf-8"))["report"])
    own, other = _notes(recommend(report)), _notes(recommend(report, topic=OTHER))
    assert not [note for note in other if note.source in OF_2009 or "2009" in note.text]
    alerts = [[note.code for note in notes if note.level == "alert"] for notes in (own, other)]
    assert alerts[0] == alerts[1]
    elsewhere = [note for note in own if note.source not in OF_2009]
    kept = {note.code for note in other}
    assert {n.code for n in elsewhere} - kept <= {"diffuse_bilateral_after_baseline"}


def test_every_alert_survives_a_change_of_topic() -> None:
    table = evidence_of("house-rules", SOURCE)
    alerts = {row.note.code for row in evidence().rows if row.note.level == "alert"}
    assert alerts <= {row.note.code for row in table.rows}
    messages = {code for code, note in evidence().messages.items() if note.level == "alert"}
    assert not messages & table.silent


def test_a_message_of_a_rule_cites_the_topic_that_raised_it() -> None:
    table = evidence_of("house-rules", SOURCE)
    below = table.message("stated_category_below_pattern", category="2", variant=1, findings="c")
    assert (below.source, below.level) == (SOURCE, "alert")
    assert table.message("stage_unknown").source == SOURCE
    assert "ultrasound_texts_differ" in table.silent


def test_a_revision_of_the_topic_keeps_its_notes() -> None:
    assert evidence_of("breast-microcalcifications", SOURCE) is evidence()


def test_coverage_counts_only_what_a_topic_can_show() -> None:
    ours, theirs = universe(bundled()), universe(OTHER)
    for name in ("notes", "messages"):
        assert {item.id for item in theirs[name]} < {item.id for item in ours[name]}


def _table() -> dict[str, Any]:
    return copy.deepcopy(read_tree_file(TABLES / "evidence.toml"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"source": "nobody"}, "unknown source"),
        ({"elsewhere": "nobody"}, "unknown source"),
        ({"when": {"colour": "red"}}, "unknown fact"),
        ({"colour": "red"}, "unknown member"),
    ],
)
def test_a_wrong_note_is_refused(change: dict[str, Any], says: str) -> None:
    tree = _table()
    tree["note"][0].update(change)
    with pytest.raises(ValueError, match=says):
        read_evidence(tree)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "tissuex"}, "no word 'tissuex'"),
        ({"kind": "tissue", "contrast": True}, "only imaging"),
        ({"id": "us_breast"}, "stands twice"),
        ({"invasive": True}, "unknown key invasive"),
        ({"contrast": "yes"}, "true or false"),
    ],
)
def test_a_wrong_procedure_is_refused(change: dict[str, Any], says: str) -> None:
    tree = copy.deepcopy(read_tree_file(TABLES / "procedures.toml"))
    tree["procedure"][0].update(change)
    with pytest.raises(InvalidTable, match=says):
        read_procedures(tree)


def test_what_takes_tissue_is_of_that_kind() -> None:
    invasive = {name for name, one in procedures().items() if one.invasive}
    assert invasive == {name for name, one in procedures().items() if one.kind is Kind.TISSUE}
    assert {"core_biopsy_breast", "fna_breast", "surgical_excision"} <= invasive
    assert not {"us_breast", "mri", "surgical_consultation", "routine_care"} & invasive
