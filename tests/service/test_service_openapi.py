"""Hold the service to its OpenAPI document: it is valid, and every answer is as it says."""

from __future__ import annotations

import json
from typing import Any

import hypothesis
import jsonschema
import openapi_spec_validator
import pytest
import schemathesis
from schemathesis.checks import CHECKS

import birads
from birads.service import Settings, create_app
from birads.service._openapi import openapi_document
from birads.testing import reports
from tests.service.service_client import sample, service

_DRAWS = 8
_CHECKS = [
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "unsupported_method",
]


def document() -> dict[str, Any]:
    return service().get("/openapi.json").json()  # type: ignore[no-any-return]


@schemathesis.serializer("application/x-ndjson", "application/hl7-v2+er7", "application/dicom")
def as_text(_context: Any, value: Any) -> Any:
    """Send what is no JSON as the text that was drawn."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def with_small_bodies(app: Any) -> Any:
    """Return the service with a document whose bodies are soon drawn.

    To draw from all 150 definitions of a report takes minutes, and nearly every draw is refused
    by one of them. Reports that are valid are drawn by the strategies of ``birads.testing``.
    """
    small = document()
    word = {"type": "string", "maxLength": 20}
    finding = {
        "type": "object",
        "properties": {
            "id": word,
            "kind": {"enum": ["mg.calcifications", "mg.mass", "us.mass", "x"]},
            "morphology": {"type": "array", "items": {"enum": ["amorphous", "round", "odd"]}},
            "distribution": {"enum": ["grouped", "diffuse", "clustered"]},
            "location": {"type": "object", "properties": {"breast": {"enum": ["left", "up"]}}},
        },
        "required": ["id", "kind"],
    }
    small["components"]["schemas"]["Report"] = {
        "type": "object",
        "properties": {
            "edition": {"enum": ["2003", "2013", "2025", "1999"]},
            "id": word,
            "findings": {"type": "array", "items": finding, "maxItems": 4},
        },
        "required": ["edition"],
    }
    data = json.dumps(small).encode()

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope.get("path") != "/openapi.json":
            await app(scope, receive, send)
            return
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": data})

    return answer


schema = schemathesis.openapi.from_asgi("/openapi.json", with_small_bodies(create_app(Settings())))


def test_the_document_is_valid_and_complete() -> None:
    found = document()
    openapi_spec_validator.validate(found)
    assert found["openapi"].startswith("3.1")
    paths = {
        "/v1/check", "/v1/recommend", "/v1/explain", "/v1/normalise", "/v1/convert",
        "/v1/read-text", "/v1/lexicon", "/v1/lexicon/{term_id}", "/v1/criteria/{topic}",
        "/v1/schemas/{name}", "/cds-services", "/cds-services/{service}", "/health",
    }  # fmt: skip
    assert paths <= set(found["paths"])
    for path in found["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            assert "500" in operation["responses"]


def test_every_example_is_as_its_schema_says() -> None:
    found = document()
    bodies = [
        content
        for path in found["paths"].values()
        for operation in path.values()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        if "example" in content
    ]
    assert len(bodies) >= 5
    for content in bodies:
        whole = {**content["schema"], "components": found["components"]}
        jsonschema.Draft202012Validator(whole).validate(content["example"])


@pytest.mark.parametrize(
    ("path", "component"),
    [
        ("check", "CheckAnswer"), ("recommend", "Workup"), ("explain", "Explanation"),
        ("normalise", "Normalised"),
    ],
)  # fmt: skip
def test_answers_are_as_their_components_say(
    path: str, component: str, examples: dict[str, bytes]
) -> None:
    client = service()
    whole = {"$ref": f"#/components/schemas/{component}", "components": document()["components"]}
    judge = jsonschema.Draft202012Validator(whole)
    for data in (*examples.values(), sample()):
        judge.validate(client.post(f"/v1/{path}", content=data).json())


@schema.parametrize()
@hypothesis.settings(
    max_examples=_DRAWS,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_generated_requests_are_answered_as_documented(case: Any) -> None:
    answer = case.call()
    case.validate_response(answer, checks=CHECKS.get_by_names(_CHECKS))
    assert answer.status_code in range(200, 500) or answer.status_code in (501, 503)


@hypothesis.given(report=reports())
@hypothesis.settings(
    max_examples=40, deadline=None, database=None, derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)  # fmt: skip
def test_every_report_is_answered(report: birads.Report) -> None:
    body = report.to_json()
    for path in ("check", "recommend", "explain", "normalise", "convert?to=json"):
        answer = CLIENT.post(f"/v1/{path}", content=body)
        assert answer.status_code == 200, (path, answer.text)
    assert CLIENT.post("/page/view?variant=6", content=body).json()["valid"] is True


CLIENT = service()


def test_the_document_is_made_once() -> None:
    from fastapi import FastAPI

    app = FastAPI()
    assert openapi_document(app) is openapi_document(app)
    assert json.dumps(openapi_document(app))
