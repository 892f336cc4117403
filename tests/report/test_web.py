"""Hold reports to what FastAPI and models of other people do with them, both ways."""

from __future__ import annotations

import json
import warnings
from typing import Annotated, Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

import birads
from birads.report import Finding, Location, MammographyExam, MgMass, Report, UsMass

with warnings.catch_warnings():  # what the client says of its own parts is not ours
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient


JSON = {"content-type": "application/json"}


class Order(BaseModel):
    """A model of somebody else's that holds reports and parts."""

    report: Report
    others: list[Report] = []
    finding: Finding | None = None
    either: Annotated[MgMass | UsMass, Field(discriminator="kind")] | None = None
    location: Location | None = None


def make_app() -> FastAPI:
    app = FastAPI()

    @app.post("/reports")
    def reports(report: Report) -> Report:
        return report

    @app.post("/orders")
    def orders(order: Order) -> Order:
        return order

    @app.post("/findings")
    def findings(finding: MgMass) -> MgMass:
        return finding

    @app.post("/workup")
    def workup(report: Report) -> birads.Workup:
        return birads.recommend(report)

    return app


@pytest.fixture(scope="module")
def client() -> Any:
    return TestClient(make_app())


def test_every_example_goes_in_and_comes_out(client: Any, examples: dict[str, bytes]) -> None:
    for data in examples.values():
        answer = client.post("/reports", content=data, headers=JSON)
        assert answer.status_code == 200, answer.text
        assert birads.parse(answer.content) == birads.parse(data)
        assert b"null" not in answer.content


def test_a_report_inside_of_another_model(client: Any, examples: dict[str, bytes]) -> None:
    report = json.loads(examples["zhao-2025-figure-3"])
    order = {
        "report": report,
        "others": [report],
        "finding": {"kind": "us.mass", "id": "u", "margin": ["indistinct"]},
        "either": {"kind": "mg.mass", "id": "m", "margin": "obscured"},
        "location": {"breast": "left", "clock": 2},
    }
    answer = client.post("/orders", json=order)

    assert answer.status_code == 200, answer.text
    back = answer.json()
    assert birads.parse(back["report"]) == birads.parse(report)
    assert birads.parse(back["others"][0]) == birads.parse(report)
    for part in ("finding", "either", "location"):
        assert back[part] == order[part]


def test_a_workup_is_a_response(client: Any, examples: dict[str, bytes]) -> None:
    data = examples["zhao-2025-figure-3"]
    answer = client.post("/workup", content=data, headers=JSON)

    assert answer.json() == birads.recommend(birads.parse(data)).to_dict()


WRONG: tuple[tuple[dict[str, Any], list[Any]], ...] = (
    ({}, ["edition"]),
    ({"edition": "2014"}, ["edition"]),
    ({"edition": 2013}, ["edition"]),
    ({"edition": "2013", "id": None}, ["id"]),
    ({"edition": "2013", "patient": {"age_years": "52"}}, ["patient", "age_years"]),
    ({"edition": "2013", "patient": {"pregnant": "no"}}, ["patient", "pregnant"]),
    ({"edition": "2013", "patient": {"sex": None}}, ["patient", "sex"]),
    ({"edition": "2013", "nonsense": 1}, ["nonsense"]),
    (
        {"edition": "2013", "findings": [{"kind": "mg.mass", "id": "m", "longest_mm": "3"}]},
        ["findings", 0, "mg.mass", "longest_mm"],
    ),
    ({"edition": "2013", "findings": [{"kind": "mg.mss", "id": "m"}]}, ["findings", 0]),
    ({"edition": "2013", "issued": "2026-05-05T09:30:00"}, ["issued"]),
    ({"edition": "2013", "extensions": {"a": 1}}, ["extensions", "a", "[key]"]),
)


@pytest.mark.parametrize(("document", "place"), WRONG, ids=lambda value: str(value)[:50])
def test_a_wrong_body_is_422_at_its_place(client: Any, document: Any, place: list[Any]) -> None:
    with pytest.raises(birads.InvalidReport):
        birads.parse(document)
    answer = client.post("/reports", json=document)
    assert answer.status_code == 422
    assert [entry["loc"] for entry in answer.json()["detail"]] == [["body", *place]]

    answer = client.post("/orders", json={"report": document})
    assert [entry["loc"] for entry in answer.json()["detail"]] == [["body", "report", *place]]


def test_a_wrong_part_is_422_too(client: Any) -> None:
    for members in ({"margin": ["x"]}, {"longest_mm": "3"}, {"kind": "us.mass"}, {"x": 1}):
        assert client.post("/findings", json={"id": "m", **members}).status_code == 422
    assert client.post("/findings", json={"id": "m", "margin": ["obscured"]}).status_code == 200


def test_the_api_describes_itself(client: Any) -> None:
    answer = client.get("/openapi.json")

    assert answer.status_code == 200
    schemas = answer.json()["components"]["schemas"]
    mass = next(value for name, value in schemas.items() if name.startswith("MgMass"))
    assert mass["properties"]["longest_mm"]["description"]


def test_the_laws_of_the_contract(examples: dict[str, bytes]) -> None:
    for data in examples.values():
        report = birads.parse(data)
        assert Report.model_validate(report.to_dict()) == report
        assert Report.model_validate(report) is report
        assert Report.model_validate(dict(report)) == report
        assert Report.model_validate(report.model_dump()) == report
        assert Report.model_validate(report.model_dump(mode="json")) == report
        assert Report.model_validate_json(data) == report
        assert birads.parse(report.model_dump_json()) == report
        assert report.model_dump_json().encode() == report.to_json()
        assert report.model_dump(mode="json") == report.to_dict()
        assert TypeAdapter(list[Report]).validate_python([json.loads(data)]) == [report]


def test_what_has_no_json_is_a_validation_error() -> None:
    deep: Any = 1
    for _ in range(5_000):
        deep = [deep]
    for value in (float("nan"), 10**400, {1}, object(), "\ud800", deep):
        with pytest.raises(ValidationError):
            Report.model_validate({"edition": "2013", "extensions": {"a.b": value}})
    for wrong in (None, 3, "x", [], [("edition", "2013")]):
        with pytest.raises(ValidationError):
            Report.model_validate(wrong)


def test_parts_can_be_built_inside_of_other_models() -> None:
    report = Report(edition="2013", exams=[MammographyExam(id="mg")])
    order = Order(report=report, either=UsMass(id="u"))

    assert order.report is report
    assert Order.model_validate_json(order.model_dump_json()) == order
    assert Order.model_validate(order.model_dump(exclude_none=True)) == order
