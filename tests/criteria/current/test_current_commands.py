"""The commands ask the current topics as the functions do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from birads import parse, recommend, recommend_json
from birads.acr_criteria.current import questions
from birads.cli._app import app

LUMP = {
    "edition": "2013",
    "id": "lump",
    "patient": {"sex": "female"},
    "presentation": [{"symptom": "palpable_mass", "breast": "left"}],
    "assessments": [{"breast": "left", "category": "4"}],
}


@pytest.fixture
def lump(tmp_path: Path) -> str:
    path = tmp_path / "lump.json"
    path.write_text(json.dumps(LUMP), "utf-8")
    return str(path)


def run(*command: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, list(command))
    assert done.exit_code == status, done.output
    return done.stdout


def test_the_line_is_that_of_the_function(lump: str) -> None:
    said = run("recommend", lump, "--topics", "current", "--format", "json")
    assert said.encode() == recommend(parse(LUMP), topics="current").to_json() + b"\n"
    many = run("recommend", lump, lump, "--topics", "current", "--format", "json", "--jobs", "2")
    assert many == said * 2


def test_the_bytes_are_those_of_the_workup() -> None:
    asked: dict[str, Any] = {"topics": "current", "facts": {"age_years": 35}}
    whole = recommend(parse(LUMP), question="symptom_evaluation", **asked).to_json()
    assert recommend_json(LUMP, question="symptom_evaluation", **asked) == whole
    assert recommend_json(json.dumps(LUMP), topics="current") != whole


@pytest.mark.parametrize(
    "asked",
    [
        {"question": "screening"},
        {"evaluate": "axilla"},
        {"facts": {"age_years": 35}},
        {"topics": "currant"},
        {"topics": "current", "facts": {"age_years": "old"}},
    ],
)
def test_what_no_topic_would_ask_is_not_passed_over(asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"topics|age_years"):
        recommend(parse(LUMP), **asked)
    with pytest.raises(ValueError, match=r"topics|age_years"):
        recommend_json(LUMP, **asked)


def test_the_text_names_the_year_and_what_is_withheld(lump: str) -> None:
    said = run("recommend", lump, "--topics", "current", "--fact", "age_years=50")
    assert "Palpable Breast Masses 2022" in said
    assert "Category 2022" in said
    assert "withheld" in said
    assert "not endorsed" in said
    assert "usually not appropriate  " not in said
    two_thousand_nine, _, current = said.partition("Current ACR topics")
    assert "2009" in two_thousand_nine
    assert "2009" not in current


def test_facts_stand_beside_the_report(lump: str) -> None:
    def answer(*more: str) -> dict[str, Any]:
        command = ("recommend", lump, "--topics", "current", "--format", "json", *more)
        found: dict[str, Any] = json.loads(run(*command))["answers"][0]
        return found

    assert answer()["status"] == "undetermined"
    assert answer("--fact", "age_years=35")["variant"] == 11
    young = answer("--fact", "age_years=25", "--fact", "prior_us_category=4A")
    assert (young["variant"], young["facts"]["prior_us_category"]) == (7, "4A")
    none = answer("--fact", "presentation=nipple_retraction,focal_pain", "--fact", "age_years=35")
    assert none["topic"]["id"] == "breast-pain"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--fact", "age_years"),
        ("--fact", "age_years=old"),
        ("--fact", "colour=red"),
        ("--fact", "risk=enormous"),
        ("--question", "curiosity"),
    ],
)
def test_a_wrong_fact_is_a_usage_error(lump: str, wrong: tuple[str, str]) -> None:
    run("recommend", lump, "--topics", "current", *wrong, status=2)


def test_what_is_asked_needs_the_current_topics(lump: str) -> None:
    run("recommend", lump, "--question", "screening", status=2)


def test_the_questions_are_those_of_the_function(lump: str) -> None:
    said = json.loads(run("criteria", "questions", lump, "--format", "json"))
    found = [one.to_dict() for one in questions(parse(LUMP))]
    assert said == json.loads(json.dumps({"id": "lump", "topics": "current", "questions": found}))
    assert [one["fact"] for one in said["questions"]] == ["age_years"]
    assert "age_years" in run("criteria", "questions", lump)
    decided = run("criteria", "questions", lump, "--fact", "age_years=35")
    assert "Nothing is left open" in decided


def test_a_document_that_is_no_report_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no.json"
    path.write_text("{}", "utf-8")
    assert "Not a report" in run("criteria", "questions", str(path), status=1)


def test_an_export_has_the_facts_of_its_rows() -> None:
    tree = json.loads(run("criteria", "export", "--topic", "breast-implant-evaluation"))
    assert (tree["topic"], tree["revision"]) == ("breast-implant-evaluation", "2023")
    six = next(row for row in tree["variants"] if row["number"] == 6)
    assert six["facts"]["implant_type"] == "silicone"
    assert "stage" not in six["facts"]
    assert set(six["any_of"][0]) == {"implant_years", "prior_implant_imaging"}
    assert six["stage"] == "initial"
    assert {"procedure", "category", "rating", "rrl", "rrl_pediatric"} <= set(six["options"][0])
    soft = json.loads(run("criteria", "export", "--topic", "transgender-breast-cancer-screening"))
    assert soft["variants"][1]["facts"]["age_start_between"] == [25, 30]


def test_the_list_names_every_topic() -> None:
    listed = json.loads(run("criteria", "list", "--format", "json"))
    assert len(listed) == 20
    assert {row["review"] for row in listed} == {"draft"}


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_one_topic_is_explained(lump: str, form: str) -> None:
    said = run(
        "explain", lump, "--topic", "palpable-breast-masses", "--variant", "2", "--format", form
    )
    assert "palpable" in said


def test_every_export_is_what_the_data_says() -> None:
    folder = Path(__file__).resolve().parents[4] / "shared" / "data/acr_topics"
    found = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    if not found:
        pytest.skip("the tables of the current topics are not beside the project")
    members = ("procedure", "category", "rating", "rrl", "rrl_pediatric")
    cells = 0
    for data in found:
        tree = json.loads(run("criteria", "export", "--topic", data["slug"]))
        for row, printed in zip(tree["variants"], data["variants"], strict=True):
            assert row["facts"] == printed["facts"]
            assert row["any_of"] == printed.get("any_of", [])
            assert (row["number"], row["stage"]) == (printed["number"], printed["stage"])
            assert row["title"] == printed["title_own_words"]
            shown = [{name: option[name] for name in members} for option in row["options"]]
            assert shown == [
                {name: cell[name] for name in members} for cell in printed["procedures"]
            ]
            cells += len(shown)
    assert cells == 1024
