"""Every current topic is explained, whatever is stated, and says how each row is reached."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from birads import parse
from birads.acr_criteria._explain import explain
from birads.acr_criteria._space import answers_of, shown
from birads.acr_criteria._whatif import smallest_change
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.current import current_topics
from birads.acr_criteria.table._answer import Status
from birads.cli._app import app

TOPICS = sorted(current_topics())
LUMP = {
    "edition": "2013",
    "patient": {"sex": "female", "age_years": 35},
    "presentation": [{"symptom": "palpable_mass", "breast": "left"}],
}


def changed(values: dict[str, Any], change: dict[str, str], topic: Topic) -> dict[str, Any]:
    """Return facts with the answers of a change, read back from their words."""
    out = dict(values)
    for name, word in change.items():
        out[name] = next(value for value in answers_of(topic, name) if shown(value) == word)
    return out


@pytest.mark.parametrize("key", TOPICS)
def test_a_change_leads_to_the_row_that_it_is_for(key: str) -> None:
    topic = current_topics()[key]
    values: dict[str, Any] = dict.fromkeys(topic.row_facts)
    for number, variant in topic.variants.items():
        change = smallest_change(values, variant, topic)
        assert change is not None
        found = topic.answer(changed(values, change, topic))
        assert (found.status, found.variant) == (Status.MATCH, number)
        for name in change:
            fewer = {fact: word for fact, word in change.items() if fact != name}
            left = topic.answer(changed(values, fewer, topic))
            assert (left.status, left.variant) != (Status.MATCH, number)


@pytest.mark.parametrize("key", TOPICS)
def test_every_topic_explains_a_report_that_says_little(key: str) -> None:
    topic = current_topics()[key]
    for document in (LUMP, {"edition": "2013"}, {**LUMP, "patient": {"sex": "male"}}):
        found = explain(parse(json.dumps(document)), topic=topic)
        for pattern in found.patterns:
            assert {one.variant for one in pattern.judged} == set(topic.variants)
            # A fact that a row does not ask is no condition against it.
            assert all(
                read.holds is True
                for one in pattern.judged
                for read in one.conditions
                if read.asked is None
            )


def test_a_topic_whose_table_is_not_there_is_measured_and_named(tmp_path: Any) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(LUMP), "utf-8")
    topic = ("--topic", "breast-imaging-during-lactation")
    page = tmp_path / "page.html"
    run = CliRunner()
    assert run.invoke(app, ["coverage", str(path), *topic, "--html", str(page)]).exit_code == 0
    assert "class='heat'" not in page.read_text("utf-8")
    refused = run.invoke(app, ["explain", str(path), *topic, "--variant", "1"])
    assert refused.exit_code == 2
    assert "these variants: none" in " ".join(refused.stderr.split())
