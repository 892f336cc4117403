"""Hold the cards to the standard and to what they may never say."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

import birads
from birads.interop.fhir import to_fhir
from birads.service._cds._suggestions import PROCEDURES
from birads.service._cds._words import markdown, short
from tests.service.service_client import sample, service

SCHEMA = json.loads(Path(__file__).with_name("cds_hooks.schema.json").read_text(encoding="utf-8"))
JUDGES = {
    part: jsonschema.Draft202012Validator({"$ref": f"#/$defs/{part}", **SCHEMA})
    for part in ("discovery", "request", "response")
}
INSTANCE = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"
WORKUP, CHECK = "/cds-services/birads-workup", "/cds-services/birads-report-check"


def judge(part: str, value: Any) -> Any:
    JUDGES[part].validate(value)
    return value


@pytest.fixture(scope="module")
def client() -> Any:
    return service()


def bundle_of(document: Any) -> dict[str, Any]:
    return to_fhir(birads.parse(document))


def request_of(prefetch: Any, hook: str = "order-sign", **context: Any) -> dict[str, Any]:
    out = {
        "hook": hook,
        "hookInstance": INSTANCE,
        "fhirServer": "https://nowhere.invalid/fhir",
        "fhirAuthorization": {"access_token": "never looked at"},
        "context": {"userId": "Practitioner/1", "patientId": "p1", **context},
    }
    if prefetch is not None:
        out["prefetch"] = prefetch
    return judge("request", out)  # type: ignore[no-any-return]


def cards(client: Any, path: str, request: Any) -> list[dict[str, Any]]:
    answer = client.post(path, json=request)
    assert answer.status_code == 200, answer.text
    return judge("response", answer.json())["cards"]  # type: ignore[no-any-return]


def split(bundle: dict[str, Any]) -> dict[str, Any]:
    """Return a Bundle as an order system prefetches it: one answer for each kind."""
    out: dict[str, Any] = {}
    names = {"Observation": "observations", "ImagingStudy": "studies", "ServiceRequest": "requests"}
    for entry in bundle["entry"]:
        kind = entry["resource"]["resourceType"]
        name = names.get(kind, "report")
        empty = {"resourceType": "Bundle", "type": "searchset", "entry": []}
        out.setdefault(name, empty)["entry"].append(entry)
    return out


def changed(**members: Any) -> dict[str, Any]:
    return json.loads(sample()) | members  # type: ignore[no-any-return]


def test_discovery(client: Any) -> None:
    told = judge("discovery", client.get("/cds-services").json())
    pairs = {(one["id"], one["hook"]) for one in told["services"]}
    assert pairs == {
        ("birads-workup", "order-select"), ("birads-workup", "order-sign"),
        ("birads-report-check", "order-sign"),
    }  # fmt: skip
    assert all("{{context.patientId}}" in one for one in told["services"][0]["prefetch"].values())


def test_every_example_is_answered_as_the_command_line_reads_it(
    client: Any, examples: dict[str, bytes]
) -> None:
    for data in examples.values():
        workup = birads.recommend(birads.parse(data))
        bundle = bundle_of(data)
        found = cards(client, WORKUP, request_of({"report": bundle}))
        assert cards(client, WORKUP, request_of(split(bundle), "order-select")) == found
        alerts = [one for one in found if one["indicator"] == "warning"]
        patterns = [one for one in found if "facts" in one["extension"]["urn:birads:workup"]]
        assert found[: len(alerts)] == alerts
        due = [
            one.to_dict() for one in workup.patterns
            if one.missing or any(step.recommended for step in one.steps)
        ]  # fmt: skip
        assert [one["extension"]["urn:birads:workup"] for one in patterns] == due
        for one in found:
            assert one["indicator"] != "critical"
            assert not any("isRecommended" in offer for offer in one.get("suggestions", ()))


def test_the_card_of_a_recall(client: Any) -> None:
    card, routine = cards(client, WORKUP, request_of({"report": bundle_of(sample())}))
    assert card["summary"].startswith("Left breast: recommended now: diagnostic mammography")
    assert "9" in card["detail"]
    assert card["source"]["label"].startswith("birads: ACR Appropriateness Criteria")
    assert {one["code"] for one in card["overrideReasons"]} >= {"patient-declines"}
    order = card["suggestions"][0]["actions"][0]["resource"]
    assert order["bodySite"][0]["coding"][0]["code"] == "80248007"
    assert order["subject"] == {"reference": "Patient/p1"}
    assert order["status"] == "draft"
    assert "suggestions" not in routine  # nothing of it is ordered
    for one in (card, routine):
        assert all(link["url"] == "http://testserver/" for link in one["links"])


def test_a_missing_fact_is_named_and_nothing_is_rated(client: Any) -> None:
    document = changed()
    del document["findings"][0]["distribution"]
    card = cards(client, WORKUP, request_of({"report": bundle_of(document)}))[0]
    assert "not stated: distribution" in card["summary"]
    assert "distribution" in card["detail"]
    assert "1-9" not in card["detail"]


def worked_up(category: str) -> dict[str, Any]:
    document = changed()
    document["exams"].append({**document["exams"][0], "id": "dx", "purpose": "diagnostic",
                              "date": "2026-05-20"})  # fmt: skip
    document["findings"][0] |= {"exam": "dx", "category": category}
    document["assessments"] = [
        {"breast": "left", "exam": "dx", "category": category}, {"breast": "right", "category": "1"}
    ]  # fmt: skip
    return document


def test_after_the_workup_no_rating_of_the_first_is_shown(client: Any) -> None:
    document = worked_up("4B")
    assert birads.recommend(birads.parse(document)).patterns[0].stage == "worked_up"
    found = cards(client, WORKUP, request_of({"report": bundle_of(document)}))
    card = next(one for one in found if "suggestions" in one)
    assert "as stated: tissue diagnosis" in card["summary"].lower()
    assert "1-9" not in card["detail"]
    assert "mammography" not in card["detail"]


def test_a_category_below_its_pattern_comes_first(client: Any) -> None:
    found = cards(client, WORKUP, request_of({"report": bundle_of(worked_up("3"))}))
    assert found[0]["indicator"] == "warning"
    assert found[0]["extension"]["urn:birads:workup"]["code"] == "stated_category_below_pattern"


def order(procedure: str) -> dict[str, Any]:
    code = {"coding": [{"system": PROCEDURES, "code": procedure}]}
    resource = {"resourceType": "ServiceRequest", "status": "draft", "intent": "order",
                "subject": {"reference": "Patient/p1"}, "code": code}  # fmt: skip
    return {"resourceType": "Bundle", "entry": [{"resource": resource}]}


def test_a_low_rated_order_is_answered_by_what_is_recommended(client: Any) -> None:
    prefetch = {"report": bundle_of(sample())}
    asked = request_of(prefetch, draftOrders=order("pet_breast"))
    assert "recommends first: diagnostic mammography" in cards(client, WORKUP, asked)[0]["detail"]


BIOPSIES = ("core_biopsy_breast", "fna_breast", "imaging_localization_surgical_excision_breast")
TISSUE = ("biopsy", "aspiration", "excision")


@pytest.mark.parametrize("category", ["0", "3", "4", "4A", "4B", "4C", "5", "6"])
@pytest.mark.parametrize("stage", ["screening", "worked_up"])
def test_no_card_speaks_against_a_biopsy(client: Any, category: str, stage: str) -> None:
    document = worked_up(category) if stage == "worked_up" else changed()
    document["findings"][0]["category"] = category
    prefetch = {"report": bundle_of(document)}
    for procedure in BIOPSIES:
        asked = request_of(prefetch, draftOrders=order(procedure))
        found = cards(client, WORKUP, asked)
        assert found
        lines = [line for card in found for line in card.get("detail", "").splitlines()]
        for line in [one.lower() for one in lines if any(word in one.lower() for word in TISSUE)]:
            assert "not appropriate" not in line
            assert "| 1 |" not in line
            assert "ordered" not in line


def test_without_data_there_is_no_card(client: Any) -> None:
    empty = {"resourceType": "Bundle", "type": "searchset", "total": 0}
    without: tuple[Any, ...] = (None, {}, {"report": None}, {"report": empty}, {"report": []})
    for prefetch in without:
        for path in (WORKUP, CHECK):
            assert cards(client, path, request_of(prefetch)) == []
            (why,) = cards(client, f"{path}?explain=1", request_of(prefetch))
            assert why["indicator"] == "info"


def test_findings_of_another_report_stay_out(client: Any) -> None:
    ours = bundle_of(sample())
    other = changed(id="other")
    other["findings"][0] |= {"id": "calc-9", "morphology": ["fine_pleomorphic"]}
    foreign = [one for one in bundle_of(other)["entry"]
               if one["resource"]["resourceType"] == "Observation"]  # fmt: skip
    prefetch = split(ours)
    alone = cards(client, WORKUP, request_of(copy.deepcopy(prefetch)))
    prefetch["observations"]["entry"] += foreign
    assert cards(client, WORKUP, request_of(prefetch)) == alone


def test_the_latest_of_several_reports_is_read_and_no_guess_is_made(client: Any) -> None:
    older = bundle_of(changed(id="older", issued="2025-01-01T00:00:00Z"))
    newer = bundle_of(changed(id="newer", issued="2026-01-01T00:00:00Z"))
    unknown = bundle_of(changed(id="unknown"))
    found = cards(client, WORKUP, request_of({"a": older, "b": newer}))
    assert found == cards(client, WORKUP, request_of({"a": newer}))
    assert cards(client, WORKUP, request_of({"a": newer, "b": unknown})) == []
    assert cards(client, WORKUP, request_of({"a": newer, "b": copy.deepcopy(newer)})) == []


def foreign(with_edition: bool) -> Iterator[dict[str, Any]]:
    for entry in bundle_of(sample())["entry"]:
        resource = copy.deepcopy(entry["resource"])
        if resource["resourceType"] == "DiagnosticReport" and not with_edition:
            resource["extension"] = [
                one for one in resource["extension"] if not one["url"].endswith(":edition")
            ]
        yield {**entry, "resource": resource}


def test_a_report_without_edition_is_read_where_the_site_names_one(client: Any) -> None:
    prefetch = {"report": {"resourceType": "Bundle", "entry": list(foreign(with_edition=False))}}
    assert cards(client, WORKUP, request_of(prefetch)) == []
    (why,) = cards(client, f"{WORKUP}?explain=1", request_of(prefetch))
    assert "edition" in why["summary"]
    assert cards(service(edition="2013"), WORKUP, request_of(prefetch))


def test_checks_are_warnings_and_informations(client: Any) -> None:
    document = changed()
    document["findings"][0]["location"] = {"breast": "left", "clock": 9, "quadrant": "upper_outer"}
    document["assessments"].append({"breast": "left", "category": "1"})
    issues = birads.check(birads.parse(document))
    found = cards(client, CHECK, request_of({"report": bundle_of(document)}))
    assert [one["extension"]["urn:birads:issue"]["code"] for one in found] == [
        issue.code for issue in issues
    ]
    expected = ["warning" if issue.severity == "error" else "info" for issue in issues]
    assert [one["indicator"] for one in found] == expected


HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) ![](http://e.example/a) `a` |b|"


def test_text_of_a_report_is_no_markup_in_a_card(client: Any) -> None:
    document = changed(id=HOSTILE)
    document["findings"][0]["id"] = HOSTILE
    document["assessments"].append({"breast": "left", "category": "1", "exam": HOSTILE})
    prefetch = {"report": bundle_of(document)}
    for path in (WORKUP, CHECK):
        found = cards(client, path, request_of(prefetch))
        assert found
        for card in found:
            shown = MarkdownIt("commonmark", {"html": True}).render(card.get("detail", ""))
            for mark in ("<script", "<a", "<img", "<code"):
                assert mark not in shown
            assert "<" not in card.get("detail", "")
            assert len(card["summary"]) < 140
    assert markdown("a\u202eb\nc") == "a\\\\u202eb c"
    assert short("x" * 500).endswith("\u2026")
    assert short("") == "-"


@pytest.mark.parametrize(
    "change",
    [
        {"hook": "patient-view"}, {"hookInstance": "x"}, {"hookInstance": 1}, {"context": []},
        {"prefetch": []}, {"hook": None},
    ],
)  # fmt: skip
def test_a_wrong_request_is_a_problem(client: Any, change: dict[str, Any]) -> None:
    request = request_of({}) | change
    assert client.post(WORKUP, json=request).status_code == 400
    assert client.post(CHECK, content=b"{").status_code == 400
    assert client.post(CHECK, content=b"[]").status_code == 400
    assert client.post("/cds-services/none", json=request).status_code == 404


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "DiagnosticReport"},
        {"resourceType": "DiagnosticReport", "result": [{"reference": 7}], "issued": {}},
        {"resourceType": "Bundle", "entry": [None, 1, {}, {"resource": []}, {"fullUrl": 3}]},
        {"resourceType": "Bundle", "entry": {}},
        {"resourceType": 3},
    ],
)
def test_odd_resources_break_nothing(client: Any, resource: Any) -> None:
    deep: Any = resource
    for _ in range(30):
        deep = {"resourceType": "Bundle", "entry": [{"resource": deep}]}
    for value in (resource, deep):
        assert cards(client, WORKUP, request_of({"report": value, "studies": value})) == []
        asked = request_of({}, draftOrders=value)
        assert cards(client, WORKUP, asked) == []


def test_feedback_is_taken_and_forgotten(client: Any) -> None:
    given = {"feedback": [{"card": INSTANCE, "outcome": "accepted"}]}
    answer = client.post(f"{WORKUP}/feedback", json=given)
    assert (answer.status_code, answer.json()) == (200, {})
    assert client.post(f"{WORKUP}/feedback", json=[]).status_code == 400
    assert client.post("/cds-services/none/feedback", json=given).status_code == 404
