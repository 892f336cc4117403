"""Hold what a radiologist reads: the words of a workup on a screen of 80 columns."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from birads import parse, recommend
from birads.acr_criteria._explain import explain
from birads.cli._markdown import explanation_markdown
from birads.cli._show import show_explanation, show_workup

WIDTH = 80


def calcifications(**more: Any) -> dict[str, Any]:
    return {
        "kind": "mg.calcifications",
        "id": "c",
        "exam": "m",
        "location": {"breast": "left"},
        "morphology": ["fine_pleomorphic"],
        **more,
    }


def tree(purpose: str, *findings: dict[str, Any], **more: Any) -> dict[str, Any]:
    exam = {"id": "m", "modality": "mammography", "purpose": purpose}
    return {"edition": "2013", "exams": [exam], "findings": list(findings), **more}


def text(report: dict[str, Any]) -> str:
    """Return the text of a workup, its lines joined where the screen wraps them."""
    out = io.StringIO()
    show_workup(Console(file=out, width=WIDTH, no_color=True), recommend(parse(report)))
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= WIDTH
    return " ".join(" ".join(lines).split())


def rows(report: dict[str, Any], step: str) -> list[str]:
    out = io.StringIO()
    show_workup(Console(file=out, width=160, no_color=True), recommend(parse(report)))
    return [
        " ".join(line.removeprefix(step).split())
        for line in out.getvalue().splitlines()
        if line.startswith(step)
    ]


def test_a_rating_a_category_and_a_written_step_have_words_of_their_own() -> None:
    report = tree(
        "screening",
        calcifications(category="4B"),
        recommendations=[{"action": "core_biopsy", "breast": "left", "findings": ["c"]}],
    )
    assert rows(report, "Diagnostic mammography") == ["9 recommended rated 0.1-1 mSv"]
    assert rows(report, "Tissue diagnosis") == ["as stated category"]
    assert rows(report, "Core biopsy") == ["1 - rated not specified", "as written written"]


def test_what_was_stated_and_written_is_one_row() -> None:
    report = tree(
        "diagnostic",
        calcifications(category="4B"),
        recommendations=[{"action": "tissue_diagnosis", "breast": "left", "findings": ["c"]}],
    )
    assert rows(report, "Tissue diagnosis") == ["as stated and as written category, written"]
    assert len(recommend(parse(report)).patterns[0].steps) == 9 + 2  # both stand in the result


@pytest.mark.parametrize(
    ("breast", "shown"), [("left", "as written"), ("right", "right c as written")]
)
def test_a_side_that_is_not_the_headings_is_shown(breast: str, shown: str) -> None:
    report = tree(
        "diagnostic",
        calcifications(category="4B"),
        recommendations=[{"action": "vacuum_assisted_biopsy", "breast": breast, "findings": ["c"]}],
    )
    assert rows(report, "Vacuum-assisted biopsy") == [f"{shown} written"]
    told = text(report)
    assert ("The sides contradict each other" in told) == (breast == "right")
    assert told.find("The sides contradict") < told.find("left breast: fine pleomorphic")


def test_follow_up_against_an_open_biopsy_is_marked() -> None:
    written = [{"action": "short_interval_follow_up", "breast": "left", "findings": ["c"]}]
    open_biopsy = tree("diagnostic", calcifications(category="4B"), recommendations=written)
    assert "as written, against the open biopsy written" in rows(
        open_biopsy, "Short-interval follow-up"
    )
    probably_benign = tree("diagnostic", calcifications(category="3"), recommendations=written)
    assert "against" not in text(probably_benign)


@pytest.mark.parametrize(
    ("purpose", "sentence"),
    [
        ("screening", "Stage: initial. Ratings for the first step after screening; biopsy follows"),
        ("diagnostic", "Rated for the first workup only: history, not advice."),
    ],
)
def test_the_table_says_what_its_ratings_are_for(purpose: str, sentence: str) -> None:
    told = text(tree(purpose, calcifications(category="4B")))
    assert told.count(sentence) == 1
    markdown = explanation_markdown(explain(parse(tree(purpose, calcifications(category="4B")))))
    assert sentence.removeprefix("Stage: initial. ") in markdown


def test_nothing_is_printed_twice() -> None:
    other = calcifications(id="d", location={"breast": "right"}, morphology=["amorphous"])
    report = tree("diagnostic", calcifications(category="2"), {**other, "category": "4B"})
    told = text(report)
    assert told.count("Nothing is assigned: please look again.") == 1
    assert told.count("after the workup they are history") == 0  # the heading says it
    assert told.count("Microcalcifications - Initial Diagnostic Workup, 2009") == 1


@pytest.mark.parametrize(
    ("status", "sentence"),
    [("cancelled", "This report is cancelled"), ("preliminary", "This report is preliminary")],
)
def test_the_status_of_a_report_stands_above_its_steps(status: str, sentence: str) -> None:
    report = tree("diagnostic", calcifications(category="4B"), status=status)
    told = text(report)
    assert 0 < told.find(sentence) < told.find("Tissue diagnosis")
    level = {note.level for note in recommend(parse(report)).notes if note.code.startswith("rep")}
    assert level == ({"alert"} if status == "cancelled" else {"note"})


def test_a_palpable_lump_is_not_told_that_ultrasound_has_no_place() -> None:
    report = tree("screening", calcifications(palpable=True))
    told = text(report)
    assert "Ultrasound has a place only" not in told
    assert "comes straight from a screening" not in told
    assert "Ultrasound has a place only" in text(tree("screening", calcifications()))


def test_an_explanation_shows_the_same_steps() -> None:
    report = parse(tree("screening", calcifications(category="4B")))
    out = io.StringIO()
    show_explanation(Console(file=out, width=WIDTH, no_color=True), explain(report))
    assert "as stated" in out.getvalue()
    assert "as stated" in explanation_markdown(explain(report))
