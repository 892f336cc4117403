"""Hold patients that a radiologist can read to the answers of every topic that speaks of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from birads import parse, recommend, schema
from birads.acr_criteria._answers import AboutPatient, TopicAnswer

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "current"
CASES = sorted(FOLDER.glob("*.json"))
FEWEST = 20


def told(answer: TopicAnswer) -> dict[str, Any]:
    """Return what a case states of an answer."""
    about = answer.subject
    suggested = {
        option.procedure: option.category
        for option in answer.options
        if option.category not in (None, "usually_not_appropriate")
    }
    return {
        "topic": f"{answer.topic.id} {answer.topic.revision}",
        "about": "patient" if isinstance(about, AboutPatient) else about.to_dict()["breast"],
        "status": answer.status,
        "variant": answer.variant,
        "title": answer.title,
        "candidates": list(answer.candidates),
        "missing": [one.fact for one in answer.missing],
        "appropriate": suggested,
        "withheld": [option.procedure for option in answer.options if option.withheld],
        "no_imaging": answer.no_imaging,
        "differs_from": {one.topic: list(one.procedures) for one in answer.differs_from},
        "reasons": list(answer.reasons),
        "notes": [note.code for note in answer.notes],
    }


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= FEWEST


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_patient_is_answered_as_the_case_says(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    workup = recommend(parse(case["report"]), topics="current")
    assert [told(answer) for answer in workup.answers] == case["answers"]
    plain = json.loads(workup.to_json())
    assert list(schema.validator("workup").iter_errors(plain)) == []
    for answer in plain["answers"]:
        assert answer["topic"]["review"] == "draft"
        assert answer["topic"]["citation"]
        assert str(answer["topic"]["acr_topic_id"]) in answer["topic"]["url"]
        assert answer["notes"][-1]["code"] == "not_endorsed"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_table_of_2009_says_the_same_with_and_without_the_current_topics(path: Path) -> None:
    """No current topic takes a step away or adds one; the note that names them goes.

    In its place stands what no topic answers, where a case says so.
    """
    case = json.loads(path.read_text("utf-8"))
    report = parse(case["report"])
    alone, beside = recommend(report), recommend(report, topics="current")
    assert alone.answers == ()
    assert (alone.patterns, alone.steps) == (beside.patterns, beside.steps)
    codes = [note.code for note in alone.notes if note not in beside.notes]
    assert codes in ([], ["current_topics_apply"])
    added = [note.code for note in beside.notes if note not in alone.notes]
    assert added == case.get("unanswered", [])
