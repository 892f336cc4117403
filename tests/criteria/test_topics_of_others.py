"""Topics that somebody else writes: large, wrong or unusual ones answer and are refused alike."""

from __future__ import annotations

import time
from itertools import product
from typing import Any

import pytest

from birads.acr_criteria._match import status_of
from birads.acr_criteria.compiled import Topic, topic_from
from birads.acr_criteria.decisions import key_of_facts, rows
from birads.acr_criteria.table._load import read_source
from birads.acr_criteria.table._problems import BadTable

_HEAD = """
[topic]
id = "theirs"
revision = "1"
title = "A topic of somebody else"
about = "{about}"
citation = "Invented"
lead = "us"
[review]
status = "draft"
[procedures]
us = {{ label = "Ultrasound" }}
"""
_CELL = '{{ procedure = "us", category = "{category}"{rating} }}'


def _variant(number: int, when: str, category: str, rating: int | None = None) -> str:
    cell = _CELL.format(category=category, rating=f", rating = {rating}" if rating else "")
    return (
        f'[[variant]]\nnumber = {number}\ntitle = "Row"\nwhen = {{ {when} }}\noptions = [{cell}]\n'
    )


def _topic(text: str, about: str = "breast") -> Topic:
    return topic_from(read_source((_HEAD.format(about=about) + text).encode(), "theirs.toml"))


@pytest.mark.parametrize("rated", [True, False])
def test_the_row_that_asks_for_more_counts_where_words_are_joined(*, rated: bool) -> None:
    """A benign word that stands first never hides the other: however the cells are written."""
    benign = _variant(1, 'morphology = "round"', "usually_not_appropriate", 2 if rated else None)
    other = _variant(
        2, 'morphology = "fine_pleomorphic"', "usually_appropriate", 9 if rated else None
    )
    topic = _topic("[join.morphology]\n" + benign + other, "calcifications")
    answer = topic.answer({"morphology": ["round", "fine_pleomorphic"]})
    assert (answer.variant, answer.candidates) == (2, (1,))


@pytest.fixture(scope="module")
def of_words() -> Topic:
    """Return a topic that asks yes or no, and a word that stands for several others."""
    return _topic(
        _variant(1, 'risk = "higher_than_average", microinvasion = true', "usually_appropriate")
        + _variant(2, 'risk = "average"', "usually_not_appropriate")
    )


def test_every_stated_answer_has_its_row_in_the_decision_table(of_words: Topic) -> None:
    table = {tuple(row.key.values()): row for row in rows(of_words)}
    risks = ("average", "higher_than_average", "intermediate", "high", None)
    for risk, micro in product(risks, (True, False, None)):
        facts: dict[str, Any] = {"risk": risk, "microinvasion": micro}
        row, answer = table[tuple(key_of_facts(facts, of_words).values())], of_words.answer(facts)
        assert (row.status, row.variant) == (status_of(answer).value, answer.variant), facts
    assert table["higher_than_average", "yes"].variant == 1


def _gaps(count: int, bounds: str) -> str:
    row = '[[no_match]]\nid = "g{n}"\nreasons = ["r"]\nwhy = "w"\nwhen = {{ age_years = {{ {b} }}'
    row += " }}\n"
    return _variant(1, "age_years = 130", "usually_appropriate") + "".join(
        row.format(n=n, b=bounds.format(n / 20, (n + 1) / 20)) for n in range(count)
    )


def test_many_bands_are_compared_in_seconds() -> None:
    """When each pair of rows tried each band, these took half a minute."""
    before = time.process_time()
    topic = _topic(_gaps(600, "ge = {}, lt = {}"))
    assert time.process_time() - before < 10
    assert [topic.answer({"age_years": age}).row for age in (0, 0.05, 29.99)] == [
        "g0",
        "g1",
        "g599",
    ]


def test_very_many_problems_are_told_in_part() -> None:
    with pytest.raises(BadTable) as refused:
        _topic(_gaps(100, "ge = {}"))
    told = refused.value.problems
    assert len(told) == 201
    assert {problem.code for problem in told[:-1]} == {"overlapping_rows"}
    assert "first 200" in told[-1].message


def test_too_many_rows_are_refused_at_once() -> None:
    with pytest.raises(BadTable, match="at most 2,000 rows"):
        _topic(_gaps(2_001, "ge = {}"))


@pytest.mark.parametrize("number", ["nan", "-inf", "9" * 30])
def test_a_number_that_is_none_has_its_line(number: str) -> None:
    with pytest.raises(BadTable) as refused:
        _topic(_variant(1, f"age_years = {{ ge = {number} }}", "usually_appropriate"))
    (problem,) = refused.value.problems
    assert (problem.line, problem.field) == (16, "when.age_years.ge")
