"""What would have to differ for a variant: the fewest facts, found without trying everything."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest

from birads import explain, parse
from birads.acr_criteria import _whatif as whatif
from birads.acr_criteria._match import status_of
from birads.acr_criteria._space import answers_of, axis_of, difference
from birads.acr_criteria.compiled import Topic, bundled, bundled_names
from birads.acr_criteria.facts import Status

MOST_ASKED = 2_000  # answers of the table for one explanation
# The facts that tables of today read, age among them, and as little as a report may state.
STATED: dict[str, Any] = {
    "edition": "2013",
    "patient": {"sex": "female", "age_years": 44},
    "exams": [{"id": "e", "modality": "mammography", "purpose": "diagnostic"}],
    "findings": [
        {"kind": "mg.mass", "id": "m", "exam": "e", "location": {"breast": "left"}},
        {
            "kind": "mg.calcifications",
            "id": "c",
            "exam": "e",
            "morphology": ["amorphous"],
            "distribution": "grouped",
            "location": {"breast": "left"},
        },
    ],
}


def slowly(values: dict[str, Any], number: int, topic: Topic) -> dict[str, str] | None:
    """Return the smallest change by trying every answer of every fact."""
    tried = []
    for name in topic.row_facts:
        others: list[Any] = list(answers_of(topic, name))
        if name == topic.joined:
            asked = topic.variants[number].when[name]
            others = [frozenset({word}) for word in others if word in asked]
        tried.append([values[name], *(other for other in others if other != values[name])])
    best: tuple[int, dict[str, Any]] | None = None
    for combination in product(*tried):
        after = dict(zip(topic.row_facts, combination, strict=True))
        moved = sum(after[name] != values[name] for name in after)
        if best is not None and moved >= best[0]:
            continue
        found = topic.answer(after)
        if status_of(found) is Status.MATCH and found.variant == number:
            best = moved, after
    return None if best is None else difference(values, best[1], topic)


def some_values(topic: Topic, dice: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in topic.row_facts:
        answer = dice.choice((None, *answers_of(topic, name)))
        several = name == topic.joined or axis_of(topic, name).fact.many
        values[name] = frozenset({answer}) if several and answer is not None else answer
    if topic.joined is not None and values[topic.joined] is None:
        values[topic.joined] = frozenset()
    return values


def test_the_smallest_change_is_the_first_of_the_fewest_facts() -> None:
    topic, dice = bundled(), random.Random(4)
    for _ in range(12):
        values = some_values(topic, dice)
        for number in dice.sample(sorted(topic.variants), 4):
            found = whatif.smallest_change(values, topic.variants[number], topic)
            assert found == slowly(values, number, topic), (values, number)


@pytest.mark.parametrize("name", bundled_names())
def test_every_topic_is_explained_without_trying_everything(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic, asked = bundled(name), 0

    def counted(found: Any) -> Status:
        nonlocal asked
        asked += 1
        assert asked <= MOST_ASKED, "the search grows with the product of the facts"
        return status_of(found)

    topic.changes.clear()
    monkeypatch.setattr(whatif, "status_of", counted)
    found = explain(parse(STATED), topic=topic)
    assert found.patterns
    assert all(judged.conditions for each in found.patterns for judged in each.judged)


@pytest.mark.parametrize("name", bundled_names())
def test_what_a_row_does_not_ask_holds_whatever_is_stated(name: str) -> None:
    found = explain(parse(STATED), topic=bundled(name))
    reads = [read for p in found.patterns for judged in p.judged for read in judged.conditions]
    assert all(read.holds is True for read in reads if read.asked is None)
    stated = [read for read in reads if read.asked is not None and read.found]
    assert all(read.holds is not None for read in stated)
