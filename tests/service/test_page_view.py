"""What the page shows of a report: the table of 2009 and the current topics, each by itself."""

from __future__ import annotations

import json
from typing import Any

from tests.service.service_client import sample, service

LUMP = {
    "edition": "2013",
    "id": "lump",
    "patient": {"sex": "female"},
    "presentation": [{"symptom": "palpable_mass", "breast": "left"}],
}


def shown(document: Any, query: str = "") -> dict[str, Any]:
    answer = service().post(f"/page/view{query}", content=json.dumps(document))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_every_answer_of_a_current_topic_stands_apart_with_its_year() -> None:
    view = shown(json.loads(sample()))
    assert view["year"] == "2009"
    years = {one["title"]: one["year"] for one in view["current"]["answers"]}
    assert years["Female Breast Cancer Screening"] == "2023"
    assert "2009" not in years.values()


def test_what_each_answer_to_a_question_gives_is_said_with_topic_and_year() -> None:
    (asked,) = shown(LUMP)["current"]["questions"]
    assert (asked["fact"], asked["number"]) == ("age_years", True)
    first = asked["answers"][0]
    assert first["words"] == "from 18 below 30"
    (outcome,) = first["outcomes"]
    assert (outcome["topic"], outcome["whom"]) == ("Palpable Breast Masses 2022", "left breast")
    assert outcome["suggests"] == ["Breast ultrasound: usually appropriate"]


def test_an_answer_is_stated_beside_the_report_and_decides() -> None:
    current = shown(LUMP, "?fact=age_years=35")["current"]
    assert current["answers"][0]["said"].startswith("variant 11, ")
    assert current["questions"] == []
    assert current["stated"] == [{"fact": "age_years", "words": "age years: 35"}]


def test_every_word_that_is_offered_can_be_stated() -> None:
    document = json.loads(sample())
    offered = [
        (asked["fact"], answer["value"])
        for asked in shown(document)["current"]["questions"]
        for answer in asked["answers"]
        if answer["value"] is not None
    ]
    assert len(offered) > 3
    for fact, value in offered:
        assert shown(document, f"?fact={fact}={value}")["current"]["stated"]


def test_a_fact_that_nobody_asks_is_refused() -> None:
    answer = service().post("/page/view?fact=shoe_size=38", content=json.dumps(LUMP))
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:birads:problem:fact")


def test_that_current_topics_were_not_asked_is_not_said_beside_their_answers() -> None:
    assert shown(LUMP)["notes"] == []
    plain = service().post("/v1/recommend", content=json.dumps(LUMP)).json()
    assert [one["code"] for one in plain["notes"]] == ["current_topics_apply"]


def test_recommend_takes_what_the_command_line_takes() -> None:
    query = "topics=current&fact=age_years=35&question=symptom_evaluation&evaluate=breast"
    answer = service().post(f"/v1/recommend?{query}", content=json.dumps(LUMP))
    assert answer.status_code == 200
    found = answer.json()["answers"][0]
    assert (found["topic"]["revision"], found["facts"]["age_years"]) == ("2022", 35)
    for wrong in (
        "fact=age_years=35",
        "topics=current&fact=age_years",
        "topics=current&question=x",
    ):
        answer = service().post(f"/v1/recommend?{wrong}", content=json.dumps(LUMP))
        assert answer.status_code == 400
        assert "--" not in answer.json()["detail"]
