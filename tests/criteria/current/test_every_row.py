"""Reach every printed row by a report that states what the row asks for, and by no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from birads import parse, recommend
from birads.acr_criteria._answers import AboutBreast, TopicAnswer
from birads.acr_criteria.compiled import bundled, bundled_names
from birads.acr_criteria.current import current_topics, pack
from tests.criteria.current.reports_of_rows import adult, points, report_of
from tests.laws.same_answers import MIRROR, swapped

TOPICS = current_topics()
SUPERSEDED = {row.by_name for row in pack().file.superseded}
Tree = dict[str, Any]


def answers(report: Tree, given: Tree, topic: str) -> list[TopicAnswer]:
    workup = recommend(parse(json.dumps(report)), topics="current", facts=given)
    return [one for one in workup.answers if one.topic.id == topic]


def cases(key: str) -> Iterator[tuple[int, Tree, Tree, Tree]]:
    topic = TOPICS[key]
    for number in topic.variants:
        for point in points(topic, number):
            facts = adult(point)
            yield (number, facts, *report_of(facts))


@pytest.mark.parametrize("key", TOPICS)
def test_a_report_that_states_a_row_is_answered_by_it_alone(key: str) -> None:
    reached = set()
    for number, facts, report, given in cases(key):
        found = answers(report, given, TOPICS[key].id)
        assert {one.variant for one in found if one.status == "match"} == {number}, facts
        reached.add(number)
        chosen = next(one for one in found if one.variant == number)
        assert chosen.title == TOPICS[key].variants[number].title
        asked = set(TOPICS[key].variants[number].when) - {"stage"}
        assert all(chosen.read_from.get(name) for name in asked - given.keys()), facts
    assert reached == set(TOPICS[key].variants)


def test_every_row_of_the_pack_is_asked_or_named_as_superseded() -> None:
    every = {key: len(bundled(key).variants) for key in pack().keys}
    asked = {key: len(topic.variants) for key, topic in TOPICS.items()}
    assert sum(every.values()) == 127
    assert every.keys() - asked.keys() == SUPERSEDED
    assert sum(asked.values()) == 126


def test_few_facts_have_no_member_in_a_report() -> None:
    """Every row but one alternative is reached without a word beside the report."""
    beside = {
        (key, number, name)
        for key in TOPICS
        for number, _, _, given in cases(key)
        for name in given
    }
    assert beside == {
        ("breast-implant-evaluation.2023", 6, "prior_implant_imaging"),
        ("breast-implant-evaluation.2023", 6, "years_since_implant_imaging"),
        ("imaging-of-the-axilla.2022", 12, "suspicious_node_on"),
    }


@pytest.mark.parametrize("key", TOPICS)
def test_an_unknown_fact_only_widens_what_could_be_meant(key: str) -> None:
    """Without a fact the row is still chosen or a candidate, unless the topic is not asked."""
    for number, facts, _, _ in cases(key):
        for name in facts:
            if name in ("stage", "purpose", "evaluate"):
                continue
            fewer = {other: value for other, value in facts.items() if other != name}
            report, given = report_of(fewer)
            found = answers(report, given, TOPICS[key].id)
            if found:
                meant = {n for one in found for n in (one.variant, *one.candidates)}
                assert number in meant, (facts, name)


def turned(value: Any) -> Any:
    """Return a report with every list in the other order."""
    if isinstance(value, dict):
        return {key: turned(item) for key, item in value.items()}
    return [turned(item) for item in reversed(value)] if isinstance(value, list) else value


def told(found: list[TopicAnswer], *, other: bool = False) -> set[Any]:
    out = set()
    for one in found:
        side = one.subject.breast if isinstance(one.subject, AboutBreast) else None
        shown = MIRROR.get(side or "", side) if other else side
        options = tuple((o.procedure, o.category, o.agreed) for o in one.options)
        out.add((shown, one.status, one.variant, one.candidates, options, one.no_imaging))
    return out


@pytest.mark.parametrize("key", TOPICS)
def test_sides_and_the_order_of_lists_never_matter(key: str) -> None:
    seen = set()
    for number, _, report, given in cases(key):
        if number in seen:
            continue
        seen.add(number)
        found = answers(report, given, TOPICS[key].id)
        assert told(answers(swapped(report), given, TOPICS[key].id), other=True) == told(found)
        assert told(answers(turned(report), given, TOPICS[key].id)) == told(found)


def test_every_bundled_topic_but_one_is_of_the_pack() -> None:
    assert set(bundled_names()) - set(pack().keys) == {"breast-microcalcifications.2009"}
