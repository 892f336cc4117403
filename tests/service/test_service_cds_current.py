"""Hold the cards of the current topics to the standard, to their year, and to what was stated."""

from __future__ import annotations

import json
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.service.service_client import sample, service
from tests.service.test_page_view import LUMP
from tests.service.test_service_cds import WORKUP, bundle_of, cards, request_of, split

CURRENT = f"{WORKUP}?topics=current"


@pytest.fixture(scope="module")
def client() -> Any:
    return service()


def answered(client: Any, document: Any, path: str = CURRENT) -> list[dict[str, Any]]:
    return cards(client, path, request_of(split(bundle_of(document))))


def lump(**members: Any) -> dict[str, Any]:
    return {**LUMP, **members}


AGED = {"sex": "female", "age_years": 35}


def test_only_the_table_of_2009_answers_where_nobody_asks_for_more(client: Any) -> None:
    assert answered(client, lump(), WORKUP) == []
    assert all("2009" in one["source"]["label"] for one in answered(client, sample(), WORKUP))


def test_a_card_names_its_topic_and_year(client: Any) -> None:
    (card,) = answered(client, lump(patient=AGED))
    assert card["summary"].startswith("Left breast, Palpable Breast Masses 2022: usually approp")
    assert "(2022)" in card["detail"]
    assert "2009" not in json.dumps(card)
    assert card["source"]["label"].endswith("Palpable Breast Masses, 2022 (draft)")


def test_no_card_mixes_the_years(client: Any) -> None:
    found = answered(client, sample())
    assert len(found) > 2
    for card in found:
        label = card["source"]["label"]
        old = "Initial Diagnostic Workup" in label
        assert ("urn:birads:answer" in card["extension"]) is not old
        assert ("1-9 (20" in card["detail"]) <= (not old)


def test_a_missing_fact_is_named_and_no_category_is_shown(client: Any) -> None:
    (card,) = answered(client, lump())
    assert card["summary"].endswith("Palpable Breast Masses 2022: not stated: age years")
    assert "|" not in card["detail"]
    assert "appropriate" not in card["detail"].split("\n\n")[0]


@pytest.mark.parametrize("category", ["4", "4C", "5", "6"])
def test_no_card_speaks_against_what_was_stated(client: Any, category: str) -> None:
    document = lump(
        patient=AGED,
        assessments=[{"breast": "left", "category": category}],
        recommendations=[{"action": "core_biopsy", "breast": "left"}],
    )
    found = answered(client, document)
    assert any("urn:birads:answer" in one["extension"] for one in found)
    for card in found:
        assert "not appropriate" not in card["summary"] + card["detail"]


def test_a_topic_offers_no_order(client: Any) -> None:
    for document in (lump(patient=AGED), json.loads(sample())):
        for card in answered(client, document):
            if "urn:birads:answer" in card["extension"]:
                assert "suggestions" not in card


def test_a_site_can_ask_for_them_always() -> None:
    with service(topics="current") as always:
        assert len(answered(always, lump(patient=AGED), WORKUP)) == 1


def test_the_markdown_holds_no_markup_of_its_texts(client: Any) -> None:
    for card in answered(client, sample()):
        html = MarkdownIt("commonmark", {"html": True}).render(card["detail"])
        assert "<a " not in html
        assert "<img" not in html
        assert "script" not in html
