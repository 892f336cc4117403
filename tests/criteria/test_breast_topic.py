"""A topic about a breast with bands of age: one file, and everything that the library does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from birads import explain, parse, recommend
from birads.acr_criteria._diff import compare
from birads.acr_criteria._export import export, render_export
from birads.acr_criteria._recommend import run
from birads.acr_criteria._subjects import View
from birads.acr_criteria.decisions import columns, key_of_facts, render, rows
from birads.acr_criteria.facts._registry import values_of
from birads.acr_criteria.topics import load_topics, topic_of_file
from birads.cli._app import app
from birads.coverage import Coverage, render_html
from birads.report.view._index import ReportIndex

TOPIC = """
[topic]
id = "invented-lump"
revision = "1"
title = "A lump of one breast, invented"
about = "breast"
citation = "Invented for a test"
lead = "us_breast"

[review]
status = "draft"

[procedures]
us_breast = { label = "Ultrasound", rrl = "O" }
mammography_diagnostic = { label = "Mammography", rrl = "2" }

[[scope]]
id = "man"
when = { sex = "male" }
reason = "male_patient"
source = "Invented for a test"

[[variant]]
number = 1
title = "Under 30"
when = { age_years = { lt = 30 }, presentation = "palpable_mass" }
options = [
  { procedure = "us_breast", category = "usually_appropriate", rating = 8 },
  { procedure = "mammography_diagnostic", category = "usually_not_appropriate", rating = 2 },
]

[[variant]]
number = 2
title = "30 and over"
when = { age_years = { ge = 30 }, presentation = "palpable_mass" }
options = [
  { procedure = "us_breast", category = "may_be_appropriate" },
  { procedure = "mammography_diagnostic", category = "usually_appropriate", rating = 9 },
]
"""
NOTES = """
[review]
status = "draft"

[[note]]
code = "young_lump"
text = "Invented: ultrasound first."
when = { age_years = { lt = 30 } }
variants = [1]
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("topics") / "invented-lump" / "1"
    folder.mkdir(parents=True)
    (folder / "notes.toml").write_text(NOTES, "utf-8")
    (folder / "topic.toml").write_text(TOPIC, "utf-8")
    return folder / "topic.toml"


def report(age: float | None = 25, **more: object) -> bytes:
    patient = {"sex": "female"} if age is None else {"sex": "female", "age_years": age}
    lump = [{"symptom": "palpable_mass", "breast": "left"}]
    calcifications = {
        "kind": "mg.calcifications",
        "id": "c",
        "location": {"breast": "right"},
        "category": "4B",
    }
    document = {"edition": "2013", "patient": patient, "presentation": lump}
    return json.dumps({**document, "findings": [calcifications], **more}).encode()


def test_it_is_matched_for_each_breast_with_its_notes(path: Path) -> None:
    left, right = recommend(parse(report()), topic=topic_of_file(path)).patterns
    assert (left.breast, left.status, left.variant) == ("left", "match", 1)
    assert [(s.procedure, s.band, s.rating, s.recommended) for s in left.steps] == [
        ("us_breast", "usually_appropriate", 8, True),
        ("mammography_diagnostic", "usually_not_appropriate", 2, False),
    ]
    assert left.facts.age_years == 25
    assert right.variant is None
    older = recommend(parse(report(30)), topic=topic_of_file(path)).patterns[0]
    assert older.variant == 2
    assert [s.rating for s in older.steps] == [None, 9]


def test_a_missing_fact_is_named_and_a_man_is_outside(path: Path) -> None:
    open_ = recommend(parse(report(None)), topic=topic_of_file(path)).patterns[0]
    assert (open_.status, open_.candidates, open_.missing) == ("no_match", (1, 2), ("age_years",))
    man = report(patient={"sex": "male", "age_years": 25})
    outside = recommend(parse(man), topic=topic_of_file(path)).patterns[0]
    assert (outside.status, outside.reasons[0]) == ("not_applicable", "male_patient")
    assert outside.candidates == (1,)


def test_what_was_stated_of_calcifications_is_not_lost(path: Path) -> None:
    """No topic lowers a stated 4B: its tissue step stands beside any answer."""
    workup = recommend(parse(report()), topic=topic_of_file(path))
    asked = [s for s in workup.steps if s.procedure == "tissue_diagnosis" and s.recommended]
    assert [step.findings for step in asked] == [("c",)]


def test_it_is_explained_with_the_place_of_every_fact(path: Path) -> None:
    found = explain(parse(report()), 2, topic=topic_of_file(path)).patterns[0]
    reads = {read.fact: read for read in found.judged[0].conditions}
    assert reads["age_years"].asked == ("from 30",)
    assert (reads["age_years"].found, reads["age_years"].holds) == (("25",), False)
    assert reads["age_years"].pointers == ("/patient/age_years",)
    assert reads["presentation"].pointers == ("/presentation/0/symptom",)
    assert found.judged[0].reached_by == {"age_years": "30"}
    missing = explain(parse(report(None)), topic=topic_of_file(path)).patterns[0]
    (decider,) = missing.deciders
    assert {outcome.variant for outcome in decider.outcomes} == {1, 2}
    assert "us_breast" in decider.outcomes[0].to_dict()


def test_it_is_exported(path: Path) -> None:
    topic = topic_of_file(path)
    cells = [o for v in export(topic)["variants"] for o in v["options"]]
    assert [cell["rating"] for cell in cells] == [8, 2, None, 9]
    for form in ("json", "csv", "toml"):
        assert b"invented-lump" in render_export(topic, form)


def test_it_is_joined_as_a_decision_table(path: Path) -> None:
    topic = topic_of_file(path)
    table = {tuple(row.key.values()): row for row in rows(topic)}
    assert columns(topic)[:2] == ("age_years", "presentation")
    view = View(ReportIndex(parse(report(25.5))))
    judged = run(view, topic).judged[0]
    key = key_of_facts(values_of(judged.readings), topic)
    assert table[tuple(key.values())].variant == 1
    assert render(table.values(), "csv", topic).startswith(b"age_years,presentation,status")


def test_it_is_diffed(path: Path) -> None:
    before = topic_of_file(path)
    moved = path.with_name("moved.toml")
    moved.write_text(TOPIC.replace("30 }", "35 }").replace('"1"', '"2"', 1), "utf-8")
    found = compare(before, topic_of_file(moved))
    changed = {entry.key["age_years"] for entry in found.answers}
    assert changed == {"30", "31"}  # from 30 to 35; one number stands for the band above 30
    moved.unlink()


def test_it_is_measured(path: Path) -> None:
    topic = topic_of_file(path)
    coverage = Coverage(topic)
    for age in (25, 40):
        coverage.add(recommend(parse(report(age)), topic=topic))
    assert coverage.never("variants") == ()
    assert coverage.heat["31", "palpable_mass"] == 1
    assert "Age years and presentation" in render_html(coverage)


def test_every_command_takes_it(path: Path, tmp_path: Path) -> None:
    document = tmp_path / "r.json"
    document.write_bytes(report())
    for command in (
        ["recommend", str(document), "--topics", str(path.parents[2])],
        ["recommend", str(document), "--topic", str(path)],
        ["explain", str(document), "--topic", str(path), "--variant", "2"],
        ["explain", str(document), "--topic", str(path), "--format", "markdown"],
        ["criteria", "export", "--topic", str(path)],
        ["criteria", "decisions", "--topic", str(path)],
    ):
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, (command, done.output)


def test_a_folder_of_folders_is_read(path: Path) -> None:
    assert [topic.key for topic in load_topics(path.parents[2])] == ["invented-lump.1"]


def test_without_a_row_the_text_says_what_is_missing(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(report(None))
    told = CliRunner().invoke(app, ["recommend", str(file), "--topic", str(path)])
    assert (
        "no variant: a fact is missing; could also be 1, 2; would decide: age_years" in told.output
    )
