"""Notes belong to their topic: no other topic cites the 2009 table, and none loses an alert."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from birads import parse, recommend
from birads.acr_criteria import Topic, bundled, compile_topic
from birads.acr_criteria._notes import checked
from birads.acr_criteria._procedures import Kind, procedures, read_procedures
from birads.acr_criteria._workup import Note, Workup
from birads.acr_criteria.table import BadTable
from birads.acr_criteria.table._load import read_notes_source
from birads.coverage._universe import universe
from birads.tables._row import InvalidTable, read_tree_file

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
TABLES = Path(__file__).resolve().parents[2] / "src/birads/acr_criteria/data"
SOURCE = "House rules of nobody"


def _renamed(**head: str) -> Topic:
    """Return the bundled table as a topic of somebody else: what it rates is the same."""
    file = bundled().file
    named = file.topic.model_copy(update={"citation": SOURCE, **head})
    return compile_topic(file.model_copy(update={"topic": named}))


OTHER = _renamed(id="house-rules")


def _all(topic: Topic) -> list[Note]:
    told = topic.notes
    return [*told.of_pattern.notes, *told.of_report.notes, *told.messages.values()]


OF_2009 = {note.source for note in _all(bundled())} - {note.source for note in _all(OTHER)}


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
    ours = {note.code for note in _all(bundled()) if note.level == "alert"}
    assert ours <= {note.code for note in _all(OTHER)}


def test_a_message_of_a_rule_cites_the_topic_that_raised_it() -> None:
    told = OTHER.notes
    values = {"category": "2", "variant": 1, "findings": "c"}
    (below,) = told.message("stated_category_below_pattern", **values)
    assert (below.source, below.level) == (SOURCE, "alert")
    assert [note.source for note in told.message("stage_unknown")] == [SOURCE]
    assert list(told.message("ultrasound_texts_differ")) == []


def test_a_revision_of_the_topic_keeps_its_notes() -> None:
    other = _renamed(revision="2031")
    assert [n.code for n in _all(other)] == [n.code for n in _all(bundled())]


def test_coverage_counts_only_what_a_topic_can_show() -> None:
    ours, theirs = universe(bundled()), universe(OTHER)
    for name in ("notes", "messages"):
        assert {item.id for item in theirs[name]} < {item.id for item in ours[name]}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('source = "zhao2025"', 'source = "zhao2024"', "Did you mean 'zhao2025'?"),
        ('when = { cem = "none" }', 'when = { cen = "none" }', "Did you mean 'cem'?"),
        ('when = { cem = "none" }', 'when = { cem = "nome" }', "Did you mean 'nme'?"),
        ('level = "alert"', 'level = "alert"\ncolour = "red"', "Extra inputs"),
    ],
)
def test_a_wrong_note_is_refused_with_its_line(old: str, new: str, says: str) -> None:
    text = (TABLES / "notes.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(BadTable) as raised:
        checked(read_notes_source(text.replace(old, new, 1).encode(), "notes.toml"))
    assert says in str(raised.value)
    assert raised.value.problems[0].line


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
