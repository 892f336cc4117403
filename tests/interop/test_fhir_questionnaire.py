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


def _answers(form: dict[str, Any], finding: dict[str, Any]) -> dict[str, Any]:
    """Fill a form as a renderer would: by its items, with its own options."""
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": form["url"],
        "status": "completed",
        "item": _filled(form["item"], finding, ""),
    }


def _filled(items: list[dict[str, Any]], values: dict[str, Any], at: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for item in items:
        link = item["linkId"]
        value = values.get(link.removesuffix(":word").removeprefix(at))
        if value in (None, []) or (isinstance(value, str) and item["type"] == "integer"):
            continue
        several = value if isinstance(value, list) else [value]
        if item["type"] == "group":
            out += [
                {"linkId": link, "item": _filled(item["item"], one, f"{link}.")} for one in several
            ]
        elif link.endswith(":word") and not isinstance(value, str):
            continue
        else:
            out.append({"linkId": link, "answer": [_answer(item, one) for one in several]})
    return out


def _answer(item: dict[str, Any], value: Any) -> dict[str, Any]:
    if item["type"] == "choice":
        coding = next(
            one["valueCoding"]
            for one in item["answerOption"]
            if one["valueCoding"]["code"].endswith(f".{value}")
        )
        return {"valueCoding": coding}
    return {f"value{item['type'].title()}": value}


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
    values = _without_empty({**finding.to_dict(), "id": finding.id})
    read = read_response(_answers(questionnaire(str(finding.to_dict()["kind"]), edition), values))
    assert read.issues == ()
    assert isinstance(read.finding, FindingBase)
    assert _without_empty(read.finding.to_dict()) == values


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a form cannot say: that a list or an object is stated, and empty."""
    out = {}
    for name, value in values.items():
        held: Any = _without_empty(value) if isinstance(value, dict) else value
        if held in ({}, []) or name == "extensions":
            continue
        # A form has no difference between a lone word and a list of one.
        out[name] = held[0] if name == "margin" and len(held) == 1 else held
    return out


def test_what_the_form_does_not_have_makes_a_draft() -> None:
    form = questionnaire("mg.mass", "2013")
    response = _answers(form, {"id": "m", "shape": "oval"})
    response["item"].append({"linkId": "echo", "answer": [{"valueString": "x"}]})
    read = read_response(response)
    assert read.finding is None
    assert read.draft == {"kind": "mg.mass", "id": "m", "shape": "oval"}
    assert [one.pointer for one in read.issues] == ["/item/2"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": "in-progress"}, "fhir_form_not_completed"),
        ({"questionnaire": "x"}, "fhir_no_form"),
    ],
)
def test_a_form_that_is_not_ours_or_not_done_is_refused(change: dict[str, str], code: str) -> None:
    response = {**_answers(questionnaire("mg.mass", "2013"), {"id": "m"}), **change}
    read = read_response(response)
    assert read.finding is None
    assert code in {one.code for one in read.issues}


def test_no_such_form() -> None:
    with pytest.raises(LookupError):
        questionnaire("mg.lump", "2013")
    with pytest.raises(ValueError, match="1998"):
        questionnaire("mg.mass", "1998")
