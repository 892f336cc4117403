"""What is read before the options of an answer: each line where it holds, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from birads import parse, recommend
from birads.acr_criteria._answers import TopicAnswer
from birads.cli._answer_words import answer_lines

CASES = sorted((Path(__file__).resolve().parents[2] / "cases" / "current").glob("*.json"))


def _answers() -> list[TopicAnswer]:
    reports = [parse(json.loads(path.read_text("utf-8"))["report"]) for path in CASES]
    return [answer for one in reports for answer in recommend(one, topics="current").answers]


@pytest.mark.parametrize(
    ("begins", "holds"),
    [
        ("Could also be meant: ", lambda answer: bool(answer.candidates)),
        ("Not stated: ", lambda answer: bool(answer.missing)),
        ("No imaging: ", lambda answer: answer.no_imaging),
        ("Differs from ", lambda answer: bool(answer.differs_from)),
        (
            "What all that could be meant say:",
            lambda answer: answer.status == "undetermined" and bool(answer.options),
        ),
    ],
    ids=["candidates", "missing", "no-imaging", "differs", "undetermined"],
)
def test_a_line_stands_where_it_holds_and_nowhere_else(begins: str, holds: object) -> None:
    assert callable(holds)
    found = [(any(x.startswith(begins) for x in answer_lines(one)), one) for one in _answers()]
    assert {said for said, _ in found} == {True, False}
    assert all(said is bool(holds(answer)) for said, answer in found)


def test_the_lines_of_one_answer() -> None:
    case = next(path for path in CASES if path.stem == "transmasculine-after-mastectomy")
    (answer,) = recommend(
        parse(json.loads(case.read_text("utf-8"))["report"]), topics="current"
    ).answers
    assert list(answer_lines(answer)) == ["No imaging: every procedure is usually not appropriate."]
