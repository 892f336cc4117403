"""A form per kind of finding and edition, and the finding that a filled form holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birads.interop.fhir._parts import KINDS
from birads.interop.fhir.questionnaire import questionnaire, read_response
from birads.lexicon import Edition, terms
from birads.report.findings import FindingBase
from birads.testing import findings
from tests.interop.forms import answers, without_empty


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edition", Edition)
def test_links_are_unique_and_every_choice_has_options(kind: str, edition: Edition) -> None:
    links = []

    def walk(items: list[dict[str, Any]]) -> None:
        for item in items:
            links.append(item["linkId"])
            if item["type"] == "choice":
                assert item["answerOption"]
            walk(item.get("item", []))

    walk(questionnaire(kind, edition)["item"])
    assert len(links) == len(set(links))
    assert {"id", "category", "location.breast"} <= set(links)


@pytest.mark.parametrize("edition", Edition)
def test_a_form_offers_the_words_of_its_edition(edition: Edition) -> None:
    form = questionnaire("mg.calcifications", edition)
    (item,) = (one for one in form["item"] if one["linkId"] == "morphology")
    offered = [one["valueCoding"]["code"] for one in item["answerOption"]]
    assert offered == [term.id for term in terms("mg.calcifications.morphology", edition)]


@settings(deadline=None)
@given(st.data())
def test_a_filled_form_is_the_finding(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(list(Edition)))
    finding = data.draw(findings(edition=edition))
    values = without_empty({**finding.to_dict(), "id": finding.id})
    read = read_response(answers(questionnaire(str(finding.to_dict()["kind"]), edition), values))
    assert read.issues == ()
    assert isinstance(read.finding, FindingBase)
    assert without_empty(read.finding.to_dict()) == values


def test_what_the_form_does_not_have_makes_a_draft() -> None:
    form = questionnaire("mg.mass", "2013")
    response = answers(form, {"id": "m", "shape": "oval"})
    response["item"].append({"linkId": "echo", "answer": [{"valueString": "x"}]})
    read = read_response(response)
    assert read.finding is None
    assert read.draft == {"kind": "mg.mass", "id": "m", "shape": "oval"}
    assert [one.pointer for one in read.issues] == ["/item/2"]


def _response(*items: Any) -> dict[str, Any]:
    named = questionnaire("mg.mass", "2013")["url"]
    return {"questionnaire": named, "status": "completed", "item": [_ID, *items]}


_ID = {"linkId": "id", "answer": [{"valueString": "m"}]}
_UCUM = "http://unitsofmeasure.org"


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        ({"linkId": "shape", "answer": [{"valueString": "oval"}]}, "/item/1/answer/0"),
        ({"linkId": "text", "answer": [{"valueString": "a", "item": [{}]}]}, "/item/1/answer/0"),
        ({"linkId": "text", "answer": [{"valueString": "a", "valueInteger": 1}]},
         "/item/1/answer/0"),
        ({"linkId": "text", "item": [{"linkId": "shape"}]}, "/item/1/item"),
        ({"linkId": "location", "answer": [{"valueString": "left"}]}, "/item/1/answer"),
        ({"linkId": "location.breast", "answer": []}, "/item/1"),
        ({"linkId": "location", "item": [{"linkId": "shape"}]}, "/item/1/item/0"),
        ({"linkId": "text", "note/more": 1}, "/item/1/note~1more"),
        ({"linkId": "longest_mm", "answer": [{"valueQuantity": {"value": 2, "code": "cm",
          "system": _UCUM}}]}, "/item/1/answer/0"),
        ({"linkId": ["text"]}, "/item/1"),
        ("text", "/item/1"),
    ],
)  # fmt: skip
def test_nothing_of_a_response_is_passed_over(item: Any, pointer: str) -> None:
    read = read_response(_response(item))
    assert read.finding is None
    assert [one.pointer for one in read.issues] == [pointer]


def test_a_number_may_come_with_its_unit() -> None:
    quantity = {"value": 12.5, "unit": "mm", "code": "mm", "system": _UCUM}
    item = {"linkId": "longest_mm", "answer": [{"valueQuantity": quantity}]}
    assert read_response(_response(item)).draft["longest_mm"] == 12.5


def test_groups_in_groups_without_end_are_told() -> None:
    item: dict[str, Any] = {"linkId": "location"}
    for _ in range(5_000):
        item = {"linkId": "location", "item": [item]}
    read = read_response(_response(item))
    assert [one.pointer for one in read.issues] == ["/item/1/item/0"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": "in-progress"}, "fhir_form_not_completed"),
        ({"questionnaire": "x"}, "fhir_no_form"),
    ],
)
def test_a_form_that_is_not_ours_or_not_done_is_refused(change: dict[str, str], code: str) -> None:
    response = {**answers(questionnaire("mg.mass", "2013"), {"id": "m"}), **change}
    read = read_response(response)
    assert read.finding is None
    assert code in {one.code for one in read.issues}


def test_no_such_form() -> None:
    with pytest.raises(LookupError):
        questionnaire("mg.lump", "2013")
    with pytest.raises(ValueError, match="1998"):
        questionnaire("mg.mass", "1998")
